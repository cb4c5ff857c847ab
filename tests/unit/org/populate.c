/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The sample is what the issue asks for; what is generated is of the size asked for, and always
 * the same. */

#include "api-fixture.h"

static void
assert_at_least (Fixture    *fixture,
                 const char *sql,
                 gint64      least)
{
  g_test_message ("%s", sql);
  g_assert_cmpint (query_number (fixture, sql), >=, least);
}

static void
assert_exactly (Fixture    *fixture,
                const char *sql,
                gint64      number)
{
  g_test_message ("%s", sql);
  g_assert_cmpint (query_number (fixture, sql), ==, number);
}

static void
assert_people (Fixture *fixture)
{
  static const char *const names[] = { "admin", "reviewer", "agent" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = gate_org_populate_find_person (fixture->store, names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (strlen (id), ==, 36);
    }
  assert_exactly (fixture,
                  "SELECT count (*) FROM people AS p JOIN person_roles AS h ON h.person = p.number"
                  " JOIN role_permissions AS q ON q.role = h.role WHERE p.user_name = 'reviewer'"
                  " AND q.permission IN ('oauth:client:view', 'authorization:role:view',"
                  " 'audits:audit:view')",
                  3);
  assert_exactly (fixture,
                  "SELECT count (*) FROM people AS p JOIN person_roles AS h ON h.person = p.number"
                  " JOIN role_permissions AS q ON q.role = h.role WHERE p.user_name IN"
                  " ('reviewer', 'agent') AND q.permission LIKE 'oauth:%'"
                  " AND q.permission <> 'oauth:client:view'",
                  0);
  assert_exactly (fixture,
                  "SELECT count (DISTINCT q.permission) FROM people AS p JOIN person_roles AS h"
                  " ON h.person = p.number JOIN role_permissions AS q ON q.role = h.role"
                  " WHERE p.user_name = 'admin' AND q.permission IN ('oauth:client:authorize',"
                  " 'oauth:client:view', 'authorization:role:view', 'audits:audit:view')",
                  4);
}

static void
assert_sound (Fixture *fixture)
{
  assert_exactly (fixture, "SELECT count (*) FROM pragma_foreign_key_check", 0);
  assert_exactly (fixture,
                  "SELECT count (*) FROM authorizations WHERE modified_ms > 1000 *"
                  " (SELECT strftime ('%s', 'now') + 1)",
                  0);
  assert_exactly (fixture,
                  "SELECT count (*) FROM authorizations AS a JOIN clients AS c"
                  " ON c.number = a.client WHERE a.created_ms < c.created_ms",
                  0);
  assert_exactly (fixture,
                  "SELECT count (*) FROM authorizations AS a WHERE a.state = 'Authorized'"
                  " AND EXISTS (SELECT 1 FROM client_scopes WHERE client = a.client)"
                  " AND NOT EXISTS (SELECT 1 FROM authorization_scopes WHERE client = a.client)",
                  0);
  assert_exactly (
      fixture,
      "SELECT count (*) FROM clients AS c JOIN authorizations AS a ON a.client = c.number"
      " JOIN organizations AS o ON o.number = c.owner WHERE o.kind = 'built-in'"
      " AND a.state = 'Authorized' AND NOT EXISTS (SELECT 1 FROM authorization_roles"
      " WHERE client = a.client)",
      4);
  assert_exactly (
      fixture,
      "SELECT count (*) FROM clients AS c JOIN authorizations AS a ON a.client = c.number"
      " JOIN client_redirect_uris AS u ON u.client = c.number WHERE c.name = 'Gatehouse'"
      " AND c.grant_type = 'CODE' AND a.state = 'Authorized'"
      " AND u.uri = 'http://localhost'",
      1);
  assert_exactly (fixture, "SELECT count (*) FROM audit", 0);
}

static void
test_sample (void)
{
  Fixture fixture = { NULL };
  g_autofree char *pending = NULL;

  fixture_open (&fixture, "sample");
  assert_people (&fixture);
  assert_sound (&fixture);
  assert_at_least (&fixture, "SELECT count (*) FROM roles", 12);
  assert_at_least (&fixture, "SELECT count (*) FROM people", 60);
  assert_at_least (&fixture,
                   "SELECT count (*) FROM (SELECT person FROM person_roles GROUP BY person"
                   " HAVING count (*) > 1)",
                   50);
  assert_at_least (&fixture, "SELECT count (*) FROM clients WHERE owner = 1", 10);
  assert_exactly (&fixture, "SELECT count (DISTINCT grant_type) FROM clients WHERE owner = 1", 5);
  assert_at_least (&fixture,
                   "SELECT count (*) FROM clients WHERE owner = 1 AND grant_type = 'CODE'"
                   " AND state = 'active' AND number NOT IN (SELECT client FROM authorizations)",
                   2);
  assert_at_least (
      &fixture,
      "SELECT count (*) FROM clients AS c JOIN organizations AS o ON o.number = c.owner"
      " WHERE o.kind = 'partner'",
      4);
  assert_at_least (
      &fixture,
      "SELECT count (*) FROM clients AS c JOIN organizations AS o ON o.number = c.owner"
      " WHERE o.kind = 'partner' AND c.number NOT IN"
      " (SELECT client FROM authorizations)",
      1);
  assert_exactly (&fixture, "SELECT count (*) FROM authorizations WHERE state = 'Requested'", 1);
  assert_exactly (&fixture, "SELECT count (*) FROM authorizations WHERE state = 'Revoked'", 2);
  pending = query_text (&fixture,
                        "SELECT c.name || (SELECT count (*) FROM client_scopes"
                        " WHERE client = c.number) FROM authorizations AS a JOIN clients AS c"
                        " ON c.number = a.client WHERE a.state = 'Requested'",
                        NULL);
  g_assert_cmpstr (pending, ==, "Phone Bridge6");
  fixture_tear_down (&fixture, NULL);
}

static void
test_none (void)
{
  Fixture fixture = { NULL };
  g_autofree char *person = NULL;
  g_autoptr (GError) error = NULL;

  fixture_open (&fixture, "none");
  person = gate_org_populate_find_person (fixture.store, "admin", &error);
  g_assert_no_error (error);
  g_assert_nonnull (person);
  assert_exactly (&fixture, "SELECT count (*) FROM authorizations", 5);
  assert_exactly (&fixture,
                  "SELECT count (*) FROM authorizations AS a JOIN clients AS c"
                  " ON c.number = a.client WHERE c.name = 'Gatehouse' OR c.owner IN"
                  " (SELECT number FROM organizations WHERE kind = 'built-in')",
                  5);
  fixture_tear_down (&fixture, NULL);
}

/* All that does not depend on the day. */
static char *
fingerprint (const char *spec)
{
  Fixture fixture = { NULL };
  char *text = NULL;

  fixture_open (&fixture, spec);
  text =
      query_text (&fixture,
                  "SELECT (SELECT group_concat (id || user_name || name || state) FROM people) ||"
                  " (SELECT group_concat (id || name) FROM roles) ||"
                  " (SELECT group_concat (role || ',' || person) FROM person_roles) ||"
                  " (SELECT group_concat (id || name || description || grant_type) FROM clients) ||"
                  " (SELECT group_concat (client || scope) FROM client_scopes) ||"
                  " (SELECT group_concat (client || state || created_by) FROM authorizations"
                  "  WHERE created_by IS NOT NULL) ||"
                  " (SELECT group_concat (client || scope) FROM authorization_scopes) ||"
                  " (SELECT group_concat (client || role) FROM authorization_roles)",
                  NULL);
  fixture_tear_down (&fixture, NULL);
  return text;
}

static void
test_same_again (void)
{
  g_autofree char *first = fingerprint ("generated:120,20,60");
  g_autofree char *second = fingerprint ("generated:120,20,60");
  g_autofree char *other = fingerprint ("generated:121,20,60");

  g_assert_cmpuint (strlen (first), >, 20000);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);
}

