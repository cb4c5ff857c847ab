/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Opening, refusing, transactions, migrations (D1 to D9, K7). */

#include "gate-org-data-folder.h"
#include "gate-org-database.h"
#include "gate-org-schema.h"
#include "gate-org-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *database;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gate-org-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->database = g_build_filename (fixture->folder, "organization.db", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->database);
  g_free (fixture->folder);
}

static GateOrgStore *
open_store (Fixture  *fixture,
            gboolean *is_new)
{
  g_autoptr (GError) error = NULL;
  GateOrgStore *store = gate_org_store_open (fixture->folder, is_new, &error);

  g_assert_no_error (error);
  return store;
}

static void
add_organization (GateOrgStore *store,
                  const char   *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStatement) statement = NULL;

  statement = gate_org_store_prepare (store, "INSERT INTO organizations (id, name, kind) "
                                             "VALUES (?1, ?1, 'partner')", &error);
  g_assert_no_error (error);
  gate_org_statement_bind_text (statement, 1, id);
  gate_org_statement_run (statement, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_org_store_get_changes (store), ==, 1);
}

static gint64
count_organizations (GateOrgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStatement) statement = NULL;

  statement = gate_org_store_prepare (store, "SELECT count (*) FROM organizations", &error);
  g_assert_no_error (error);
  g_assert_true (gate_org_statement_step (statement, &error));
  return gate_org_statement_get_int (statement, 0);
}

static void
make_store (Fixture *fixture)
{
  gboolean is_new = FALSE;
  g_autoptr (GateOrgStore) store = open_store (fixture, &is_new);

  g_assert_true (is_new);
  g_assert_true (gate_org_store_begin (store, NULL));
  add_organization (store, "a");
  g_assert_true (gate_org_store_commit (store, NULL));
  g_assert_true (gate_org_store_close (store, NULL));
}

static void
assert_refused (Fixture *fixture,
                int      code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStore) store = NULL;
  gboolean is_new = TRUE;

  store = gate_org_store_open (fixture->folder, &is_new, &error);
  g_assert_null (store);
  g_assert_error (error, GATE_ORG_STORE_ERROR, code);
  g_test_message ("%s", error->message);
}

static mode_t
mode_of (const char *path)
{
  GStatBuf status = { 0 };

  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_new (Fixture      *fixture,
          gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->database, "-wal", NULL);
  g_autoptr (GateOrgStore) store = NULL;
  gboolean is_new = FALSE;

  g_rmdir (fixture->folder);
  store = open_store (fixture, &is_new);
  g_assert_true (is_new);
  g_assert_true (gate_org_store_is_in_transaction (store));
  g_assert_true (gate_org_store_commit (store, NULL));
  g_assert_cmpint (mode_of (fixture->folder), ==, 0700);
  g_assert_cmpint (mode_of (fixture->database), ==, 0600);
  g_assert_cmpint (mode_of (log), ==, 0600);
  g_assert_true (gate_org_store_close (store, NULL));
  /* Closing folds the log in. */
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_reopen (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GateOrgStore) store = NULL;
  gboolean is_new = TRUE;

  make_store (fixture);
  store = open_store (fixture, &is_new);
  g_assert_false (is_new);
  g_assert_cmpint (count_organizations (store), ==, 1);
  g_assert_true (gate_org_store_check (store, NULL));
}

/* A first start that ends before its commit leaves a database that is still new. */
static void
test_first_start_cut_short (Fixture      *fixture,
                            gconstpointer data)
{
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (GateOrgStore) store = NULL;
      gboolean is_new = FALSE;

      store = open_store (fixture, &is_new);
      g_assert_true (is_new);
      g_assert_true (gate_org_store_begin (store, NULL));
      add_organization (store, "a");
      g_assert_true (gate_org_store_close (store, NULL));
    }
}

