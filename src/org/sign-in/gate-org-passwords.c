/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-passwords.h"

#include "gate-org-log.h"
#include "gate-org-passwords-table.h"
#include "gate-org-secret.h"
#include "gate-org-table.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define MEMORY_BYTES ((gsize) 64 * 1024 * 1024)
#define N_PASSES 2
#define HASH_BYTES 32 /* as crypto_pwhash_str_alg() makes it */
#define MAX_AT_ONCE 2
/* A hash of no password, for names that no person has. Checking it costs as much as a real check,
 * so the time does not tell whether there is such a person (S27). */
#define NOBODYS_HASH                                                                               \
  "$argon2id$v=19$m=65536,t=2,p=1$Z2F0ZWhvdXNlLm5vYm9keQ$"                                         \
  "bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm8"

struct _GateOrgPasswords
{
  GObject parent_instance;

  GQueue waiting; /* GTask, of which the first is next */
  guint n_running;
  struct _Job *wanted; /* the password of all people, which is not in force yet; NULL: none */
  gboolean is_setting; /* that one is being set */
  guint n_hashes;
};

G_DEFINE_FINAL_TYPE (GateOrgPasswords, gate_org_passwords, G_TYPE_OBJECT)

typedef struct _Job
{
  GateOrgThrottle *throttle;
  GateOrgStore *store;
  char *name;
  char *password;
  char *browser;   /* NULL: not known */
  char *person_id;
  char *account;   /* under what the attempt is counted */
  char *hash;
  char *new_hash;
  gboolean matches;
  gboolean failed; /* neither right nor wrong: there was no memory for the hash */
  gint64 wait_ms; /* not tried: so long to wait before it is */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_free (job->name);
  gate_org_secret_free (job->password);
  g_free (job->browser);
  g_free (job->person_id);
  g_free (job->account);
  gate_org_secret_free (job->hash);
  gate_org_secret_free (job->new_hash);
  g_free (job);
}

static void
gate_org_passwords_finalize (GObject *object)
{
  GateOrgPasswords *self = GATE_ORG_PASSWORDS (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_pointer (&self->wanted, job_free);
  G_OBJECT_CLASS (gate_org_passwords_parent_class)->finalize (object);
}

static void
gate_org_passwords_class_init (GateOrgPasswordsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_org_passwords_finalize;
}

static void
gate_org_passwords_init (GateOrgPasswords *self)
{
  g_queue_init (&self->waiting);
}

/**
 * gate_org_passwords_new:
 *
 * Returns: (transfer full): with nothing to do
 */
GateOrgPasswords *
gate_org_passwords_new (void)
{
  return g_object_new (GATE_TYPE_ORG_PASSWORDS, NULL);
}

static gboolean
decode_base64 (const char *text,
               guint8     *bytes,
               gsize       length)
{
  gsize found = 0;

  return sodium_base642bin (bytes, length, text, strlen (text), NULL, &found, NULL,
                            sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
         found == length;
}

/* crypto_pwhash_str_verify() says the same of a wrong password and of too little memory
 * (libsodium 1.0.18), so the hash is computed and compared here. */
static void
verify_password (Job *job)
{
  guint memory_kib = 0;
  guint n_passes = 0;
  char salt_text[23] = "";
  char hash_text[44] = "";
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 wanted[HASH_BYTES];
  guint8 hash[HASH_BYTES];

  if (sscanf (job->hash, "$argon2id$v=19$m=%u,t=%u,p=1$%22[A-Za-z0-9+/]$%43[A-Za-z0-9+/]",
              &memory_kib, &n_passes, salt_text, hash_text) != 4 ||
      !decode_base64 (salt_text, salt, sizeof salt) ||
      !decode_base64 (hash_text, wanted, sizeof wanted))
    return;
  job->failed = crypto_pwhash (hash, sizeof hash, job->password, strlen (job->password), salt,
                               n_passes, (gsize) memory_kib * 1024,
                               crypto_pwhash_ALG_ARGON2ID13) != 0;
  job->matches = !job->failed && sodium_memcmp (hash, wanted, sizeof hash) == 0;
  sodium_memzero (hash, sizeof hash);
}

static void
verify_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Job *job = task_data;

  verify_password (job);
  g_task_return_boolean (task, TRUE);
}

/* Hashes the password, unless the hash that is there is its own. */
static void
make_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  char hash[crypto_pwhash_STRBYTES];

  job->failed = FALSE;
  if (job->hash != NULL)
    verify_password (job);
  if (!job->matches && !job->failed && job->new_hash == NULL)
    {
      job->failed =
          crypto_pwhash_str_alg (hash, job->password, strlen (job->password), N_PASSES,
                                 MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13) != 0;
      job->new_hash = job->failed ? NULL : g_strdup (hash);
    }
  sodium_memzero (hash, sizeof hash);
  g_task_return_boolean (task, TRUE);
}

