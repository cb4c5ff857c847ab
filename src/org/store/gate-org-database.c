/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Settings, checks and migrations (D1 to D9). A file that is not certainly ours is
 * judged by its first hundred bytes, before SQLite opens it: a refused file stays as it was.
 * Nothing here renames, empties or repairs an existing database. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-database.h"

#include "gate-org-data-folder.h"
#include "gate-org-schema.h"
#include "gate-org-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The header of the file format: https://www.sqlite.org/fileformat.html, section 1.3. */
#define HEADER_BYTES 100
#define HEADER_USER_VERSION 60
#define HEADER_APPLICATION_ID 68
#define MAGIC "SQLite format 3"
/* Comparing every index with its table takes about a second for 64 MiB. */
#define MAX_FULL_CHECK_BYTES (32 * 1024 * 1024)

static gboolean
set_pragma (sqlite3    *db,
            const char *pragma,
            guint       number,
            GError    **error)
{
  /* A pragma takes no bound value; a number cannot carry SQL. */
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s = %u", pragma, number);

  return gate_org_database_run (db, sql, error);
}

/* The first column of the first row as text. */
static char *
query_text (sqlite3    *db,
            const char *sql,
            GError    **error)
{
  g_autofree char *text = NULL;
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  else
    gate_org_store_error_set (error, db, result, sql);
  sqlite3_finalize (statement);
  return g_steal_pointer (&text);
}

static guint
read_number (const guint8 *header,
             guint         offset)
{
  return (guint) header[offset] << 24 | (guint) header[offset + 1] << 16 |
         (guint) header[offset + 2] << 8 | header[offset + 3];
}

