/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* One call of the keyring, step by step: open the service, search, unlock what is locked and search
 * again, and then read, write or delete. A service may keep silent about what is in a locked
 * collection, so an empty search counts only when the collection for new secrets is not locked. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-keyring-call.h"

#include "gate-deadline.h"
#include "gate-keyring.h"
#include "gate-session-describe.h"
#include "gate-wipe.h"

#define COLLECTION_INTERFACE "org.freedesktop.Secret.Collection"
#define ITEM_INTERFACE "org.freedesktop.Secret.Item"
/* The collection that lives until the person logs out. It is no place for what should last. */
#define SESSION_COLLECTION "/org/freedesktop/secrets/collection/session"

/* Attributes can be read while the keyring is locked: the opaque ID is all that they tell. */
static const SecretSchema schema = {
  GATE_APP_ID,
  SECRET_SCHEMA_NONE,
  { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

typedef struct
{
  const GateKeyringRequest *request;
  GHashTable               *attributes;
  guint                     limit_ms;
  GateDeadline             *deadline;
  SecretService            *service;
  gboolean                  has_unlocked;
  GStrv                     collections; /* where a new secret may go */
  guint                     n_asked;
  const char               *locked; /* the first of them that is locked */
  GStrv                     doomed; /* the items to delete */
  guint                     n_deleted;
} Call;

static void search (GTask *task);
static void ask_next_collection (GTask *task);
static void delete_next (GTask *task);

static void
call_free (gpointer data)
{
  Call *call = data;

  gate_deadline_stop (call->deadline);
  g_clear_object (&call->deadline);
  g_clear_object (&call->service);
  g_hash_table_unref (call->attributes);
  g_strfreev (call->collections);
  g_strfreev (call->doomed);
  g_free (call);
}

/* What the reason of a failure is called; NULL for one that has its code already. */
static const char *
name_failure (const GError *error,
              gboolean      is_late)
{
  if (is_late || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT))
    return GATE_REFUSED_KEYRING_SILENT;
  if (gate_error_is_cancelled (error) || gate_error_get_server_code (error) != NULL)
    return NULL;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return GATE_REFUSED_KEYRING_LOCKED;
  return GATE_REFUSED_KEYRING_MISSING;
}

static void
refuse (GTask      *task,
        const char *reason)
{
  gboolean is_silent = g_str_equal (reason, GATE_REFUSED_KEYRING_SILENT);

  g_task_return_error (
      task, gate_session_refuse (is_silent ? GATE_ERROR_TIMEOUT : GATE_ERROR_FAILED, reason));
}

static void
fail (GTask  *task,
      GError *error)
{
  Call *call = g_task_get_task_data (task);
  const char *reason = name_failure (error, gate_deadline_has_expired (call->deadline));

  g_debug ("keyring: %s %d", g_quark_to_string (error->domain), error->code);
  if (reason == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  refuse (task, reason);
}

static void
call_object (GTask               *task,
             const char          *path,
             const char          *interface,
             const char          *method,
             GVariant            *parameters,
             const GVariantType  *type,
             GAsyncReadyCallback  callback)
{
  Call *call = g_task_get_task_data (task);

  g_dbus_connection_call (g_dbus_proxy_get_connection (G_DBUS_PROXY (call->service)),
                          g_dbus_proxy_get_name (G_DBUS_PROXY (call->service)),
                          path,
                          interface,
                          method,
                          parameters,
                          type,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          G_CANCELLABLE (call->deadline),
                          callback,
                          g_object_ref (task));
}

static void
prompted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) unlocked =
      secret_service_prompt_at_dbus_path_finish (SECRET_SERVICE (source), result, &error);

  if (unlocked == NULL)
    fail (task, error);
  else
    search (task);
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  const char *prompt;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    {
      fail (task, error);
      return;
    }
  g_variant_get_child (reply, 1, "&o", &prompt);
  if (g_str_equal (prompt, "/"))
    search (task);
  else
    secret_service_prompt_at_dbus_path (call->service,
                                        prompt,
                                        G_VARIANT_TYPE_OBJECT_PATH_ARRAY,
                                        G_CANCELLABLE (call->deadline),
                                        prompted_cb,
                                        g_object_ref (task));
}

/* What is still locked after it was unlocked stays so. secret_service_unlock_dbus_paths() of 0.20.5
 * leaks where there is a prompt. */
