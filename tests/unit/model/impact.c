/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-impact.h"

#include "gate-builtin.h"
#include "gate-role.h"

static GateAuthorization *
new_authorization (GateAuthorizationState state,
                   const char            *roles)
{
  g_autoptr (GateClient) client = gate_client_new ("0f3c1f6a-0000-4000-8000-000000000001");
  g_auto (GStrv) ids = g_strsplit (roles, " ", -1);
  GateAuthorization *it = gate_authorization_new (client);

  gate_authorization_set_state (it, state);
  if (*roles != '\0')
    gate_authorization_set_roles (it, (const char *const *) ids);
  return it;
}

static void
add_role (GListStore *roles,
          const char *id,
          const char *name,
          gint64      n_people)
{
  g_autoptr (GateRole) role = gate_role_new (id);

  gate_role_set_name (role, name);
  gate_role_set_n_people (role, n_people);
  g_list_store_append (roles, role);
}

static GListModel *
new_roles (void)
{
  GListStore *roles = g_list_store_new (GATE_TYPE_ROLE);

  add_role (roles, "flow", "Flow Author", 12);
  add_role (roles, "admin", "Admin", 6);
  add_role (roles, "dark", "Dark", -1);
  return G_LIST_MODEL (roles);
}

static GatePerson *
new_person (const char *role)
{
  GatePerson *person = gate_person_new ("me");
  const char *held[] = { role, NULL };

  gate_person_set_role_ids (person, held);
  return person;
}

static void
test_people (void)
{
  const struct
  {
    const char *roles;
    gint64 everybody;
    GateHeadcountKind kind;
    gint64 n_people;
  } rows[] = {
    { "", 62, GATE_HEADCOUNT_EXACT, 62 },
    { "", -1, GATE_HEADCOUNT_UNKNOWN, 0 },
    { "flow", 62, GATE_HEADCOUNT_EXACT, 12 },
    { "flow admin", 62, GATE_HEADCOUNT_AT_MOST, 18 },
    { "flow admin", 15, GATE_HEADCOUNT_AT_MOST, 15 },
    { "dark", -1, GATE_HEADCOUNT_UNKNOWN, 0 },
  };
  g_autoptr (GListModel) roles = new_roles ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateAuthorization) it =
          new_authorization (GATE_AUTHORIZATION_AUTHORIZED, rows[i].roles);
      g_autoptr (GateImpact) impact = gate_impact_new (it, roles, NULL, rows[i].everybody);

      g_test_message ("“%s” of %d", rows[i].roles, (int) rows[i].everybody);
      g_assert_cmpint (impact->people.kind, ==, rows[i].kind);
      g_assert_cmpint (impact->people.n_people, ==, rows[i].n_people);
      g_assert_cmpint (impact->is_all_roles, ==, *rows[i].roles == '\0');
      g_assert_false (impact->knows_you);
      g_assert_false (impact->includes_you);
    }
}

static void
check_role (GateImpact *impact,
            guint       index,
            const char *name,
            gint64      n_people,
            gboolean    includes_you)
{
  GateImpactRole *role = impact->roles->pdata[index];

  g_assert_cmpstr (role->name, ==, name);
  g_assert_cmpint (role->people.kind,
                   ==,
                   n_people < 0 ? GATE_HEADCOUNT_UNKNOWN : GATE_HEADCOUNT_EXACT);
  g_assert_cmpint (role->people.n_people, ==, MAX (n_people, 0));
  g_assert_cmpint (role->includes_you, ==, includes_you);
}

