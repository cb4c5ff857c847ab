/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Bounds for numbers of active people. The API tells how many people hold a role, not which people
 * hold two of them, so a sum is an upper bound, and exact only when at most one of its terms is
 * above zero. The size of a role includes people who are not active (genesys-api.md 3.4 does not
 * say so, but the people of a role are listed whatever their state is); they are subtracted. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-headcount.h"

#include "gate-access.h"
#include "gate-ref-strv.h"

static const GateHeadcount unknown = { GATE_HEADCOUNT_UNKNOWN, 0 };

static GateHeadcount
exactly (gint64 n_people)
{
  return (GateHeadcount) { GATE_HEADCOUNT_EXACT, n_people };
}

static GateHeadcount
at_most (gint64 n_people)
{
  if (n_people == 0)
    return exactly (0);
  return (GateHeadcount) { GATE_HEADCOUNT_AT_MOST, n_people };
}

static GateHeadcount
at_least (gint64 n_people)
{
  return (GateHeadcount) { GATE_HEADCOUNT_AT_LEAST, n_people };
}

/**
 * gate_headcount_of_all:
 * @n_all: how many active people the organization has, -1 when not known
 *
 * Returns: the number of all active people
 */
GateHeadcount
gate_headcount_of_all (gint64 n_all)
{
  return n_all < 0 ? unknown : exactly (n_all);
}

/**
 * gate_headcount_of_role:
 * @role: a role
 * @n_all: how many active people the organization has, -1 when not known
 *
 * Returns: how many active people hold it; an upper bound where it is not known how many of its
 *   people are active; unknown where it has more active people than the organization, because then
 *   one of the two numbers is wrong
 */
GateHeadcount
gate_headcount_of_role (GateRole *role,
                        gint64    n_all)
{
  gint64 n_people = MIN (gate_role_get_n_people (role), G_MAXINT32);
  gint64 n_inactive = gate_role_get_n_inactive (role);

  if (n_people < 0)
    return unknown;
  if (n_inactive < 0 || n_inactive > n_people)
    return at_most (n_people);
  if (n_all >= 0 && n_people - n_inactive > n_all)
    return unknown;
  return exactly (n_people - n_inactive);
}

/* Of the roles with these IDs. */
static GPtrArray *
find_roles (const char *const *role_ids,
            GListModel        *roles)
{
  g_autoptr (GHashTable) wanted = gate_strv_to_set (role_ids);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; roles != NULL && i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GateRole) role = g_list_model_get_item (roles, i);

      if (g_hash_table_contains (wanted, gate_role_get_id (role)))
        g_ptr_array_add (found, g_steal_pointer (&role));
    }
  return found;
}

/**
 * gate_headcount_of_roles:
 * @role_ids: (nullable): IDs of roles; one that is not in @roles has no people
 * @roles: (nullable): the organization's roles
 * @n_all: how many active people the organization has, -1 when not known
 *
 * Returns: how many active people hold one of the roles
 */
GateHeadcount
gate_headcount_of_roles (const char *const *role_ids,
                         GListModel        *roles,
                         gint64             n_all)
{
  g_autoptr (GPtrArray) found = NULL;
  gboolean is_exact = TRUE;
  gint64 sum = 0;

  if (role_ids == NULL || role_ids[0] == NULL)
    return exactly (0);
  if (roles == NULL)
    return n_all < 0 ? unknown : at_most (n_all);
  found = find_roles (role_ids, roles);
  for (guint i = 0; i < found->len; i++)
    {
      GateHeadcount count = gate_headcount_of_role (found->pdata[i], n_all);

      if (count.kind == GATE_HEADCOUNT_UNKNOWN)
        return n_all < 0 ? unknown : at_most (n_all);
      is_exact = is_exact && (count.n_people == 0 ||
                              (sum == 0 && count.kind == GATE_HEADCOUNT_EXACT));
      sum += count.n_people;
    }
  if (n_all >= 0 && sum > n_all)
    return at_most (n_all);
  return is_exact ? exactly (sum) : at_most (sum);
}