static void
unlock (GTask             *task,
        const char *const *paths)
{
  Call *call = g_task_get_task_data (task);

  if (call->has_unlocked)
    {
      refuse (task, GATE_REFUSED_KEYRING_LOCKED);
      return;
    }
  call->has_unlocked = TRUE;
  call_object (task,
               g_dbus_proxy_get_object_path (G_DBUS_PROXY (call->service)),
               g_dbus_proxy_get_interface_name (G_DBUS_PROXY (call->service)),
               "Unlock",
               g_variant_new ("(@ao)", g_variant_new_objv (paths, -1)),
               G_VARIANT_TYPE ("(aoo)"),
               unlocked_cb);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) secret = NULL;
  SecretValue *value = NULL;
  const char *text;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    {
      fail (task, error);
      return;
    }
  secret = g_variant_get_child_value (reply, 0);
  value = secret_service_decode_dbus_secret (call->service, secret);
  if (value == NULL)
    {
      refuse (task, GATE_REFUSED_KEYRING_MISSING);
      return;
    }
  text = secret_value_get_text (value);
  /* What is no text is not ours. */
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, g_strdup (text), gate_wipe_free);
  secret_value_unref (value);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_service_store_finish (SECRET_SERVICE (source), result, &error))
    g_task_return_pointer (task, NULL, NULL);
  else
    fail (task, error);
}

static void
store_in (GTask      *task,
          const char *collection)
{
  Call *call = g_task_get_task_data (task);
  SecretValue *value = secret_value_new (call->request->text, -1, "text/plain");

  secret_service_store (call->service,
                        &schema,
                        call->attributes,
                        collection,
                        call->request->label,
                        value,
                        G_CANCELLABLE (call->deadline),
                        stored_cb,
                        g_object_ref (task));
  secret_value_unref (value);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_service_delete_item_dbus_path_finish (SECRET_SERVICE (source), result, &error))
    delete_next (task);
  else
    fail (task, error);
}