static void
test_generated (void)
{
  Fixture fixture = { NULL };
  g_autoptr (GateOrgCall) call = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) entities = NULL;
  const char *found = NULL;
  gsize length = 0;

  fixture_open (&fixture, "generated:1000,60,300");
  fixture.token = issue (&fixture, gate_org_populate_get_gatehouse_client_id (), "admin");
  assert_people (&fixture);
  assert_sound (&fixture);
  assert_exactly (&fixture, "SELECT count (*) FROM authorizations", 1000);
  assert_exactly (&fixture, "SELECT count (*) FROM roles", 60);
  assert_exactly (&fixture, "SELECT count (*) FROM people", 300);
  assert_exactly (&fixture, "SELECT count (DISTINCT state) FROM authorizations", 3);
  assert_exactly (&fixture, "SELECT count (DISTINCT grant_type) FROM clients", 5);
  assert_exactly (&fixture, "SELECT count (DISTINCT state) FROM people", 3);
  assert_at_least (&fixture,
                   "SELECT count (*) FROM clients WHERE number NOT IN"
                   " (SELECT client FROM authorizations)",
                   20);
  assert_at_least (&fixture,
                   "SELECT count (*) FROM (SELECT person FROM person_roles GROUP BY person"
                   " HAVING count (*) > 2)",
                   100);
  assert_at_least (&fixture, "SELECT count (DISTINCT name) FROM clients", 900);
  call = ask (&fixture, "GET", "/api/v2/oauth/authorizations", NULL);
  found = g_bytes_get_data (gate_org_call_get_answer (call), &length);
  text = g_strndup (found, length);
  entities = g_strsplit (text, "\"selfUri\":\"/api/v2/oauth/authorizations/", -1);
  g_assert_cmpuint (g_strv_length (entities), ==, 1001);
  g_assert_cmpuint (length, >, 900 * 1000);
  g_assert_cmpuint (length, <, 1500 * 1000);
  fixture_tear_down (&fixture, NULL);
}

