/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-people-table.h"

#include "gate-org-table.h"

#define LIST                                                                                       \
  "SELECT id, name, email, state FROM people WHERE ?1 IS NULL OR state = ?1 ORDER BY name "

static GatePerson *
read_row (GateOrgStatement *statement)
{
  GatePerson *person = gate_person_new (gate_org_statement_get_text (statement, 0));

  gate_person_set_name (person, gate_org_statement_get_text (statement, 1));
  gate_person_set_email (person, gate_org_statement_get_text (statement, 2));
  gate_person_set_state (person, gate_org_statement_get_text (statement, 3));
  return person;
}

/**
 * gate_org_people_table_find:
 * @store: the store
 * @id: a person ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the person, %NULL without an error when there is none
 */
GatePerson *
gate_org_people_table_find (GateOrgStore *store,
                            const char   *id,
                            GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "SELECT id, name, email, state FROM people WHERE id = ?1",
                              error);

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, id);
  return gate_org_statement_step (statement, error) ? read_row (statement) : NULL;
}

/**
 * gate_org_people_table_find_whole:
 * @store: the store
 * @id: a person ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the person with roles and permissions, %NULL without an
 *   error when there is none
 */
GatePerson *
gate_org_people_table_find_whole (GateOrgStore *store,
                                  const char   *id,
                                  GError      **error)
{
  g_autoptr (GatePerson) person = gate_org_people_table_find (store, id, error);
  g_auto (GStrv) role_ids = NULL;
  g_auto (GStrv) permissions = NULL;

  if (person == NULL)
    return NULL;
  role_ids = gate_org_table_list (
      store,
      "SELECT r.id FROM people AS p JOIN person_roles AS h ON h.person = p.number"
      " JOIN roles AS r ON r.number = h.role WHERE p.id = ?1 ORDER BY r.number",
      id,
      error);
  if (role_ids == NULL)
    return NULL;
  permissions = gate_org_table_list (
      store,
      "SELECT DISTINCT q.permission FROM people AS p JOIN person_roles AS h"
      " ON h.person = p.number JOIN role_permissions AS q ON q.role = h.role"
      " WHERE p.id = ?1 ORDER BY q.permission",
      id,
      error);
  if (permissions == NULL)
    return NULL;
  gate_person_set_role_ids (person, (const char *const *) role_ids);
  gate_person_set_permissions (person, (const char *const *) permissions);
  return g_steal_pointer (&person);
}

/**
 * gate_org_people_table_find_by_name:
 * @store: the store
 * @user_name: the user name of a person
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the person's ID, %NULL without an error when there is none
 */
char *
gate_org_people_table_find_by_name (GateOrgStore *store,
                                    const char   *user_name,
                                    GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store, "SELECT id FROM people WHERE user_name = ?1", error);

  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, user_name);
  if (!gate_org_statement_step (statement, error))
    return NULL;
  return g_strdup (gate_org_statement_get_text (statement, 0));
}

/**
 * gate_org_people_table_count:
 * @store: the store
 * @state: (nullable): a state, %NULL for all
 * @total: (out): how many people are in it
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_people_table_count (GateOrgStore *store,
                             const char   *state,
                             gint64       *total,
                             GError      **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (store,
                              "SELECT count (*) FROM people WHERE ?1 IS NULL OR state = ?1",
                              error);

  if (statement != NULL)
    gate_org_statement_bind_text (statement, 1, state);
  return gate_org_table_find_number (statement, total, error);
}

/**
 * gate_org_people_table_list:
 * @store: the store
 * @state: (nullable): a state, %NULL for all
 * @descending: whether the names run from Z to A
 * @limit: how many at most
 * @offset: how many to skip
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (element-type GatePerson) (nullable): people in the order of their names
 */
GPtrArray *
gate_org_people_table_list (GateOrgStore *store,
                            const char   *state,
                            gboolean      descending,
                            gint64        limit,
                            gint64        offset,
                            GError      **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GateOrgStatement) statement = NULL;
  GError *local_error = NULL;

  statement =
      descending ?
          gate_org_store_prepare (store, LIST "DESC, number DESC LIMIT ?2 OFFSET ?3", error) :
          gate_org_store_prepare (store, LIST ", number LIMIT ?2 OFFSET ?3", error);
  if (statement == NULL)
    return NULL;
  gate_org_statement_bind_text (statement, 1, state);
  gate_org_statement_bind_int (statement, 2, limit);
  gate_org_statement_bind_int (statement, 3, offset);
  while (gate_org_statement_step (statement, &local_error))
    g_ptr_array_add (people, read_row (statement));
  if (local_error == NULL)
    return g_steal_pointer (&people);
  g_propagate_error (error, local_error);
  return NULL;
}
