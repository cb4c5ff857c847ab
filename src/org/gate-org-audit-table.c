/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-audit-table.h"

#include "gate-org-table.h"

static void
bind_list (GateOrgStatement  *statement,
           int                position,
           const char *const *texts)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) texts);

  gate_org_statement_bind_text (statement, position, joined);
}

static void
bind_authorization (GateOrgStatement  *statement,
                    int                position,
                    GateAuthorization *authorization)
{
  gate_org_statement_bind_text (
      statement,
      position,
      gate_authorization_state_to_wire (gate_authorization_get_state (authorization)));
  bind_list (statement, position + 1, gate_authorization_get_scopes (authorization));
  bind_list (statement, position + 2, gate_authorization_get_roles (authorization));
}

/**
 * gate_org_audit_table_add:
 * @store: the store, in a transaction
 * @action: `Authorize` or `Deauthorize`, the API's words
 * @before: the authorization as it was
 * @after: as it is now
 * @call: the call that changed it, which says who did it
 * @error: return location for an error of the store
 *
 * Records a change. The sequence of the records has no gaps (the schema sees to it).
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_audit_table_add (GateOrgStore      *store,
                          const char        *action,
                          GateAuthorization *before,
                          GateAuthorization *after,
                          GateOrgCall       *call,
                          GError           **error)
{
  const GateOrgCaller *caller = gate_org_call_get_caller (call);
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "INSERT INTO audit (sequence, time_ms, action, client, person, through_client,"
      " correlation_id, state_before, scopes_before, roles_before, state_after, scopes_after,"
      " roles_after) VALUES ((SELECT coalesce (max (sequence), 0) + 1 FROM audit), ?1, ?2,"
      " (SELECT number FROM clients WHERE id = ?3), (SELECT number FROM people WHERE id = ?4),"
      " (SELECT number FROM clients WHERE id = ?5), ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, gate_org_table_now_ms ());
  gate_org_statement_bind_text (statement, 2, action);
  gate_org_statement_bind_text (statement, 3, gate_authorization_get_id (after));
  gate_org_statement_bind_text (statement, 4, caller->person_id);
  gate_org_statement_bind_text (statement, 5, caller->client_id);
  gate_org_statement_bind_text (statement, 6, gate_org_call_get_correlation_id (call));
  bind_authorization (statement, 7, before);
  bind_authorization (statement, 10, after);
  return gate_org_statement_run (statement, error);
}
