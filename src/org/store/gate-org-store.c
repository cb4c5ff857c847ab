/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-store.h"

#include "gate-org-data-folder.h"
#include "gate-org-database.h"
#include "gate-org-schema.h"
#include "gate-org-store-error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DATABASE_FILE "organization.db"
/* So much may the clock of a system be corrected. */
#define CLOCK_TOLERANCE_MS (60 * 1000)

typedef struct
{
  sqlite3_stmt *statement;
  gboolean lent;
} CachedStatement;

struct _GateOrgStore
{
  GObject parent_instance;

  int lock_fd;
  sqlite3 *db;
  char *path;
  GHashTable *statements; /* SQL literal, by its address -> CachedStatement */
  guint64 n_rollbacks;
  gboolean first;         /* the transaction of the first start is open */
};

G_DEFINE_FINAL_TYPE (GateOrgStore, gate_org_store, G_TYPE_OBJECT)

static void
cached_statement_free (gpointer data)
{
  CachedStatement *cached = data;

  g_warn_if_fail (!cached->lent);
  sqlite3_finalize (cached->statement);
  g_free (cached);
}

static void
gate_org_store_finalize (GObject *object)
{
  GateOrgStore *self = GATE_ORG_STORE (object);

  gate_org_store_close (self, NULL);
  g_hash_table_unref (self->statements);
  g_free (self->path);
  G_OBJECT_CLASS (gate_org_store_parent_class)->finalize (object);
}

static void
gate_org_store_class_init (GateOrgStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_org_store_finalize;
}

static void
gate_org_store_init (GateOrgStore *self)
{
  self->lock_fd = -1;
  self->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                            cached_statement_free);
}

/* The database and what SQLite lays beside it must be files of ours alone. */
static gboolean
check_files (const char *path,
             gboolean   *exists,
             GError    **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  gboolean ignored;

  return gate_org_data_folder_check_file (path, exists, error) &&
         gate_org_data_folder_check_file (log, &ignored, error) &&
         gate_org_data_folder_check_file (journal, &ignored, error);
}

static gboolean
ensure_database (const char *folder,
                 const char *path,
                 GError    **error)
{
  gboolean exists = FALSE;

  if (!check_files (path, &exists, error))
    return FALSE;
  if (exists)
    return TRUE;
  if (!gate_org_data_folder_has_password (folder))
    return gate_org_database_create (folder, path, error);
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_MISSING,
               "%s: the database of this organization is missing", path);
  return FALSE;
}

