/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* GET authorization/roles (genesys-api.md 3.4). */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-roles.h"

#include "gate-api-call.h"
#include "gate-api-people-private.h"
#include "gate-error.h"
#include "gate-wire-role.h"

#include <string.h>

static gpointer
decode_entity (const GateJsonValue *value,
               GError             **error)
{
  return gate_wire_role_decode (value, error);
}

static const char *
get_entity_id (gpointer item)
{
  return gate_role_get_id (item);
}

static const GateApiListKind role_kind = {
  .paging = GATE_API_PAGING_NUMBERS,
  .max_entities = 10000,
  .decode = decode_entity,
  .get_id = get_entity_id,
};

static gpointer
decode_one (const GateJsonValue *root,
            const char          *wanted,
            GError             **error)
{
  g_autoptr (GateRole) role = gate_wire_role_decode (root, error);

  if (role == NULL)
    return NULL;
  if (strcmp (gate_role_get_id (role), wanted) == 0)
    return g_steal_pointer (&role);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "id: not the role that was asked for");
  gate_error_take_message_for_place (error);
  return NULL;
}

/**
 * gate_api_roles_list_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads all roles with their counts of people, page by page.
 */
void
gate_api_roles_list_async (GateApi            *api,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  static const char *const segments[] = { "authorization", "roles", NULL };

  g_return_if_fail (GATE_IS_API (api));

  gate_api_fetch_async (api, &role_kind, segments, "userCount=true", NULL, NULL, cancellable,
                        callback, user_data);
}

/**
 * gate_api_roles_list_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): a list of #GateRole, or %NULL with an error of gate_api_fetch_finish()
 */
GateApiList *
gate_api_roles_list_finish (GateApi      *api,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (GATE_IS_API (api), NULL);

  return gate_api_fetch_finish (api, result, error);
}

/**
 * gate_api_roles_get_async:
 * @api: the API
 * @role_id: the ID of a role
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads one role without its count of people, because the count makes the call slow for large
 * roles.
 */
void
gate_api_roles_get_async (GateApi            *api,
                          const char         *role_id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  const char *segments[] = { "authorization", "roles", role_id, NULL };
  g_autoptr (GateHttpRequest) request = NULL;
  GTask *task;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (role_id != NULL);

  request = gate_api_call_new_request (api, "GET", segments, "userCount=false");
  task = g_task_new (api, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_api_roles_get_async);
  gate_api_call_run (task, request, decode_one, role_id, g_object_unref);
}

/**
 * gate_api_roles_get_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the role, or %NULL with %GATE_ERROR_NOT_FOUND for an unknown one, or
 *   any error of gate_api_call_send_finish()
 */
GateRole *
gate_api_roles_get_finish (GateApi      *api,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_roles_get_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_api_roles_users_async:
 * @api: the API
 * @role_id: the ID of a role
 * @page_number: the number of a page of 100 people, from 1
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads one page of the people who hold a role; gate_api_list_get_total() gives their number.
 */
void
gate_api_roles_users_async (GateApi            *api,
                            const char         *role_id,
                            guint               page_number,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  const char *segments[] = { "authorization", "roles", role_id, "users", NULL };
  g_autofree char *query = NULL;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (role_id != NULL);
  g_return_if_fail (page_number > 0);

  query = g_strdup_printf ("pageSize=100&pageNumber=%u", page_number);
  gate_api_fetch_async (api, &gate_api_person_kind, segments, query, NULL, NULL, cancellable,
                        callback, user_data);
}

/**
 * gate_api_roles_users_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): a list of #GatePerson with only an ID, or %NULL with an error of
 *   gate_api_fetch_finish()
 */
GateApiList *
gate_api_roles_users_finish (GateApi      *api,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (GATE_IS_API (api), NULL);

  return gate_api_fetch_finish (api, result, error);
}