/* The database is used on one thread only (src/ARCHITECTURE.md), so nothing in it needs a lock. */
static void
configure_library (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

/* SQLite would create it with the rights that the umask leaves. */
static gboolean
create_for_owner (const char *path,
                  GError    **error)
{
  int fd;

  g_unlink (path);
  fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  g_set_error (error, GATE_ORG_STORE_ERROR,
               errno == ENOSPC ? GATE_ORG_STORE_ERROR_FULL : GATE_ORG_STORE_ERROR_PERMISSION,
               "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
check_header (const char *path,
              guint       known_version,
              GError    **error)
{
  guint8 header[HEADER_BYTES] = { 0 };
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  gssize length = fd >= 0 ? read (fd, header, sizeof header) : -1;
  int saved_errno = errno;
  int code = GATE_ORG_STORE_ERROR_FOREIGN;
  const char *problem = NULL;

  if (fd >= 0)
    close (fd);
  if (length < 0)
    {
      code = GATE_ORG_STORE_ERROR_PERMISSION;
      problem = g_strerror (saved_errno);
    }
  else if (length == 0)
    problem = "the file is empty, it is not the database of an organization";
  else if (length < HEADER_BYTES || memcmp (header, MAGIC, sizeof MAGIC) != 0)
    problem = "not a database";
  else if (read_number (header, HEADER_APPLICATION_ID) != GATE_ORG_APPLICATION_ID)
    problem = "a database of another program";
  else if (read_number (header, HEADER_USER_VERSION) > known_version)
    {
      code = GATE_ORG_STORE_ERROR_NEWER;
      problem = "written by a newer version of this program";
    }
  if (problem == NULL)
    return TRUE;
  g_set_error (error, GATE_ORG_STORE_ERROR, code, "%s: %s", path, problem);
  return FALSE;
}

static gboolean
configure_connection (sqlite3 *db,
                      GError **error)
{
  g_autofree char *mode = NULL;

  sqlite3_extended_result_codes (db, 1);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  /* Until it is known to be sound and ours, closing it must not fold its log into it. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!gate_org_database_run (db, "PRAGMA locking_mode = EXCLUSIVE", error))
    return FALSE;
  mode = query_text (db, "PRAGMA journal_mode = WAL", error);
  if (mode == NULL)
    return FALSE;
  if (g_strcmp0 (mode, "wal") != 0)
    {
      g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_PERMISSION,
                   "the database cannot be written with a log (journal mode %s)", mode);
      return FALSE;
    }
  return gate_org_database_run (db,
                                "PRAGMA synchronous = FULL;"
                                "PRAGMA foreign_keys = ON;"
                                "PRAGMA trusted_schema = OFF;"
                                "PRAGMA secure_delete = ON;"
                                "PRAGMA journal_size_limit = 4194304",
                                error);
}

static gboolean
check_identity (sqlite3 *db,
                guint    known_version,
                GError **error)
{
  g_autofree char *application_id = query_text (db, "PRAGMA application_id", error);
  guint version = 0;

  if (application_id == NULL || !gate_org_database_get_version (db, &version, error))
    return FALSE;
  if (g_ascii_strtoll (application_id, NULL, 10) != GATE_ORG_APPLICATION_ID)
    {
      g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FOREIGN,
                   "a database of another program");
      return FALSE;
    }
  if (version <= known_version)
    return TRUE;
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_NEWER,
               "written by a newer version of this program (schema %u, known is %u)", version,
               known_version);
  return FALSE;
}

/**
 * gate_org_database_run:
 * @db: a connection
 * @sql: statements without values
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_database_run (sqlite3    *db,
                       const char *sql,
                       GError    **error)
{
  int result = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (result != SQLITE_OK)
    gate_org_store_error_set (error, db, result, "database");
  return result == SQLITE_OK;
}

/**
 * gate_org_database_get_version:
 * @db: a connection
 * @version: (out): its schema version, 0 before the first migration
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_database_get_version (sqlite3 *db,
                               guint   *version,
                               GError **error)
{
  g_autofree char *text = query_text (db, "PRAGMA user_version", error);

  *version = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
  return text != NULL;
}

static const char *
choose_integrity_check (sqlite3 *db)
{
  g_autofree char *n_pages = query_text (db, "PRAGMA page_count", NULL);
  g_autofree char *page_bytes = query_text (db, "PRAGMA page_size", NULL);

  if (n_pages == NULL || page_bytes == NULL ||
      g_ascii_strtoll (n_pages, NULL, 10) * g_ascii_strtoll (page_bytes, NULL, 10) <=
          MAX_FULL_CHECK_BYTES)
    return "PRAGMA integrity_check (1)";
  return "PRAGMA quick_check (1)";
}

/**
 * gate_org_database_check:
 * @db: a connection
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Reads the whole database and, unless it is large, compares its tables with their indexes.
 *
 * Returns: FALSE when it is damaged
 */
gboolean
gate_org_database_check (sqlite3 *db,
                         GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *verdict = query_text (db, choose_integrity_check (db), &local_error);

  if (verdict != NULL && strcmp (verdict, "ok") == 0)
    return TRUE;
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_DAMAGED,
               "the database is damaged: %s", verdict != NULL ? verdict : local_error->message);
  return FALSE;
}

/**
 * gate_org_database_create:
 * @folder: the folder
 * @path: the database in it, which must not exist
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Makes a database that holds nothing but the mark of its owner. It gets its name only when it is
 * whole and on the disk, so that an empty file of that name is always damage, never a first start
 * that was cut short.
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_database_create (const char *folder,
                          const char *path,
                          GError    **error)
{
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  sqlite3 *db = NULL;
  gboolean done;
  int result;

  configure_library ();
  if (!create_for_owner (temporary, error))
    return FALSE;
  result = sqlite3_open_v2 (temporary, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
  if (result != SQLITE_OK)
    gate_org_store_error_set (error, db, result, temporary);
  done = result == SQLITE_OK && set_pragma (db, "application_id", GATE_ORG_APPLICATION_ID, error);
  sqlite3_close (db);
  if (done && g_rename (temporary, path) != 0)
    {
      g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FAILED, "%s: %s", path,
                   g_strerror (errno));
      done = FALSE;
    }
  return done && gate_org_data_folder_sync (folder, error);
}

/**
 * gate_org_database_open:
 * @path: an existing database, without symbolic links in its path
 * @known_version: the newest schema this program knows
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Opens, sets and checks a database, and takes it for this process alone.
 *
 * Returns: (transfer full) (nullable): the connection
 */
sqlite3 *
gate_org_database_open (const char *path,
                        guint       known_version,
                        GError    **error)
{
  sqlite3 *db = NULL;
  int result;

  configure_library ();
  if (!check_header (path, known_version, error))
    return NULL;
  result = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
  if (result != SQLITE_OK)
    gate_org_store_error_set (error, db, result, "open");
  else if (sqlite3_db_readonly (db, "main") != 0)
    {
      result = SQLITE_READONLY;
      g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_PERMISSION,
                   "the database cannot be written");
    }
  if (result == SQLITE_OK && configure_connection (db, error) &&
      check_identity (db, known_version, error) && gate_org_database_check (db, error))
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
      return db;
    }
  sqlite3_close (db);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

/**
 * gate_org_database_migrate_step:
 * @db: a connection, in a transaction
 * @from_version: its version now
 * @get_migration: gives the SQL that leads to the next version
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE on failure; the transaction must be rolled back then
 */
gboolean
gate_org_database_migrate_step (sqlite3             *db,
                                guint                from_version,
                                GateOrgMigrationFunc get_migration,
                                GError             **error)
{
  if (gate_org_database_run (db, get_migration (from_version), error) &&
      set_pragma (db, "user_version", from_version + 1, error))
    return TRUE;
  g_prefix_error (error, "migration from schema %u: ", from_version);
  return FALSE;
}

/* The copy gets its name when it is whole; one of the same version is the same database before an
 * attempt that was cut short, and is replaced. */
static gboolean
copy_before (sqlite3    *db,
             const char *path,
             guint       version,
             GError    **error)
{
  g_autofree char *copy = g_strdup_printf ("%s.before-%u", path, version + 1);
  g_autofree char *temporary = g_strconcat (copy, ".new", NULL);
  sqlite3_stmt *statement = NULL;
  int result;

  if (!create_for_owner (temporary, error))
    return FALSE;
  result = sqlite3_prepare_v2 (db, "VACUUM INTO ?1", -1, &statement, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_bind_text (statement, 1, temporary, -1, SQLITE_TRANSIENT);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (result != SQLITE_DONE)
    {
      gate_org_store_error_set (error, db, result, "copy before the migration");
      g_unlink (temporary);
      return FALSE;
    }
  if (g_rename (temporary, copy) == 0)
    return TRUE;
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FAILED, "%s: %s", copy,
               g_strerror (errno));
  return FALSE;
}

/**
 * gate_org_database_migrate:
 * @db: a connection, outside a transaction, with a schema
 * @path: its file; the copies are laid beside it
 * @to_version: where to
 * @get_migration: gives the SQL of each step
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Brings an older database forward: each step in a transaction of its own, a copy before each.
 *
 * Returns: FALSE on failure; the database is then at the version it last reached, whole
 */
gboolean
gate_org_database_migrate (sqlite3             *db,
                           const char          *path,
                           guint                to_version,
                           GateOrgMigrationFunc get_migration,
                           GError             **error)
{
  guint version = 0;

  if (!gate_org_database_get_version (db, &version, error))
    return FALSE;
  for (; version < to_version; version++)
    {
      if (!copy_before (db, path, version, error) ||
          !gate_org_database_run (db, "BEGIN IMMEDIATE", error))
        return FALSE;
      if (gate_org_database_migrate_step (db, version, get_migration, error) &&
          gate_org_database_run (db, "COMMIT", error))
        continue;
      if (sqlite3_get_autocommit (db) == 0)
        gate_org_database_run (db, "ROLLBACK", NULL);
      return FALSE;
    }
  return TRUE;
}
