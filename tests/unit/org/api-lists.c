/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The lists with pages and filters: roles, who holds them, people. */

#include "api-fixture.h"

static void
test_roles (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *query;
    gint64 total;
    guint n_entities;
  } cases[] = {
    { "", 18, 18 },
    { "?pageSize=5", 18, 5 },
    { "?pageSize=5&pageNumber=4", 18, 3 },
    { "?pageSize=5&pageNumber=5", 18, 0 },
    { "?name=Admin", 1, 1 },
    { "?name=admin", 1, 1 },
    { "?name=*admin*", 4, 4 },
    { "?name=*Admin&pageSize=2", 4, 2 },
    { "?name=%25", 0, 0 },
    { "?name=_dmin", 0, 0 },
    { "?name=*", 18, 18 },
    { "?permission=oauth:client:authorize", 3, 3 },
    { "?permission=quality:calibration:view", 3, 3 },
    { "?permission=nosuch:thing:view", 0, 0 },
    { "?permission=nosuch:thing:view,audits:audit:view", 4, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *target = g_strconcat ("/api/v2/authorization/roles", cases[i].query, NULL);
      g_autoptr (GateOrgCall) call = ask (fixture, "GET", target, NULL);

      g_test_message ("%s", cases[i].query);
      g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
      g_assert_cmpint (answer_number (call, "total"), ==, cases[i].total);
      g_assert_cmpuint (answer_n_entities (call), ==, cases[i].n_entities);
    }
}

static void
test_role_ids (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *admin = role_id_of (fixture, "Admin");
  g_autofree char *agent = role_id_of (fixture, "Agent");
  g_autofree char *both =
      g_strdup_printf ("/api/v2/authorization/roles?id=%s,%s&userCount=false&pageSize=1",
                       admin,
                       agent);
  g_autoptr (GateOrgCall) call = ask (fixture, "GET", both, NULL);
  g_autofree char *next = answer_text (call, "nextUri");
  g_autofree char *first = entity_text (call, 0, "name");
  g_autoptr (GateOrgCall) second = ask (fixture, "GET", next, NULL);
  g_autofree char *last = entity_text (second, 0, "name");
  GString *many = g_string_new ("/api/v2/authorization/roles?id=");
  g_autofree char *too_many = NULL;
  g_autoptr (GateOrgCall) refused = NULL;

  g_assert_cmpint (answer_number (call, "total"), ==, 2);
  g_assert_cmpstr (first, ==, "Admin");
  g_assert_cmpstr (last, ==, "Agent");
  for (guint i = 0; i < 101; i++)
    g_string_append_printf (many, "%s,", admin);
  too_many = g_string_free (many, FALSE);
  refused = ask (fixture, "GET", too_many, NULL);
  assert_problem (refused, 400, "max.role.ids");
}

static void
test_role_users (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *id = role_id_of (fixture, "Agent");
  g_autofree char *role_path = g_strconcat ("/api/v2/authorization/roles/", id, NULL);
  g_autofree char *path = g_strconcat (role_path, "/users?pageSize=10", NULL);
  g_autoptr (GateOrgCall) role = ask (fixture, "GET", role_path, NULL);
  g_autofree char *quick_path = g_strconcat (role_path, "?userCount=false", NULL);
  g_autoptr (GateOrgCall) quick = ask (fixture, "GET", quick_path, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 n_people = answer_number (role, "userCount");
  gint64 n_pages = 0;

  g_assert_cmpint (n_people, >, 20);
  g_assert_cmpint (answer_number (quick, "userCount"), ==, -1);
  do
    {
      g_autofree char *page = g_strdup_printf ("%s&pageNumber=%d", path, (int) ++n_pages);
      g_autoptr (GateOrgCall) call = ask (fixture, "GET", page, NULL);

      g_assert_cmpint (answer_number (call, "total"), ==, n_people);
      for (guint i = 0; i < answer_n_entities (call); i++)
        {
          g_autofree char *name = entity_text (call, i, "name");

          g_assert_null (name);
          g_assert_true (g_hash_table_add (seen, entity_text (call, i, "id")));
        }
      if (answer_n_entities (call) == 0)
        break;
    }
  while (n_pages < 100);
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_people);
}

