/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-secrets.h"

#include "gate-hash.h"
#include "gate-keyring-call.h"
#include "gate-session-describe.h"
#include "gate-wipe.h"

#include <glib/gi18n-lib.h>

#define WAITING_MS 1000

struct _GateSecrets
{
  GObject parent_instance;

  guint       limit_ms;
  GHashTable *kept; /* account ID → secret that the keyring did not take */
  const char *notice;
  GTask      *running;
  GQueue      queue; /* of GTask: the keyring is asked one thing at a time */
  guint       waiting_source;
  gboolean    is_waiting;
};

G_DEFINE_FINAL_TYPE (GateSecrets, gate_secrets, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_IS_LASTING,
  PROP_IS_WAITING,
  PROP_NOTICE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *reason;
  const char *notice;
} notices[] = {
  { GATE_REFUSED_KEYRING_LOCKED,
    N_ ("Your sign-in is kept until Gatehouse closes, because the keyring is locked.") },
  { GATE_REFUSED_KEYRING_DISMISSED,
    N_ ("Your sign-in is kept until Gatehouse closes, because the keyring was not unlocked.") },
  { GATE_REFUSED_KEYRING_MISSING,
    N_ ("Your sign-in is kept until Gatehouse closes, because there is no keyring that Gatehouse "
        "can use.") },
};

static void run_next (GateSecrets *self);

/* An unknown reason is a store that was cancelled before the keyring had answered. */
static const char *
find_notice (const char *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (g_strcmp0 (reason, notices[i].reason) == 0)
      return _ (notices[i].notice);
  return _ ("Your sign-in is kept until Gatehouse closes, because the keyring did not answer.");
}

static void
set_notice (GateSecrets *self,
            const char  *notice)
{
  gboolean is_other = (notice == NULL) != (self->notice == NULL);

  if (g_strcmp0 (notice, self->notice) == 0)
    return;
  self->notice = notice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LASTING]);
}

static void
keep (GateSecrets        *self,
      GateKeyringRequest *request,
      const GError       *error)
{
  g_hash_table_replace (
      self->kept, g_strdup (request->account_id), g_steal_pointer (&request->text));
  set_notice (self, find_notice (gate_error_get_server_code (error)));
}

static void
forget (GateSecrets *self,
        const char  *account_id)
{
  g_hash_table_remove (self->kept, account_id);
  if (g_hash_table_size (self->kept) == 0)
    set_notice (self, NULL);
}

/* Ends a call with what the keyring answered. Text and error are given away. */
static void
end_call (GateSecrets *self,
          GTask       *task,
          char        *text,
          GError      *error)
{
  GateKeyringRequest *request = g_task_get_task_data (task);
  const char *kept = g_hash_table_lookup (self->kept, request->account_id);

  if (request->verb == GATE_KEYRING_LOOK_UP && kept != NULL)
    {
      g_clear_error (&error);
      text = g_strdup (kept);
    }
  else if (request->verb == GATE_KEYRING_STORE && error != NULL)
    keep (self, request, error);
  else if (request->verb != GATE_KEYRING_LOOK_UP)
    forget (self, request->account_id);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, text, gate_wipe_free);
}

/* What waits behind a call that failed fails alike: nobody is asked twice for one password, and a
 * service that does not answer is waited for once. */
static void
fail_all (GateSecrets  *self,
          GQueue       *queue,
          const GError *error)
{
  GTask *task;

  while ((task = g_queue_pop_head (queue)) != NULL)
    {
      end_call (self, task, NULL, g_error_copy (error));
      g_object_unref (task);
    }
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GateSecrets) self = g_object_ref (user_data);
  g_autoptr (GTask) task = g_steal_pointer (&self->running);
  g_autoptr (GError) error = NULL;
  char *text = gate_keyring_call_finish (result, &error);
  GQueue behind = G_QUEUE_INIT;

  if (error != NULL && !gate_error_is_cancelled (error))
    {
      behind = self->queue;
      g_queue_init (&self->queue);
    }
  end_call (self, task, text, error != NULL ? g_error_copy (error) : NULL);
  fail_all (self, &behind, error);
  run_next (self);
}

static gboolean
waiting_cb (gpointer user_data)
{
  GateSecrets *self = user_data;

  self->waiting_source = 0;
  self->is_waiting = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_WAITING]);
  return G_SOURCE_REMOVE;
}

static void
update_waiting (GateSecrets *self)
{
  if (self->running != NULL)
    {
      if (!self->is_waiting && self->waiting_source == 0)
        self->waiting_source = g_timeout_add (WAITING_MS, waiting_cb, self);
      return;
    }
  g_clear_handle_id (&self->waiting_source, g_source_remove);
  if (!self->is_waiting)
    return;
  self->is_waiting = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_WAITING]);
}

static void
run_next (GateSecrets *self)
{
  while (self->running == NULL && !g_queue_is_empty (&self->queue))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->queue);
      GateKeyringRequest *request = g_task_get_task_data (task);

      if (request->verb == GATE_KEYRING_LOOK_UP
          && g_hash_table_contains (self->kept, request->account_id))
        {
          end_call (self, task, NULL, NULL);
          continue;
        }
      self->running = g_steal_pointer (&task);
      gate_keyring_call_async (
          request, self->limit_ms, g_task_get_cancellable (self->running), answered_cb, self);
    }
  update_waiting (self);
}

static void
enter (GateSecrets         *self,
       GateKeyringRequest  *request,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, request, gate_keyring_request_free);
  g_queue_push_tail (&self->queue, task);
  run_next (self);
}

