/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The signed-in person, the organization and the token (genesys-api.md 3.5). */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-me.h"

#include "gate-api-call.h"
#include "gate-error.h"
#include "gate-wire-organization.h"
#include "gate-wire-person.h"
#include "gate-wire-token.h"

static gpointer
decode_me (const GateJsonValue *root,
           const char          *wanted,
           GError             **error)
{
  return gate_wire_person_decode (root, error);
}

static gpointer
decode_organization (const GateJsonValue *root,
                     const char          *wanted,
                     GError             **error)
{
  return gate_wire_organization_decode (root, error);
}

static gpointer
decode_token (const GateJsonValue *root,
              const char          *wanted,
              GError             **error)
{
  return gate_wire_token_info_decode (root, error);
}

static void
run_get (GateApi            *api,
         const char         *what,
         const char         *query,
         GateApiDecode       decode,
         GDestroyNotify      result_free,
         gpointer            source_tag,
         GCancellable       *cancellable,
         GAsyncReadyCallback callback,
         gpointer            user_data)
{
  const char *segments[] = { what, "me", NULL };
  g_autoptr (GateHttpRequest) request = gate_api_call_new_request (api, "GET", segments, query);
  GTask *task = g_task_new (api, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  gate_api_call_run (task, request, decode, NULL, result_free);
}

/**
 * gate_api_me_is_no_person:
 * @error: (nullable): an error of gate_api_me_get_finish()
 *
 * Returns: whether the token belongs to an application, not to a person (genesys-api.md 3.5)
 */
gboolean
gate_api_me_is_no_person (const GError *error)
{
  return g_strcmp0 (gate_error_get_server_code (error), "not.a.user") == 0;
}

/* Refused for how it was asked, perhaps: a service may not offer `expand` to everybody. */
static gboolean
may_be_the_query (const GError *error)
{
  if (gate_api_me_is_no_person (error))
    return FALSE;
  return gate_error_matches (error, GATE_ERROR_INVALID) ||
         gate_error_matches (error, GATE_ERROR_FORBIDDEN) ||
         gate_error_matches (error, GATE_ERROR_SCOPE) ||
         gate_error_matches (error, GATE_ERROR_NOT_FOUND) ||
         gate_error_matches (error, GATE_ERROR_NOT_OFFERED);
}

static void
return_person (GTask        *task,
               GAsyncResult *result,
               GError      **error)
{
  GatePerson *person = g_task_propagate_pointer (G_TASK (result), error);

  if (person != NULL)
    g_task_return_pointer (task, person, g_object_unref);
}

static void
plain_person_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  return_person (task, result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
}

static void
person_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  return_person (task, result, &error);
  if (error == NULL)
    return;
  if (may_be_the_query (error))
    run_get (GATE_API (source), "users", NULL, decode_me, g_object_unref, plain_person_cb,
             g_task_get_cancellable (task), plain_person_cb, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gate_api_me_get_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads the person who is signed in, with roles and permissions; without them where they are
 * refused.
 */
void
gate_api_me_get_async (GateApi            *api,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GATE_IS_API (api));

  task = g_task_new (api, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_api_me_get_async);
  run_get (api, "users", "expand=authorization", decode_me, g_object_unref, person_cb,
           cancellable, person_cb, task);
}

/**
 * gate_api_me_get_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the person, or %NULL with %GATE_ERROR_PROTOCOL or any error of
 *   gate_api_call_send_finish()
 */
GatePerson *
gate_api_me_get_finish (GateApi      *api,
                        GAsyncResult *result,
                        GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_me_get_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_api_me_organization_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads the organization that the token belongs to.
 */
void
gate_api_me_organization_async (GateApi            *api,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (GATE_IS_API (api));

  run_get (api, "organizations", NULL, decode_organization, g_object_unref,
           gate_api_me_organization_async, cancellable, callback, user_data);
}

/**
 * gate_api_me_organization_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the organization, or %NULL with any error of
 *   gate_api_call_send_finish() or %GATE_ERROR_PROTOCOL
 */
GateOrganization *
gate_api_me_organization_finish (GateApi      *api,
                                 GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_me_organization_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_api_me_token_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads the scopes of the token in use.
 */
void
gate_api_me_token_async (GateApi            *api,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_return_if_fail (GATE_IS_API (api));

  run_get (api, "tokens", NULL, decode_token, (GDestroyNotify) gate_wire_token_info_free,
           gate_api_me_token_async, cancellable, callback, user_data);
}

/**
 * gate_api_me_token_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @client_id: (out) (optional) (nullable) (transfer full): the client that the token was issued to
 * @scopes: (out) (optional) (nullable) (transfer full): the scopes of the token
 * @error: return location
 *
 * Each of the two is %NULL where the organization does not tell.
 *
 * Returns: %FALSE with any error of gate_api_call_send_finish() or %GATE_ERROR_PROTOCOL
 */
gboolean
gate_api_me_token_finish (GateApi      *api,
                          GAsyncResult *result,
                          char        **client_id,
                          char       ***scopes,
                          GError      **error)
{
  g_autoptr (GateWireTokenInfo) info = NULL;

  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_me_token_async), FALSE);

  info = g_task_propagate_pointer (G_TASK (result), error);
  if (info == NULL)
    return FALSE;
  if (client_id != NULL)
    *client_id = g_steal_pointer (&info->client_id);
  if (scopes != NULL)
    *scopes = g_steal_pointer (&info->scopes);
  return TRUE;
}

/**
 * gate_api_me_end_token_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Ends the token in use (DELETE /api/v2/tokens/me).
 */
void
gate_api_me_end_token_async (GateApi            *api,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  static const char *const segments[] = { "tokens", "me", NULL };
  g_autoptr (GateHttpRequest) request = NULL;
  GTask *task;

  g_return_if_fail (GATE_IS_API (api));

  task = g_task_new (api, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_api_me_end_token_async);
  request = gate_api_call_new_request (api, "DELETE", segments, NULL);
  gate_http_request_set_urgent (request);
  gate_api_call_run (task, request, NULL, NULL, NULL);
}

/**
 * gate_api_me_end_token_finish:
 * @api: the API
 * @result: the result
 * @error: return location
 *
 * Returns: whether the organization ended it; else any error of gate_api_call_send_finish()
 */
gboolean
gate_api_me_end_token_finish (GateApi      *api,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_me_end_token_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