static void
test_people (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *inactive =
      query_text (fixture,
                  "SELECT id FROM people WHERE state = 'inactive' ORDER BY number LIMIT 1",
                  NULL);
  g_autofree char *active =
      query_text (fixture, "SELECT id FROM people WHERE user_name = 'reviewer'", NULL);
  g_autofree char *ids =
      g_strdup_printf ("/api/v2/users?id=%s,%s,%s,%s", inactive, active, UNKNOWN_ID, active);
  g_autofree char *any = g_strconcat (ids, "&state=any", NULL);
  g_autofree char *one_path = g_strconcat ("/api/v2/users/", inactive, NULL);
  g_autoptr (GateOrgCall) all = ask (fixture, "GET", "/api/v2/users?pageSize=500", NULL);
  g_autoptr (GateOrgCall) last =
      ask (fixture, "GET", "/api/v2/users?pageSize=1&sortOrder=descending", NULL);
  g_autoptr (GateOrgCall) deleted = ask (fixture, "GET", "/api/v2/users?state=deleted", NULL);
  g_autoptr (GateOrgCall) some = ask (fixture, "GET", ids, NULL);
  g_autoptr (GateOrgCall) both = ask (fixture, "GET", any, NULL);
  g_autoptr (GateOrgCall) one = ask (fixture, "GET", one_path, NULL);
  g_autofree char *state = answer_text (one, "state");
  g_autofree char *name = entity_text (some, 0, "name");
  g_autofree char *end = entity_text (last, 0, "name");

  g_assert_cmpint (answer_number (all, "total"),
                   ==,
                   query_number (fixture, "SELECT count (*) FROM people WHERE state = 'active'"));
  g_assert_cmpuint (answer_n_entities (all), ==, answer_number (all, "total"));
  for (guint i = 1; i < answer_n_entities (all); i++)
    {
      g_autofree char *before = entity_text (all, i - 1, "name");
      g_autofree char *after = entity_text (all, i, "name");

      g_assert_cmpstr (before, <=, after);
    }
  g_assert_cmpstr (end, ==, "Ömer Kaya");
  g_assert_cmpint (answer_number (deleted, "total"), ==, 1);
  g_assert_cmpint (answer_number (some, "total"), ==, 1);
  g_assert_cmpstr (name, ==, "Ingrid Solberg");
  g_assert_cmpint (answer_number (both, "total"), ==, 2);
  g_assert_cmpstr (state, ==, "inactive");
}

static char *
body_of (GateOrgCall *call)
{
  GBytes *bytes = gate_org_call_get_answer (call);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Who is not active still holds roles; these are told when they are asked for. */
static void
test_inactive (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GateOrgCall) plain = ask (fixture, "GET", "/api/v2/users?state=inactive", NULL);
  g_autoptr (GateOrgCall) whole =
      ask (fixture, "GET", "/api/v2/users?state=inactive&expand=authorization", NULL);
  g_autofree char *employee = role_id_of (fixture, "Employee");
  g_autofree char *text = body_of (whole);
  g_autofree char *short_text = body_of (plain);

  g_assert_cmpint (answer_number (whole, "total"), ==, 3);
  g_assert_nonnull (strstr (text, employee));
  g_assert_null (strstr (short_text, employee));
}

static void
test_bad_parameters (Fixture      *fixture,
                     gconstpointer data)
{
  static const char *const targets[] = {
    "/api/v2/authorization/roles?pageSize=0",
    "/api/v2/authorization/roles?pageSize=101",
    "/api/v2/authorization/roles?pageSize=-1",
    "/api/v2/authorization/roles?pageSize=2147483648",
    "/api/v2/authorization/roles?pageSize=abc",
    "/api/v2/authorization/roles?pageSize=",
    "/api/v2/authorization/roles?pageSize=%2B5",
    "/api/v2/authorization/roles?pageNumber=0",
    "/api/v2/authorization/roles?pageNumber=1e9",
    "/api/v2/authorization/roles?pageNumber=99999999999999999999",
    "/api/v2/authorization/roles?userCount=yes",
    "/api/v2/users?pageSize=501",
    "/api/v2/users?state=awake",
    "/api/v2/users?sortOrder=random",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (GateOrgCall) call = NULL;

      g_test_message ("%s", targets[i]);
      call = ask (fixture, "GET", targets[i], NULL);
      assert_problem (call, 400, "invalid.query.param.value");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/org/api-lists/roles", test_roles);
  ADD ("/org/api-lists/role-ids", test_role_ids);
  ADD ("/org/api-lists/role-users", test_role_users);
  ADD ("/org/api-lists/people", test_people);
  ADD ("/org/api-lists/inactive", test_inactive);
  ADD ("/org/api-lists/bad-parameters", test_bad_parameters);
  return g_test_run ();
}
