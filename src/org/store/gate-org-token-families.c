/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-token-families.h"

#include "gate-org-table.h"

#include <gio/gio.h>

#define WITH_PASSWORD "SELECT number FROM people WHERE password_hash IS NOT NULL"

void
gate_org_refresh_token_free (GateOrgRefreshToken *token)
{
  g_free (token->client_id);
  g_free (token->person_id);
  g_strfreev (token->scopes);
  g_free (token);
}

/* With the time as its first value, and as its second a number or a text. */
static gboolean
run_for_family (GateOrgStore *store,
                const char   *sql,
                gint64        number,
                const char   *text,
                GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, gate_org_table_now_ms ());
  if (text != NULL)
    gate_org_statement_bind_text (statement, 2, text);
  else if (number != 0)
    gate_org_statement_bind_int (statement, 2, number);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_token_families_start:
 * @store: the store, in a transaction
 * @client_id: whose tokens they are
 * @person_id: who signed in
 * @scopes: the most that they will ever carry, separated by spaces
 * @family: (out): the number of the new family
 * @error: return location for an error of the store, or %G_IO_ERROR_NOT_FOUND
 *
 * Starts a family that lives for %GATE_ORG_FAMILY_LIFETIME_MS at the most, and forgets some of
 * those that are over.
 *
 * Returns: whether it was started
 */
gboolean
gate_org_token_families_start (GateOrgStore *store,
                               const char   *client_id,
                               const char   *person_id,
                               const char   *scopes,
                               gint64       *family,
                               GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "INSERT INTO families (client, person, scopes, started_ms, expires_ms)"
      " SELECT c.number, p.number, ?3, ?4, ?5 FROM clients AS c, people AS p"
      " WHERE c.id = ?1 AND p.id = ?2 RETURNING number",
      error);
  gint64 now_ms = gate_org_table_now_ms ();

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  gate_org_statement_bind_text (statement, 2, person_id);
  gate_org_statement_bind_text (statement, 3, scopes);
  gate_org_statement_bind_int (statement, 4, now_ms);
  gate_org_statement_bind_int (statement, 5, now_ms + GATE_ORG_FAMILY_LIFETIME_MS);
  if (!gate_org_table_find_number (statement, family, error))
    return FALSE;
  if (*family != 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such client or person");
  return FALSE;
}

/**
 * gate_org_token_families_add_refresh:
 * @store: the store, in a transaction
 * @family: a family without an unspent refresh token
 * @hash: of the new one
 * @error: return location for an error of the store
 *
 * The token lives until it has been idle for %GATE_ORG_REFRESH_IDLE_MS, and never longer than its
 * family.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_token_families_add_refresh (GateOrgStore *store,
                                     gint64        family,
                                     const char   *hash,
                                     GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "INSERT INTO refresh_tokens (hash, family, issued_ms, expires_ms)"
      " SELECT ?1, number, ?3, min (?4, expires_ms) FROM families WHERE number = ?2",
      error);
  gint64 now_ms = gate_org_table_now_ms ();

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, hash);
  gate_org_statement_bind_int (statement, 2, family);
  gate_org_statement_bind_int (statement, 3, now_ms);
  gate_org_statement_bind_int (statement, 4, now_ms + GATE_ORG_REFRESH_IDLE_MS);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_token_families_find_refresh:
 * @store: the store
 * @hash: of a refresh token
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the facts about it; %NULL without an error when there is
 *   none
 */
GateOrgRefreshToken *
gate_org_token_families_find_refresh (GateOrgStore *store,
                                      const char   *hash,
                                      GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT f.number, c.id, p.id, f.scopes, r.issued_ms, r.expires_ms, r.spent_ms IS NOT NULL,"
      " f.ended_ms IS NOT NULL FROM refresh_tokens AS r JOIN families AS f ON f.number = r.family"
      " JOIN clients AS c ON c.number = f.client JOIN people AS p ON p.number = f.person"
      " WHERE r.hash = ?1",
      error);
  GateOrgRefreshToken *token;

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, hash);
  if (!gate_org_statement_step (statement, error))
    return NULL;
  token = g_new0 (GateOrgRefreshToken, 1);
  token->family = gate_org_statement_get_int (statement, 0);
  token->client_id = g_strdup (gate_org_statement_get_text (statement, 1));
  token->person_id = g_strdup (gate_org_statement_get_text (statement, 2));
  token->scopes = g_strsplit (gate_org_statement_get_text (statement, 3), " ", -1);
  token->issued_ms = gate_org_statement_get_int (statement, 4);
  token->expires_ms = gate_org_statement_get_int (statement, 5);
  token->is_spent = gate_org_statement_get_int (statement, 6) != 0;
  token->is_ended = gate_org_statement_get_int (statement, 7) != 0;
  return token;
}

/**
 * gate_org_token_families_spend:
 * @store: the store, in a transaction
 * @hash: of a refresh token
 * @won: (out): whether it was unspent until now
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_token_families_spend (GateOrgStore *store,
                               const char   *hash,
                               gboolean     *won,
                               GError      **error)
{
  if (!run_for_family (store,
                       "UPDATE refresh_tokens SET spent_ms = ?1"
                       " WHERE hash = ?2 AND spent_ms IS NULL AND expires_ms > ?1"
                       " AND family IN (SELECT number FROM families WHERE ended_ms IS NULL)",
                       0, hash, error))
    return FALSE;
  *won = gate_org_store_get_changes (store) == 1;
  return TRUE;
}

/**
 * gate_org_token_families_end:
 * @store: the store, in a transaction
 * @family: a family
 * @was_alive: (out): whether it had not ended before
 * @error: return location for an error of the store
 *
 * Ends a family with all its tokens, for good.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_token_families_end (GateOrgStore *store,
                             gint64        family,
                             gboolean     *was_alive,
                             GError      **error)
{
  if (!run_for_family (store,
                       "UPDATE families SET ended_ms = ?1 WHERE number = ?2 AND ended_ms IS NULL",
                       family,
                       NULL,
                       error))
    return FALSE;
  *was_alive = gate_org_store_get_changes (store) == 1;
  return run_for_family (store,
                         "UPDATE tokens SET ended_ms = ?1 WHERE family = ?2 AND ended_ms IS NULL",
                         family,
                         NULL,
                         error);
}

/**
 * gate_org_token_families_end_client:
 * @store: the store, in a transaction
 * @client_id: a client
 * @error: return location for an error of the store
 *
 * Ends all families of a client; their access tokens are for gate_org_tokens_table_end_client().
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_token_families_end_client (GateOrgStore *store,
                                    const char   *client_id,
                                    GError      **error)
{
  return run_for_family (store,
                         "UPDATE families SET ended_ms = ?1 WHERE ended_ms IS NULL"
                         " AND client = (SELECT number FROM clients WHERE id = ?2)",
                         0, client_id, error);
}

/**
 * gate_org_token_families_end_with_password:
 * @store: the store, in a transaction
 * @error: return location for an error of the store
 *
 * Ends the families, with all their tokens, of all people who have a password, because it is about
 * to change.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_token_families_end_with_password (GateOrgStore *store,
                                           GError      **error)
{
  return run_for_family (store,
                         "UPDATE tokens SET ended_ms = ?1 WHERE ended_ms IS NULL AND family IN"
                         " (SELECT number FROM families WHERE ended_ms IS NULL AND person IN ("
                         WITH_PASSWORD "))",
                         0, NULL, error) &&
         run_for_family (store,
                         "UPDATE families SET ended_ms = ?1 WHERE ended_ms IS NULL AND person IN"
                         " (" WITH_PASSWORD ")",
                         0, NULL, error);
}
