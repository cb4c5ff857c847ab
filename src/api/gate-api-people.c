/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* GET users by ID (genesys-api.md 3.5). */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-people.h"

#include "gate-api-people-private.h"
#include "gate-wire-person.h"

#define MAX_IDS 100
/* All are asked for by the hundred, but a service may like larger pages. */
#define MAX_ENTITIES 1000

static gpointer
decode_entity (const GateJsonValue *value,
               GError             **error)
{
  return gate_wire_person_decode (value, error);
}

static const char *
get_entity_id (gpointer item)
{
  return gate_person_get_id (item);
}

const GateApiListKind gate_api_person_kind = {
  .paging = GATE_API_PAGING_NONE,
  .max_entities = MAX_ENTITIES,
  .decode = decode_entity,
  .get_id = get_entity_id,
};

static gpointer
decode_with_roles (const GateJsonValue *value,
                   GError             **error)
{
  return gate_wire_person_decode_with_roles (value, error);
}

static const GateApiListKind person_with_roles_kind = {
  .paging = GATE_API_PAGING_NONE,
  .max_entities = MAX_ENTITIES,
  .decode = decode_with_roles,
  .get_id = get_entity_id,
};

static char *
build_query (const char *const *ids)
{
  g_autoptr (GString) query = g_string_new ("state=any&pageSize=100&pageNumber=1&id=");

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (query, ',');
      g_string_append_uri_escaped (query, ids[i], NULL, FALSE);
    }
  return g_string_free (g_steal_pointer (&query), FALSE);
}

/**
 * gate_api_people_get_async:
 * @api: the API
 * @ids: (array zero-terminated=1): 1 to 100 IDs of people
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads names and states of people, the inactive and deleted ones too.
 */
void
gate_api_people_get_async (GateApi            *api,
                           const char *const  *ids,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  static const char *const segments[] = { "users", NULL };
  g_autofree char *query = NULL;

  g_return_if_fail (GATE_IS_API (api));
  g_return_if_fail (ids != NULL && ids[0] != NULL);
  g_return_if_fail (g_strv_length ((char **) ids) <= MAX_IDS);

  query = build_query (ids);
  gate_api_fetch_async (api, &gate_api_person_kind, segments, query, NULL, NULL, cancellable,
                        callback, user_data);
}

/**
 * gate_api_people_get_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): a list of #GatePerson, without unknown IDs; or %NULL with an error of
 *   gate_api_fetch_finish()
 */
GateApiList *
gate_api_people_get_finish (GateApi      *api,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (GATE_IS_API (api), NULL);

  return gate_api_fetch_finish (api, result, error);
}

/**
 * gate_api_people_count_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads the number of active people, which the envelope of every list of people has (genesys-api.md
 * 3.5).
 */
void
gate_api_people_count_async (GateApi            *api,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  static const char *const segments[] = { "users", NULL };

  g_return_if_fail (GATE_IS_API (api));

  gate_api_fetch_async (api, &gate_api_person_kind, segments, "pageSize=1&pageNumber=1", NULL, NULL,
                        cancellable, callback, user_data);
}

/**
 * gate_api_people_count_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: their number, -1 when the organization does not tell it; -1 with an error of
 *   gate_api_fetch_finish()
 */
gint64
gate_api_people_count_finish (GateApi      *api,
                              GAsyncResult *result,
                              GError      **error)
{
  g_autoptr (GateApiList) list = NULL;

  g_return_val_if_fail (GATE_IS_API (api), -1);

  list = gate_api_fetch_finish (api, result, error);
  return list != NULL ? gate_api_list_get_total (list) : -1;
}

/**
 * gate_api_people_inactive_async:
 * @api: the API
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads the first 100 people who are not active, with the roles that they hold
 * (genesys-api.md 3.5); gate_api_list_get_total() says how many there are.
 */
void
gate_api_people_inactive_async (GateApi            *api,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  static const char *const segments[] = { "users", NULL };

  g_return_if_fail (GATE_IS_API (api));

  gate_api_fetch_async (api, &person_with_roles_kind, segments,
                        "state=inactive&expand=authorization&pageSize=100&pageNumber=1", NULL, NULL,
                        cancellable, callback, user_data);
}

/**
 * gate_api_people_inactive_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): a list of #GatePerson with their roles, or %NULL with an error of
 *   gate_api_fetch_finish(); a person without roles in the answer counts as refused
 */
GateApiList *
gate_api_people_inactive_finish (GateApi      *api,
                                 GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (GATE_IS_API (api), NULL);

  return gate_api_fetch_finish (api, result, error);
}
