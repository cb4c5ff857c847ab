/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The database itself refuses what a mistake in the code could write. */

#include "api-fixture.h"
#include "gate-org-schema.h"

static void
assert_refused (Fixture    *fixture,
                const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (fixture->store, sql, &error);

  g_test_message ("%s", sql);
  g_assert_no_error (error);
  g_assert_false (gate_org_statement_run (statement, &error));
  g_assert_nonnull (error);
}

static void
test_versions (void)
{
  guint version = gate_org_schema_get_version ();

  g_assert_cmpuint (version, >=, 1);
  for (guint i = 0; i < version; i++)
    g_assert_nonnull (gate_org_schema_get_migration (i));
  g_assert_null (gate_org_schema_get_migration (version));
  g_assert_null (gate_org_schema_get_migration (G_MAXUINT));
}

static void
test_refused_rows (Fixture      *fixture,
                   gconstpointer data)
{
  static const char *const rows[] = {
    "INSERT INTO organizations VALUES (90, 'x', 'Second', 'second', 'own')",
    "UPDATE people SET state = 'asleep' WHERE number = 1",
    "UPDATE people SET id = upper (id) WHERE number = 1",
    "UPDATE people SET user_name = 'admin' WHERE number = 2",
    "UPDATE roles SET name = 'Admin' WHERE number = 2",
    "UPDATE clients SET grant_type = 'CLIENT_CREDENTIALS' WHERE number = 1",
    "UPDATE clients SET token_lifetime_s = 299 WHERE number = 1",
    "UPDATE clients SET token_lifetime_s = 'long' WHERE number = 1",
    "UPDATE clients SET owner = 4711 WHERE number = 1",
    "UPDATE authorizations SET state = 'Unauthorized' WHERE client = 1",
    "UPDATE authorizations SET modified_ms = created_ms - 1 WHERE client = 1",
    "INSERT INTO authorizations VALUES (4711, 'Authorized', 1, 1, NULL, NULL)",
    "INSERT INTO authorization_scopes VALUES (1, '')",
    "INSERT INTO authorization_scopes VALUES (1, 'oauth')",
    "INSERT INTO authorization_roles VALUES (1, 4711)",
    "DELETE FROM roles WHERE number IN (SELECT role FROM authorization_roles)",
    "INSERT INTO tokens VALUES ('short', 1, 1, '', 1, 2, NULL)",
    "INSERT INTO tokens SELECT hash, 1, 1, '', 1, 2, NULL FROM tokens",
    "UPDATE tokens SET expires_ms = issued_ms",
    "INSERT INTO audit VALUES (2, 1, 'Authorize', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e', 'f')",
    "INSERT INTO audit VALUES (0, 1, 'Authorize', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e', 'f')",
    "INSERT INTO audit VALUES (1, 1, 'Forget', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e', 'f')",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_refused (fixture, rows[i]);
}

static void
test_audit_stays (Fixture      *fixture,
                  gconstpointer data)
{
  execute (fixture,
           "INSERT INTO audit VALUES (1, 1, 'Authorize', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e',"
           " 'f')",
           NULL);
  assert_refused (fixture, "DELETE FROM audit");
  assert_refused (fixture, "UPDATE audit SET person = 2");
  assert_refused (fixture, "DELETE FROM clients WHERE number = 1");
  assert_refused (
      fixture,
      "INSERT INTO audit VALUES (3, 1, 'Authorize', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e', 'f')");
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM audit"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/schema/versions", test_versions);
  ADD ("/org/schema/refused-rows", test_refused_rows);
  ADD ("/org/schema/audit-stays", test_audit_stays);
  return g_test_run ();
}