static gboolean
count_outcome (const Job *job,
               GError   **error)
{
  if (job->failed)
    return gate_org_throttle_withdraw (job->throttle, job->store, job->account,
                                       gate_org_table_now_ms (), error);
  if (job->matches)
    {
      if (job->browser != NULL)
        gate_org_throttle_remember (job->throttle, job->person_id, job->browser);
      return gate_org_throttle_succeed (job->throttle, job->store, job->account, error);
    }
  return gate_org_throttle_fail (job->throttle, job->store, job->account,
                                 gate_org_table_now_ms (), error);
}

static void start_next (GateOrgPasswords *self);
static void start_setting (GateOrgPasswords *self);

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GateOrgPasswords *self = GATE_ORG_PASSWORDS (source);
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  self->n_running--;
  if (!count_outcome (job, &error))
    g_task_return_error (task, error);
  else if (job->failed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                             "there is no memory to check a password");
  else
    g_task_return_pointer (task, job->matches ? g_strdup (job->person_id) : NULL, g_free);
  start_next (self);
}

/* Looks the person up when it is the job's turn: the new password is set by then, and the failures
 * of earlier jobs are counted. */
static gboolean
prepare_job (Job     *job,
             GError **error)
{
  if (!gate_org_passwords_table_get_hash (job->store, job->name, &job->person_id, &job->hash,
                                          error))
    return FALSE;
  /* A user name and an e-mail address of one person share one count of failures. */
  job->account = gate_org_throttle_dup_account (
      job->throttle, job->person_id != NULL ? job->person_id : job->name, job->browser);
  if (!gate_org_throttle_attempt (job->throttle, job->store, job->account,
                                  gate_org_table_now_ms (), &job->wait_ms, error))
    return FALSE;
  if (job->hash == NULL)
    {
      g_clear_pointer (&job->person_id, g_free);
      job->hash = g_strdup (NOBODYS_HASH);
    }
  return TRUE;
}

static void
start_job (GateOrgPasswords *self,
           GTask            *task_to_own)
{
  g_autoptr (GTask) task = task_to_own;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GTask) work = NULL;
  GError *error = NULL;

  if (!prepare_job (job, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->wait_ms > 0)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  self->n_running++;
  self->n_hashes++;
  work = g_task_new (self, NULL, verified_cb, g_steal_pointer (&task));
  g_task_set_task_data (work, job, NULL);
  g_task_run_in_thread (work, verify_in_thread);
}

static void
start_next (GateOrgPasswords *self)
{
  if (self->wanted != NULL && !self->is_setting && self->waiting.length > 0)
    start_setting (self);
  while (self->wanted == NULL && self->n_running < MAX_AT_ONCE && self->waiting.length > 0)
    start_job (self, g_queue_pop_head (&self->waiting));
}

static gboolean
store_for_all (Job     *job,
               GError **error)
{
  if (job->failed)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                           "there is no memory to hash a password");
      return FALSE;
    }
  if (job->matches)
    return TRUE;
  if (gate_org_store_begin (job->store, error) &&
      gate_org_passwords_table_set_all (job->store, job->new_hash, error) &&
      gate_org_store_commit (job->store, error))
    return TRUE;
  gate_org_store_rollback (job->store);
  return FALSE;
}

