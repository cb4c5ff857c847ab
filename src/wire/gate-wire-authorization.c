/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* OAuthAuthorization (genesys-api.md 3.1). */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-authorization.h"

#include "gate-error.h"
#include "gate-text.h"
#include "gate-wire-client.h"
#include "gate-wire-fields.h"

#define MAX_STATE_CHARS 100

/* Nothing is granted to a client that is not authorized yet, so that its answer need not say what.
 * For any other client an absent list is not an empty one: without roles it is open to all. */
static GateKnowledge
judge_list (GateKnowledge          knowledge,
            GateAuthorizationState state,
            const GateJsonValue   *value,
            const char            *member,
            GateWireWarnings      *warnings)
{
  if (knowledge != GATE_KNOWLEDGE_NOT_TOLD)
    return knowledge;
  if (state == GATE_AUTHORIZATION_UNAUTHORIZED || state == GATE_AUTHORIZATION_REQUESTED)
    return GATE_KNOWLEDGE_COMPLETE;
  gate_wire_warnings_add (warnings, value, member, "not told");
  return knowledge;
}

static void
read_decision (const GateJsonValue *value,
               GateAuthorization   *authorization,
               GateWireWarnings    *warnings)
{
  g_autofree char *state = gate_wire_read_text (value, "state", MAX_STATE_CHARS, warnings);
  GateKnowledge scopes_known = GATE_KNOWLEDGE_NONE;
  GateKnowledge roles_known = GATE_KNOWLEDGE_NONE;
  GateAuthorizationState decided;
  g_auto (GStrv) scopes =
      gate_wire_read_list (value, "scope", gate_text_is_scope_id, &scopes_known, warnings);
  g_auto (GStrv) roles = gate_wire_read_ids (value, "roles", &roles_known, warnings);
  gboolean pending = gate_wire_read_boolean (value, "pending", warnings);

  if (state == NULL && !pending)
    gate_wire_warnings_add (warnings, value, "state", "not known");
  gate_authorization_set_state_from_wire (authorization, state, pending);
  decided = gate_authorization_get_state (authorization);
  gate_authorization_set_scopes (authorization, (const char *const *) scopes);
  gate_authorization_set_roles (authorization, (const char *const *) roles);
  gate_authorization_set_scopes_knowledge (
      authorization, judge_list (scopes_known, decided, value, "scope", warnings));
  gate_authorization_set_roles_knowledge (
      authorization, judge_list (roles_known, decided, value, "roles", warnings));
}

static void
read_who (const GateJsonValue *value,
          const char          *member,
          char               **id,
          char               **name,
          GateWireWarnings    *warnings)
{
  GateJsonValue who;

  if (!gate_wire_read_object (value, member, &who, warnings))
    return;
  *id = gate_wire_read_text (&who, "id", GATE_WIRE_MAX_ID_BYTES, warnings);
  *name = gate_wire_read_text (&who, "name", GATE_WIRE_MAX_NAME_CHARS, warnings);
  if (*id != NULL && !gate_wire_is_id (*id))
    {
      gate_wire_warnings_add (warnings, &who, "id", "not an ID");
      g_clear_pointer (id, g_free);
    }
}

static void
read_history (const GateJsonValue *value,
              GateAuthorization   *authorization,
              GateWireWarnings    *warnings)
{
  g_autoptr (GDateTime) created = gate_wire_read_date (value, "dateCreated", warnings);
  g_autoptr (GDateTime) modified = gate_wire_read_date (value, "dateModified", warnings);
  g_autofree char *created_by_id = NULL;
  g_autofree char *created_by_name = NULL;
  g_autofree char *modified_by_id = NULL;
  g_autofree char *modified_by_name = NULL;

  read_who (value, "createdBy", &created_by_id, &created_by_name, warnings);
  read_who (value, "modifiedBy", &modified_by_id, &modified_by_name, warnings);
  gate_authorization_set_date_created (authorization, created);
  gate_authorization_set_date_modified (authorization, modified);
  gate_authorization_set_created_by (authorization, created_by_id, created_by_name);
  gate_authorization_set_modified_by (authorization, modified_by_id, modified_by_name);
}

