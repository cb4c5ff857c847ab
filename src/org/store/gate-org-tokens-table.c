/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Access tokens, by the hash of their text. What a token is good for is not stored with it: it is
 * what its client's authorization and its person's roles say at the moment of use. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-tokens-table.h"

#include "gate-org-clients-table.h"
#include "gate-org-codes.h"
#include "gate-org-table.h"
#include "gate-org-token-families.h"

void
gate_org_grant_free (GateOrgGrant *grant)
{
  g_free (grant->token_hash);
  g_strfreev (grant->asked_scopes);
  g_free (grant->client_id);
  g_strfreev (grant->granted_scopes);
  g_strfreev (grant->authorized_role_ids);
  g_free (grant->person_id);
  g_strfreev (grant->held_role_ids);
  g_strfreev (grant->permissions);
  g_free (grant);
}

/**
 * gate_org_tokens_table_add:
 * @store: the store
 * @hash: the hash of the new token
 * @client_id: whose token it is
 * @person_id: (nullable): who signed in, %NULL for a client alone
 * @scopes: (nullable): the scopes asked for, separated by spaces; %NULL for all that the client
 *   asks for
 * @family: the number of its family, 0 for a token without one
 * @error: return location for an error of the store
 *
 * Adds a token that lives as long as its client says. Outside a transaction it is on disk when
 * this returns.
 *
 * Returns: whether the token was added; %G_IO_ERROR_NOT_FOUND when there is no such client or
 *   person
 */
gboolean
gate_org_tokens_table_add (GateOrgStore *store,
                           const char   *hash,
                           const char   *client_id,
                           const char   *person_id,
                           const char   *scopes,
                           gint64        family,
                           GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "INSERT INTO tokens (hash, client, person, scopes, issued_ms, expires_ms, family)"
      " SELECT ?1, c.number, p.number, coalesce (?4, (SELECT group_concat (scope, ' ')"
      "  FROM client_scopes WHERE client = c.number), ''), ?5, ?5 + c.token_lifetime_s * 1000,"
      " nullif (?6, 0)"
      " FROM clients AS c LEFT JOIN people AS p ON p.id = ?3"
      " WHERE c.id = ?2 AND (?3 IS NULL OR p.number IS NOT NULL)",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, hash);
  gate_org_statement_bind_text (statement, 2, client_id);
  gate_org_statement_bind_text (statement, 3, person_id);
  gate_org_statement_bind_text (statement, 4, scopes);
  gate_org_statement_bind_int (statement, 5, gate_org_table_now_ms ());
  gate_org_statement_bind_int (statement, 6, family);
  if (!gate_org_statement_run (statement, error))
    return FALSE;
  if (gate_org_store_get_changes (store) == 1)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such client or person");
  return FALSE;
}

static GateAuthorizationState
state_from_text (const char *text)
{
  for (GateAuthorizationState state = GATE_AUTHORIZATION_UNAUTHORIZED;
       state < GATE_AUTHORIZATION_OTHER;
       state++)
    if (g_strcmp0 (gate_authorization_state_to_wire (state), text) == 0)
      return state;
  return GATE_AUTHORIZATION_UNAUTHORIZED;
}

static GateOrgGrant *
find_row (GateOrgStore *store,
          const char   *hash,
          GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT t.hash, t.ended_ms IS NOT NULL, t.expires_ms, t.scopes, c.id, c.state, a.state, p.id,"
      " p.state, t.issued_ms FROM tokens AS t JOIN clients AS c ON c.number = t.client"
      " LEFT JOIN authorizations AS a ON a.client = t.client"
      " LEFT JOIN people AS p ON p.number = t.person WHERE t.hash = ?1",
      error);
  g_autoptr (GateOrgGrant) grant = NULL;

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, hash);
  if (!gate_org_statement_step (statement, error))
    return NULL;
  grant = g_new0 (GateOrgGrant, 1);
  grant->token_hash = g_strdup (gate_org_statement_get_text (statement, 0));
  grant->is_ended = gate_org_statement_get_int (statement, 1) != 0;
  grant->expires_ms = gate_org_statement_get_int (statement, 2);
  grant->asked_scopes = g_strsplit (gate_org_statement_get_text (statement, 3), " ", -1);
  grant->client_id = g_strdup (gate_org_statement_get_text (statement, 4));
  grant->is_client_active = g_str_equal (gate_org_statement_get_text (statement, 5), "active");
  grant->state = state_from_text (gate_org_statement_get_text (statement, 6));
  grant->person_id = g_strdup (gate_org_statement_get_text (statement, 7));
  grant->is_person_active = g_strcmp0 (gate_org_statement_get_text (statement, 8), "active") == 0;
  grant->issued_ms = gate_org_statement_get_int (statement, 9);
  return g_steal_pointer (&grant);
}

