/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The database itself refuses what a mistake in the code could write. */

#include "api-fixture.h"
#include "gate-org-database.h"
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
    "INSERT INTO tokens VALUES ('short', 1, 1, '', 1, 2, NULL, NULL)",
    "INSERT INTO tokens SELECT hash, 1, 1, '', 1, 2, NULL, NULL FROM tokens",
    "UPDATE tokens SET expires_ms = issued_ms",
    "INSERT INTO audit VALUES (2, 1, 'Authorize', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e', 'f')",
    "INSERT INTO audit VALUES (0, 1, 'Authorize', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e', 'f')",
    "INSERT INTO audit VALUES (1, 1, 'Forget', 1, 1, 1, 'c', 'a', 'b', 'c', 'd', 'e', 'f')",
    "INSERT INTO audit VALUES (1, 1, 'Request', 1, 1, 1, 'c', 'a', NULL, 'c', 'd', 'e', 'f')",
    "UPDATE people SET password_hash = ''",
    "INSERT INTO client_secrets VALUES ('short', 1, 1, NULL)",
    "INSERT INTO client_secrets VALUES (printf ('%064d', 1), 1, 1, NULL),"
    " (printf ('%064d', 2), 1, 1, NULL)",
    "INSERT INTO client_secrets VALUES (printf ('%064d', 1), 1, 1, 1)",
    "INSERT INTO sessions VALUES (printf ('%064d', 1), 1, 2, 1)",
    "INSERT INTO guesses VALUES (printf ('%064d', 1), 0, 0)",
    "INSERT INTO families VALUES (1, 1, 1, '', 2, 2, NULL)",
    "INSERT INTO codes VALUES (printf ('%064d', 1), 1, 1, NULL, 'u', NULL, '', 1, 60002, 0, NULL,"
    " NULL)",
    "INSERT INTO codes VALUES (printf ('%064d', 1), 1, 1, NULL, 'u', 'short', '', 1, 2, 0, NULL,"
    " NULL)",
    "INSERT INTO codes VALUES (printf ('%064d', 1), 1, 1, NULL, 'u', NULL, '', 1, 2, 3, NULL,"
    " NULL)",
    "INSERT INTO codes VALUES (printf ('%064d', 1), 1, 1, NULL, 'u', NULL, '', 1, 2, 0, 1, 4711)",
    "INSERT INTO refresh_tokens VALUES (printf ('%064d', 1), 4711, 1, 2, NULL)",
    "UPDATE tokens SET family = 4711",
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

/* What a person of version 1 left behind: a token that works, and an audit. */
static void
fill_version_1 (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "organization.db", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (gate_org_database_create (folder, path, &error));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (gate_org_database_run (db, "BEGIN", &error));
  g_assert_true (gate_org_database_migrate_step (db, 0, gate_org_schema_get_migration, &error));
  gate_org_database_run (
      db,
      "INSERT INTO organizations VALUES (1, 'own', 'Own', 'own', 'own');"
      "INSERT INTO people VALUES (1, '11111111-1111-4111-8111-111111111111', 'admin', 'Ada',"
      " 'Ada@own.example', 'active');"
      "INSERT INTO clients VALUES (1, '22222222-2222-4222-8222-222222222222', 1, 'App', NULL,"
      " 'CODE', 3600, 'active', 1, 1);"
      "INSERT INTO tokens VALUES (printf ('%064d', 7), 1, 1, 'oauth', 1, 2, NULL);"
      "INSERT INTO audit VALUES (1, 5, 'Authorize', 1, 1, 1, 'c', 'Requested', 'Authorized', 'x',"
      " 'y', 'q', 'r');"
      "INSERT INTO audit VALUES (2, 6, 'Deauthorize', 1, 1, NULL, 'd', 'Authorized', 'Revoked',"
      " 'y', 'y', 'r', 'r');"
      "COMMIT",
      &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_from_version_1 (void)
{
  Fixture fixture = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_new = TRUE;
  g_autofree char *records = NULL;

  fixture.folder = g_dir_make_tmp ("gatehouse-org-XXXXXX", &error);
  fixture.data = g_build_filename (fixture.folder, "data", NULL);
  fill_version_1 (fixture.data);
  fixture.store = gate_org_store_open (fixture.data, &is_new, &error);
  g_assert_no_error (error);
  g_assert_false (is_new);
  g_assert_cmpint (query_number (&fixture, "PRAGMA user_version"),
                   ==,
                   gate_org_schema_get_version ());
  records = query_text (&fixture,
                        "SELECT group_concat (sequence || action || state_before || state_after"
                        " || scopes_before || scopes_after || roles_before || roles_after)"
                        " FROM audit",
                        NULL);
  g_assert_cmpstr (
      records, ==, "1AuthorizeRequestedAuthorizedxyqr,2DeauthorizeAuthorizedRevokedyyrr");
  g_assert_cmpint (query_number (&fixture, "SELECT count (*) FROM tokens WHERE family IS NULL"),
                   ==,
                   1);
  g_assert_cmpint (query_number (&fixture, "SELECT count (*) FROM people"
                                           " WHERE password_hash IS NULL"),
                   ==,
                   1);
  assert_refused (&fixture, "DELETE FROM audit");
  assert_refused (&fixture, "UPDATE audit SET person = NULL");
  execute (&fixture,
           "INSERT INTO audit (sequence, time_ms, action, client, correlation_id)"
           " VALUES (3, 7, 'Reuse', 1, 'e')",
           NULL);
  g_assert_true (gate_org_store_check (fixture.store, &error));
  fixture_tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/schema/versions", test_versions);
  ADD ("/org/schema/refused-rows", test_refused_rows);
  ADD ("/org/schema/audit-stays", test_audit_stays);
  g_test_add_func ("/org/schema/from-version-1", test_from_version_1);
  return g_test_run ();
}
