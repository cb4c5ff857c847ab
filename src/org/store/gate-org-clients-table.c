/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-clients-table.h"

#include "gate-org-table.h"

#define OWN "(SELECT number FROM organizations WHERE kind = 'own')"

/**
 * gate_org_clients_table_read:
 * @statement: a statement on a row that starts with %GATE_ORG_CLIENT_COLUMNS
 * @scopes: what the client asks for
 * @redirect_uris: where it may send people back to
 *
 * Returns: (transfer full): the client of the row
 */
GateClient *
gate_org_clients_table_read (GateOrgStatement  *statement,
                             const char *const *scopes,
                             const char *const *redirect_uris)
{
  GateClient *client = gate_client_new (gate_org_statement_get_text (statement, 1));
  g_autoptr (GDateTime) created = gate_org_table_get_moment (statement, 7);
  g_autoptr (GDateTime) modified = gate_org_table_get_moment (statement, 8);

  gate_client_set_name (client, gate_org_statement_get_text (statement, 2));
  gate_client_set_description (client, gate_org_statement_get_text (statement, 3));
  gate_client_set_grant_type (
      client,
      gate_grant_type_from_wire (gate_org_statement_get_text (statement, 4)));
  gate_client_set_token_lifetime_s (client, gate_org_statement_get_int (statement, 5));
  gate_client_set_state (client, gate_org_statement_get_text (statement, 6));
  gate_client_set_date_created (client, created);
  gate_client_set_date_modified (client, modified);
  gate_client_set_scopes (client, scopes);
  gate_client_set_redirect_uris (client, redirect_uris);
  return client;
}

static gboolean
walk_clients (GateOrgStatement  *clients,
              GateOrgJoinCursor *scopes,
              GateOrgJoinCursor *redirect_uris,
              GateOrgJoinCursor *roles,
              GateOrgClientFunc  func,
              gpointer           user_data,
              GError           **error)
{
  GError *local_error = NULL;

  while (gate_org_statement_step (clients, &local_error))
    {
      gint64 number = gate_org_statement_get_int (clients, 0);
      const char *const *asked = gate_org_join_cursor_collect (scopes, number, error);
      const char *const *uris = NULL;
      const char *const *role_ids = NULL;
      g_autoptr (GateClient) client = NULL;

      if (asked == NULL)
        return FALSE;
      uris = gate_org_join_cursor_collect (redirect_uris, number, error);
      if (uris == NULL)
        return FALSE;
      role_ids = gate_org_join_cursor_collect (roles, number, error);
      if (role_ids == NULL)
        return FALSE;
      client = gate_org_clients_table_read (clients, asked, uris);
      gate_client_set_role_ids (client, role_ids);
      func (client, user_data);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * gate_org_clients_table_list_own:
 * @store: the store
 * @func: (scope call): called for each of this organization's own clients
 * @user_data: for @func
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed, maybe after some of the clients
 */
gboolean
gate_org_clients_table_list_own (GateOrgStore     *store,
                                 GateOrgClientFunc func,
                                 gpointer          user_data,
                                 GError          **error)
{
  g_autoptr (GateOrgStatement) clients = NULL;
  g_autoptr (GateOrgJoinCursor) scopes = NULL;
  g_autoptr (GateOrgJoinCursor) uris = NULL;
  g_autoptr (GateOrgJoinCursor) roles = NULL;

  clients = gate_org_store_prepare (store,
                                    "SELECT " GATE_ORG_CLIENT_COLUMNS
                                    " FROM clients AS c WHERE c.owner = " OWN " ORDER BY c.number",
                                    error);
  if (clients == NULL)
    return FALSE;
  scopes = gate_org_join_cursor_new (
      gate_org_store_prepare (store,
                              "SELECT client, scope FROM client_scopes ORDER BY client, scope",
                              error),
      error);
  if (scopes == NULL)
    return FALSE;
  uris = gate_org_join_cursor_new (
      gate_org_store_prepare (
          store,
          "SELECT client, uri FROM client_redirect_uris ORDER BY client, position",
          error),
      error);
  if (uris == NULL)
    return FALSE;
  roles = gate_org_join_cursor_new (
      gate_org_store_prepare (store, GATE_ORG_CLIENT_ROLES " ORDER BY h.client, h.role", error),
      error);
  return roles != NULL && walk_clients (clients, scopes, uris, roles, func, user_data, error);
}

static char **
collect_lists (GateOrgStore *store,
               const char   *sql,
               gint64        number,
               GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement != NULL)
    gate_org_statement_bind_int (statement, 1, number);
  return gate_org_table_collect (statement, error);
}

/**
 * gate_org_clients_table_find_own:
 * @store: the store
 * @id: a client ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the client, %NULL without an error when this organization
 *   has none of that ID
 */
GateClient *
gate_org_clients_table_find_own (GateOrgStore *store,
                                 const char   *id,
                                 GError      **error)
{
  g_autoptr (GateOrgStatement) statement = NULL;
  g_auto (GStrv) scopes = NULL;
  g_auto (GStrv) uris = NULL;
  g_auto (GStrv) role_ids = NULL;
  GateClient *client;
  gint64 number;

  statement = gate_org_store_prepare (store,
                                      "SELECT " GATE_ORG_CLIENT_COLUMNS
                                      " FROM clients AS c WHERE c.id = ?1 AND c.owner = " OWN,
                                      error);
  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, id);
  if (!gate_org_statement_step (statement, error))
    return NULL;
  number = gate_org_statement_get_int (statement, 0);
  scopes = collect_lists (store,
                          "SELECT scope FROM client_scopes WHERE client = ?1 ORDER BY scope",
                          number,
                          error);
  if (scopes == NULL)
    return NULL;
  uris = collect_lists (store,
                        "SELECT uri FROM client_redirect_uris WHERE client = ?1 ORDER BY position",
                        number,
                        error);
  if (uris == NULL)
    return NULL;
  role_ids = gate_org_clients_table_list_roles (store, id, error);
  if (role_ids == NULL)
    return NULL;
  client = gate_org_clients_table_read (statement,
                                        (const char *const *) scopes,
                                        (const char *const *) uris);
  gate_client_set_role_ids (client, (const char *const *) role_ids);
  return client;
}