static gboolean
add_client_lists (GateOrgStore *store,
                  GateOrgGrant *grant,
                  GError      **error)
{
  grant->granted_scopes = gate_org_table_list (
      store,
      "SELECT s.scope FROM authorization_scopes AS s JOIN clients AS c"
      " ON c.number = s.client WHERE c.id = ?1 ORDER BY s.scope",
      grant->client_id,
      error);
  if (grant->granted_scopes == NULL)
    return FALSE;
  grant->authorized_role_ids =
      gate_org_table_list (
          store,
          "SELECT r.id FROM clients AS c JOIN authorization_roles AS a"
          " ON a.client = c.number JOIN roles AS r ON r.number = a.role WHERE c.id = ?1",
          grant->client_id,
          error);
  return grant->authorized_role_ids != NULL;
}

/* What a client holds by itself; its scopes are not used then (genesys-api.md 2.2). */
static gboolean
add_own_lists (GateOrgStore *store,
               GateOrgGrant *grant,
               GError      **error)
{
  grant->held_role_ids = gate_org_clients_table_list_roles (store, grant->client_id, error);
  if (grant->held_role_ids == NULL)
    return FALSE;
  grant->permissions = gate_org_clients_table_list_permissions (store, grant->client_id, error);
  return grant->permissions != NULL;
}

static gboolean
add_person_lists (GateOrgStore *store,
                  GateOrgGrant *grant,
                  GError      **error)
{
  if (grant->person_id == NULL)
    return add_own_lists (store, grant, error);
  grant->held_role_ids =
      gate_org_table_list (
          store,
          "SELECT r.id FROM people AS p JOIN person_roles AS h ON h.person = p.number"
          " JOIN roles AS r ON r.number = h.role WHERE p.id = ?1 ORDER BY r.number",
          grant->person_id,
          error);
  if (grant->held_role_ids == NULL)
    return FALSE;
  grant->permissions =
      gate_org_table_list (
          store,
          "SELECT DISTINCT q.permission FROM people AS p JOIN person_roles AS h"
          " ON h.person = p.number JOIN role_permissions AS q ON q.role = h.role"
          " WHERE p.id = ?1 ORDER BY q.permission",
          grant->person_id,
          error);
  return grant->permissions != NULL;
}

/**
 * gate_org_tokens_table_find:
 * @store: the store
 * @hash: the hash of a token
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): all that decides about the token; %NULL without an error
 *   when there is none of that hash
 */
GateOrgGrant *
gate_org_tokens_table_find (GateOrgStore *store,
                            const char   *hash,
                            GError      **error)
{
  g_autoptr (GateOrgGrant) grant = find_row (store, hash, error);

  if (grant == NULL || !add_client_lists (store, grant, error) ||
      !add_person_lists (store, grant, error))
    return NULL;
  return g_steal_pointer (&grant);
}

/**
 * gate_org_tokens_table_end:
 * @store: the store
 * @hash: of an access token
 * @client_id: whose token it must be
 * @error: return location for an error of the store
 *
 * Ends one token, for good; one that is another client's, or that is not there, is left alone.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_tokens_table_end (GateOrgStore *store,
                           const char   *hash,
                           const char   *client_id,
                           GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "UPDATE tokens SET ended_ms = ?3 WHERE hash = ?1 AND ended_ms IS NULL"
                              " AND client = (SELECT number FROM clients WHERE id = ?2)",
                              error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, hash);
  gate_org_statement_bind_text (statement, 2, client_id);
  gate_org_statement_bind_int (statement, 3, gate_org_table_now_ms ());
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_tokens_table_end_client:
 * @store: the store, in a transaction
 * @client_id: a client
 * @error: return location for an error of the store
 *
 * Ends all that a client was ever given, for good: tokens, families, and codes on their way. A
 * later authorization does not bring them back.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_tokens_table_end_client (GateOrgStore *store,
                                  const char   *client_id,
                                  GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "UPDATE tokens SET ended_ms = ?2 WHERE ended_ms IS NULL"
                              " AND client = (SELECT number FROM clients WHERE id = ?1)",
                              error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  gate_org_statement_bind_int (statement, 2, gate_org_table_now_ms ());
  return gate_org_statement_run (statement, error) &&
         gate_org_token_families_end_client (store, client_id, error) &&
         gate_org_codes_end_client (store, client_id, error);
}
