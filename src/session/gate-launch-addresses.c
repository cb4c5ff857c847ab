/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The file is a key file: a group for each account and a key for each client, both percent-encoded
 * because they come from outside. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-launch-addresses.h"

#include "gate-error.h"
#include "gate-file.h"
#include "gate-hash.h"
#include "gate-opener.h"
#include "gate-text.h"

#include <string.h>

/* The most “.bad” files beside it. */
#define MAX_ASIDE 20
/* Some thousands of addresses that a person typed. */
#define MAX_FILE_BYTES (1024 * 1024)

struct _GateLaunchAddresses
{
  GObject parent_instance;

  GKeyFile     *typed;
  GHashTable   *given;   /* client ID -> address */
  char         *account; /* the group, or NULL */
  GHashTable   *shown;   /* client ID -> address, of this account */
  GFile        *file;
  GCancellable *cancellable;
  guint         n_aside; /* names tried for the “.bad” file */
  gboolean      loading;
  gboolean      saving;
  gboolean      unsaved;
  gboolean      is_blocked; /* the file could neither be read nor moved */
};

G_DEFINE_FINAL_TYPE (GateLaunchAddresses, gate_launch_addresses, G_TYPE_OBJECT)

enum
{
  CHANGED,
  NOT_KEPT,
  SET_ASIDE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
encode (const char *text)
{
  return g_uri_escape_string (text, NULL, FALSE);
}

static void
take_typed (GateLaunchAddresses *self)
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
take_given (GateLaunchAddresses *self)
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
update_addresses (GateLaunchAddresses *self)
{
  take_typed (self);
  take_given (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void save (GateLaunchAddresses *self);

static gboolean
is_line_of_key_file (const char *line)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = g_strconcat ("[group]\n", line, NULL);

  return g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL);
}

/* Reads the valid lines; returns whether all lines are valid. */
static gboolean
parse (GateLaunchAddresses *self,
       const char          *contents)
{
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  g_autoptr (GString) right = g_string_new (NULL);
  gboolean all = TRUE;

  for (gsize i = 0; lines[i] != NULL; i++)
    if (is_line_of_key_file (lines[i]))
      g_string_append_printf (right, "%s\n", lines[i]);
    else
      all = FALSE;
  return g_key_file_load_from_data (self->typed, right->str, right->len, G_KEY_FILE_NONE, NULL) &&
         all;
}

static void
end_loading (GateLaunchAddresses *self)
{
  self->loading = FALSE;
  update_addresses (self);
}

static void set_aside (GateLaunchAddresses *self);

static void
set_aside_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GateLaunchAddresses) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean moved = g_file_move_finish (G_FILE (source), result, &error);

  if (self->file == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) && self->n_aside < MAX_ASIDE)
    {
      set_aside (self);
      return;
    }
  self->is_blocked = !moved;
  end_loading (self);
  if (!moved)
    {
      g_debug ("launch addresses: %s", error->message);
      return;
    }
  save (self);
  g_signal_emit (self, signals[SET_ASIDE], 0);
}

static GFile *
get_aside (GateLaunchAddresses *self)
{
  const char *path = g_file_peek_path (self->file);
  g_autofree char *aside = self->n_aside == 1 ? g_strdup_printf ("%s.bad", path) :
                                                g_strdup_printf ("%s.bad.%u", path, self->n_aside);

  return g_file_new_for_path (aside);
}

/* Moves an unreadable file to a free name, so that neither a save nor the next unreadable file
 * overwrites it. */