/**
 * gate_wire_authorization_decode:
 * @value: an OAuthAuthorization
 * @error: return location
 *
 * Refuses an authorization without a client ID; any other unusable member is left out and named by
 * gate_authorization_get_problem(). An authorization with a problem must not be written back
 * without a check, because the members that were left out would be lost.
 *
 * Returns: (transfer full): the authorization, or %NULL with %GATE_ERROR_PROTOCOL naming the place
 */
GateAuthorization *
gate_wire_authorization_decode (const GateJsonValue *value,
                                GError             **error)
{
  g_auto (GateWireWarnings) warnings = { NULL };
  g_autoptr (GateAuthorization) authorization = NULL;
  g_autoptr (GateClient) client = NULL;
  g_autofree char *client_problem = NULL;
  GateJsonValue client_value;

  if (!gate_json_value_expect_object (value, error) ||
      !gate_json_get_object (value, "client", &client_value, error))
    return NULL;
  client = gate_wire_client_decode (&client_value, &client_problem, error);
  if (client == NULL)
    return NULL;
  authorization = gate_authorization_new (client);
  if (client_problem != NULL)
    gate_authorization_add_problem (authorization, client_problem);
  read_decision (value, authorization, &warnings);
  read_history (value, authorization, &warnings);
  for (guint i = 0; warnings.lines != NULL && i < warnings.lines->len; i++)
    gate_authorization_add_problem (authorization, g_ptr_array_index (warnings.lines, i));
  return g_steal_pointer (&authorization);
}

/**
 * gate_wire_authorization_encode:
 * @authorization: an authorization
 * @organization_id: (nullable): the organization that grants
 * @organization_name: (nullable): its name
 * @writer: where to write
 * @member: (nullable): the member's name, %NULL in an array or at the root
 *
 * Writes an OAuthAuthorization in the form of the API's answer.
 */
void
gate_wire_authorization_encode (GateAuthorization *authorization,
                                const char        *organization_id,
                                const char        *organization_name,
                                GateJsonWriter    *writer,
                                const char        *member)
{
  GateAuthorization *self = authorization;
  gboolean pending = gate_authorization_get_state (self) == GATE_AUTHORIZATION_REQUESTED;

  gate_json_writer_begin_object (writer, member);
  gate_wire_client_encode (gate_authorization_get_client (self), writer, "client");
  gate_json_writer_add_strv (writer, "scope", gate_authorization_get_scopes (self));
  gate_json_writer_add_strv (writer, "roles", gate_authorization_get_roles (self));
  gate_wire_add_reference (writer, "resourceOwner", "organizations", organization_id,
                           organization_name);
  gate_wire_add_date (writer, "dateCreated", gate_authorization_get_date_created (self));
  gate_wire_add_date (writer, "dateModified", gate_authorization_get_date_modified (self));
  gate_wire_add_reference (writer, "createdBy", "users",
                           gate_authorization_get_created_by_id (self),
                           gate_authorization_get_created_by_name (self));
  gate_wire_add_reference (writer, "modifiedBy", "users",
                           gate_authorization_get_modified_by_id (self),
                           gate_authorization_get_modified_by_name (self));
  gate_json_writer_add_boolean (writer, "pending", pending);
  gate_wire_add_optional (writer, "state", gate_authorization_get_state_name (self));
  gate_wire_add_self_uri (writer, "oauth/authorizations", gate_authorization_get_id (self));
  gate_json_writer_end_object (writer);
}

/**
 * gate_wire_authorization_encode_put:
 * @scopes: (nullable): the scopes to grant, %NULL to leave them out
 * @role_ids: (nullable): the roles to allow, an empty list for all; %NULL to leave them out
 *
 * Returns: (transfer full): the body of PUT oauth/authorizations/{clientId}
 */
GBytes *
gate_wire_authorization_encode_put (const char *const *scopes,
                                    const char *const *role_ids)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  gate_json_writer_begin_object (writer, NULL);
  if (scopes != NULL)
    gate_json_writer_add_strv (writer, "scope", scopes);
  if (role_ids != NULL)
    gate_json_writer_add_strv (writer, "roles", role_ids);
  gate_json_writer_end_object (writer);
  return gate_json_writer_end (writer);
}