/* COUNT is for the roles that could be read. Where AUTHORIZATION may have more roles, it is at most
 * a lower bound. */
static GateHeadcount
as_far_as_read (GateAuthorization *authorization,
                GateHeadcount      count)
{
  if (gate_authorization_get_roles_knowledge (authorization) == GATE_KNOWLEDGE_COMPLETE)
    return count;
  if (count.kind == GATE_HEADCOUNT_EXACT && count.n_people > 0)
    return at_least (count.n_people);
  return unknown;
}

/**
 * gate_headcount_wanted:
 * @edit: an edit
 * @roles: (nullable): the organization's roles
 * @n_all: how many active people the organization has, -1 when not known
 *
 * Returns: how many people can use the application once @edit is saved
 */
GateHeadcount
gate_headcount_wanted (GateEdit   *edit,
                       GListModel *roles,
                       gint64      n_all)
{
  g_return_val_if_fail (GATE_IS_EDIT (edit), unknown);

  if (gate_edit_is_open_to_all (edit))
    return gate_headcount_of_all (n_all);
  return as_far_as_read (gate_edit_get_base (edit),
                         gate_headcount_of_roles (gate_edit_get_roles (edit), roles, n_all));
}

/**
 * gate_headcount_now:
 * @authorization: an authorization
 * @roles: (nullable): the organization's roles
 * @n_all: how many active people the organization has, -1 when not known
 *
 * Returns: how many people can use the application now
 */
GateHeadcount
gate_headcount_now (GateAuthorization *authorization,
                    GListModel        *roles,
                    gint64             n_all)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (authorization), unknown);

  if (gate_access_is_open (authorization))
    return gate_headcount_of_all (n_all);
  if (gate_authorization_get_state (authorization) != GATE_AUTHORIZATION_AUTHORIZED)
    return exactly (0);
  return as_far_as_read (
      authorization,
      gate_headcount_of_roles (gate_authorization_get_roles (authorization), roles, n_all));
}

/* The number of people who hold the largest of these roles: at least so many hold one of them. */
static gint64
count_largest (const char *const *role_ids,
               GListModel        *roles,
               gint64             n_all)
{
  g_autoptr (GPtrArray) found = find_roles (role_ids, roles);
  gint64 largest = 0;

  for (guint i = 0; i < found->len; i++)
    {
      GateHeadcount count = gate_headcount_of_role (found->pdata[i], n_all);

      if (count.kind == GATE_HEADCOUNT_EXACT)
        largest = MAX (largest, count.n_people);
    }
  return largest;
}

/* The number of people without any of these roles; COUNT people hold one of them. Where COUNT is
 * “at most all people”, the lower bound of the rest would be 0 and say nothing, so the rest gets an
 * upper bound. */
static GateHeadcount
count_rest (GateHeadcount      count,
            const char *const *role_ids,
            GListModel        *roles,
            gint64             n_all)
{
  if (n_all < 0 || count.kind == GATE_HEADCOUNT_UNKNOWN)
    return unknown;
  if (count.kind == GATE_HEADCOUNT_EXACT)
    return exactly (MAX (n_all - count.n_people, 0));
  if (count.kind == GATE_HEADCOUNT_AT_LEAST)
    return at_most (MAX (n_all - count.n_people, 0));
  if (count.n_people < n_all)
    return at_least (n_all - count.n_people);
  return at_most (MAX (n_all - count_largest (role_ids, roles, n_all), 0));
}

static gboolean
base_is_open (GateEdit *edit)
{
  return gate_access_is_open (gate_edit_get_base (edit));
}

/* The number of people who get in by the added ROLE_IDS. Some of them may be among THERE, who can
 * use the client already. */