static void
test_transactions (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GateOrgStore) store = NULL;
  gboolean is_new = FALSE;

  make_store (fixture);
  store = open_store (fixture, &is_new);
  g_assert_true (gate_org_store_begin (store, NULL));
  g_assert_true (gate_org_store_is_in_transaction (store));
  add_organization (store, "b");
  gate_org_store_rollback (store);
  g_assert_false (gate_org_store_is_in_transaction (store));
  g_assert_cmpint (count_organizations (store), ==, 1);
  g_assert_true (gate_org_store_begin (store, NULL));
  g_assert_false (gate_org_store_begin (store, NULL));
  add_organization (store, "b");
  g_assert_true (gate_org_store_commit (store, NULL));
  g_assert_false (gate_org_store_commit (store, NULL));
  gate_org_store_rollback (store);
  g_assert_cmpint (count_organizations (store), ==, 2);
}

/* Whoever keeps what was read asks for this number: it must move with every change. */
static void
test_generation (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GateOrgStore) store = NULL;
  gboolean is_new = FALSE;
  guint64 before;
  guint64 inside;

  make_store (fixture);
  store = open_store (fixture, &is_new);
  before = gate_org_store_get_generation (store);
  g_assert_cmpint (count_organizations (store), ==, 1);
  g_assert_cmpuint (gate_org_store_get_generation (store), ==, before);
  g_assert_true (gate_org_store_begin (store, NULL));
  add_organization (store, "b");
  inside = gate_org_store_get_generation (store);
  g_assert_cmpuint (inside, !=, before);
  gate_org_store_rollback (store);
  g_assert_cmpuint (gate_org_store_get_generation (store), !=, inside);
  g_assert_cmpuint (gate_org_store_get_generation (store), !=, before);
  before = gate_org_store_get_generation (store);
  add_organization (store, "b");
  g_assert_cmpuint (gate_org_store_get_generation (store), !=, before);
}

static void
test_statements (Fixture      *fixture,
                 gconstpointer data)
{
  static const char numbers[] = "SELECT ?1 UNION ALL SELECT 2 UNION ALL SELECT NULL";
  g_autoptr (GateOrgStore) store = NULL;
  gboolean is_new = FALSE;

  make_store (fixture);
  store = open_store (fixture, &is_new);
  for (int round = 0; round < 3; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GateOrgStatement) outer = gate_org_store_prepare (store, numbers, &error);
      g_autoptr (GateOrgStatement) inner = gate_org_store_prepare (store, numbers, &error);

      g_assert_no_error (error);
      gate_org_statement_bind_text (outer, 1, "x");
      /* Nothing is left of what was bound the last time. */
      g_assert_true (gate_org_statement_step (inner, &error));
      g_assert_true (gate_org_statement_is_null (inner, 0));
      g_assert_true (gate_org_statement_step (outer, &error));
      g_assert_cmpstr (gate_org_statement_get_text (outer, 0), ==, "x");
      g_assert_true (gate_org_statement_step (outer, &error));
      g_assert_cmpint (gate_org_statement_get_int (outer, 0), ==, 2);
      g_assert_true (gate_org_statement_step (outer, &error));
      g_assert_false (gate_org_statement_step (outer, &error));
      g_assert_false (gate_org_statement_step (outer, &error));
      g_assert_no_error (error);
      gate_org_statement_bind_int (inner, 9, 1);
    }
}