static gboolean
lay_schema (GateOrgStore *self,
            GError      **error)
{
  if (!gate_org_database_run (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  self->first = TRUE;
  for (guint version = 0; version < gate_org_schema_get_version (); version++)
    if (!gate_org_database_migrate_step (self->db, version, gate_org_schema_get_migration, error))
      return FALSE;
  return TRUE;
}

static gboolean
open_database (GateOrgStore *self,
               const char   *path,
               gboolean     *is_new,
               GError      **error)
{
  guint known = gate_org_schema_get_version ();
  guint version = 0;

  self->db = gate_org_database_open (path, known, error);
  if (self->db == NULL || !gate_org_database_get_version (self->db, &version, error))
    return FALSE;
  *is_new = version == 0;
  if (*is_new)
    return lay_schema (self, error);
  return gate_org_database_migrate (self->db, path, known, gate_org_schema_get_migration, error);
}

/* When the database was written at a time that is yet to come, the clock was set back, and nobody
 * knows any more what has run out since. So everybody signs in again, and nobody waits. */
static gboolean
end_unknown (GateOrgStore *self,
             gint64        last_ms,
             GError      **error)
{
  if (last_ms <= g_get_real_time () / 1000 + CLOCK_TOLERANCE_MS)
    return TRUE;
  g_printerr ("the clock was set back since this organization ran last:"
              " everybody has to sign in again\n");
  return gate_org_database_run (self->db,
                                "BEGIN IMMEDIATE;"
                                "DELETE FROM codes; DELETE FROM tokens; DELETE FROM families;"
                                "DELETE FROM sessions;"
                                "DELETE FROM client_secrets WHERE expires_ms IS NOT NULL;"
                                "UPDATE guesses SET next_ms = 0;"
                                "COMMIT",
                                error);
}

/**
 * gate_org_store_open:
 * @data_folder: created when absent
 * @is_new: (out): whether the organization has yet to be populated: the folder was empty, or the
 *   first start was cut short
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Opens the database of a folder and keeps every other process out of it. What is not certainly
 * ours and sound is refused and left as it is.
 *
 * Returns: (transfer full) (nullable): the store
 */
GateOrgStore *
gate_org_store_open (const char *data_folder,
                     gboolean   *is_new,
                     GError    **error)
{
  g_autoptr (GateOrgStore) self = g_object_new (GATE_TYPE_ORG_STORE, NULL);
  g_autofree char *folder = NULL;
  gint64 last_ms;

  g_return_val_if_fail (data_folder != NULL, NULL);
  g_return_val_if_fail (is_new != NULL, NULL);

  *is_new = FALSE;
  folder = gate_org_data_folder_prepare (data_folder, error);
  if (folder == NULL)
    return NULL;
  self->lock_fd = gate_org_data_folder_lock (folder, error);
  if (self->lock_fd < 0)
    return NULL;
  self->path = g_build_filename (folder, DATABASE_FILE, NULL);
  last_ms = gate_org_data_folder_get_last_ms (self->path);
  if (!ensure_database (folder, self->path, error) ||
      !open_database (self, self->path, is_new, error) ||
      (!*is_new && !end_unknown (self, last_ms, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * gate_org_store_touch:
 * @self: a store
 *
 * Makes the file say that it is of now, whether something was written or not: by its time the next
 * start sees that the clock was set back.
 */
void
gate_org_store_touch (GateOrgStore *self)
{
  g_return_if_fail (GATE_IS_ORG_STORE (self));

  utimensat (AT_FDCWD, self->path, NULL, AT_SYMLINK_NOFOLLOW);
}

/**
 * gate_org_store_close:
 * @self: a store; no statement may be on loan
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Folds the log into the database and unlocks the folder. Uncommitted changes are lost.
 *
 * Returns: FALSE on failure; the store is closed all the same
 */
gboolean
gate_org_store_close (GateOrgStore *self,
                      GError      **error)
{
  int result = SQLITE_OK;

  g_return_val_if_fail (GATE_IS_ORG_STORE (self), FALSE);

  g_hash_table_remove_all (self->statements);
  if (self->db != NULL)
    {
      gate_org_store_rollback (self);
      result = sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
      if (result != SQLITE_OK)
        gate_org_store_error_set (error, self->db, result, "close");
      sqlite3_close_v2 (self->db);
      self->db = NULL;
      gate_org_store_touch (self);
    }
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
  return result == SQLITE_OK;
}

static sqlite3_stmt *
compile_statement (GateOrgStore *self,
                   const char   *sql,
                   guint         flags,
                   GError      **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v3 (self->db, sql, -1, flags, &statement, NULL);

  if (result != SQLITE_OK)
    gate_org_store_error_set (error, self->db, result, "prepare");
  return statement;
}

/**
 * gate_org_store_prepare:
 * @self: a store
 * @sql: a string literal: its address is the key of the cache
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the statement on loan, with nothing bound
 */
GateOrgStatement *
gate_org_store_prepare (GateOrgStore *self,
                        const char   *sql,
                        GError      **error)
{
  CachedStatement *cached;
  sqlite3_stmt *statement;

  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, NULL);

  cached = g_hash_table_lookup (self->statements, sql);
  if (cached != NULL && !cached->lent)
    return gate_org_statement_new (cached->statement, &cached->lent);
  statement = compile_statement (self, sql, cached == NULL ? SQLITE_PREPARE_PERSISTENT : 0, error);
  if (statement == NULL)
    return NULL;
  if (cached != NULL)
    return gate_org_statement_new (statement, NULL);
  cached = g_new0 (CachedStatement, 1);
  cached->statement = statement;
  g_hash_table_insert (self->statements, (gpointer) sql, cached);
  return gate_org_statement_new (statement, &cached->lent);
}

/**
 * gate_org_store_begin:
 * @self: a store, outside a transaction, or new and not yet committed
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_store_begin (GateOrgStore *self,
                      GError      **error)
{
  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, FALSE);

  return self->first || gate_org_database_run (self->db, "BEGIN IMMEDIATE", error);
}

/**
 * gate_org_store_is_gone:
 * @self: a store
 *
 * Returns: whether the database is no longer where it was opened: what is written now is lost with
 *   the process
 */
gboolean
gate_org_store_is_gone (GateOrgStore *self)
{
  int has_moved = 0;

  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, TRUE);

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  return has_moved != 0;
}

/**
 * gate_org_store_commit:
 * @self: a store in a transaction
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: TRUE once everything is on the disk; FALSE when nothing of it is
 */
gboolean
gate_org_store_commit (GateOrgStore *self,
                       GError      **error)
{
  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, FALSE);

  if (gate_org_store_is_gone (self))
    {
      g_set_error_literal (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_MISSING,
                           "the data folder was moved or deleted");
      gate_org_store_rollback (self);
      return FALSE;
    }
  if (!gate_org_database_run (self->db, "COMMIT", error))
    {
      gate_org_store_rollback (self);
      return FALSE;
    }
  self->first = FALSE;
  return TRUE;
}

/**
 * gate_org_store_rollback:
 * @self: a store
 *
 * Undoes uncommitted changes. Harmless outside a transaction, as after a commit that failed or
 * an error that made SQLite roll back by itself.
 */
void
gate_org_store_rollback (GateOrgStore *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL);

  self->first = FALSE;
  self->n_rollbacks++;
  if (gate_org_store_is_in_transaction (self) &&
      !gate_org_database_run (self->db, "ROLLBACK", &error))
    g_warning ("Could not roll back: %s", error->message);
}

/**
 * gate_org_store_is_in_transaction:
 * @self: a store
 *
 * Returns: whether something is begun and neither committed nor rolled back
 */
gboolean
gate_org_store_is_in_transaction (GateOrgStore *self)
{
  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, FALSE);

  return sqlite3_get_autocommit (self->db) == 0;
}

/**
 * gate_org_store_get_changes:
 * @self: a store
 *
 * Returns: how many rows the last statement changed
 */
guint
gate_org_store_get_changes (GateOrgStore *self)
{
  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, 0);

  return (guint) sqlite3_changes (self->db);
}

/**
 * gate_org_store_get_generation:
 * @self: a store
 *
 * Returns: a number that only grows; while it is the same, so is everything in the database
 */
guint64
gate_org_store_get_generation (GateOrgStore *self)
{
  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, 0);

  return (guint64) sqlite3_total_changes64 (self->db) + self->n_rollbacks;
}

/**
 * gate_org_store_check:
 * @self: a store
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE when the database is damaged
 */
gboolean
gate_org_store_check (GateOrgStore *self,
                      GError      **error)
{
  g_return_val_if_fail (GATE_IS_ORG_STORE (self) && self->db != NULL, FALSE);

  return gate_org_database_check (self->db, error);
}
