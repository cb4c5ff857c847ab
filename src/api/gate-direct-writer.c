/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What the organization answers to a change counts, because a read right after it may still get the
 * old scopes and roles (genesys-api.md 3.1). Only after a failure that may be a success, or that
 * needs an explanation, the authorization is read back. A change without a usable answer has an
 * unknown outcome, which the caller has to find. */

#define G_LOG_DOMAIN "gate-api"

#include "gate-direct-writer.h"

#include "gate-api-authorizations.h"
#include "gate-error.h"

struct _GateDirectWriter
{
  GObject parent_instance;

  GateApi *api;
};

static void gate_direct_writer_iface_init (GateWriterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateDirectWriter, gate_direct_writer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GATE_TYPE_WRITER,
                                                      gate_direct_writer_iface_init))

typedef struct
{
  char   *client_id;
  gboolean revokes;
  char  **scopes;   /* NULL: not changed */
  char  **role_ids; /* NULL: not changed */
  GError *failure;  /* the error of the change itself */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->client_id);
  g_strfreev (change->scopes);
  g_strfreev (change->role_ids);
  g_clear_error (&change->failure);
  g_free (change);
}

static gboolean
is_applied (const Change      *change,
            GateAuthorization *read_back)
{
  if (change->revokes)
    return gate_authorization_has_ended (read_back);
  return gate_authorization_matches (read_back,
                                     (const char *const *) change->scopes,
                                     (const char *const *) change->role_ids);
}

/* The organization may make the change, now or later, in spite of these errors: it did not answer
 * itself, or its answer is of no use. */
static gboolean
is_doubtful (const GError *failure)
{
  GateCause cause = gate_error_get_cause (failure);

  return cause == GATE_CAUSE_SLOW || cause == GATE_CAUSE_MALFORMED || cause == GATE_CAUSE_GATEWAY ||
         gate_error_matches (failure, GATE_ERROR_TOO_LARGE);
}

/* The organization, or a page in its place, says that it did not make the change, which need not be
 * true. */
static gboolean
may_be_applied (const GError *failure)
{
  return gate_error_matches (failure, GATE_ERROR_SERVER) ||
         gate_error_matches (failure, GATE_ERROR_PROTOCOL);
}

static gboolean
may_be_not_offered (const GError *failure)
{
  return gate_cause_may_be_not_offered (gate_error_get_cause (failure));
}

/* Takes ownership of FAILURE. */
static GError *
as_not_offered (GError *failure)
{
  failure->code = GATE_ERROR_NOT_OFFERED;
  return failure;
}

static void
return_read_back (GTask             *task,
                  GateAuthorization *read_back)
{
  Change *change = g_task_get_task_data (task);

  if (may_be_applied (change->failure) && is_applied (change, read_back))
    {
      if (change->revokes)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_pointer (task, g_object_ref (read_back), g_object_unref);
    }
  else if (may_be_not_offered (change->failure))
    g_task_return_error (task, as_not_offered (g_steal_pointer (&change->failure)));
  else
    g_task_return_error (task, g_steal_pointer (&change->failure));
}

static void
return_unread (GTask  *task,
               GError *error)
{
  Change *change = g_task_get_task_data (task);

  if (may_be_applied (change->failure))
    g_task_return_error (task, gate_error_doubt (g_steal_pointer (&change->failure)));
  else if (gate_error_is_cancelled (error))
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_error (task, g_steal_pointer (&change->failure));
}

static void
read_back_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GateAuthorization) read_back = NULL;
  g_autoptr (GError) error = NULL;

  read_back = gate_api_authorizations_get_finish (GATE_API (source), result, &error);
  if (read_back != NULL)
    return_read_back (task, read_back);
  else
    return_unread (task, error);
}

/* Takes ownership of FAILURE, the error of the change. */
static void
explain_failure (GTask  *task,
                 GError *failure)
{
  GateDirectWriter *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  if (is_doubtful (failure))
    {
      g_task_return_error (task, gate_error_doubt (failure));
      return;
    }
  change->failure = failure;
  if (!may_be_applied (failure) && !may_be_not_offered (failure))
    {
      g_task_return_error (task, g_steal_pointer (&change->failure));
      return;
    }
  gate_api_authorizations_get_async (self->api, change->client_id, g_task_get_cancellable (task),
                                     read_back_cb, g_object_ref (task));
}

static void
authorized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateAuthorization *answered;
  GError *error = NULL;

  answered = gate_api_authorizations_authorize_finish (GATE_API (source), result, &error);
  if (answered != NULL)
    g_task_return_pointer (task, answered, g_object_unref);
  else
    explain_failure (task, error);
}

static void
revoked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gate_api_authorizations_revoke_finish (GATE_API (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    explain_failure (task, error);
}

static GTask *
new_task (GateWriter         *writer,
          const char         *client_id,
          gpointer            source_tag,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (writer, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->client_id = g_strdup (client_id);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, change, change_free);
  return task;
}

static void
gate_direct_writer_authorize_async (GateWriter         *writer,
                                    const char         *client_id,
                                    const char *const  *scopes,
                                    const char *const  *role_ids,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GateDirectWriter *self = GATE_DIRECT_WRITER (writer);
  GTask *task = new_task (writer, client_id, gate_direct_writer_authorize_async, cancellable,
                          callback, user_data);
  Change *change = g_task_get_task_data (task);

  change->scopes = g_strdupv ((char **) scopes);
  change->role_ids = g_strdupv ((char **) role_ids);
  gate_api_authorizations_authorize_async (self->api, client_id, scopes, role_ids, cancellable,
                                           authorized_cb, task);
}

static GateAuthorization *
gate_direct_writer_authorize_finish (GateWriter   *writer,
                                     GAsyncResult *result,
                                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, writer), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_direct_writer_authorize_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gate_direct_writer_revoke_async (GateWriter         *writer,
                                 const char         *client_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GateDirectWriter *self = GATE_DIRECT_WRITER (writer);
  GTask *task = new_task (writer, client_id, gate_direct_writer_revoke_async, cancellable,
                          callback, user_data);
  Change *change = g_task_get_task_data (task);

  change->revokes = TRUE;
  gate_api_authorizations_revoke_async (self->api, client_id, cancellable, revoked_cb, task);
}

static gboolean
gate_direct_writer_revoke_finish (GateWriter   *writer,
                                  GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, writer), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_direct_writer_revoke_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gate_direct_writer_dispose (GObject *object)
{
  GateDirectWriter *self = GATE_DIRECT_WRITER (object);

  g_clear_object (&self->api);
  G_OBJECT_CLASS (gate_direct_writer_parent_class)->dispose (object);
}

static void
gate_direct_writer_iface_init (GateWriterInterface *iface)
{
  iface->authorize_async = gate_direct_writer_authorize_async;
  iface->authorize_finish = gate_direct_writer_authorize_finish;
  iface->revoke_async = gate_direct_writer_revoke_async;
  iface->revoke_finish = gate_direct_writer_revoke_finish;
}

static void
gate_direct_writer_class_init (GateDirectWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_direct_writer_dispose;
}

static void
gate_direct_writer_init (GateDirectWriter *self)
{
}

/**
 * gate_direct_writer_new:
 * @api: the API
 *
 * Returns: (transfer full): a writer that changes authorizations through the API itself
 */
GateWriter *
gate_direct_writer_new (GateApi *api)
{
  GateDirectWriter *self;

  g_return_val_if_fail (GATE_IS_API (api), NULL);

  self = g_object_new (GATE_TYPE_DIRECT_WRITER, NULL);
  self->api = g_object_ref (api);
  return GATE_WRITER (self);
}