static void
delete_next (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  const char *path = call->doomed[call->n_deleted];

  if (path == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  call->n_deleted++;
  secret_service_delete_item_dbus_path (
      call->service, path, G_CANCELLABLE (call->deadline), deleted_cb, g_object_ref (task));
}

static void
use_items (GTask *task,
           GStrv  paths)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *collection = NULL;

  switch (call->request->verb)
    {
    case GATE_KEYRING_LOOK_UP:
      /* secret_service_get_secret_for_dbus_path() of 0.20.5 leaks the secret. */
      call_object (task,
                   paths[0],
                   ITEM_INTERFACE,
                   "GetSecret",
                   g_variant_new ("(o)", secret_service_get_session_dbus_path (call->service)),
                   G_VARIANT_TYPE ("((oayays))"),
                   read_cb);
      break;
    case GATE_KEYRING_STORE:
      /* In its own collection it is replaced; in another there would be two. */
      collection = g_path_get_dirname (paths[0]);
      store_in (task, collection);
      break;
    case GATE_KEYRING_CLEAR:
      call->doomed = g_strdupv (paths);
      delete_next (task);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Nothing is stored for the account, and the collection is open. */
static void
use_collection (GTask      *task,
                const char *collection)
{
  Call *call = g_task_get_task_data (task);

  if (call->request->verb == GATE_KEYRING_STORE)
    store_in (task, collection);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  const char *collection = call->collections[call->n_asked++];
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (gate_error_is_cancelled (error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  if (reply != NULL)
    g_variant_get (reply, "(v)", &value);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    {
      if (!g_variant_get_boolean (value))
        {
          use_collection (task, collection);
          return;
        }
      if (call->locked == NULL)
        call->locked = collection;
    }
  ask_next_collection (task);
}

static void
ask_next_collection (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  const char *collection = call->collections[call->n_asked];
  const char *locked[] = { call->locked, NULL };

  if (collection == NULL && call->locked != NULL)
    unlock (task, locked);
  else if (collection == NULL)
    refuse (task, GATE_REFUSED_KEYRING_MISSING);
  else
    call_object (task,
                 collection,
                 "org.freedesktop.DBus.Properties",
                 "Get",
                 g_variant_new ("(ss)", COLLECTION_INTERFACE, "Locked"),
                 G_VARIANT_TYPE ("(v)"),
                 asked_cb);
}

static GStrv
list_collections (SecretService *service)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GVariant) paths =
      g_dbus_proxy_get_cached_property (G_DBUS_PROXY (service), "Collections");
  gsize n_paths = paths != NULL ? g_variant_n_children (paths) : 0;

  for (gsize i = 0; i < n_paths; i++)
    {
      const char *path;

      g_variant_get_child (paths, i, "&o", &path);
      if (!g_str_equal (path, SESSION_COLLECTION))
        g_strv_builder_add (builder, path);
    }
  return g_strv_builder_end (builder);
}

static void
alias_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *path =
      secret_service_read_alias_dbus_path_finish (SECRET_SERVICE (source), result, &error);
  char *chosen[] = { path, NULL };

  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  g_strfreev (call->collections);
  call->collections = path != NULL ? g_strdupv (chosen) : list_collections (call->service);
  call->n_asked = 0;
  call->locked = NULL;
  ask_next_collection (task);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_auto (GStrv) items = NULL;
  g_auto (GStrv) locked = NULL;

  if (!secret_service_search_for_dbus_paths_finish (
          SECRET_SERVICE (source), result, &items, &locked, &error))
    fail (task, error);
  else if (locked[0] != NULL && (items[0] == NULL || call->request->verb == GATE_KEYRING_CLEAR))
    unlock (task, (const char *const *) locked);
  else if (items[0] != NULL)
    use_items (task, items);
  else
    secret_service_read_alias_dbus_path (call->service,
                                         SECRET_COLLECTION_DEFAULT,
                                         G_CANCELLABLE (call->deadline),
                                         alias_read_cb,
                                         g_object_ref (task));
}

static void
search (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  secret_service_search_for_dbus_paths (call->service,
                                        &schema,
                                        call->attributes,
                                        G_CANCELLABLE (call->deadline),
                                        searched_cb,
                                        g_object_ref (task));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->service = secret_service_open_finish (result, &error);
  if (call->service == NULL)
    {
      fail (task, error);
      return;
    }
  gate_keyring_set_limit (GATE_KEYRING (call->service), call->limit_ms);
  search (task);
}

/**
 * gate_keyring_request_new:
 * @verb: what to do
 * @account_id: the account
 *
 * Returns: (transfer full): a request; the caller adds label and text of a secret to store
 */
GateKeyringRequest *
gate_keyring_request_new (GateKeyringVerb verb,
                          const char     *account_id)
{
  GateKeyringRequest *self = g_new0 (GateKeyringRequest, 1);

  self->verb = verb;
  self->account_id = g_strdup (account_id);
  return self;
}

void
gate_keyring_request_free (gpointer request)
{
  GateKeyringRequest *self = request;

  g_free (self->account_id);
  g_free (self->label);
  gate_wipe_free (self->text);
  g_free (self);
}

/**
 * gate_keyring_call_async:
 * @request: what is asked; it stays until @callback is called
 * @limit_ms: how long the service has to answer, in milliseconds
 * @cancellable: (nullable): cancels the call
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * The service is opened for this call alone, so one that was started again is met anew. Its own
 * functions are used and not those for passwords, which would let the environment (SECRET_BACKEND)
 * or a sandbox replace the service with a file.
 */
void
gate_keyring_call_async (const GateKeyringRequest *request,
                         guint                     limit_ms,
                         GCancellable             *cancellable,
                         GAsyncReadyCallback       callback,
                         gpointer                  user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->request = request;
  call->limit_ms = limit_ms;
  call->deadline = gate_deadline_new (cancellable, limit_ms, 0);
  call->attributes = secret_attributes_build (&schema, "account", request->account_id, NULL);
  g_task_set_task_data (task, call, call_free);
  secret_service_open (GATE_TYPE_KEYRING,
                       NULL,
                       SECRET_SERVICE_OPEN_SESSION,
                       G_CANCELLABLE (call->deadline),
                       opened_cb,
                       task);
}

/**
 * gate_keyring_call_finish:
 * @result: the result
 * @error: return location; the server code is one of GATE_REFUSED_KEYRING_…, or it is
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the secret that was looked up; %NULL without an error when
 *   there is none, and for the other verbs
 */
char *
gate_keyring_call_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
