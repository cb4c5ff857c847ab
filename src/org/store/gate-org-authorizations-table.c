/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What the organization decided about each client. Changes belong into a transaction of the
 * caller's, together with their audit record. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-authorizations-table.h"

#include "gate-org-clients-table.h"
#include "gate-org-table.h"

#define COLUMNS                                                                                    \
  GATE_ORG_CLIENT_COLUMNS ", a.state, a.created_ms, a.modified_ms, cp.id, cp.name, mp.id, "        \
                          "mp.name "
#define PEOPLE                                                                                     \
  " LEFT JOIN people AS cp ON cp.number = a.created_by"                                            \
  " LEFT JOIN people AS mp ON mp.number = a.modified_by "
#define THE_CLIENT "(SELECT number FROM clients WHERE id = ?1)"

enum
{
  COLUMN_STATE = GATE_ORG_N_CLIENT_COLUMNS,
  COLUMN_CREATED,
  COLUMN_MODIFIED,
  COLUMN_CREATED_BY_ID,
  COLUMN_CREATED_BY_NAME,
  COLUMN_MODIFIED_BY_ID,
  COLUMN_MODIFIED_BY_NAME,
};

typedef enum
{
  SIDE_ASKED_SCOPES,
  SIDE_REDIRECT_URIS,
  SIDE_CLIENT_ROLES,
  SIDE_GRANTED_SCOPES,
  SIDE_ROLES,
  N_CURSORS,
} SideKind;

static const char *const all_sql[N_CURSORS] = {
  [SIDE_ASKED_SCOPES] = "SELECT client, scope FROM client_scopes ORDER BY client, scope",
  [SIDE_REDIRECT_URIS] = "SELECT client, uri FROM client_redirect_uris ORDER BY client, position",
  [SIDE_CLIENT_ROLES] = GATE_ORG_CLIENT_ROLES " ORDER BY h.client, h.role",
  [SIDE_GRANTED_SCOPES] = "SELECT client, scope FROM authorization_scopes ORDER BY client, scope",
  [SIDE_ROLES] = "SELECT a.client, r.id FROM authorization_roles AS a"
                 " CROSS JOIN roles AS r ON r.number = a.role ORDER BY a.client, a.role",
};

static const char *const one_sql[N_CURSORS] = {
  [SIDE_ASKED_SCOPES] =
      "SELECT client, scope FROM client_scopes WHERE client = " THE_CLIENT " ORDER BY scope",
  [SIDE_REDIRECT_URIS] = "SELECT client, uri FROM client_redirect_uris WHERE client = " THE_CLIENT
                         " ORDER BY position",
  [SIDE_CLIENT_ROLES] = GATE_ORG_CLIENT_ROLES " WHERE h.client = " THE_CLIENT " ORDER BY h.role",
  [SIDE_GRANTED_SCOPES] =
      "SELECT client, scope FROM authorization_scopes WHERE client = " THE_CLIENT " ORDER BY scope",
  [SIDE_ROLES] =
      "SELECT a.client, r.id FROM authorization_roles AS a"
      " CROSS JOIN roles AS r ON r.number = a.role WHERE a.client = " THE_CLIENT " ORDER BY a.role",
};

static void
close_cursors (GateOrgJoinCursor *cursors[N_CURSORS])
{
  for (guint i = 0; i < N_CURSORS; i++)
    g_clear_pointer (&cursors[i], gate_org_join_cursor_free);
}

