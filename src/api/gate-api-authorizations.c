/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* GET, PUT and DELETE of oauth/authorizations (genesys-api.md 3.1). */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-authorizations.h"

#include "gate-api-call.h"
#include "gate-api-fetch.h"
#include "gate-error.h"
#include "gate-wire-authorization.h"

#include <string.h>

static gpointer
decode_entity (const GateJsonValue *value,
               GError             **error)
{
  return gate_wire_authorization_decode (value, error);
}

static const char *
get_entity_id (gpointer item)
{
  return gate_authorization_get_id (item);
}

static void
found_duplicate (gpointer first)
{
  gate_authorization_add_problem (first, "client.id: listed more than once; the first is shown");
}

static const GateApiListKind authorization_kind = {
  .paging = GATE_API_PAGING_NONE,
  .in_language = TRUE,
  .decode = decode_entity,
  .get_id = get_entity_id,
  .found_duplicate = found_duplicate,
};

/* Refuses an answer about another client, so that the window never shows it as that of the
 * requested one. */
static gpointer
decode_one (const GateJsonValue *root,
            const char          *wanted,
            GError             **error)
{
  g_autoptr (GateAuthorization) authorization = gate_wire_authorization_decode (root, error);

  if (authorization == NULL)
    return NULL;
  if (strcmp (gate_authorization_get_id (authorization), wanted) == 0)
    return g_steal_pointer (&authorization);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "client.id: not the client that was asked for");
  gate_error_take_message_for_place (error);
  return NULL;
}

/* For one authorization, which a person looks at or changes. */
static GateHttpRequest *
new_request (GateApi    *api,
             const char *method,
             const char *client_id)
{
  const char *segments[] = { "oauth", "authorizations", client_id, NULL };
  g_autoptr (GateHttpRequest) request = gate_api_call_new_request (api, method, segments, NULL);

  gate_api_call_set_language (request);
  gate_http_request_set_urgent (request);
  return g_steal_pointer (&request);
}

/**
 * gate_api_authorizations_list_async:
 * @api: the API
 * @batch: (nullable): gets the authorizations as they arrive
 * @batch_data: for @batch; stays valid until the callback
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads all authorizations: GET oauth/authorizations.
 */
void
gate_api_authorizations_list_async (GateApi            *api,
                                    GateApiBatchFunc    batch,
                                    gpointer            batch_data,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  static const char *const segments[] = { "oauth", "authorizations", NULL };

  g_return_if_fail (GATE_IS_API (api));

  gate_api_fetch_async (api, &authorization_kind, segments, NULL, batch, batch_data, cancellable,
                        callback, user_data);
}

/**
 * gate_api_authorizations_list_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Keeps the first of two entities with one client ID, and marks it.
 *
 * Returns: (transfer full): a list of #GateAuthorization, or %NULL with an error of
 *   gate_api_fetch_finish()
 */
GateApiList *
gate_api_authorizations_list_finish (GateApi      *api,
                                     GAsyncResult *result,
                                     GError      **error)
{
  g_return_val_if_fail (GATE_IS_API (api), NULL);

  return gate_api_fetch_finish (api, result, error);
}

/**
 * gate_api_authorizations_get_async:
 * @api: the API
 * @client_id: a client ID, also of a client of another organization
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads one authorization: GET oauth/authorizations/{clientId}.
 */
void
gate_api_authorizations_get_async (GateApi            *api,
                                   const char         *client_id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GateHttpRequest) request = NULL;
  GTask *task;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (client_id != NULL);

  request = new_request (api, "GET", client_id);
  task = g_task_new (api, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_api_authorizations_get_async);
  gate_api_call_run (task, request, decode_one, client_id, g_object_unref);
}

/**
 * gate_api_authorizations_get_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the authorization, or %NULL with %GATE_ERROR_NOT_FOUND for an unknown
 *   client, %GATE_ERROR_PROTOCOL for an answer about another one, or any error of
 *   gate_api_call_send_finish()
 */
GateAuthorization *
gate_api_authorizations_get_finish (GateApi      *api,
                                    GAsyncResult *result,
                                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_authorizations_get_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_api_authorizations_authorize_async:
 * @api: the API
 * @client_id: a client ID
 * @scopes: (nullable): the scopes to grant, %NULL to leave them out
 * @role_ids: (nullable): the roles to allow, empty for all, %NULL to leave them out
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Authorizes a client or edits its authorization: PUT oauth/authorizations/{clientId}. Most
 * callers want gate_writer_authorize_async(), which looks into a failure.
 */
void
gate_api_authorizations_authorize_async (GateApi            *api,
                                         const char         *client_id,
                                         const char *const  *scopes,
                                         const char *const  *role_ids,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  g_autoptr (GateHttpRequest) request = NULL;
  g_autoptr (GBytes) body = NULL;
  GTask *task;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (client_id != NULL);

  request = new_request (api, "PUT", client_id);
  body = gate_wire_authorization_encode_put (scopes, role_ids);
  gate_http_request_set_body (request, body, "application/json");
  task = g_task_new (api, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, gate_api_authorizations_authorize_async);
  gate_api_call_run (task, request, decode_one, client_id, g_object_unref);
}

/**
 * gate_api_authorizations_authorize_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the authorization in the answer; %NULL with %GATE_ERROR_UNKNOWN_OUTCOME
 *   (cancelled or not) or %GATE_ERROR_SERVER when the change may have taken place, with
 *   %GATE_ERROR_PROTOCOL when it probably took place but the answer is unusable, or with another
 *   error when it did not take place
 */
GateAuthorization *
gate_api_authorizations_authorize_finish (GateApi      *api,
                                          GAsyncResult *result,
                                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (
      g_async_result_is_tagged (result, gate_api_authorizations_authorize_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_api_authorizations_revoke_async:
 * @api: the API
 * @client_id: a client ID
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Revokes an authorization: DELETE oauth/authorizations/{clientId}. Most callers want
 * gate_writer_revoke_async(), which looks into a failure.
 */
void
gate_api_authorizations_revoke_async (GateApi            *api,
                                      const char         *client_id,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  g_autoptr (GateHttpRequest) request = NULL;
  GTask *task;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (client_id != NULL);

  request = new_request (api, "DELETE", client_id);
  task = g_task_new (api, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, gate_api_authorizations_revoke_async);
  gate_api_call_run (task, request, NULL, NULL, NULL);
}

/**
 * gate_api_authorizations_revoke_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: whether it was revoked; errors of gate_api_authorizations_authorize_finish()
 */
gboolean
gate_api_authorizations_revoke_finish (GateApi      *api,
                                       GAsyncResult *result,
                                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_authorizations_revoke_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
