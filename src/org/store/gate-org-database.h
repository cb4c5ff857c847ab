/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The database as a file and as a connection: creating, checking, opening, migrating. */
typedef const char *(*GateOrgMigrationFunc) (guint from_version);

gboolean gate_org_database_create       (const char          *folder,
                                         const char          *path,
                                         GError             **error);
sqlite3 *gate_org_database_open         (const char          *path,
                                         guint                known_version,
                                         GError             **error);
gboolean gate_org_database_get_version  (sqlite3             *db,
                                         guint               *version,
                                         GError             **error);
gboolean gate_org_database_check        (sqlite3             *db,
                                         GError             **error);
gboolean gate_org_database_migrate_step (sqlite3             *db,
                                         guint                from_version,
                                         GateOrgMigrationFunc get_migration,
                                         GError             **error);
gboolean gate_org_database_migrate      (sqlite3             *db,
                                         const char          *path,
                                         guint                to_version,
                                         GateOrgMigrationFunc get_migration,
                                         GError             **error);
gboolean gate_org_database_run          (sqlite3             *db,
                                         const char          *sql,
                                         GError             **error);

G_END_DECLS