/* Until the password is in force nobody logs in, not even with the one before it. */
static void
refuse_waiting (GateOrgPasswords *self,
                const GError     *error)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
    }
}

static void
hashed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GateOrgPasswords *self = GATE_ORG_PASSWORDS (source);
  g_autoptr (GError) error = NULL;

  self->n_running--;
  self->is_setting = FALSE;
  if (store_for_all (self->wanted, &error))
    g_clear_pointer (&self->wanted, job_free);
  else
    {
      gate_org_log_note ("the password could not be set: %s", error->message);
      refuse_waiting (self, error);
    }
  start_next (self);
}

static void
start_setting (GateOrgPasswords *self)
{
  g_autoptr (GTask) work = g_task_new (self, NULL, hashed_cb, NULL);

  g_task_set_source_tag (work, start_setting);
  g_task_set_task_data (work, self->wanted, NULL);
  self->is_setting = TRUE;
  self->n_running++;
  self->n_hashes++;
  g_task_run_in_thread (work, make_in_thread);
}

/**
 * gate_org_passwords_set_all:
 * @self: new passwords
 * @store: the organization's database
 * @password: of all people from now on
 * @error: return location for an error of the store
 *
 * Returns at once; checks wait until it is done. When it cannot be done, they fail, and the next
 * one tries it again. Nothing changes where it is the password of all people already.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_passwords_set_all (GateOrgPasswords *self,
                            GateOrgStore     *store,
                            const char       *password,
                            GError          **error)
{
  g_autofree char *hash = NULL;

  if (!gate_org_passwords_table_get_common_hash (store, &hash, error))
    return FALSE;
  self->wanted = g_new0 (Job, 1);
  self->wanted->store = g_object_ref (store);
  self->wanted->password = g_strdup (password);
  self->wanted->hash = g_steal_pointer (&hash);
  start_setting (self);
  return TRUE;
}

/**
 * gate_org_passwords_check_async:
 * @self: passwords
 * @throttle: (transfer none): slows down guessing; must live as long as @self
 * @store: the organization's database
 * @name: the typed user name or e-mail address
 * @password: the typed password, bytes unmodified
 * @browser: (nullable): what tells the browser apart from others
 * @callback: called when it is checked
 * @user_data: for @callback
 *
 * One hash is computed whether there is such a person or not.
 */
void
gate_org_passwords_check_async (GateOrgPasswords   *self,
                                GateOrgThrottle    *throttle,
                                GateOrgStore       *store,
                                const char         *name,
                                const char         *password,
                                const char         *browser,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, gate_org_passwords_check_async);
  job->throttle = throttle;
  job->store = g_object_ref (store);
  job->name = g_strdup (name);
  job->password = g_strdup (password);
  job->browser = g_strdup (browser);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_queue_push_tail (&self->waiting, task);
  start_next (self);
}

/**
 * gate_org_passwords_check_finish:
 * @self: passwords
 * @result: the result that the callback got
 * @person_id: (out) (transfer full) (nullable): who that is; %NULL when name and password do not
 *   match
 * @wait_ms: (out): how long to wait before the next try; 0 when this one was checked
 * @error: return location for an error of the store, or %G_IO_ERROR_BUSY when there is no memory
 *   for the hash: the attempt is not counted then
 *
 * Returns: FALSE when the password could not be checked
 */
gboolean
gate_org_passwords_check_finish (GateOrgPasswords *self,
                                 GAsyncResult     *result,
                                 char            **person_id,
                                 gint64           *wait_ms,
                                 GError          **error)
{
  const Job *job = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_org_passwords_check_async), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  *wait_ms = job->wait_ms;
  *person_id = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

guint
gate_org_passwords_get_n_hashes (GateOrgPasswords *self)
{
  return self->n_hashes;
}