static void
test_statement_errors (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GateOrgStore) store = NULL;
  g_autoptr (GateOrgStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;

  make_store (fixture);
  store = open_store (fixture, &is_new);
  g_assert_null (gate_org_store_prepare (store, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FAILED);
  g_clear_error (&error);
  statement = gate_org_store_prepare (store, "SELECT ?1", NULL);
  gate_org_statement_bind_int (statement, 2, 1);
  g_assert_false (gate_org_statement_step (statement, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_clear_pointer (&statement, gate_org_statement_free);
  statement = gate_org_store_prepare (store, "INSERT INTO organizations (id, name, kind) "
                                             "VALUES ('a', 'a', 'partner')", NULL);
  g_assert_false (gate_org_statement_run (statement, &error));
  g_assert_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_CONSTRAINT);
}

static void
test_second_instance (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GateOrgStore) store = NULL;
  gboolean is_new = FALSE;

  make_store (fixture);
  store = open_store (fixture, &is_new);
  assert_refused (fixture, GATE_ORG_STORE_ERROR_IN_USE);
  g_assert_true (gate_org_store_close (store, NULL));
  g_clear_object (&store);
  store = open_store (fixture, &is_new);
}

static void
test_held_by_another_program (Fixture      *fixture,
                              gconstpointer data)
{
  sqlite3 *other = NULL;

  make_store (fixture);
  g_assert_cmpint (sqlite3_open (fixture->database, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", NULL,
                                 NULL, NULL), ==, SQLITE_OK);
  assert_refused (fixture, GATE_ORG_STORE_ERROR_IN_USE);
  sqlite3_close (other);
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
}

static void
put_file (const char *path,
          const char *contents,
          gssize      length)
{
  g_assert_true (g_file_set_contents_full (path, contents, length, G_FILE_SET_CONTENTS_NONE, 0600,
                                           NULL));
}

/* What is refused is still there, byte for byte. */
static void
assert_refused_untouched (Fixture *fixture,
                          int      code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before = 0;
  gsize length_after = 0;

  g_assert_true (g_file_get_contents (fixture->database, &before, &length_before, NULL));
  assert_refused (fixture, code);
  g_assert_true (g_file_get_contents (fixture->database, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  put_file (fixture->database, "", 0);
  assert_refused_untouched (fixture, GATE_ORG_STORE_ERROR_FOREIGN);
  put_file (fixture->database, "garbage", -1);
  assert_refused_untouched (fixture, GATE_ORG_STORE_ERROR_FOREIGN);
  put_file (fixture->database, "SQLite format 3", sizeof "SQLite format 3");
  assert_refused_untouched (fixture, GATE_ORG_STORE_ERROR_FOREIGN);
  g_remove (fixture->database);
  run_sql (fixture->database, "CREATE TABLE things (id TEXT)");
  assert_refused_untouched (fixture, GATE_ORG_STORE_ERROR_FOREIGN);
  run_sql (fixture->database, "PRAGMA application_id = 7");
  assert_refused_untouched (fixture, GATE_ORG_STORE_ERROR_FOREIGN);
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  make_store (fixture);
  run_sql (fixture->database, "PRAGMA user_version = 1000");
  assert_refused_untouched (fixture, GATE_ORG_STORE_ERROR_NEWER);
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  make_store (fixture);
  g_assert_true (g_file_get_contents (fixture->database, &contents, &length, NULL));
  memset (contents + 4096, 0x5a, length - 4096);
  put_file (fixture->database, contents, (gssize) length);
  assert_refused_untouched (fixture, GATE_ORG_STORE_ERROR_DAMAGED);
}

static void
test_wrong_kind (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target", NULL);

  make_store (fixture);
  g_assert_cmpint (g_chmod (fixture->database, 0644), ==, 0);
  assert_refused (fixture, GATE_ORG_STORE_ERROR_PERMISSION);
  g_assert_cmpint (g_chmod (fixture->database, 0600), ==, 0);
  g_assert_cmpint (g_rename (fixture->database, target), ==, 0);
  g_assert_cmpint (symlink (target, fixture->database), ==, 0);
  assert_refused (fixture, GATE_ORG_STORE_ERROR_PERMISSION);
  g_assert_cmpint (g_unlink (fixture->database), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->database, 0700), ==, 0);
  assert_refused (fixture, GATE_ORG_STORE_ERROR_PERMISSION);
  g_assert_cmpint (g_rmdir (fixture->database), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  assert_refused (fixture, GATE_ORG_STORE_ERROR_PERMISSION);
}

static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;
  g_autofree char *again = NULL;

  make_store (fixture);
  password = gate_org_data_folder_ensure_password (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (password), >=, 16);
  again = gate_org_data_folder_ensure_password (fixture->folder, &error);
  g_assert_cmpstr (again, ==, password);
  g_assert_cmpint (g_unlink (fixture->database), ==, 0);
  assert_refused (fixture, GATE_ORG_STORE_ERROR_MISSING);
  g_assert_false (g_file_test (fixture->database, G_FILE_TEST_EXISTS));
}

static const char *
get_migration (guint from_version)
{
  static const char *const migrations[] = {
    "CREATE TABLE things (id TEXT) STRICT; INSERT INTO things VALUES ('a')",
    "ALTER TABLE things ADD COLUMN name TEXT",
    "ALTER TABLE things ADD COLUMN size INTEGER; UPDATE things SET nothing = 1",
  };

  return migrations[from_version];
}

static sqlite3 *
open_with_migrations (Fixture *fixture)
{
  sqlite3 *db = NULL;

  g_assert_true (gate_org_database_create (fixture->folder, fixture->database, NULL));
  db = gate_org_database_open (fixture->database, 3, NULL);
  g_assert_nonnull (db);
  g_assert_true (gate_org_database_run (db, "BEGIN", NULL));
  g_assert_true (gate_org_database_migrate_step (db, 0, get_migration, NULL));
  g_assert_true (gate_org_database_run (db, "COMMIT", NULL));
  return db;
}

static void
assert_version (sqlite3 *db,
                guint    expected)
{
  guint version = 0;

  g_assert_true (gate_org_database_get_version (db, &version, NULL));
  g_assert_cmpuint (version, ==, expected);
}

static void
test_migration (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->database, ".before-2", NULL);
  sqlite3 *db = open_with_migrations (fixture);
  sqlite3 *before;

  g_assert_true (gate_org_database_migrate (db, fixture->database, 2, get_migration, NULL));
  assert_version (db, 2);
  g_assert_true (gate_org_database_run (db, "SELECT name FROM things", NULL));
  sqlite3_close (db);
  g_assert_cmpint (mode_of (copy), ==, 0600);
  before = gate_org_database_open (copy, 3, NULL);
  g_assert_nonnull (before);
  assert_version (before, 1);
  g_assert_false (gate_org_database_run (before, "SELECT name FROM things", NULL));
  sqlite3_close (before);
}

static void
test_migration_fails (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = open_with_migrations (fixture);

  g_assert_false (gate_org_database_migrate (db, fixture->database, 3, get_migration, &error));
  g_assert_nonnull (error);
  assert_version (db, 2);
  g_assert_false (gate_org_database_run (db, "SELECT size FROM things", NULL));
  g_assert_true (gate_org_database_run (db, "SELECT name FROM things", NULL));
  g_assert_cmpint (sqlite3_get_autocommit (db), !=, 0);
  sqlite3_close (db);
}

static void
test_settings (Fixture      *fixture,
               gconstpointer data)
{
  static const char *const expected[][2] = {
    { "PRAGMA locking_mode", "exclusive" }, { "PRAGMA journal_mode", "wal" },
    { "PRAGMA synchronous", "2" },          { "PRAGMA foreign_keys", "1" },
    { "PRAGMA trusted_schema", "0" },       { "PRAGMA secure_delete", "1" },
    { "PRAGMA mmap_size", "0" },            { "PRAGMA journal_size_limit", "4194304" },
  };
  g_autoptr (GateOrgStore) store = NULL;
  g_autofree char *shared = g_strconcat (fixture->database, "-shm", NULL);
  gboolean is_new = FALSE;

  make_store (fixture);
  store = open_store (fixture, &is_new);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GateOrgStatement) statement = NULL;

      g_test_message ("%s", expected[i][0]);
      statement = gate_org_store_prepare (store, expected[i][0], NULL);
      g_assert_true (gate_org_statement_step (statement, NULL));
      g_assert_cmpstr (gate_org_statement_get_text (statement, 0), ==, expected[i][1]);
    }
  /* Exclusive before WAL: no memory is shared. */
  add_organization (store, "b");
  g_assert_false (g_file_test (shared, G_FILE_TEST_EXISTS));
}

static void
add (const char *path,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/org/store/new", test_new);
  add ("/org/store/reopen", test_reopen);
  add ("/org/store/first-start-cut-short", test_first_start_cut_short);
  add ("/org/store/transactions", test_transactions);
  add ("/org/store/generation", test_generation);
  add ("/org/store/statements", test_statements);
  add ("/org/store/statement-errors", test_statement_errors);
  add ("/org/store/second-instance", test_second_instance);
  add ("/org/store/held-by-another-program", test_held_by_another_program);
  add ("/org/store/foreign", test_foreign);
  add ("/org/store/newer", test_newer);
  add ("/org/store/damaged", test_damaged);
  add ("/org/store/wrong-kind", test_wrong_kind);
  add ("/org/store/missing", test_missing);
  add ("/org/store/migration", test_migration);
  add ("/org/store/migration-fails", test_migration_fails);
  add ("/org/store/settings", test_settings);
  return g_test_run ();
}
