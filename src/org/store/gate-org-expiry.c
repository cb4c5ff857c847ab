/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-expiry.h"

#include "gate-org-table.h"

#define KEPT_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
/* At a time, so that no request waits for it. */
#define LIMIT "LIMIT 500"

static gboolean
run_deletion (GateOrgStore *store,
              const char   *sql,
              gboolean     *is_clean,
              GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, gate_org_table_now_ms () - KEPT_MS);
  if (!gate_org_statement_run (statement, error))
    return FALSE;
  *is_clean = *is_clean && gate_org_store_get_changes (store) == 0;
  return TRUE;
}

/**
 * gate_org_expiry_run:
 * @store: the store, outside a transaction
 * @is_clean: (out): whether there was nothing to forget, so that the next time may be far off
 * @error: return location for an error of the store
 *
 * A family takes its code and its tokens with it. The audit is kept.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_expiry_run (GateOrgStore *store,
                     gboolean     *is_clean,
                     GError      **error)
{
  *is_clean = TRUE;
  return run_deletion (store,
                       "DELETE FROM families WHERE number IN"
                       " (SELECT number FROM families WHERE expires_ms < ?1 " LIMIT ")",
                       is_clean, error) &&
         run_deletion (store,
                       "DELETE FROM tokens WHERE hash IN"
                       " (SELECT hash FROM tokens WHERE expires_ms < ?1 " LIMIT ")",
                       is_clean, error) &&
         run_deletion (store,
                       "DELETE FROM codes WHERE hash IN"
                       " (SELECT hash FROM codes WHERE family IS NULL AND expires_ms < ?1 "
                       LIMIT ")",
                       is_clean, error) &&
         run_deletion (store,
                       "DELETE FROM sessions WHERE hash IN"
                       " (SELECT hash FROM sessions WHERE started_ms < ?1 " LIMIT ")",
                       is_clean, error) &&
         run_deletion (store,
                       "DELETE FROM guesses WHERE account_hash IN"
                       " (SELECT account_hash FROM guesses WHERE next_ms < ?1 " LIMIT ")",
                       is_clean, error) &&
         run_deletion (store, "DELETE FROM client_secrets WHERE expires_ms < ?1", is_clean, error);
}
