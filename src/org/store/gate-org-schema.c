/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What the database looks like. Every entity has a number, which tables refer to each other by and
 * which never leaves the program, and an id, which is what the API speaks of.
 *
 * Version 1: organizations, people, roles, clients, authorizations, tokens, audit.
 * Version 2: what an authorization server keeps: passwords, secrets and roles of clients, sessions,
 * guesses, codes, families of tokens; and an audit that records more than changes of
 * authorizations. */

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

/* Of every secret only its hash. A code, the tokens it was redeemed for and the tokens these were
 * refreshed into are one family: used_ms and spent_ms are set once, by the first request. A
 * table's CHECK cannot be changed, so the audit is laid anew and its records are copied. */
static const char version_2[] =
  "ALTER TABLE people ADD COLUMN password_hash TEXT CHECK (length (password_hash) > 0);"
  "CREATE INDEX people_by_email ON people (email COLLATE NOCASE);"

  "CREATE TABLE client_roles ("
  "  client INTEGER NOT NULL REFERENCES clients (number) ON DELETE CASCADE,"
  "  role INTEGER NOT NULL REFERENCES roles (number) ON DELETE CASCADE,"
  "  PRIMARY KEY (client, role)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE client_secrets ("
  "  hash TEXT PRIMARY KEY CHECK (length (hash) = 64),"
  "  client INTEGER NOT NULL REFERENCES clients (number) ON DELETE CASCADE,"
  "  created_ms INTEGER NOT NULL,"
  "  expires_ms INTEGER CHECK (expires_ms > created_ms)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE UNIQUE INDEX client_secrets_current ON client_secrets (client) WHERE expires_ms IS NULL;"
  "CREATE INDEX client_secrets_by_client ON client_secrets (client);"

  "CREATE TABLE sessions ("
  "  hash TEXT PRIMARY KEY CHECK (length (hash) = 64),"
  "  person INTEGER NOT NULL REFERENCES people (number) ON DELETE CASCADE,"
  "  started_ms INTEGER NOT NULL,"
  "  touched_ms INTEGER NOT NULL CHECK (touched_ms >= started_ms)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX sessions_by_person ON sessions (person);"

  "CREATE TABLE guesses ("
  "  account_hash TEXT PRIMARY KEY CHECK (length (account_hash) = 64),"
  "  failures INTEGER NOT NULL CHECK (failures > 0),"
  "  next_ms INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE families ("
  "  number INTEGER PRIMARY KEY,"
  "  client INTEGER NOT NULL REFERENCES clients (number) ON DELETE CASCADE,"
  "  person INTEGER NOT NULL REFERENCES people (number) ON DELETE CASCADE,"
  "  scopes TEXT NOT NULL,"
  "  started_ms INTEGER NOT NULL,"
  "  expires_ms INTEGER NOT NULL CHECK (expires_ms > started_ms),"
  "  ended_ms INTEGER"
  ") STRICT;"
  "CREATE INDEX families_alive ON families (client) WHERE ended_ms IS NULL;"

  "CREATE TABLE codes ("
  "  hash TEXT PRIMARY KEY CHECK (length (hash) = 64),"
  "  client INTEGER NOT NULL REFERENCES clients (number) ON DELETE CASCADE,"
  "  person INTEGER NOT NULL REFERENCES people (number) ON DELETE CASCADE,"
  "  session_hash TEXT CHECK (length (session_hash) = 64),"
  "  redirect_uri TEXT NOT NULL CHECK (length (redirect_uri) > 0),"
  "  challenge TEXT CHECK (length (challenge) = 43),"
  "  scopes TEXT NOT NULL,"
  "  issued_ms INTEGER NOT NULL,"
  "  expires_ms INTEGER NOT NULL CHECK (expires_ms - issued_ms BETWEEN 1 AND 60000),"
  "  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures BETWEEN 0 AND 3),"
  "  used_ms INTEGER CHECK (used_ms IS NOT NULL OR (family IS NULL AND failures < 3)),"
  "  family INTEGER UNIQUE REFERENCES families (number) ON DELETE CASCADE"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX codes_unused ON codes (client) WHERE used_ms IS NULL;"

  "CREATE TABLE refresh_tokens ("
  "  hash TEXT PRIMARY KEY CHECK (length (hash) = 64),"
  "  family INTEGER NOT NULL REFERENCES families (number) ON DELETE CASCADE,"
  "  issued_ms INTEGER NOT NULL,"
  "  expires_ms INTEGER NOT NULL CHECK (expires_ms > issued_ms),"
  "  spent_ms INTEGER"
  ") STRICT, WITHOUT ROWID;"
  "CREATE UNIQUE INDEX refresh_tokens_unspent ON refresh_tokens (family) WHERE spent_ms IS NULL;"
  "CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family);"

  "ALTER TABLE tokens ADD COLUMN family INTEGER REFERENCES families (number) ON DELETE CASCADE;"
  "CREATE INDEX tokens_by_family ON tokens (family) WHERE family IS NOT NULL;"

  "CREATE TABLE wider_audit ("
  "  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),"
  "  time_ms INTEGER NOT NULL,"
  "  action TEXT NOT NULL CHECK (action IN"
  "    ('Authorize', 'Deauthorize', 'Request', 'Reuse', 'NewSecret')),"
  "  client INTEGER NOT NULL REFERENCES clients (number),"
  "  person INTEGER REFERENCES people (number),"
  "  through_client INTEGER REFERENCES clients (number),"
  "  correlation_id TEXT NOT NULL,"
  "  state_before TEXT,"
  "  state_after TEXT,"
  "  scopes_before TEXT,"
  "  scopes_after TEXT,"
  "  roles_before TEXT,"
  "  roles_after TEXT,"
  "  CHECK (action IN ('Reuse', 'NewSecret') OR (state_before IS NOT NULL"
  "    AND state_after IS NOT NULL AND scopes_before IS NOT NULL AND scopes_after IS NOT NULL"
  "    AND roles_before IS NOT NULL AND roles_after IS NOT NULL))"
  ") STRICT;"
  "INSERT INTO wider_audit SELECT sequence, time_ms, action, client, person, through_client,"
  "  correlation_id, state_before, state_after, scopes_before, scopes_after, roles_before,"
  "  roles_after FROM audit;"
  "DROP TABLE audit;"
  "ALTER TABLE wider_audit RENAME TO audit;"
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
  version_2,
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
