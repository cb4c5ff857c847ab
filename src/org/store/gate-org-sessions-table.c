/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sessions-table.h"

#include "gate-org-table.h"

#include <gio/gio.h>

/* A page that follows another at once does not write to the disk. */
#define TOUCH_MS (10 * 1000)
/* A clock that was set back does not make a session live longer than it would have. */
#define ALIVE                                                                                      \
  " ?2 >= started_ms - 1000 AND ?2 < touched_ms + " G_STRINGIFY (GATE_ORG_SESSION_IDLE_MS)         \
  " AND ?2 < started_ms + " G_STRINGIFY (GATE_ORG_SESSION_ABSOLUTE_MS) " "

static gboolean
run_for_session (GateOrgStore *store,
                 const char   *sql,
                 const char   *text,
                 gint64        now_ms,
                 GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, text);
  if (now_ms >= 0)
    gate_org_statement_bind_int (statement, 2, now_ms);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_sessions_table_add:
 * @store: the store
 * @hash: of the new session's identifier
 * @person_id: who logged in
 * @now_ms: the time, milliseconds since 1970
 * @error: return location for an error of the store, or %G_IO_ERROR_NOT_FOUND for an unknown person
 *
 * Starts a session.
 *
 * Returns: whether it was started
 */
gboolean
gate_org_sessions_table_add (GateOrgStore *store,
                             const char   *hash,
                             const char   *person_id,
                             gint64        now_ms,
                             GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "INSERT INTO sessions (hash, person, started_ms, touched_ms)"
      " SELECT ?1, number, ?3, ?3 FROM people WHERE id = ?2 AND state = 'active'",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, hash);
  gate_org_statement_bind_text (statement, 2, person_id);
  gate_org_statement_bind_int (statement, 3, now_ms);
  if (!gate_org_statement_run (statement, error))
    return FALSE;
  if (gate_org_store_get_changes (store) == 1)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such active person");
  return FALSE;
}

static gboolean
read_session (GateOrgStore *store,
              const char   *hash,
              gint64        now_ms,
              char        **person_id,
              gint64       *touched_ms,
              GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT p.id, s.touched_ms FROM sessions AS s JOIN people AS p ON p.number = s.person"
      " WHERE s.hash = ?1 AND p.state = 'active' AND" ALIVE,
      error);
  gboolean found = FALSE;

  if (statement != NULL)
    {
      gate_org_statement_bind_text (statement, 1, hash);
      gate_org_statement_bind_int (statement, 2, now_ms);
    }
  if (!gate_org_table_find_row (statement, &found, error))
    return FALSE;
  if (found)
    {
      *person_id = g_strdup (gate_org_statement_get_text (statement, 0));
      *touched_ms = gate_org_statement_get_int (statement, 1);
    }
  return TRUE;
}

/**
 * gate_org_sessions_table_find:
 * @store: the store
 * @hash: of a session's identifier
 * @now_ms: the time, milliseconds since 1970
 * @person_id: (out) (transfer full) (nullable): whose it is; %NULL when there is none, or it is
 *   over
 * @error: return location for an error of the store
 *
 * Finds a session and keeps it from becoming idle.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_sessions_table_find (GateOrgStore *store,
                              const char   *hash,
                              gint64        now_ms,
                              char        **person_id,
                              GError      **error)
{
  g_autofree char *found = NULL;
  gint64 touched_ms = 0;

  *person_id = NULL;
  if (!read_session (store, hash, now_ms, &found, &touched_ms, error))
    return FALSE;
  if (found != NULL && now_ms >= touched_ms + TOUCH_MS &&
      !run_for_session (store,
                        "UPDATE sessions SET touched_ms = ?2 WHERE hash = ?1",
                        hash,
                        now_ms,
                        error))
    return FALSE;
  *person_id = g_steal_pointer (&found);
  return TRUE;
}

/**
 * gate_org_sessions_table_end:
 * @store: the store
 * @hash: of a session's identifier
 * @error: return location for an error of the store
 *
 * Ends a session, and with it the codes that were issued in it and not redeemed.
 *
 * Returns: whether the store did it; a session that is not there has ended
 */
gboolean
gate_org_sessions_table_end (GateOrgStore *store,
                             const char   *hash,
                             GError      **error)
{
  return run_for_session (store, "DELETE FROM sessions WHERE hash = ?1", hash, -1, error);
}

/**
 * gate_org_sessions_table_end_person:
 * @store: the store
 * @person_id: a person
 * @error: return location for an error of the store
 *
 * Ends all sessions of a person.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_sessions_table_end_person (GateOrgStore *store,
                                    const char   *person_id,
                                    GError      **error)
{
  return run_for_session (store,
                          "DELETE FROM sessions"
                          " WHERE person = (SELECT number FROM people WHERE id = ?1)",
                          person_id, -1, error);
}