static void
set_aside (GateLaunchAddresses *self)
{
  g_autoptr (GFile) aside = NULL;

  self->n_aside++;
  aside = get_aside (self);
  g_file_move_async (self->file,
                     aside,
                     G_FILE_COPY_NONE,
                     G_PRIORITY_DEFAULT,
                     NULL,
                     NULL,
                     NULL,
                     set_aside_cb,
                     g_object_ref (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GateLaunchAddresses *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateFileContent) content = gate_file_read_finish (result, &error);

  if (gate_error_is_cancelled (error))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      (content != NULL && strlen (content->text) == content->length &&
       parse (self, content->text)))
    {
      end_loading (self);
      return;
    }
  g_debug ("launch addresses: %s", error != NULL ? error->message : "not a key file");
  set_aside (self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GateLaunchAddresses) self = user_data;
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

/* Runs one write at a time; changes made during a write are written after it. A begun write always
 * finishes. */
static void
save (GateLaunchAddresses *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  char *data;

  if (self->file == NULL)
    return;
  if (self->is_blocked)
    {
      g_signal_emit (self, signals[NOT_KEPT], 0);
      return;
    }
  self->unsaved = self->saving;
  if (self->saving)
    return;
  self->saving = TRUE;
  /* Without the folder the write below fails, so this result is not checked. */
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
gate_launch_addresses_dispose (GObject *object)
{
  GateLaunchAddresses *self = GATE_LAUNCH_ADDRESSES (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (gate_launch_addresses_parent_class)->dispose (object);
}

static void
gate_launch_addresses_finalize (GObject *object)
{
  GateLaunchAddresses *self = GATE_LAUNCH_ADDRESSES (object);

  g_key_file_unref (self->typed);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_hash_table_unref (self->shown);
  g_free (self->account);
  G_OBJECT_CLASS (gate_launch_addresses_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (
      name, GATE_TYPE_LAUNCH_ADDRESSES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_launch_addresses_class_init (GateLaunchAddressesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_launch_addresses_dispose;
  object_class->finalize = gate_launch_addresses_finalize;
  signals[CHANGED] = new_signal ("changed");
  signals[NOT_KEPT] = new_signal ("not-kept");
  signals[SET_ASIDE] = new_signal ("set-aside");
}

static void
gate_launch_addresses_init (GateLaunchAddresses *self)
{
  self->typed = g_key_file_new ();
  self->shown = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_free);
}

/**
 * gate_launch_addresses_new:
 *
 * Returns: (transfer full): no addresses, without a file
 */
GateLaunchAddresses *
gate_launch_addresses_new (void)
{
  return g_object_new (GATE_TYPE_LAUNCH_ADDRESSES, NULL);
}

/**
 * gate_launch_addresses_keep_in:
 * @self: launch addresses without a file
 * @file: the local file for them; it and its folder may be missing
 *
 * Reads the file; see `changed`. A file that is unreadable, or has a line that is not of a key
 * file, is moved to a name with “.bad” at its end, and its readable lines are written to a new
 * file; see `set-aside`. When it can neither be read nor moved, nothing is written; see `not-kept`.
 */
void
gate_launch_addresses_keep_in (GateLaunchAddresses *self,
                               GFile               *file)
{
  g_return_if_fail (GATE_IS_LAUNCH_ADDRESSES (self));
  g_return_if_fail (g_file_peek_path (file) != NULL && self->file == NULL);

  self->file = g_object_ref (file);
  self->loading = TRUE;
  self->cancellable = g_cancellable_new ();
  gate_file_read_async (file, MAX_FILE_BYTES, self->cancellable, loaded_cb, self);
}

/**
 * gate_launch_addresses_set_account:
 * @self: launch addresses
 * @account: (nullable): the key of the account, %NULL for none
 */
void
gate_launch_addresses_set_account (GateLaunchAddresses *self,
                                   const char          *account)
{
  g_autofree char *group = account != NULL ? encode (account) : NULL;

  g_return_if_fail (GATE_IS_LAUNCH_ADDRESSES (self));

  if (gate_set_str (&self->account, group))
    update_addresses (self);
}

/**
 * gate_launch_addresses_set_given:
 * @self: launch addresses
 * @given: (nullable) (transfer none): the organization's own addresses by client ID
 */
void
gate_launch_addresses_set_given (GateLaunchAddresses *self,
                                 GHashTable          *given)
{
  g_return_if_fail (GATE_IS_LAUNCH_ADDRESSES (self));

  if (self->given == NULL && given == NULL)
    return;
  g_clear_pointer (&self->given, g_hash_table_unref);
  self->given = given != NULL ? g_hash_table_ref (given) : NULL;
  update_addresses (self);
}

/**
 * gate_launch_addresses_get_address:
 * @self: launch addresses
 * @client_id: a client of the account
 *
 * Returns: (transfer none) (nullable): its launch address, if it is known
 */
const char *
gate_launch_addresses_get_address (GateLaunchAddresses *self,
                                   const char          *client_id)
{
  g_return_val_if_fail (GATE_IS_LAUNCH_ADDRESSES (self), NULL);
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
 * gate_launch_addresses_dup_given:
 * @self: launch addresses
 *
 * Returns: (transfer full): the IDs of the clients whose address the organization gives, in order
 */
char **
gate_launch_addresses_dup_given (GateLaunchAddresses *self)
{
  GPtrArray *ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (GATE_IS_LAUNCH_ADDRESSES (self), NULL);

  if (self->given != NULL)
    {
      g_hash_table_iter_init (&iter, self->given);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        if (gate_launch_addresses_get_address (self, id) != NULL)
          g_ptr_array_add (ids, g_strdup (id));
    }
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

/**
 * gate_launch_addresses_can_set:
 * @self: launch addresses
 * @client_id: a client of the account
 *
 * Returns: whether a person can type an address for it: not before the account is known, nor when
 *   the organization gives one
 */
gboolean
gate_launch_addresses_can_set (GateLaunchAddresses *self,
                               const char          *client_id)
{
  g_return_val_if_fail (GATE_IS_LAUNCH_ADDRESSES (self), FALSE);
  g_return_val_if_fail (client_id != NULL, FALSE);

  return self->account != NULL && !self->loading &&
         (self->given == NULL || !g_hash_table_contains (self->given, client_id));
}

/**
 * gate_launch_addresses_set_address:
 * @self: launch addresses
 * @client_id: a client of the account
 * @typed: the typed text; an empty one removes the address
 * @sentence: (out) (transfer none): the reason for a refusal, for people
 *
 * Returns: whether it was accepted
 */
gboolean
gate_launch_addresses_set_address (GateLaunchAddresses *self,
                                   const char          *client_id,
                                   const char          *typed,
                                   const char         **sentence)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;

  g_return_val_if_fail (gate_launch_addresses_can_set (self, client_id), FALSE);
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
  update_addresses (self);
  return TRUE;
}
