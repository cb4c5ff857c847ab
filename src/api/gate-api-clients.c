/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The organization's own OAuth clients (genesys-api.md 3.3). */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-clients.h"

#include "gate-api-call.h"
#include "gate-api-fetch.h"
#include "gate-error.h"
#include "gate-wire-client.h"

#include <string.h>

static gpointer
decode_entity (const GateJsonValue *value,
               GError             **error)
{
  return gate_wire_client_decode (value, NULL, error);
}

static const char *
get_entity_id (gpointer item)
{
  return gate_client_get_id (item);
}

/* The call takes no page number, so only the answer has the address of the next page. */
static const GateApiListKind client_kind = {
  .paging = GATE_API_PAGING_NEXT_URI,
  .max_entities = 10000,
  .decode = decode_entity,
  .get_id = get_entity_id,
};

static gpointer
decode_one (const GateJsonValue *root,
            const char          *wanted,
            GError             **error)
{
  g_autoptr (GateClient) client = gate_wire_client_decode (root, NULL, error);

  if (client == NULL)
    return NULL;
  if (strcmp (gate_client_get_id (client), wanted) == 0)
    return g_steal_pointer (&client);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "id: not the client that was asked for");
  gate_error_take_message_for_place (error);
  return NULL;
}

/**
 * gate_api_clients_list_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads all clients of the organization: GET oauth/clients.
 */
void
gate_api_clients_list_async (GateApi            *api,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  static const char *const segments[] = { "oauth", "clients", NULL };

  g_return_if_fail (GATE_IS_API (api));

  gate_api_fetch_async (api, &client_kind, segments, NULL, NULL, NULL, cancellable, callback,
                        user_data);
}

/**
 * gate_api_clients_list_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): a list of #GateClient, or %NULL with an error of
 *   gate_api_fetch_finish()
 */
GateApiList *
gate_api_clients_list_finish (GateApi      *api,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (GATE_IS_API (api), NULL);

  return gate_api_fetch_finish (api, result, error);
}

/**
 * gate_api_clients_get_async:
 * @api: the API
 * @client_id: the ID of one of the organization's clients
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads one client: GET oauth/clients/{clientId}.
 */
void
gate_api_clients_get_async (GateApi            *api,
                            const char         *client_id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  const char *segments[] = { "oauth", "clients", client_id, NULL };
  g_autoptr (GateHttpRequest) request = NULL;
  GTask *task;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (client_id != NULL);

  request = gate_api_call_new_request (api, "GET", segments, NULL);
  task = g_task_new (api, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_api_clients_get_async);
  gate_api_call_run (task, request, decode_one, client_id, g_object_unref);
}

/**
 * gate_api_clients_get_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the client, or %NULL with %GATE_ERROR_NOT_FOUND for an unknown one or
 *   one of another organization, or any error of gate_api_call_send_finish()
 */
GateClient *
gate_api_clients_get_finish (GateApi      *api,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_clients_get_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
