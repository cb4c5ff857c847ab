/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The file is a key file: a group per account, a key per client, both percent-encoded because they
 * come from outside. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-launch.h"

#include "gate-error.h"
#include "gate-opener.h"
#include "gate-text.h"

#include <string.h>

struct _GateLaunch
{
  GObject parent_instance;

  GKeyFile     *typed;
  GHashTable   *given;   /* client ID -> address */
  char         *account; /* the group, or NULL */
  GHashTable   *shown;   /* client ID -> address, of this account */
  GFile        *file;
  GCancellable *cancellable;
  gboolean      loading;
  gboolean      saving;
  gboolean      unsaved;
};

G_DEFINE_FINAL_TYPE (GateLaunch, gate_launch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  NOT_KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
encode (const char *text)
{
  return g_uri_escape_string (text, NULL, FALSE);
}

static void
take_typed (GateLaunch *self)
{
  g_auto (GStrv) keys = NULL;

  g_hash_table_remove_all (self->shown);
  if (self->account != NULL && !self->loading)
    keys = g_key_file_get_keys (self->typed, self->account, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *client_id = g_uri_unescape_string (keys[i], NULL);
      g_autofree char *text = g_key_file_get_string (self->typed, self->account, keys[i], NULL);
      g_autofree char *address = text != NULL ? gate_opener_check (text, NULL) : NULL;

      if (client_id != NULL && address != NULL)
        g_hash_table_insert (self->shown, g_steal_pointer (&client_id), g_steal_pointer (&address));
    }
}

static void
take_given (GateLaunch *self)
{
  GHashTableIter iter;
  gpointer client_id, text;

  if (self->given == NULL)
    return;
  g_hash_table_iter_init (&iter, self->given);
  while (g_hash_table_iter_next (&iter, &client_id, &text))
    {
      g_autofree char *address = gate_opener_check (text, NULL);

      if (address != NULL)
        g_hash_table_insert (self->shown, g_strdup (client_id), g_steal_pointer (&address));
    }
}

static void
update (GateLaunch *self)
{
  take_typed (self);
  take_given (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GateLaunch *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_file_load_contents_finish (G_FILE (source), result, &contents, &length, NULL, &error);
  if (gate_error_is_cancelled (error))
    return;
  if (error == NULL)
    g_key_file_load_from_data (self->typed, contents, length, G_KEY_FILE_NONE, &error);
  if (error != NULL)
    g_debug ("launch addresses: %s", error->message);
  self->loading = FALSE;
  update (self);
}

static void save (GateLaunch *self);

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GateLaunch) self = user_data;
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_debug ("launch addresses: %s", error->message);
      g_signal_emit (self, signals[NOT_KEPT], 0);
    }
  if (self->unsaved)
    save (self);
}

/* One write at a time; what changes meanwhile is written after it. A write that has begun is
 * finished, whoever ends. */
static void
save (GateLaunch *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  char *data;

  if (self->file == NULL)
    return;
  self->unsaved = self->saving;
  if (self->saving)
    return;
  self->saving = TRUE;
  /* Whether there is a folder then, writing will tell. */
  folder = g_path_get_dirname (g_file_peek_path (self->file));
  g_mkdir_with_parents (folder, 0700);
  data = g_key_file_to_data (self->typed, &length, NULL);
  bytes = g_bytes_new_take (data, length);
  g_file_replace_contents_bytes_async (self->file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL,
                                       saved_cb,
                                       g_object_ref (self));
}

