/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-client-secrets-table.h"

#include "gate-org-table.h"

#include <gio/gio.h>

#define THE_CLIENT "(SELECT number FROM clients WHERE id = ?1)"

static gboolean
forget_old (GateOrgStore *store,
            const char   *client_id,
            GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "DELETE FROM client_secrets WHERE client = " THE_CLIENT
                              " AND expires_ms IS NOT NULL",
                              error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  return gate_org_statement_run (statement, error);
}

static gboolean
expire_current (GateOrgStore *store,
                const char   *client_id,
                gint64        expires_ms,
                GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "UPDATE client_secrets SET expires_ms = max (?2, created_ms + 1)"
                              " WHERE client = " THE_CLIENT,
                              error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  gate_org_statement_bind_int (statement, 2, expires_ms);
  return gate_org_statement_run (statement, error);
}

static gboolean
add_hash (GateOrgStore *store,
          const char   *client_id,
          const char   *hash,
          gint64        now_ms,
          GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "INSERT INTO client_secrets (hash, client, created_ms)"
                              " SELECT ?2, number, ?3 FROM clients WHERE id = ?1",
                              error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  gate_org_statement_bind_text (statement, 2, hash);
  gate_org_statement_bind_int (statement, 3, now_ms);
  if (!gate_org_statement_run (statement, error))
    return FALSE;
  if (gate_org_store_get_changes (store) == 1)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such client");
  return FALSE;
}

/**
 * gate_org_client_secrets_table_rotate:
 * @store: the store, in a transaction, because this is several changes
 * @client_id: a client
 * @hash: of its new secret
 * @error: return location for an error of the store, or %G_IO_ERROR_NOT_FOUND
 *
 * Gives a client a secret. The one it had works for %GATE_ORG_OLD_SECRET_MS more, any older one no
 * longer.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_client_secrets_table_rotate (GateOrgStore *store,
                                      const char   *client_id,
                                      const char   *hash,
                                      GError      **error)
{
  gint64 now_ms = gate_org_table_now_ms ();

  return forget_old (store, client_id, error) &&
         expire_current (store, client_id, now_ms + GATE_ORG_OLD_SECRET_MS, error) &&
         add_hash (store, client_id, hash, now_ms, error);
}

/**
 * gate_org_client_secrets_table_has_any:
 * @store: the store
 * @client_id: a client
 * @has_any: (out): whether it has a secret, and so must show it
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_client_secrets_table_has_any (GateOrgStore *store,
                                       const char   *client_id,
                                       gboolean     *has_any,
                                       GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store, "SELECT 1 FROM client_secrets WHERE client = " THE_CLIENT " LIMIT 1", error);
  gint64 found = 0;

  if (statement != NULL)
    gate_org_statement_bind_text (statement, 1, client_id);
  if (!gate_org_table_find_number (statement, &found, error))
    return FALSE;
  *has_any = found != 0;
  return TRUE;
}

/**
 * gate_org_client_secrets_table_list:
 * @store: the store
 * @client_id: a client
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the hashes of the secrets that work now; empty for a public
 *   client
 */
char **
gate_org_client_secrets_table_list (GateOrgStore *store,
                                    const char   *client_id,
                                    GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "SELECT hash FROM client_secrets WHERE client = " THE_CLIENT
                              " AND (expires_ms IS NULL OR expires_ms > ?2)",
                              error);

  if (statement != NULL)
    {
      gate_org_statement_bind_text (statement, 1, client_id);
      gate_org_statement_bind_int (statement, 2, gate_org_table_now_ms ());
    }
  return gate_org_table_collect (statement, error);
}
