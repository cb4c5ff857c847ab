/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-roles-table.h"

#include "gate-org-table.h"

static GateRole *
read_row (GateOrgStatement  *statement,
          const char *const *permissions)
{
  GateRole *role = gate_role_new (gate_org_statement_get_text (statement, 1));

  gate_role_set_name (role, gate_org_statement_get_text (statement, 2));
  gate_role_set_description (role, gate_org_statement_get_text (statement, 3));
  gate_role_set_default_id (role, gate_org_statement_get_text (statement, 4));
  gate_role_set_permissions (role, permissions);
  return role;
}

/* "*sup*" as the API writes it, as LIKE reads it. */
static char *
dup_like (const char *pattern)
{
  GString *like = g_string_new (NULL);

  for (const char *p = pattern; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (like, '\\');
      g_string_append_c (like, *p == '*' ? '%' : *p);
    }
  return g_string_free (like, FALSE);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  g_autofree char *first = g_utf8_casefold (gate_role_get_name (*(GateRole *const *) a), -1);
  g_autofree char *second = g_utf8_casefold (gate_role_get_name (*(GateRole *const *) b), -1);

  return g_strcmp0 (first, second);
}

/**
 * gate_org_roles_table_list:
 * @store: the store
 * @name_pattern: (nullable): the whole name, ignoring case, in which `*` stands for any text
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (element-type GateRole) (nullable): the roles in the order of their
 *   names, without the number of their people
 */
GPtrArray *
gate_org_roles_table_list (GateOrgStore *store,
                           const char   *name_pattern,
                           GError      **error)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *like = name_pattern != NULL ? dup_like (name_pattern) : NULL;
  g_autoptr (GateOrgStatement) statement = NULL;
  g_autoptr (GateOrgJoinCursor) cursor = NULL;
  GError *local_error = NULL;

  statement =
      gate_org_store_prepare (store,
                              "SELECT number, id, name, description, default_role_id FROM roles"
                              " WHERE ?1 IS NULL OR name LIKE ?1 ESCAPE '\\' ORDER BY number",
                              error);
  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, like);
  cursor = gate_org_join_cursor_new (
      gate_org_store_prepare (
          store,
          "SELECT role, permission FROM role_permissions ORDER BY role, permission",
          error),
      error);
  if (cursor == NULL)
    return NULL;
  while (gate_org_statement_step (statement, &local_error))
    {
      const char *const *permissions =
          gate_org_join_cursor_collect (cursor, gate_org_statement_get_int (statement, 0), error);

      if (permissions == NULL)
        return NULL;
      g_ptr_array_add (roles, read_row (statement, permissions));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  g_ptr_array_sort (roles, compare_names);
  return g_steal_pointer (&roles);
}

/**
 * gate_org_roles_table_find:
 * @store: the store
 * @id: a role ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the role, %NULL without an error when there is none
 */
GateRole *
gate_org_roles_table_find (GateOrgStore *store,
                           const char   *id,
                           GError      **error)
{
  g_autoptr (GateOrgStatement) statement = NULL;
  g_autoptr (GateOrgStatement) inner = NULL;
  g_auto (GStrv) permissions = NULL;

  statement = gate_org_store_prepare (
      store,
      "SELECT number, id, name, description, default_role_id FROM roles WHERE id = ?1",
      error);
  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, id);
  if (!gate_org_statement_step (statement, error))
    return NULL;
  inner = gate_org_store_prepare (
      store,
      "SELECT permission FROM role_permissions WHERE role = ?1 ORDER BY permission",
      error);
  if (inner != NULL)
    gate_org_statement_bind_int (inner, 1, gate_org_statement_get_int (statement, 0));
  permissions = gate_org_table_collect (inner, error);
  return permissions != NULL ? read_row (statement, (const char *const *) permissions) : NULL;
}

/**
 * gate_org_roles_table_exists:
 * @store: the store
 * @id: maybe a role ID
 * @exists: (out): whether it is one
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_roles_table_exists (GateOrgStore *store,
                             const char   *id,
                             gboolean     *exists,
                             GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store, "SELECT number FROM roles WHERE id = ?1", error);
  gint64 number = 0;

  if (statement != NULL)
    gate_org_statement_bind_text (statement, 1, id);
  if (!gate_org_table_find_number (statement, &number, error))
    return FALSE;
  *exists = number != 0;
  return TRUE;
}

/**
 * gate_org_roles_table_count_people:
 * @store: the store
 * @id: a role ID
 * @n_people: (out): how many people hold it; the deleted ones do not count
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_roles_table_count_people (GateOrgStore *store,
                                   const char   *id,
                                   gint64       *n_people,
                                   GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT count (*) FROM roles AS r JOIN person_roles AS h ON h.role = r.number"
      " JOIN people AS p ON p.number = h.person WHERE r.id = ?1 AND p.state <> 'deleted'",
      error);

  if (statement != NULL)
    gate_org_statement_bind_text (statement, 1, id);
  return gate_org_table_find_number (statement, n_people, error);
}

/**
 * gate_org_roles_table_list_people:
 * @store: the store
 * @id: a role ID
 * @limit: how many at most
 * @offset: how many to skip
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the IDs of those who hold the role, in a stable order
 */
char **
gate_org_roles_table_list_people (GateOrgStore *store,
                                  const char   *id,
                                  gint64        limit,
                                  gint64        offset,
                                  GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      store,
      "SELECT p.id FROM roles AS r JOIN person_roles AS h ON h.role = r.number"
      " JOIN people AS p ON p.number = h.person WHERE r.id = ?1 AND p.state <> 'deleted'"
      " ORDER BY h.person LIMIT ?2 OFFSET ?3",
      error);

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, id);
  gate_org_statement_bind_int (statement, 2, limit);
  gate_org_statement_bind_int (statement, 3, offset);
  return gate_org_table_collect (statement, error);
}
