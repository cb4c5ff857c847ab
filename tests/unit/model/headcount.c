/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-headcount.h"
#include "gate-role.h"

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })
#define N_ALL 1000

static GListModel *
new_roles (void)
{
  static const struct
  {
    const char *id;
    gint64 n_people;
  } some[] = {
    { "admin", 6 },   { "author", 12 }, { "supervisor", 88 },     { "empty", 0 },
    { "unsaid", -1 }, { "agent", 990 }, { "absurd", G_MAXINT64 }, { "absurd2", G_MAXINT64 },
  };
  GListStore *roles = g_list_store_new (GATE_TYPE_ROLE);

  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    {
      g_autoptr (GateRole) role = gate_role_new (some[i].id);

      gate_role_set_n_people (role, some[i].n_people);
      g_list_store_append (roles, role);
    }
  return G_LIST_MODEL (roles);
}

static void
assert_count (GateHeadcount     count,
              GateHeadcountKind kind,
              gint64            n_people)
{
  g_assert_cmpint (count.kind, ==, kind);
  g_assert_cmpint (count.n_people, ==, n_people);
}

static void
test_roles (void)
{
  static const struct
  {
    const char *const ids[5];
    GateHeadcountKind kind;
    gint64 n_people;
  } cases[] = {
    { { NULL }, GATE_HEADCOUNT_EXACT, 0 },
    { { "admin" }, GATE_HEADCOUNT_EXACT, 6 },
    { { "admin", "author" }, GATE_HEADCOUNT_AT_MOST, 18 },
    { { "author", "admin", "supervisor" }, GATE_HEADCOUNT_AT_MOST, 106 },
    { { "admin", "empty" }, GATE_HEADCOUNT_EXACT, 6 },
    { { "empty" }, GATE_HEADCOUNT_EXACT, 0 },
    { { "admin", "nobody-knows" }, GATE_HEADCOUNT_EXACT, 6 },
    { { "agent", "admin" }, GATE_HEADCOUNT_AT_MOST, 996 },
    { { "agent", "author" }, GATE_HEADCOUNT_AT_MOST, N_ALL },
    { { "absurd", "absurd2" }, GATE_HEADCOUNT_AT_MOST, N_ALL },
    { { "absurd" }, GATE_HEADCOUNT_AT_MOST, N_ALL },
    { { "admin", "unsaid" }, GATE_HEADCOUNT_AT_MOST, N_ALL },
  };
  g_autoptr (GListModel) roles = new_roles ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      assert_count (gate_headcount_of_roles (cases[i].ids, roles, N_ALL),
                    cases[i].kind,
                    cases[i].n_people);
    }
  assert_count (gate_headcount_of_roles (NULL, roles, -1), GATE_HEADCOUNT_EXACT, 0);
  assert_count (gate_headcount_of_roles (LIST ("agent", "author"), roles, -1),
                GATE_HEADCOUNT_AT_MOST,
                1002);
  assert_count (gate_headcount_of_roles (LIST ("unsaid"), roles, -1), GATE_HEADCOUNT_UNKNOWN, 0);
  assert_count (gate_headcount_of_roles (LIST ("admin"), NULL, -1), GATE_HEADCOUNT_UNKNOWN, 0);
  assert_count (gate_headcount_of_roles (LIST ("admin"), NULL, 7), GATE_HEADCOUNT_AT_MOST, 7);
  assert_count (gate_headcount_of_all (-1), GATE_HEADCOUNT_UNKNOWN, 0);
  assert_count (gate_headcount_of_all (0), GATE_HEADCOUNT_EXACT, 0);
}

