/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-login-attempts.h"

#include "gate-org-secret.h"
#include "gate-org-table.h"

/* The same person in any case. */
static char *
hash_account (const char *account)
{
  g_autofree char *folded = g_utf8_casefold (account, -1);

  return gate_org_secret_hash (folded);
}

/**
 * gate_org_login_attempts_get:
 * @store: the store
 * @account: the typed name, valid UTF-8
 * @next_ms: (out): when the next try is taken, milliseconds since 1970; 0 for at once
 * @failures: (out): how many tries failed since the last that did not
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_login_attempts_get (GateOrgStore *store,
                             const char   *account,
                             gint64       *next_ms,
                             guint        *failures,
                             GError      **error)
{
  g_autofree char *hash = hash_account (account);
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store, "SELECT next_ms, failures FROM guesses WHERE account_hash = ?1", error);
  gboolean found = FALSE;

  *next_ms = 0;
  *failures = 0;
  if (statement != NULL)
    gate_org_statement_bind_text (statement, 1, hash);
  if (!gate_org_table_find_row (statement, &found, error))
    return FALSE;
  if (found)
    {
      *next_ms = gate_org_statement_get_int (statement, 0);
      *failures = (guint) gate_org_statement_get_int (statement, 1);
    }
  return TRUE;
}

static gboolean
run_with_time (GateOrgStore *store,
               const char   *sql,
               const char   *account,
               gint64        next_ms,
               GError      **error)
{
  g_autofree char *hash = hash_account (account);
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, hash);
  gate_org_statement_bind_int (statement, 2, next_ms);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_login_attempts_fail:
 * @store: the store
 * @account: the typed name, valid UTF-8
 * @next_ms: when the next try is taken, milliseconds since 1970
 * @error: return location for an error of the store
 *
 * Counts one more failure.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_login_attempts_fail (GateOrgStore *store,
                              const char   *account,
                              gint64        next_ms,
                              GError      **error)
{
  return run_with_time (store,
                        "INSERT INTO guesses (account_hash, failures, next_ms) VALUES (?1, 1, ?2)"
                        " ON CONFLICT (account_hash) DO UPDATE SET failures = failures + 1,"
                        " next_ms = excluded.next_ms",
                        account, next_ms, error);
}

/**
 * gate_org_login_attempts_postpone:
 * @store: the store
 * @account: one that has failed
 * @next_ms: when the next try is taken at the earliest, milliseconds since 1970
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_login_attempts_postpone (GateOrgStore *store,
                                  const char   *account,
                                  gint64        next_ms,
                                  GError      **error)
{
  return run_with_time (store,
                        "UPDATE guesses SET next_ms = max (next_ms, ?2) WHERE account_hash = ?1",
                        account, next_ms, error);
}

/**
 * gate_org_login_attempts_withdraw:
 * @store: the store
 * @account: one that has failed more than once
 * @next_ms: when the next try is taken at the latest, milliseconds since 1970
 * @error: return location for an error of the store
 *
 * Counts one failure less.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_login_attempts_withdraw (GateOrgStore *store,
                                  const char   *account,
                                  gint64        next_ms,
                                  GError      **error)
{
  return run_with_time (store,
                        "UPDATE guesses SET failures = failures - 1, next_ms = min (next_ms, ?2)"
                        " WHERE account_hash = ?1 AND failures > 1",
                        account, next_ms, error);
}

/**
 * gate_org_login_attempts_clear:
 * @store: the store
 * @account: the typed name, valid UTF-8
 * @error: return location for an error of the store
 *
 * Forgets the failures, after a login that did not fail.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_login_attempts_clear (GateOrgStore *store,
                               const char   *account,
                               GError      **error)
{
  g_autofree char *hash = hash_account (account);
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store, "DELETE FROM guesses WHERE account_hash = ?1", error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, hash);
  return gate_org_statement_run (statement, error);
}
