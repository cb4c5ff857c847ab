/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-codes.h"

#include "gate-org-secret.h"
#include "gate-org-table.h"

#include <gio/gio.h>

/* Wrong verifiers or redirect URIs until a code is used up (S36). */
#define MAX_FAILURES "3"

void
gate_org_code_free (GateOrgCode *code)
{
  g_free (code->client_id);
  g_free (code->person_id);
  g_free (code->redirect_uri);
  g_free (code->challenge);
  g_free (code->scopes);
  g_free (code);
}

static gboolean
add_code (GateOrgStore           *store,
          const GateOrgCodeTerms *terms,
          const char             *code,
          GError                **error)
{
  g_autofree char *hash = gate_org_secret_hash (code);
  g_autofree char *scopes = g_strjoinv (" ", (char **) terms->scopes);
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "INSERT INTO codes (hash, client, person, session_hash, redirect_uri, challenge, scopes,"
      " issued_ms, expires_ms) SELECT ?1, c.number, p.number, ?4, ?5, ?6, ?7, ?8, ?9"
      " FROM clients AS c, people AS p WHERE c.id = ?2 AND p.id = ?3",
      error);
  gint64 now_ms = gate_org_table_now_ms ();

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, hash);
  gate_org_statement_bind_text (statement, 2, terms->client_id);
  gate_org_statement_bind_text (statement, 3, terms->person_id);
  gate_org_statement_bind_text (statement, 4, terms->session_hash);
  gate_org_statement_bind_text (statement, 5, terms->redirect_uri);
  gate_org_statement_bind_text (statement, 6, terms->challenge);
  gate_org_statement_bind_text (statement, 7, scopes);
  gate_org_statement_bind_int (statement, 8, now_ms);
  gate_org_statement_bind_int (statement, 9, now_ms + GATE_ORG_CODE_LIFETIME_MS);
  if (!gate_org_statement_run (statement, error))
    return FALSE;
  if (gate_org_store_get_changes (store) == 1)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such client or person");
  return FALSE;
}

/**
 * gate_org_codes_issue:
 * @store: the store, in a transaction or not
 * @terms: what the code is bound to
 * @error: return location for an error of the store, or %G_IO_ERROR_NOT_FOUND for a client or a
 *   person that is not there
 *
 * Whether the person may use the client is for the caller to have asked; it is asked again when the
 * code is redeemed.
 *
 * Returns: (transfer full) (nullable): the code; nothing but this knows its text. Freed by
 *   gate_org_secret_free()
 */
char *
gate_org_codes_issue (GateOrgStore           *store,
                      const GateOrgCodeTerms *terms,
                      GError                **error)
{
  char *code = gate_org_secret_new (GATE_ORG_SECRET_CODE);

  if (!add_code (store, terms, code, error))
    g_clear_pointer (&code, gate_org_secret_free);
  return code;
}

/**
 * gate_org_codes_find:
 * @store: the store
 * @hash: of a code
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the facts about it; %NULL without an error when there is
 *   none
 */
GateOrgCode *
gate_org_codes_find (GateOrgStore *store,
                     const char   *hash,
                     GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT c.id, p.id, k.redirect_uri, k.challenge, k.scopes, k.expires_ms,"
      " k.session_hash IS NOT NULL AND NOT EXISTS"
      "  (SELECT 1 FROM sessions WHERE hash = k.session_hash),"
      " k.used_ms IS NOT NULL, coalesce (k.family, 0) FROM codes AS k"
      " JOIN clients AS c ON c.number = k.client JOIN people AS p ON p.number = k.person"
      " WHERE k.hash = ?1",
      error);
  GateOrgCode *code;

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, hash);
  if (!gate_org_statement_step (statement, error))
    return NULL;
  code = g_new0 (GateOrgCode, 1);
  code->client_id = g_strdup (gate_org_statement_get_text (statement, 0));
  code->person_id = g_strdup (gate_org_statement_get_text (statement, 1));
  code->redirect_uri = g_strdup (gate_org_statement_get_text (statement, 2));
  code->challenge = g_strdup (gate_org_statement_get_text (statement, 3));
  code->scopes = g_strdup (gate_org_statement_get_text (statement, 4));
  code->expires_ms = gate_org_statement_get_int (statement, 5);
  code->is_session_over = gate_org_statement_get_int (statement, 6) != 0;
  code->is_used = gate_org_statement_get_int (statement, 7) != 0;
  code->family = gate_org_statement_get_int (statement, 8);
  return code;
}

static gboolean
run_for_code (GateOrgStore *store,
              const char   *sql,
              const char   *text,
              gint64        family,
              GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, text);
  gate_org_statement_bind_int (statement, 2, gate_org_table_now_ms ());
  if (family != 0)
    gate_org_statement_bind_int (statement, 3, family);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_codes_fail:
 * @store: the store
 * @hash: of a code that was shown with something wrong
 * @error: return location for an error of the store
 *
 * Counts it; the third time uses the code up.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_codes_fail (GateOrgStore *store,
                     const char   *hash,
                     GError      **error)
{
  return run_for_code (store,
                       "UPDATE codes SET failures = failures + 1,"
                       " used_ms = CASE WHEN failures + 1 >= " MAX_FAILURES " THEN ?2 END"
                       " WHERE hash = ?1 AND used_ms IS NULL",
                       hash, 0, error);
}

/**
 * gate_org_codes_use:
 * @store: the store, in the transaction that adds the tokens
 * @hash: of a code
 * @family: the token family that it is redeemed for
 * @won: (out): whether this is the first use and it has not expired
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_codes_use (GateOrgStore *store,
                    const char   *hash,
                    gint64        family,
                    gboolean     *won,
                    GError      **error)
{
  if (!run_for_code (store,
                     "UPDATE codes SET used_ms = ?2, family = ?3"
                     " WHERE hash = ?1 AND used_ms IS NULL AND expires_ms > ?2",
                     hash, family, error))
    return FALSE;
  *won = gate_org_store_get_changes (store) == 1;
  return TRUE;
}

/**
 * gate_org_codes_end:
 * @store: the store
 * @hash: of a code
 * @error: return location for an error of the store
 *
 * Uses the code up, unless it was redeemed.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_codes_end (GateOrgStore *store,
                    const char   *hash,
                    GError      **error)
{
  return run_for_code (store,
                       "UPDATE codes SET used_ms = ?2 WHERE hash = ?1 AND used_ms IS NULL",
                       hash, 0, error);
}

/**
 * gate_org_codes_end_client:
 * @store: the store, in a transaction
 * @client_id: a client
 * @error: return location for an error of the store
 *
 * Uses up all codes of a client.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_codes_end_client (GateOrgStore *store,
                           const char   *client_id,
                           GError      **error)
{
  return run_for_code (store,
                       "UPDATE codes SET used_ms = ?2 WHERE used_ms IS NULL"
                       " AND client = (SELECT number FROM clients WHERE id = ?1)",
                       client_id, 0, error);
}
