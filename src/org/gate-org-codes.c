/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-codes.h"

#include "gate-org-secret.h"
#include "gate-org-table.h"

#include <gio/gio.h>

static gboolean
add (GateOrgStore           *store,
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

  if (!add (store, terms, code, error))
    g_clear_pointer (&code, gate_org_secret_free);
  return code;
}