static gboolean
get_strict_strv (const GateJsonValue *value,
                 const char          *member,
                 GateWireTextFunc     check,
                 char              ***out,
                 GError             **error)
{
  g_auto (GateWireWarnings) warnings = { NULL };
  g_autofree char *problem = NULL;
  GateJsonValue array;

  *out = NULL;
  if (gate_json_peek (value, member, &array) == GATE_JSON_ABSENT)
    return TRUE;
  if (!gate_json_get_array (value, member, &array, error))
    return FALSE;
  *out = gate_wire_read_strv (value, member, check, &warnings);
  problem = gate_wire_warnings_join (&warnings);
  if (problem == NULL)
    return TRUE;
  g_clear_pointer (out, g_strfreev);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "%s", problem);
  return FALSE;
}

static gboolean
refuse_member (const GateJsonValue *object,
               const char          *member,
               const char          *why,
               GError             **error)
{
  g_autofree char *path = NULL;
  GateJsonValue value;

  gate_json_peek (object, member, &value);
  path = gate_json_value_dup_path (&value);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "%s: %s", path, why);
  return FALSE;
}

/* A body that was read and changed has more members than a PUT needs; they may say nothing else
 * than the request does. */
static gboolean
check_client_of_put (const GateJsonValue *value,
                     const char          *client_id,
                     GError             **error)
{
  const char *id = NULL;
  GateJsonValue client;

  if (!gate_json_get_optional_object (value, "client", &client, error) ||
      !gate_json_get_optional_string (&client, "id", &id, error))
    return FALSE;
  return id == NULL || g_ascii_strcasecmp (id, client_id) == 0 ||
         refuse_member (&client, "id", "is not the client of the path", error);
}

/**
 * gate_wire_authorization_check_put:
 * @value: the body of PUT oauth/authorizations/{clientId}
 * @client_id: the client of the path
 * @error: return location
 *
 * Returns: %FALSE with %GATE_ERROR_PROTOCOL when the body is about another client or asks to
 *   revoke, which a DELETE does
 */
gboolean
gate_wire_authorization_check_put (const GateJsonValue *value,
                                   const char          *client_id,
                                   GError             **error)
{
  const char *state = NULL;

  if (!gate_json_value_expect_object (value, error) ||
      !check_client_of_put (value, client_id, error) ||
      !gate_json_get_optional_string (value, "state", &state, error))
    return FALSE;
  return state == NULL || g_ascii_strcasecmp (state, "Revoked") != 0 ||
         refuse_member (value, "state", "a PUT authorizes, a DELETE revokes", error);
}

/**
 * gate_wire_authorization_decode_put:
 * @value: the body of PUT oauth/authorizations/{clientId}
 * @scopes: (out) (nullable) (transfer full): the scopes, without repetitions; %NULL when not given
 * @role_ids: (out) (nullable) (transfer full): the roles; %NULL when not given
 * @error: return location
 *
 * Stricter than the other decoders, because no part of a change may be left out. Ignores members
 * that only the organization sets.
 *
 * Returns: %FALSE with %GATE_ERROR_PROTOCOL when a member breaks the contract or when neither
 *   member is given
 */
gboolean
gate_wire_authorization_decode_put (const GateJsonValue *value,
                                    char              ***scopes,
                                    char              ***role_ids,
                                    GError             **error)
{
  g_auto (GStrv) given_scopes = NULL;
  g_auto (GStrv) given_roles = NULL;

  *scopes = NULL;
  *role_ids = NULL;
  if (!gate_json_value_expect_object (value, error) ||
      !get_strict_strv (value, "scope", gate_text_is_scope_id, &given_scopes, error) ||
      !get_strict_strv (value, "roles", gate_wire_is_id, &given_roles, error))
    return FALSE;
  if (given_scopes == NULL && given_roles == NULL)
    {
      gate_error_set (error, GATE_ERROR_PROTOCOL, "neither scope nor roles are given");
      return FALSE;
    }
  *scopes = g_steal_pointer (&given_scopes);
  *role_ids = g_steal_pointer (&given_roles);
  return TRUE;
}