/* Who is not active can use nothing, and does not count. */
static void
test_active (void)
{
  g_autoptr (GListModel) roles = new_roles ();
  g_autoptr (GateRole) admin = g_list_model_get_item (roles, 0);
  g_autoptr (GateRole) author = g_list_model_get_item (roles, 1);

  gate_role_set_n_inactive (admin, 2);
  assert_count (gate_headcount_of_role (admin, N_ALL), GATE_HEADCOUNT_EXACT, 4);
  assert_count (gate_headcount_of_roles (LIST ("admin"), roles, N_ALL), GATE_HEADCOUNT_EXACT, 4);
  gate_role_set_n_inactive (admin, 6);
  assert_count (gate_headcount_of_role (admin, N_ALL), GATE_HEADCOUNT_EXACT, 0);
  assert_count (gate_headcount_of_roles (LIST ("admin", "author"), roles, N_ALL),
                GATE_HEADCOUNT_EXACT,
                12);
  gate_role_set_n_inactive (author, -1);
  assert_count (gate_headcount_of_role (author, N_ALL), GATE_HEADCOUNT_AT_MOST, 12);
  assert_count (gate_headcount_of_roles (LIST ("author"), roles, N_ALL),
                GATE_HEADCOUNT_AT_MOST,
                12);
  assert_count (gate_headcount_of_roles (LIST ("empty", "author"), roles, N_ALL),
                GATE_HEADCOUNT_AT_MOST,
                12);
  gate_role_set_n_inactive (author, 13);
  assert_count (gate_headcount_of_role (author, N_ALL), GATE_HEADCOUNT_AT_MOST, 12);
}

/* One of two numbers that contradict each other is wrong, and nobody knows which one. */
static void
test_contradiction (void)
{
  g_autoptr (GListModel) roles = new_roles ();
  g_autoptr (GateRole) author = g_list_model_get_item (roles, 1);

  gate_role_set_n_inactive (author, 0);
  assert_count (gate_headcount_of_role (author, 12), GATE_HEADCOUNT_EXACT, 12);
  assert_count (gate_headcount_of_role (author, 11), GATE_HEADCOUNT_UNKNOWN, 0);
  assert_count (gate_headcount_of_roles (LIST ("author"), roles, 11), GATE_HEADCOUNT_AT_MOST, 11);
}

static GateEdit *
edit_of (GateAuthorizationState state,
         const char *const     *role_ids)
{
  g_autoptr (GateClient) client = gate_client_new (ID);
  g_autoptr (GateAuthorization) base = gate_authorization_new (client);

  gate_authorization_set_state (base, state);
  gate_authorization_set_roles (base, role_ids);
  return gate_edit_new (base);
}

static void
test_changes (void)
{
  static const struct
  {
    GateAuthorizationState state;
    const char *const before[4];
    const char *const after[4];
    GateHeadcount gained;
    GateHeadcount lost;
  } cases[] = {
    { GATE_AUTHORIZATION_AUTHORIZED,
      { "admin" },
      { "admin", "author" },
      { GATE_HEADCOUNT_AT_MOST, 12 },
      { GATE_HEADCOUNT_EXACT, 0 } },
    { GATE_AUTHORIZATION_AUTHORIZED,
      { "admin", "author" },
      { "admin" },
      { GATE_HEADCOUNT_EXACT, 0 },
      { GATE_HEADCOUNT_AT_MOST, 12 } },
    { GATE_AUTHORIZATION_AUTHORIZED,
      { "admin" },
      { "author" },
      { GATE_HEADCOUNT_AT_MOST, 12 },
      { GATE_HEADCOUNT_AT_MOST, 6 } },
    { GATE_AUTHORIZATION_AUTHORIZED,
      { "empty" },
      { "empty", "author" },
      { GATE_HEADCOUNT_EXACT, 12 },
      { GATE_HEADCOUNT_EXACT, 0 } },
    { GATE_AUTHORIZATION_AUTHORIZED,
      { NULL },
      { "admin" },
      { GATE_HEADCOUNT_EXACT, 0 },
      { GATE_HEADCOUNT_EXACT, 994 } },
    { GATE_AUTHORIZATION_AUTHORIZED,
      { NULL },
      { "admin", "author" },
      { GATE_HEADCOUNT_EXACT, 0 },
      { GATE_HEADCOUNT_AT_LEAST, 982 } },
    { GATE_AUTHORIZATION_AUTHORIZED,
      { NULL },
      { "unsaid" },
      { GATE_HEADCOUNT_EXACT, 0 },
      { GATE_HEADCOUNT_AT_MOST, N_ALL } },
    { GATE_AUTHORIZATION_AUTHORIZED,
      { NULL },
      { "agent", "author" },
      { GATE_HEADCOUNT_EXACT, 0 },
      { GATE_HEADCOUNT_AT_MOST, 10 } },
    { GATE_AUTHORIZATION_REVOKED,
      { "admin" },
      { "admin" },
      { GATE_HEADCOUNT_EXACT, 6 },
      { GATE_HEADCOUNT_EXACT, 0 } },
    { GATE_AUTHORIZATION_REQUESTED,
      { NULL },
      { NULL },
      { GATE_HEADCOUNT_EXACT, N_ALL },
      { GATE_HEADCOUNT_EXACT, 0 } },
  };
  g_autoptr (GListModel) roles = new_roles ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateEdit) edit = edit_of (cases[i].state, cases[i].before);

      g_test_message ("%u", i);
      gate_edit_set_roles (edit, cases[i].after);
      assert_count (gate_headcount_gained (edit, roles, N_ALL),
                    cases[i].gained.kind,
                    cases[i].gained.n_people);
      assert_count (gate_headcount_lost (edit, roles, N_ALL),
                    cases[i].lost.kind,
                    cases[i].lost.n_people);
    }
}

