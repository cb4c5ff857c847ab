/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-passwords-table.h"

#include "gate-org-table.h"
#include "gate-org-token-families.h"

static gboolean
run_for_person (GateOrgStore *store,
                const char   *sql,
                const char   *text,
                GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  if (text != NULL)
    gate_org_statement_bind_text (statement, 1, text);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_passwords_table_get_common_hash:
 * @store: the store
 * @hash: (out) (transfer full) (nullable): of the one password of all people; %NULL when somebody
 *   has none or another
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_passwords_table_get_common_hash (GateOrgStore *store,
                                          char        **hash,
                                          GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT lowest FROM (SELECT min (password_hash) AS lowest, max (password_hash) AS highest,"
      "  count (password_hash) = count (*) AS all_have_one FROM people)"
      " WHERE lowest = highest AND all_have_one",
      error);
  gboolean found = FALSE;

  *hash = NULL;
  if (!gate_org_table_find_row (statement, &found, error))
    return FALSE;
  if (found)
    *hash = g_strdup (gate_org_statement_get_text (statement, 0));
  return TRUE;
}

/**
 * gate_org_passwords_table_set_all:
 * @store: the store, in a transaction, because this is several changes
 * @hash: of the one password of all people
 * @error: return location for an error of the store
 *
 * Logs all people with another password out everywhere: their sessions and families of tokens end
 * (S30).
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_passwords_table_set_all (GateOrgStore *store,
                                  const char   *hash,
                                  GError      **error)
{
  return run_for_person (store,
                         "DELETE FROM sessions WHERE person IN"
                         " (SELECT number FROM people WHERE password_hash IS NOT NULL)",
                         NULL, error) &&
         gate_org_token_families_end_with_password (store, error) &&
         run_for_person (store, "UPDATE people SET password_hash = ?1", hash, error);
}

/**
 * gate_org_passwords_table_get_hash:
 * @store: the store
 * @name: the typed user name or e-mail address, in any case
 * @person_id: (out) (transfer full) (nullable): the active person of that name; %NULL for none
 * @hash: (out) (transfer full) (nullable): of the password; %NULL without a person or a password
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_passwords_table_get_hash (GateOrgStore *store,
                                   const char   *name,
                                   char        **person_id,
                                   char        **hash,
                                   GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT id, password_hash FROM (SELECT 1 AS place, number, id, password_hash, state"
      "  FROM people WHERE user_name IN (?1, lower (?1))"
      " UNION ALL SELECT 2, number, id, password_hash, state FROM people"
      "  WHERE email = ?1 COLLATE NOCASE)"
      " WHERE state = 'active' ORDER BY place, number LIMIT 1",
      error);
  gboolean found = FALSE;

  *person_id = NULL;
  *hash = NULL;
  if (statement != NULL)
    gate_org_statement_bind_text (statement, 1, name);
  if (!gate_org_table_find_row (statement, &found, error))
    return FALSE;
  if (found)
    {
      *person_id = g_strdup (gate_org_statement_get_text (statement, 0));
      *hash = g_strdup (gate_org_statement_get_text (statement, 1));
    }
  return TRUE;
}
