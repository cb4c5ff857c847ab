/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What the database looks like. Every entity has a number, which tables refer to each other by and
 * which never leaves the program, and an id, which is what the API speaks of.
 *
 * Version 1: organizations, people, roles, clients, authorizations, tokens, audit. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-schema.h"

/* clang-format off */
static const char version_1[] =
  "CREATE TABLE organizations ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE CHECK (length (id) BETWEEN 1 AND 64),"
  "  name TEXT NOT NULL CHECK (length (name) > 0),"
  "  short_name TEXT CHECK (length (short_name) > 0),"
  "  kind TEXT NOT NULL CHECK (kind IN ('own', 'built-in', 'partner')),"
  "  CHECK (kind <> 'own' OR short_name IS NOT NULL)"
  ") STRICT;"
  "CREATE UNIQUE INDEX organizations_own ON organizations (kind) WHERE kind = 'own';"

  "CREATE TABLE people ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE CHECK (length (id) = 36 AND id = lower (id)),"
  "  user_name TEXT NOT NULL UNIQUE CHECK (length (user_name) > 0),"
  "  name TEXT NOT NULL CHECK (length (name) > 0),"
  "  email TEXT NOT NULL CHECK (length (email) > 0),"
  "  state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'deleted'))"
  ") STRICT;"
  "CREATE INDEX people_by_name ON people (name, number);"

  "CREATE TABLE roles ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE CHECK (length (id) = 36 AND id = lower (id)),"
  "  name TEXT NOT NULL UNIQUE CHECK (length (name) > 0),"
  "  description TEXT,"
  "  default_role_id TEXT UNIQUE CHECK (length (default_role_id) > 0)"
  ") STRICT;"

  "CREATE TABLE role_permissions ("
  "  role INTEGER NOT NULL REFERENCES roles (number) ON DELETE CASCADE,"
  "  permission TEXT NOT NULL CHECK (length (permission) > 0),"
  "  PRIMARY KEY (role, permission)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE person_roles ("
  "  role INTEGER NOT NULL REFERENCES roles (number) ON DELETE CASCADE,"
  "  person INTEGER NOT NULL REFERENCES people (number) ON DELETE CASCADE,"
  "  PRIMARY KEY (role, person)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX person_roles_by_person ON person_roles (person, role);"

  "CREATE TABLE clients ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE CHECK (length (id) = 36 AND id = lower (id)),"
  "  owner INTEGER NOT NULL REFERENCES organizations (number),"
  "  name TEXT NOT NULL CHECK (length (name) > 0),"
  "  description TEXT,"
  "  grant_type TEXT NOT NULL CHECK (grant_type IN"
  "    ('CODE', 'TOKEN', 'SAML2-BEARER', 'CLIENT-CREDENTIALS', 'PASSWORD')),"
  "  token_lifetime_s INTEGER NOT NULL CHECK (token_lifetime_s BETWEEN 300 AND 38880000),"
  "  state TEXT NOT NULL CHECK (state IN ('active', 'inactive', 'disabled')),"
  "  created_ms INTEGER NOT NULL,"
  "  modified_ms INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX clients_by_owner ON clients (owner, number);"

  "CREATE TABLE client_scopes ("
  "  client INTEGER NOT NULL REFERENCES clients (number) ON DELETE CASCADE,"
  "  scope TEXT NOT NULL CHECK (length (scope) > 0),"
  "  PRIMARY KEY (client, scope)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE client_redirect_uris ("
  "  client INTEGER NOT NULL REFERENCES clients (number) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL CHECK (position >= 0),"
  "  uri TEXT NOT NULL CHECK (length (uri) > 0),"
  "  PRIMARY KEY (client, position)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE authorizations ("
  "  client INTEGER PRIMARY KEY REFERENCES clients (number) ON DELETE CASCADE,"
  "  state TEXT NOT NULL CHECK (state IN ('Requested', 'Authorized', 'Revoked')),"
  "  created_ms INTEGER NOT NULL,"
  "  modified_ms INTEGER NOT NULL CHECK (modified_ms >= created_ms),"
  "  created_by INTEGER REFERENCES people (number),"
  "  modified_by INTEGER REFERENCES people (number)"
  ") STRICT;"

  "CREATE TABLE authorization_scopes ("
  "  client INTEGER NOT NULL REFERENCES authorizations (client) ON DELETE CASCADE,"
  "  scope TEXT NOT NULL CHECK (length (scope) > 0),"
  "  PRIMARY KEY (client, scope)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE authorization_roles ("
  "  client INTEGER NOT NULL REFERENCES authorizations (client) ON DELETE CASCADE,"
  "  role INTEGER NOT NULL REFERENCES roles (number),"
  "  PRIMARY KEY (client, role)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE tokens ("
  "  hash TEXT PRIMARY KEY CHECK (length (hash) = 64),"
  "  client INTEGER NOT NULL REFERENCES clients (number) ON DELETE CASCADE,"
  "  person INTEGER REFERENCES people (number) ON DELETE CASCADE,"
  "  scopes TEXT NOT NULL,"
  "  issued_ms INTEGER NOT NULL,"
  "  expires_ms INTEGER NOT NULL CHECK (expires_ms > issued_ms),"
  "  ended_ms INTEGER"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX tokens_alive ON tokens (client) WHERE ended_ms IS NULL;"

  "CREATE TABLE audit ("
  "  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),"
  "  time_ms INTEGER NOT NULL,"
  "  action TEXT NOT NULL CHECK (action IN ('Authorize', 'Deauthorize')),"
  "  client INTEGER NOT NULL REFERENCES clients (number),"
  "  person INTEGER REFERENCES people (number),"
  "  through_client INTEGER REFERENCES clients (number),"
  "  correlation_id TEXT NOT NULL,"
  "  state_before TEXT NOT NULL,"
  "  state_after TEXT NOT NULL,"
  "  scopes_before TEXT NOT NULL,"
  "  scopes_after TEXT NOT NULL,"
  "  roles_before TEXT NOT NULL,"
  "  roles_after TEXT NOT NULL"
  ") STRICT;"
  "CREATE TRIGGER audit_has_no_gaps BEFORE INSERT ON audit"
  "  WHEN NEW.sequence IS NOT (SELECT coalesce (max (sequence), 0) + 1 FROM audit)"
  "  BEGIN SELECT RAISE (ABORT, 'audit sequence'); END;"
  "CREATE TRIGGER audit_stays BEFORE DELETE ON audit"
  "  BEGIN SELECT RAISE (ABORT, 'audit is kept'); END;"
  "CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit"
  "  BEGIN SELECT RAISE (ABORT, 'audit is final'); END;";
/* clang-format on */

static const char *const migrations[] = {
  version_1,
};

/**
 * gate_org_schema_get_version:
 *
 * Returns: the newest version of the schema, which a database has after all migrations
 */
guint
gate_org_schema_get_version (void)
{
  return G_N_ELEMENTS (migrations);
}

/**
 * gate_org_schema_get_migration:
 * @from_version: the version that the database has
 *
 * Returns: (nullable): the statements that bring it to the next version, to be run in one
 *   transaction; %NULL when there is none
 */
const char *
gate_org_schema_get_migration (guint from_version)
{
  return from_version < G_N_ELEMENTS (migrations) ? migrations[from_version] : NULL;
}
