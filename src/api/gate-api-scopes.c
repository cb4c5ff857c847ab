/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* GET oauth/scopes (genesys-api.md 3.2). */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-scopes.h"

#include "gate-api-fetch.h"
#include "gate-wire-scope.h"

static gpointer
decode_entity (const GateJsonValue *value,
               GError             **error)
{
  return gate_wire_scope_decode (value, error);
}

static const char *
get_entity_id (gpointer item)
{
  return gate_scope_get_id (item);
}

static const GateApiListKind scope_kind = {
  .paging = GATE_API_PAGING_NONE,
  .max_entities = 5000,
  .in_language = TRUE,
  .decode = decode_entity,
  .get_id = get_entity_id,
};

/**
 * gate_api_scopes_list_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads all scopes that the organization knows, described in the person's language.
 */
void
gate_api_scopes_list_async (GateApi            *api,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  static const char *const segments[] = { "oauth", "scopes", NULL };

  g_return_if_fail (GATE_IS_API (api));

  gate_api_fetch_async (api, &scope_kind, segments, NULL, NULL, NULL, cancellable, callback,
                        user_data);
}

/**
 * gate_api_scopes_list_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): a list of #GateScope, or %NULL with an error of gate_api_fetch_finish()
 */
GateApiList *
gate_api_scopes_list_finish (GateApi      *api,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (GATE_IS_API (api), NULL);

  return gate_api_fetch_finish (api, result, error);
}