/**
 * gate_org_clients_table_list_roles:
 * @store: the store
 * @id: a client ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the IDs of the roles that it has when it signs in by itself
 */
char **
gate_org_clients_table_list_roles (GateOrgStore *store,
                                   const char   *id,
                                   GError      **error)
{
  return gate_org_table_list (
      store,
      "SELECT r.id FROM clients AS c JOIN client_roles AS h ON h.client = c.number"
      " JOIN roles AS r ON r.number = h.role WHERE c.id = ?1 ORDER BY r.number",
      id,
      error);
}

/**
 * gate_org_clients_table_list_permissions:
 * @store: the store
 * @id: a client ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): what these roles permit
 */
char **
gate_org_clients_table_list_permissions (GateOrgStore *store,
                                         const char   *id,
                                         GError      **error)
{
  return gate_org_table_list (
      store,
      "SELECT DISTINCT q.permission FROM clients AS c JOIN client_roles AS h"
      " ON h.client = c.number JOIN role_permissions AS q ON q.role = h.role"
      " WHERE c.id = ?1 ORDER BY q.permission",
      id,
      error);
}

/**
 * gate_org_clients_table_list_redirect_uris:
 * @store: the store
 * @prefix: how they begin, in capitals or not
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the redirect URIs of active clients that begin like that
 */
char **
gate_org_clients_table_list_redirect_uris (GateOrgStore *store,
                                           const char   *prefix,
                                           GError      **error)
{
  return gate_org_table_list (
      store,
      "SELECT u.uri FROM client_redirect_uris AS u CROSS JOIN clients AS c ON c.number = u.client"
      " WHERE substr (u.uri, 1, length (?1)) = ?1 COLLATE NOCASE AND c.state = 'active'",
      prefix,
      error);
}