static void
gate_secrets_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GateSecrets *self = GATE_SECRETS (object);

  switch (prop_id)
    {
    case PROP_IS_LASTING:
      g_value_set_boolean (value, self->notice == NULL);
      break;
    case PROP_IS_WAITING:
      g_value_set_boolean (value, self->is_waiting);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_secrets_finalize (GObject *object)
{
  GateSecrets *self = GATE_SECRETS (object);

  g_clear_handle_id (&self->waiting_source, g_source_remove);
  g_hash_table_unref (self->kept);
  G_OBJECT_CLASS (gate_secrets_parent_class)->finalize (object);
}

static void
gate_secrets_class_init (GateSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_secrets_get_property;
  object_class->finalize = gate_secrets_finalize;
  properties[PROP_IS_LASTING] = g_param_spec_boolean ("is-lasting", NULL, NULL, TRUE, flags);
  properties[PROP_IS_WAITING] = g_param_spec_boolean ("is-waiting", NULL, NULL, FALSE, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_secrets_init (GateSecrets *self)
{
  self->kept = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, gate_wipe_free);
  g_queue_init (&self->queue);
}

/**
 * gate_secrets_new:
 * @limit_ms: how long the keyring has for an answer, %GATE_SECRETS_LIMIT_MS
 *
 * Returns: (transfer full): the secrets of all accounts; nothing is asked of the keyring yet
 */
GateSecrets *
gate_secrets_new (guint limit_ms)
{
  GateSecrets *self = g_object_new (GATE_TYPE_SECRETS, NULL);

  self->limit_ms = limit_ms;
  return self;
}

/**
 * gate_secrets_look_up_async:
 * @self: the secrets
 * @account_id: an opaque ID; it stands readable in the keyring, so nothing of a person is in it
 * @cancellable: (nullable): cancels the call
 * @callback: called when the keyring has answered, after as long as a person needs for a password
 * @user_data: for @callback
 *
 * A window does not wait for @callback before it shows itself: the property is-waiting becomes
 * %TRUE after a second.
 */
void
gate_secrets_look_up_async (GateSecrets         *self,
                            const char          *account_id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (GATE_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);

  enter (self,
         gate_keyring_request_new (GATE_KEYRING_LOOK_UP, account_id),
         cancellable,
         callback,
         user_data);
}

/**
 * gate_secrets_look_up_finish:
 * @self: the secrets
 * @result: the result
 * @error: return location. Nothing is known of what is stored then, and asking again may help; the
 *   server code is GATE_REFUSED_KEYRING_LOCKED, _DISMISSED, _MISSING or _SILENT, and
 *   gate_session_error_sentence() has the sentence
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with gate_wipe_free(); %NULL without
 *   an error when none is stored
 */
char *
gate_secrets_look_up_finish (GateSecrets   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_secrets_store_async:
 * @self: the secrets
 * @account_id: an opaque ID, as in gate_secrets_look_up_async()
 * @account_name: what the person calls the account; the keyring shows it
 * @secret: the secret, which replaces another of the account; it is copied
 * @cancellable: (nullable): cancels the call
 * @callback: called when the keyring has answered
 * @user_data: for @callback
 */
void
gate_secrets_store_async (GateSecrets         *self,
                          const char          *account_id,
                          const char          *account_name,
                          const char          *secret,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GateKeyringRequest *request;

  g_return_if_fail (GATE_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL && account_name != NULL && secret != NULL);

  request = gate_keyring_request_new (GATE_KEYRING_STORE, account_id);
  /* Translators: how the keyring names what is stored; %s is the person's name of the account. */
  request->label = g_strdup_printf (_ ("Gatehouse: %s"), account_name);
  request->text = g_strdup (secret);
  enter (self, request, cancellable, callback, user_data);
}

/**
 * gate_secrets_store_finish:
 * @self: the secrets
 * @result: the result
 * @error: return location; codes as in gate_secrets_look_up_finish()
 *
 * After an error, also when it was cancelled, the secret is kept in memory, where a look-up finds
 * it, until it is stored again. What the keyring has stays as it was.
 *
 * Returns: whether the keyring has it
 */
gboolean
gate_secrets_store_finish (GateSecrets   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr (GError) failure = NULL;

  g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * gate_secrets_clear_async:
 * @self: the secrets
 * @account_id: an opaque ID, as in gate_secrets_look_up_async()
 * @cancellable: (nullable): cancels the call
 * @callback: called when the keyring has answered
 * @user_data: for @callback
 *
 * Forgets what is stored for the account. Memory forgets it in any case.
 */
void
gate_secrets_clear_async (GateSecrets         *self,
                          const char          *account_id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (GATE_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);

  enter (self,
         gate_keyring_request_new (GATE_KEYRING_CLEAR, account_id),
         cancellable,
         callback,
         user_data);
}

/**
 * gate_secrets_clear_finish:
 * @self: the secrets
 * @result: the result
 * @error: return location; codes as in gate_secrets_look_up_finish(). The keyring may still have
 *   the secret then
 *
 * Returns: whether nothing is stored for the account
 */
gboolean
gate_secrets_clear_finish (GateSecrets   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return gate_secrets_store_finish (self, result, error);
}

const char *
gate_secrets_get_notice (GateSecrets *self)
{
  g_return_val_if_fail (GATE_IS_SECRETS (self), NULL);

  return self->notice;
}

gboolean
gate_secrets_is_waiting (GateSecrets *self)
{
  g_return_val_if_fail (GATE_IS_SECRETS (self), FALSE);

  return self->is_waiting;
}

/**
 * gate_secrets_describe_keyring:
 *
 * Returns: what a person should know before a sign-in is stored (C34)
 */
const char *
gate_secrets_describe_keyring (void)
{
  return _ ("Your sign-in is stored in the keyring of your desktop. While the keyring is unlocked, "
            "every program that you run can read it. A keyring with an empty password is not "
            "encrypted on the disk.");
}