static void
gate_launch_dispose (GObject *object)
{
  GateLaunch *self = GATE_LAUNCH (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (gate_launch_parent_class)->dispose (object);
}

static void
gate_launch_finalize (GObject *object)
{
  GateLaunch *self = GATE_LAUNCH (object);

  g_key_file_unref (self->typed);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_hash_table_unref (self->shown);
  g_free (self->account);
  G_OBJECT_CLASS (gate_launch_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (
      name, GATE_TYPE_LAUNCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_launch_class_init (GateLaunchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_launch_dispose;
  object_class->finalize = gate_launch_finalize;
  signals[CHANGED] = new_signal ("changed");
  signals[NOT_KEPT] = new_signal ("not-kept");
}

static void
gate_launch_init (GateLaunch *self)
{
  self->typed = g_key_file_new ();
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * gate_launch_new:
 *
 * Returns: (transfer full): no addresses, kept nowhere
 */
GateLaunch *
gate_launch_new (void)
{
  return g_object_new (GATE_TYPE_LAUNCH, NULL);
}

/**
 * gate_launch_keep_in:
 * @self: launch addresses, nowhere kept so far
 * @file: where they are kept, a local file; neither it nor its folder need be there
 *
 * Reads the file; see `changed`. A file that is not one of ours counts as empty.
 */
void
gate_launch_keep_in (GateLaunch *self,
                     GFile      *file)
{
  g_return_if_fail (GATE_IS_LAUNCH (self));
  g_return_if_fail (g_file_peek_path (file) != NULL && self->file == NULL);

  self->file = g_object_ref (file);
  self->loading = TRUE;
  self->cancellable = g_cancellable_new ();
  g_file_load_contents_async (file, self->cancellable, loaded_cb, self);
}

/**
 * gate_launch_set_account:
 * @self: launch addresses
 * @account: (nullable): whatever tells one account from another, %NULL for none
 */
void
gate_launch_set_account (GateLaunch *self,
                         const char *account)
{
  g_autofree char *group = account != NULL ? encode (account) : NULL;

  g_return_if_fail (GATE_IS_LAUNCH (self));

  if (gate_set_str (&self->account, group))
    update (self);
}

/**
 * gate_launch_set_given:
 * @self: launch addresses
 * @given: (nullable) (transfer none): client ID to address, as the organization itself says
 */
void
gate_launch_set_given (GateLaunch *self,
                       GHashTable *given)
{
  g_return_if_fail (GATE_IS_LAUNCH (self));

  if (self->given == NULL && given == NULL)
    return;
  g_clear_pointer (&self->given, g_hash_table_unref);
  self->given = given != NULL ? g_hash_table_ref (given) : NULL;
  update (self);
}

/**
 * gate_launch_get_address:
 * @self: launch addresses
 * @client_id: a client of the account
 *
 * Returns: (transfer none) (nullable): where it starts, if that is known
 */
const char *
gate_launch_get_address (GateLaunch *self,
                         const char *client_id)
{
  g_return_val_if_fail (GATE_IS_LAUNCH (self), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  return g_hash_table_lookup (self->shown, client_id);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * gate_launch_dup_given:
 * @self: launch addresses
 *
 * Returns: (transfer full): the IDs of the clients whose address the organization gives, in order
 */
char **
gate_launch_dup_given (GateLaunch *self)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (GATE_IS_LAUNCH (self), NULL);

  if (self->given != NULL)
    {
      g_hash_table_iter_init (&iter, self->given);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        if (gate_launch_get_address (self, id) != NULL)
          g_ptr_array_add (ids, g_strdup (id));
    }
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

/**
 * gate_launch_can_set:
 * @self: launch addresses
 * @client_id: a client of the account
 *
 * Returns: whether an address can be typed for it: not before the account is known, nor where the
 *   organization gives one
 */
gboolean
gate_launch_can_set (GateLaunch *self,
                     const char *client_id)
{
  g_return_val_if_fail (GATE_IS_LAUNCH (self), FALSE);
  g_return_val_if_fail (client_id != NULL, FALSE);

  return self->account != NULL && !self->loading &&
         (self->given == NULL || !g_hash_table_contains (self->given, client_id));
}

/**
 * gate_launch_set_address:
 * @self: launch addresses
 * @client_id: a client of the account
 * @typed: what a person typed; nothing removes the address
 * @sentence: (out) (transfer none): why it is refused, for people
 *
 * Returns: whether it was taken
 */
gboolean
gate_launch_set_address (GateLaunch  *self,
                         const char  *client_id,
                         const char  *typed,
                         const char **sentence)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;

  g_return_val_if_fail (gate_launch_can_set (self, client_id), FALSE);
  g_return_val_if_fail (typed != NULL && *client_id != '\0', FALSE);

  key = encode (client_id);
  text = g_strstrip (g_strdup (typed));
  if (*text == '\0')
    g_key_file_remove_key (self->typed, self->account, key, NULL);
  else
    {
      address = gate_opener_check (text, sentence);
      if (address == NULL)
        return FALSE;
      g_key_file_set_string (self->typed, self->account, key, address);
    }
  save (self);
  update (self);
  return TRUE;
}