static void
test_all_roles (void)
{
  g_autoptr (GListModel) roles = new_roles ();
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, LIST ("admin", "author"));

  assert_count (gate_headcount_wanted (edit, roles, N_ALL), GATE_HEADCOUNT_AT_MOST, 18);
  gate_edit_set_open_to_all (edit, TRUE);
  assert_count (gate_headcount_wanted (edit, roles, N_ALL), GATE_HEADCOUNT_EXACT, N_ALL);
  assert_count (gate_headcount_gained (edit, roles, N_ALL), GATE_HEADCOUNT_AT_LEAST, 982);
  assert_count (gate_headcount_gained (edit, roles, -1), GATE_HEADCOUNT_UNKNOWN, 0);
  assert_count (gate_headcount_lost (edit, roles, N_ALL), GATE_HEADCOUNT_EXACT, 0);
  gate_edit_set_open_to_all (edit, FALSE);
  assert_count (gate_headcount_wanted (edit, roles, N_ALL), GATE_HEADCOUNT_EXACT, 0);
  assert_count (gate_headcount_lost (edit, roles, N_ALL), GATE_HEADCOUNT_AT_MOST, 18);
}

static void
test_you (void)
{
  g_autoptr (GatePerson) you = gate_person_new ("u1");
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, LIST ("admin", "author"));
  g_autoptr (GateEdit) revoked = edit_of (GATE_AUTHORIZATION_REVOKED, NULL);

  gate_person_set_role_ids (you, LIST ("author"));
  g_assert_true (gate_headcount_had (edit, you));
  g_assert_true (gate_headcount_will_have (edit, you));
  gate_edit_set_roles (edit, LIST ("admin"));
  g_assert_true (gate_headcount_had (edit, you));
  g_assert_false (gate_headcount_will_have (edit, you));
  gate_edit_set_roles (edit, NULL);
  g_assert_false (gate_headcount_will_have (edit, you));
  gate_edit_set_open_to_all (edit, TRUE);
  g_assert_true (gate_headcount_will_have (edit, you));
  g_assert_false (gate_headcount_had (revoked, you));
  g_assert_true (gate_headcount_will_have (revoked, you));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/headcount/roles", test_roles);
  g_test_add_func ("/headcount/active", test_active);
  g_test_add_func ("/headcount/contradiction", test_contradiction);
  g_test_add_func ("/model/headcount/contradiction", test_contradiction);
  g_test_add_func ("/headcount/changes", test_changes);
  g_test_add_func ("/headcount/all-roles", test_all_roles);
  g_test_add_func ("/headcount/you", test_you);
  return g_test_run ();
}
