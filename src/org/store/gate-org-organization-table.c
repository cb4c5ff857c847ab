/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-organization-table.h"

#include <gio/gio.h>

static GateOrganization *
read_row (GateOrgStatement *statement,
          GError          **error)
{
  GError *local_error = NULL;

  if (gate_org_statement_step (statement, &local_error))
    return gate_organization_new (gate_org_statement_get_text (statement, 0),
                                  gate_org_statement_get_text (statement, 1),
                                  gate_org_statement_get_text (statement, 2));
  if (local_error == NULL)
    local_error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such organization");
  g_propagate_error (error, local_error);
  return NULL;
}

/**
 * gate_org_organization_table_find_own:
 * @store: the store
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the organization that this database is of
 */
GateOrganization *
gate_org_organization_table_find_own (GateOrgStore *store,
                                      GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "SELECT id, name, short_name FROM organizations WHERE kind = 'own'",
                              error);

  return statement != NULL ? read_row (statement, error) : NULL;
}

/**
 * gate_org_organization_table_find_kind:
 * @store: the store
 * @client_id: a client that exists
 * @owner: (out): whose it is
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_organization_table_find_kind (GateOrgStore    *store,
                                       const char      *client_id,
                                       GateClientOwner *owner,
                                       GError         **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "SELECT o.kind FROM clients AS c"
                              " JOIN organizations AS o ON o.number = c.owner WHERE c.id = ?1",
                              error);
  GError *local_error = NULL;

  *owner = GATE_OWNER_FOREIGN;
  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_text (statement, 1, client_id);
  if (gate_org_statement_step (statement, &local_error))
    {
      const char *kind = gate_org_statement_get_text (statement, 0);

      if (g_str_equal (kind, "own"))
        *owner = GATE_OWNER_SELF;
      else if (g_str_equal (kind, "built-in"))
        *owner = GATE_OWNER_BUILT_IN;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * gate_org_organization_table_find_owner:
 * @store: the store
 * @client_id: a client
 * @client_name: (out) (transfer full): the client's name
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the organization that the client belongs to
 */
GateOrganization *
gate_org_organization_table_find_owner (GateOrgStore *store,
                                        const char   *client_id,
                                        char        **client_name,
                                        GError      **error)
{
  g_autoptr (GateOrgStatement) statement = NULL;
  GateOrganization *organization = NULL;

  *client_name = NULL;
  statement = gate_org_store_prepare (store,
                                      "SELECT o.id, o.name, o.short_name, c.name FROM clients AS c"
                                      " JOIN organizations AS o ON o.number = c.owner"
                                      " WHERE c.id = ?1",
                                      error);
  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, client_id);
  organization = read_row (statement, error);
  if (organization != NULL)
    *client_name = g_strdup (gate_org_statement_get_text (statement, 3));
  return organization;
}
