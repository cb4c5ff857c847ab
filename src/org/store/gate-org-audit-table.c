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

#define INSERT                                                                                     \
  "INSERT INTO audit (sequence, time_ms, action, client, person, through_client, correlation_id,"  \
  " state_before, scopes_before, roles_before, state_after, scopes_after, roles_after)"            \
  " VALUES ((SELECT coalesce (max (sequence), 0) + 1 FROM audit), ?1, ?2,"                         \
  " (SELECT number FROM clients WHERE id = ?3), (SELECT number FROM people WHERE id = ?4),"        \
  " (SELECT number FROM clients WHERE id = ?5), ?6, ?7, ?8, ?9, ?10, ?11, ?12)"

static GateOrgStatement *
prepare_record (GateOrgStore *store,
                const char   *action,
                const char   *client_id,
                GateOrgActor  actor,
                GError      **error)
{
  GateOrgStatement *statement = gate_org_store_prepare (store, INSERT, error);

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_int (statement, 1, gate_org_table_now_ms ());
  gate_org_statement_bind_text (statement, 2, action);
  gate_org_statement_bind_text (statement, 3, client_id);
  gate_org_statement_bind_text (statement, 4, actor.person_id);
  gate_org_statement_bind_text (statement, 5, actor.client_id);
  gate_org_statement_bind_text (statement, 6, actor.correlation_id);
  return statement;
}

/**
 * gate_org_audit_table_add:
 * @store: the store, in a transaction
 * @action: `Authorize` or `Deauthorize`, the API's words, or `Request`
 * @before: the authorization as it was
 * @after: as it is now
 * @actor: who changed it
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
                          GateOrgActor       actor,
                          GError           **error)
{
  g_autoptr (GateOrgStatement) statement =
      prepare_record (store, action, gate_authorization_get_id (after), actor, error);

  if (statement == NULL)
    return FALSE;
  bind_authorization (statement, 7, before);
  bind_authorization (statement, 10, after);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_audit_table_add_event:
 * @store: the store, in a transaction
 * @action: `Reuse` of a code or a refresh token that was spent, or `NewSecret` of a client
 * @client_id: the client that it is about
 * @actor: who was asking when it happened
 * @error: return location for an error of the store
 *
 * Records what changes no authorization, in the same sequence.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_audit_table_add_event (GateOrgStore *store,
                                const char   *action,
                                const char   *client_id,
                                GateOrgActor  actor,
                                GError      **error)
{
  g_autoptr (GateOrgStatement) statement = prepare_record (store, action, client_id, actor, error);

  if (statement == NULL)
    return FALSE;
  for (int column = 7; column <= 12; column++)
    gate_org_statement_bind_null (statement, column);
  return gate_org_statement_run (statement, error);
}