static GateHeadcount
count_beside (GateHeadcount there,
              char        **role_ids,
              GListModel   *roles,
              gint64        n_all)
{
  GateHeadcount count = gate_headcount_of_roles ((const char *const *) role_ids, roles, n_all);

  if (count.kind == GATE_HEADCOUNT_EXACT &&
      !(there.kind == GATE_HEADCOUNT_EXACT && there.n_people == 0))
    return at_most (count.n_people);
  return count;
}

/**
 * gate_headcount_gained:
 * @edit: an edit
 * @roles: (nullable): the organization's roles
 * @n_all: how many active people the organization has, -1 when not known
 *
 * Returns: how many people can use the application once @edit is saved who cannot now
 */
GateHeadcount
gate_headcount_gained (GateEdit   *edit,
                       GListModel *roles,
                       gint64      n_all)
{
  g_auto (GStrv) added = NULL;
  GateHeadcount before = unknown;

  g_return_val_if_fail (GATE_IS_EDIT (edit), unknown);

  if (base_is_open (edit))
    return exactly (0);
  before = gate_headcount_now (gate_edit_get_base (edit), roles, n_all);
  if (gate_edit_is_open_to_all (edit))
    return count_rest (before,
                       gate_authorization_get_roles (gate_edit_get_base (edit)),
                       roles,
                       n_all);
  if (gate_authorization_get_state (gate_edit_get_base (edit)) != GATE_AUTHORIZATION_AUTHORIZED)
    return gate_headcount_of_roles (gate_edit_get_roles (edit), roles, n_all);
  added = gate_edit_dup_added_roles (edit);
  return count_beside (before, added, roles, n_all);
}

/**
 * gate_headcount_lost:
 * @edit: an edit
 * @roles: (nullable): the organization's roles
 * @n_all: how many active people the organization has, -1 when not known
 *
 * Returns: how many people can use the application now who cannot once @edit is saved
 */
GateHeadcount
gate_headcount_lost (GateEdit   *edit,
                     GListModel *roles,
                     gint64      n_all)
{
  g_auto (GStrv) removed = NULL;
  GateHeadcount after = unknown;

  g_return_val_if_fail (GATE_IS_EDIT (edit), unknown);

  if (gate_edit_is_open_to_all (edit) ||
      gate_authorization_get_state (gate_edit_get_base (edit)) != GATE_AUTHORIZATION_AUTHORIZED)
    return exactly (0);
  after = gate_headcount_wanted (edit, roles, n_all);
  if (base_is_open (edit))
    return count_rest (after, gate_edit_get_roles (edit), roles, n_all);
  removed = gate_edit_dup_removed_roles (edit);
  return count_beside (after, removed, roles, n_all);
}

/**
 * gate_headcount_had:
 * @edit: an edit
 * @person: a person with known roles
 *
 * Returns: whether that person could use the application when the edit began
 */
gboolean
gate_headcount_had (GateEdit   *edit,
                    GatePerson *person)
{
  GateAuthorization *base;

  g_return_val_if_fail (GATE_IS_EDIT (edit), FALSE);
  g_return_val_if_fail (GATE_IS_PERSON (person), FALSE);

  base = gate_edit_get_base (edit);
  return gate_access_allows (gate_authorization_get_state (base),
                             gate_authorization_get_roles (base),
                             gate_person_get_role_ids (person));
}

/**
 * gate_headcount_will_have:
 * @edit: an edit
 * @person: a person with known roles
 *
 * Returns: whether that person can use the application once @edit is saved
 */
gboolean
gate_headcount_will_have (GateEdit   *edit,
                          GatePerson *person)
{
  const char *const *role_ids;

  g_return_val_if_fail (GATE_IS_EDIT (edit), FALSE);
  g_return_val_if_fail (GATE_IS_PERSON (person), FALSE);

  role_ids = gate_edit_get_roles (edit);
  if (!gate_edit_is_open_to_all (edit) && role_ids[0] == NULL)
    return FALSE;
  return gate_access_allows (GATE_AUTHORIZATION_AUTHORIZED,
                             role_ids,
                             gate_person_get_role_ids (person));
}