static void
test_roles (void)
{
  g_autoptr (GListModel) roles = new_roles ();
  g_autoptr (GatePerson) you = new_person ("admin");
  g_autoptr (GateAuthorization) it =
      new_authorization (GATE_AUTHORIZATION_AUTHORIZED, "flow gone admin");
  g_autoptr (GateImpact) impact = gate_impact_new (it, roles, you, -1);
  g_autoptr (GateImpact) blind = gate_impact_new (it, NULL, you, -1);

  g_assert_cmpuint (impact->roles->len, ==, 3);
  check_role (impact, 0, "Admin", 6, TRUE);
  check_role (impact, 1, "Flow Author", 12, FALSE);
  check_role (impact, 2, "gone", -1, FALSE);
  g_assert_false (((GateImpactRole *) impact->roles->pdata[1])->is_gone);
  g_assert_true (((GateImpactRole *) impact->roles->pdata[2])->is_gone);
  g_assert_false (((GateImpactRole *) blind->roles->pdata[2])->is_gone);
  g_assert_cmpuint (blind->roles->len, ==, 3);
  check_role (blind, 0, "admin", -1, TRUE);
  g_assert_true (blind->includes_you);
}

static void
test_you (void)
{
  const struct
  {
    GateAuthorizationState state;
    const char *roles;
    gboolean includes_you;
  } rows[] = {
    { GATE_AUTHORIZATION_AUTHORIZED, "", TRUE },
    { GATE_AUTHORIZATION_AUTHORIZED, "flow admin", TRUE },
    { GATE_AUTHORIZATION_AUTHORIZED, "flow", FALSE },
    { GATE_AUTHORIZATION_REVOKED, "", FALSE },
    { GATE_AUTHORIZATION_REVOKED, "admin", FALSE },
    { GATE_AUTHORIZATION_REQUESTED, "", FALSE },
  };
  g_autoptr (GListModel) roles = new_roles ();
  g_autoptr (GatePerson) you = new_person ("admin");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateAuthorization) it = new_authorization (rows[i].state, rows[i].roles);
      g_autoptr (GateImpact) impact = gate_impact_new (it, roles, you, 62);

      g_assert_true (impact->knows_you);
      g_assert_cmpint (impact->includes_you, ==, rows[i].includes_you);
      if (rows[i].state == GATE_AUTHORIZATION_AUTHORIZED)
        continue;
      g_assert_cmpint (impact->people.kind, ==, GATE_HEADCOUNT_EXACT);
      g_assert_cmpint (impact->people.n_people, ==, 0);
      g_assert_cmpuint (impact->roles->len, ==, 0);
    }
}

/* Whoever asks is one of those who were counted as none. */
static void
test_contradicted (void)
{
  g_autoptr (GListStore) roles = g_list_store_new (GATE_TYPE_ROLE);
  g_autoptr (GatePerson) you = new_person ("mine");
  g_autoptr (GateAuthorization) it =
      new_authorization (GATE_AUTHORIZATION_AUTHORIZED, "mine other");
  g_autoptr (GateImpact) impact = NULL;

  add_role (roles, "mine", "Mine", 0);
  add_role (roles, "other", "Other", 0);
  impact = gate_impact_new (it, G_LIST_MODEL (roles), you, 62);
  g_assert_cmpint (impact->people.kind, ==, GATE_HEADCOUNT_UNKNOWN);
  check_role (impact, 0, "Mine", -1, TRUE);
  check_role (impact, 1, "Other", 0, FALSE);
}

static void
test_locks_out (void)
{
  g_assert_true (gate_builtin_is_main_client ("Directory Web Client"));
  g_assert_true (gate_builtin_is_main_client ("Directory Web Client (Unified App)"));
  g_assert_false (gate_builtin_is_main_client ("Architect"));
  g_assert_false (gate_builtin_is_main_client ("directory web client"));
  g_assert_false (gate_builtin_is_main_client (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/impact/people", test_people);
  g_test_add_func ("/model/impact/roles", test_roles);
  g_test_add_func ("/model/impact/you", test_you);
  g_test_add_func ("/model/impact/contradicted", test_contradicted);
  g_test_add_func ("/model/impact/locks-out", test_locks_out);
  return g_test_run ();
}
