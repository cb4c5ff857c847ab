/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-seed-writer.h"

/* E-mail addresses of people who do not exist, under a reserved name (RFC 2606). */
#define MAIL_DOMAIN "acme-care.example"

/**
 * gate_org_seed_writer_add_organization:
 * @writer: writes into an empty database
 * @number: its number
 * @kind: `own`, `built-in` or `partner`
 * @id: its ID
 * @name: its name
 * @short_name: (nullable): the name that people sign in with
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_seed_writer_add_organization (GateOrgSeedWriter *writer,
                                       gint64             number,
                                       const char        *kind,
                                       const char        *id,
                                       const char        *name,
                                       const char        *short_name,
                                       GError           **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      writer->store,
      "INSERT INTO organizations (number, kind, id, name, short_name) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, number);
  gate_org_statement_bind_text (statement, 2, kind);
  gate_org_statement_bind_text (statement, 3, id);
  gate_org_statement_bind_text (statement, 4, name);
  gate_org_statement_bind_text (statement, 5, short_name);
  return gate_org_statement_run (statement, error);
}

static gboolean
add_texts (GateOrgSeedWriter *writer,
           const char        *sql,
           gint64             owner,
           const char *const *texts,
           GError           **error)
{
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (writer->store, sql, error);

      if (statement == NULL)
        return FALSE;
      gate_org_statement_bind_int (statement, 1, owner);
      gate_org_statement_bind_text (statement, 2, texts[i]);
      if (!gate_org_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gate_org_seed_writer_add_role:
 * @writer: writes into an empty database
 * @number: its number
 * @id: its ID
 * @name: its name
 * @description: (nullable): its purpose
 * @default_role_id: (nullable): the short word of a role that the service comes with
 * @permissions: of its people
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_seed_writer_add_role (GateOrgSeedWriter *writer,
                               gint64             number,
                               const char        *id,
                               const char        *name,
                               const char        *description,
                               const char        *default_role_id,
                               const char *const *permissions,
                               GError           **error)
{
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (writer->store,
                              "INSERT INTO roles (number, id, name, description, default_role_id)"
                              " VALUES (?1, ?2, ?3, ?4, ?5)",
                              error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, number);
  gate_org_statement_bind_text (statement, 2, id);
  gate_org_statement_bind_text (statement, 3, name);
  gate_org_statement_bind_text (statement, 4, description);
  gate_org_statement_bind_text (statement, 5, default_role_id);
  return gate_org_statement_run (statement, error) &&
         add_texts (writer,
                    "INSERT INTO role_permissions (role, permission) VALUES (?1, ?2)",
                    number,
                    permissions,
                    error);
}

/**
 * gate_org_seed_writer_add_person:
 * @writer: writes into an empty database
 * @number: the person's number
 * @id: the person's ID
 * @user_name: the name that the person signs in with, in ASCII
 * @name: the name for people
 * @state: `active`, `inactive` or `deleted`
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_seed_writer_add_person (GateOrgSeedWriter *writer,
                                 gint64             number,
                                 const char        *id,
                                 const char        *user_name,
                                 const char        *name,
                                 const char        *state,
                                 GError           **error)
{
  g_autofree char *email = g_strconcat (user_name, "@" MAIL_DOMAIN, NULL);
  g_autoptr (GateOrgStatement) statement =
      gate_org_store_prepare (writer->store,
                              "INSERT INTO people (number, id, user_name, name, email, state)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                              error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, number);
  gate_org_statement_bind_text (statement, 2, id);
  gate_org_statement_bind_text (statement, 3, user_name);
  gate_org_statement_bind_text (statement, 4, name);
  gate_org_statement_bind_text (statement, 5, email);
  gate_org_statement_bind_text (statement, 6, state);
  return gate_org_statement_run (statement, error);
}

static gboolean
add_pair (GateOrgSeedWriter *writer,
          const char        *sql,
          gint64             owner,
          gint64             role,
          GError           **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (writer->store, sql, error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, owner);
  gate_org_statement_bind_int (statement, 2, role);
  return gate_org_statement_run (statement, error);
}

/**
 * gate_org_seed_writer_add_person_role:
 * @writer: writes into an empty database
 * @person: a person
 * @role: a role; giving it twice is giving it once
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_seed_writer_add_person_role (GateOrgSeedWriter *writer,
                                      gint64             person,
                                      gint64             role,
                                      GError           **error)
{
  return add_pair (writer,
                   "INSERT OR IGNORE INTO person_roles (person, role) VALUES (?1, ?2)",
                   person,
                   role,
                   error);
}

/**
 * gate_org_seed_writer_add_client_role:
 * @writer: writes into an empty database
 * @client: a client that signs in by itself
 * @role: a role that it holds then
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_seed_writer_add_client_role (GateOrgSeedWriter *writer,
                                      gint64             client,
                                      gint64             role,
                                      GError           **error)
{
  return add_pair (writer,
                   "INSERT OR IGNORE INTO client_roles (client, role) VALUES (?1, ?2)",
                   client,
                   role,
                   error);
}

static gboolean
add_redirect_uris (GateOrgSeedWriter *writer,
                   gint64             client,
                   const char *const *uris,
                   GError           **error)
{
  for (gsize i = 0; uris != NULL && uris[i] != NULL; i++)
    {
      g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
          writer->store,
          "INSERT INTO client_redirect_uris (client, position, uri) VALUES (?1, ?2, ?3)",
          error);

      if (statement == NULL)
        return FALSE;
      gate_org_statement_bind_int (statement, 1, client);
      gate_org_statement_bind_int (statement, 2, (gint64) i);
      gate_org_statement_bind_text (statement, 3, uris[i]);
      if (!gate_org_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gate_org_seed_writer_add_client:
 * @writer: writes into an empty database
 * @client: a client
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_seed_writer_add_client (GateOrgSeedWriter       *writer,
                                 const GateOrgSeedClient *client,
                                 GError                 **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      writer->store,
      "INSERT INTO clients (number, id, owner, name, description, grant_type, token_lifetime_s,"
      " state, created_ms, modified_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, client->number);
  gate_org_statement_bind_text (statement, 2, client->id);
  gate_org_statement_bind_int (statement, 3, client->owner);
  gate_org_statement_bind_text (statement, 4, client->name);
  gate_org_statement_bind_text (statement, 5, client->description);
  gate_org_statement_bind_text (statement, 6, client->grant_type);
  gate_org_statement_bind_int (statement, 7, client->token_lifetime_s);
  gate_org_statement_bind_text (statement, 8, client->state);
  gate_org_statement_bind_int (statement, 9, client->created_ms);
  gate_org_statement_bind_int (
      statement, 10, client->modified_ms != 0 ? client->modified_ms : client->created_ms);
  return gate_org_statement_run (statement, error) &&
         add_texts (writer,
                    "INSERT OR IGNORE INTO client_scopes (client, scope) VALUES (?1, ?2)",
                    client->number,
                    client->scopes,
                    error) &&
         add_redirect_uris (writer, client->number, client->redirect_uris, error);
}

static void
bind_person (GateOrgStatement *statement,
             int               position,
             gint64            person)
{
  if (person != 0)
    gate_org_statement_bind_int (statement, position, person);
  else
    gate_org_statement_bind_null (statement, position);
}

static gboolean
add_roles (GateOrgSeedWriter              *writer,
           const GateOrgSeedAuthorization *authorization,
           GError                        **error)
{
  for (gsize i = 0; i < authorization->n_roles; i++)
    {
      g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
          writer->store,
          "INSERT OR IGNORE INTO authorization_roles (client, role) VALUES (?1, ?2)",
          error);

      if (statement == NULL)
        return FALSE;
      gate_org_statement_bind_int (statement, 1, authorization->client);
      gate_org_statement_bind_int (statement, 2, authorization->roles[i]);
      if (!gate_org_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gate_org_seed_writer_add_authorization:
 * @writer: writes into an empty database
 * @authorization: the decision about a client
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_seed_writer_add_authorization (GateOrgSeedWriter              *writer,
                                        const GateOrgSeedAuthorization *authorization,
                                        GError                        **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      writer->store,
      "INSERT INTO authorizations (client, state, created_ms, modified_ms, created_by, modified_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);

  if (statement == NULL)
    return FALSE;
  gate_org_statement_bind_int (statement, 1, authorization->client);
  gate_org_statement_bind_text (statement, 2, authorization->state);
  gate_org_statement_bind_int (statement, 3, authorization->created_ms);
  gate_org_statement_bind_int (statement, 4, authorization->modified_ms);
  bind_person (statement, 5, authorization->created_by);
  bind_person (statement, 6, authorization->modified_by);
  return gate_org_statement_run (statement, error) &&
         add_texts (writer,
                    "INSERT OR IGNORE INTO authorization_scopes (client, scope) VALUES (?1, ?2)",
                    authorization->client,
                    authorization->scopes,
                    error) &&
         add_roles (writer, authorization, error);
}