static void
test_smallest (void)
{
  Fixture fixture = { NULL };

  fixture_open (&fixture, "generated:0,0,0");
  assert_people (&fixture);
  assert_sound (&fixture);
  assert_exactly (&fixture, "SELECT count (*) FROM authorizations", 5);
  assert_exactly (&fixture, "SELECT count (*) FROM people", 3);
  assert_exactly (&fixture, "SELECT count (*) FROM roles", 3);
  fixture_tear_down (&fixture, NULL);
}

/* More roles than words for them: the names stay different. */
static void
test_many_roles (void)
{
  Fixture fixture = { NULL };

  fixture_open (&fixture, "generated:5,1500,4");
  assert_exactly (&fixture, "SELECT count (DISTINCT name) FROM roles", 1500);
  fixture_tear_down (&fixture, NULL);
}

static void
test_specs (void)
{
  static const char *const good[] = { "sample",
                                      "none",
                                      "generated:1,2,3",
                                      "generated:1000000,10000,1000000" };
  static const char *const bad[] = {
    "",
    "Sample",
    "sample ",
    "generated",
    "generated:",
    "generated:1,2",
    "generated:1,2,3,4",
    "generated:1,2,",
    "generated:1, 2,3",
    "generated:-1,2,3",
    "generated:+1,2,3",
    "generated:1000001,2,3",
    "generated:1,10001,3",
    "generated:1,2,99999999999999999999",
    "generated:1e3,2,3",
    "generated:0x10,2,3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (gate_org_populate_check_spec (good[i], &error));
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (gate_org_populate_check_spec (bad[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/populate/sample", test_sample);
  g_test_add_func ("/org/populate/none", test_none);
  g_test_add_func ("/org/populate/same-again", test_same_again);
  g_test_add_func ("/org/populate/generated", test_generated);
  g_test_add_func ("/org/populate/smallest", test_smallest);
  g_test_add_func ("/org/populate/many-roles", test_many_roles);
  g_test_add_func ("/org/populate/specs", test_specs);
  return g_test_run ();
}