static gboolean
open_cursors (GateOrgStore      *store,
              const char *const *sql,
              const char        *client_id,
              GateOrgJoinCursor *cursors[N_CURSORS],
              GError           **error)
{
  for (guint i = 0; i < N_CURSORS; i++)
    {
      GateOrgStatement *statement = gate_org_store_prepare (store, sql[i], error);

      if (statement != NULL && client_id != NULL)
        gate_org_statement_bind_text (statement, 1, client_id);
      cursors[i] = gate_org_join_cursor_new (statement, error);
      if (cursors[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
read_record (GateOrgStatement  *statement,
             GateAuthorization *authorization)
{
  g_autoptr (GDateTime) created = gate_org_table_get_moment (statement, COLUMN_CREATED);
  g_autoptr (GDateTime) modified = gate_org_table_get_moment (statement, COLUMN_MODIFIED);

  gate_authorization_set_state_from_wire (authorization,
                                          gate_org_statement_get_text (statement, COLUMN_STATE),
                                          FALSE);
  gate_authorization_set_date_created (authorization, created);
  gate_authorization_set_date_modified (authorization, modified);
  gate_authorization_set_created_by (
      authorization,
      gate_org_statement_get_text (statement, COLUMN_CREATED_BY_ID),
      gate_org_statement_get_text (statement, COLUMN_CREATED_BY_NAME));
  gate_authorization_set_modified_by (
      authorization,
      gate_org_statement_get_text (statement, COLUMN_MODIFIED_BY_ID),
      gate_org_statement_get_text (statement, COLUMN_MODIFIED_BY_NAME));
}

static GateAuthorization *
read_row (GateOrgStatement  *statement,
          GateOrgJoinCursor *cursors[N_CURSORS],
          GError           **error)
{
  gint64 number = gate_org_statement_get_int (statement, 0);
  const char *const *texts[N_CURSORS] = { NULL };
  g_autoptr (GateAuthorization) authorization = NULL;
  g_autoptr (GateClient) client = NULL;

  for (guint i = 0; i < N_CURSORS; i++)
    {
      texts[i] = gate_org_join_cursor_collect (cursors[i], number, error);
      if (texts[i] == NULL)
        return NULL;
    }
  client =
      gate_org_clients_table_read (statement, texts[SIDE_ASKED_SCOPES], texts[SIDE_REDIRECT_URIS]);
  gate_client_set_role_ids (client, texts[SIDE_CLIENT_ROLES]);
  authorization = gate_authorization_new (client);
  gate_authorization_set_scopes (authorization, texts[SIDE_GRANTED_SCOPES]);
  gate_authorization_set_roles (authorization, texts[SIDE_ROLES]);
  if (gate_org_statement_is_null (statement, COLUMN_STATE))
    gate_authorization_set_state (authorization, GATE_AUTHORIZATION_UNAUTHORIZED);
  else
    read_record (statement, authorization);
  return g_steal_pointer (&authorization);
}

static gboolean
walk_authorizations (GateOrgStatement        *statement,
                     GateOrgJoinCursor       *cursors[N_CURSORS],
                     GateOrgAuthorizationFunc func,
                     gpointer                 user_data,
                     GError                 **error)
{
  GError *local_error = NULL;

  while (gate_org_statement_step (statement, &local_error))
    {
      g_autoptr (GateAuthorization) authorization = read_row (statement, cursors, error);

      if (authorization == NULL)
        return FALSE;
      func (authorization, user_data);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * gate_org_authorizations_table_list:
 * @store: the store
 * @func: (scope call): called for each record, oldest client first
 * @user_data: for @func
 * @error: return location for an error of the store
 *
 * Runs six statements for any number of records.
 *
 * Returns: FALSE when the store failed, maybe after some of the records
 */
gboolean
gate_org_authorizations_table_list (GateOrgStore            *store,
                                    GateOrgAuthorizationFunc func,
                                    gpointer                 user_data,
                                    GError                 **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT " COLUMNS
      " FROM authorizations AS a CROSS JOIN clients AS c ON c.number = a.client" PEOPLE
      "ORDER BY a.client",
      error);
  GateOrgJoinCursor *cursors[N_CURSORS] = { NULL };
  gboolean ok = FALSE;

  if (statement == NULL)
    return FALSE;
  ok = open_cursors (store, all_sql, NULL, cursors, error) &&
       walk_authorizations (statement, cursors, func, user_data, error);
  close_cursors (cursors);
  return ok;
}

/**
 * gate_org_authorizations_table_find:
 * @store: the store
 * @client_id: a client ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the record, one that says Unauthorized when there is none
 *   for a client that the service knows, or %NULL without an error when it knows no such client
 */
GateAuthorization *
gate_org_authorizations_table_find (GateOrgStore *store,
                                    const char   *client_id,
                                    GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT " COLUMNS
      " FROM clients AS c LEFT JOIN authorizations AS a ON a.client = c.number" PEOPLE
      "WHERE c.id = ?1",
      error);
  GateOrgJoinCursor *cursors[N_CURSORS] = { NULL };
  GateAuthorization *authorization = NULL;

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, client_id);
  if (!gate_org_statement_step (statement, error))
    return NULL;
  if (open_cursors (store, one_sql, client_id, cursors, error))
    authorization = read_row (statement, cursors, error);
  close_cursors (cursors);
  return authorization;
}

static gboolean
run_with_client (GateOrgStore *store,
                 const char   *sql,
                 const char   *client_id,
                 const char   *text,
                 GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  if (text != NULL)
    gate_org_statement_bind_text (statement, 2, text);
  return gate_org_statement_run (statement, error);
}

static gboolean
replace_list (GateOrgStore      *store,
              const char        *delete_sql,
              const char        *insert_sql,
              const char        *client_id,
              const char *const *texts,
              GError           **error)
{
  if (!run_with_client (store, delete_sql, client_id, NULL, error))
    return FALSE;
  for (gsize i = 0; texts[i] != NULL; i++)
    if (!run_with_client (store, insert_sql, client_id, texts[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
save_record (GateOrgStore          *store,
             const char            *client_id,
             GateAuthorizationState state,
             const char            *person_id,
             GError               **error)
{
  /* The date of a record always moves on, even when the clock does not. */
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "INSERT INTO authorizations (client, state, created_ms, modified_ms, created_by, modified_by)"
      " SELECT c.number, ?2, ?3, ?3, p.number, p.number"
      " FROM clients AS c LEFT JOIN people AS p ON p.id = ?4 WHERE c.id = ?1"
      " ON CONFLICT (client) DO UPDATE SET state = excluded.state,"
      " modified_ms = max (excluded.modified_ms, modified_ms + 1),"
      " created_by = CASE state WHEN 'Requested' THEN excluded.created_by ELSE created_by END,"
      " modified_by = excluded.modified_by",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  gate_org_statement_bind_text (statement, 2, gate_authorization_state_to_wire (state));
  gate_org_statement_bind_int (statement, 3, gate_org_table_now_ms ());
  gate_org_statement_bind_text (statement, 4, person_id);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_authorizations_table_save:
 * @store: the store
 * @client_id: a client that exists
 * @scopes: what it is granted from now on
 * @role_ids: who may use it, roles that exist; empty for all
 * @person_id: (nullable): who decides
 * @error: return location for an error of the store
 *
 * Authorizes a client, for the first time or anew.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_authorizations_table_save (GateOrgStore      *store,
                                    const char        *client_id,
                                    const char *const *scopes,
                                    const char *const *role_ids,
                                    const char        *person_id,
                                    GError           **error)
{
  return save_record (store, client_id, GATE_AUTHORIZATION_AUTHORIZED, person_id, error) &&
         replace_list (
             store,
             "DELETE FROM authorization_scopes WHERE client = " THE_CLIENT,
             "INSERT OR IGNORE INTO authorization_scopes (client, scope) VALUES (" THE_CLIENT
             ", ?2)",
             client_id,
             scopes,
             error) &&
         replace_list (store,
                       "DELETE FROM authorization_roles WHERE client = " THE_CLIENT,
                       "INSERT OR IGNORE INTO authorization_roles (client, role)"
                       " VALUES (" THE_CLIENT ", (SELECT number FROM roles WHERE id = ?2))",
                       client_id,
                       role_ids,
                       error);
}

/**
 * gate_org_authorizations_table_request:
 * @store: the store
 * @client_id: a client that exists and has no record
 * @person_id: who wants to use it
 * @error: return location for an error of the store
 *
 * Leaves a request for the people who may authorize the client.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_authorizations_table_request (GateOrgStore *store,
                                       const char   *client_id,
                                       const char   *person_id,
                                       GError      **error)
{
  return save_record (store, client_id, GATE_AUTHORIZATION_REQUESTED, person_id, error);
}

/**
 * gate_org_authorizations_table_revoke:
 * @store: the store
 * @client_id: a client that has a record
 * @person_id: (nullable): who decides
 * @error: return location for an error of the store
 *
 * Keeps the record with its scopes and roles, so that it can be authorized again as it was.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_authorizations_table_revoke (GateOrgStore *store,
                                      const char   *client_id,
                                      const char   *person_id,
                                      GError      **error)
{
  return save_record (store, client_id, GATE_AUTHORIZATION_REVOKED, person_id, error);
}
