/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Finds the authorization of a typed client ID. Requests the authorization and the owner of the
 * client at the same time. A client that the organization lists and whose authorization it does not
 * know is not authorized. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session.h"

#include "gate-api-authorizations.h"
#include "gate-api-clients.h"
#include "gate-error.h"
#include "gate-authorization-list.h"
#include "gate-session-describe.h"
#include "gate-session-private.h"
#include "gate-text.h"

typedef struct
{
  GateAuthorization *found;
  GError            *error;
  GateClient        *client;    /* as the organization lists it */
  gboolean           knows_own; /* whether is_own is known */
  gboolean           is_own;
  guint              n_waiting;
  GateConnection    *connection;
} LookUp;

static void
look_up_free (gpointer data)
{
  LookUp *look_up = data;

  g_clear_object (&look_up->found);
  g_clear_error (&look_up->error);
  g_clear_object (&look_up->client);
  g_clear_object (&look_up->connection);
  g_free (look_up);
}

/* What there is to say without an answer about the authorization. */
static void
fall_back (LookUp *look_up)
{
  if (!gate_error_matches (look_up->error, GATE_ERROR_NOT_FOUND))
    return;
  if (look_up->client == NULL)
    {
      gate_error_set_server_code (look_up->error, GATE_REFUSED_UNKNOWN_ID);
      return;
    }
  g_clear_error (&look_up->error);
  look_up->found = gate_authorization_new (look_up->client);
}

static void
answered (GTask *task)
{
  LookUp *look_up = g_task_get_task_data (task);
  GateSession *self = g_task_get_source_object (task);

  look_up->n_waiting--;
  if (look_up->n_waiting > 0)
    return;
  if (look_up->connection != self->connection)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "account left");
      return;
    }
  fall_back (look_up);
  if (look_up->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&look_up->error));
      return;
    }
  gate_authorization_list_find_owner (gate_session_get_authorization_list (self),
                                      look_up->found,
                                      look_up->knows_own,
                                      look_up->is_own);
  gate_session_name_roles_of (self, look_up->found);
  g_task_return_pointer (task, g_steal_pointer (&look_up->found), g_object_unref);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  LookUp *look_up = g_task_get_task_data (task);

  look_up->found = gate_api_authorizations_get_finish (GATE_API (source), result, &look_up->error);
  answered (task);
}

static void
client_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  LookUp *look_up = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateClient) client = gate_api_clients_get_finish (GATE_API (source), result, &error);

  /* After another error the owner stays unknown; the authorization is shown all the same. */
  look_up->is_own = client != NULL;
  if (client != NULL)
    g_set_object (&look_up->client, client);
  look_up->knows_own = client != NULL || gate_error_matches (error, GATE_ERROR_NOT_FOUND);
  answered (task);
}

static void
ask (GateSession *self,
     const char  *client_id,
     GTask       *task)
{
  LookUp *look_up = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GateApi *api = gate_connection_get_api (self->connection);
  GateResourceState clients_state = gate_resource_get_state (GATE_RESOURCE (self->clients));
  GateClient *own = gate_clients_find (self->clients, client_id);
  GateAuthorization *listed = gate_sliced_list_lookup (
      GATE_SLICED_LIST (gate_session_get_authorization_list (self)), client_id);

  if (own != NULL)
    look_up->client = g_object_ref (own);
  else if (listed != NULL)
    look_up->client = g_object_ref (gate_authorization_get_client (listed));
  look_up->is_own = own != NULL;
  look_up->knows_own = gate_resource_get_knowledge (GATE_RESOURCE (self->clients)) ==
                       GATE_KNOWLEDGE_COMPLETE;
  look_up->n_waiting = 1;
  gate_api_authorizations_get_async (api,
                                     client_id,
                                     cancellable,
                                     found_cb,
                                     g_object_ref (task));
  /* The client may be newer than the list of clients. */
  if (look_up->is_own || clients_state == GATE_RESOURCE_REFUSED)
    return;
  look_up->n_waiting++;
  gate_api_clients_get_async (api, client_id, cancellable, client_cb, g_object_ref (task));
}

/**
 * gate_session_look_up_async:
 * @self: a session
 * @typed_id: what was typed as a client ID, or pasted with it
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this returns
 * @user_data: for @callback
 *
 * Asks the organization for the authorization of a client and for its owner.
 */
void
gate_session_look_up_async (GateSession        *self,
                            const char         *typed_id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *client_id = NULL;
  LookUp *look_up;
  guint n_found;

  g_return_if_fail (GATE_IS_SESSION (self));
  g_return_if_fail (typed_id != NULL);

  look_up = g_new0 (LookUp, 1);
  g_set_object (&look_up->connection, self->connection);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_session_look_up_async);
  g_task_set_task_data (task, look_up, look_up_free);
  n_found = gate_text_find_client_id (typed_id, &client_id);
  if (n_found == 0)
    g_task_return_error (task, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_MALFORMED_ID));
  else if (client_id == NULL)
    g_task_return_error (task, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_SEVERAL_IDS));
  else if (self->connection == NULL || gate_connection_get_api (self->connection) == NULL)
    g_task_return_error (task, gate_session_refuse (GATE_ERROR_UNAUTHORIZED, GATE_REFUSED_CLOSED));
  else
    ask (self, client_id, task);
}

/**
 * gate_session_look_up_finish:
 * @self: a session
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an authorization that the list does not own;
 *   %NULL with %GATE_ERROR_INVALID when @typed_id holds no ID or several, %GATE_ERROR_NOT_FOUND
 *   when nobody knows it, or an error of the request
 */
GateAuthorization *
gate_session_look_up_finish (GateSession  *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_session_look_up_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
