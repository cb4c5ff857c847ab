/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* OAuthClient (genesys-api.md 3.3). The secret is neither read nor written. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-client.h"

#include "gate-error.h"
#include "gate-text.h"
#include "gate-wire-fields.h"

#include <string.h>

#define MAX_URI_BYTES 2000
#define MAX_STATE_CHARS 100

static gboolean
is_uri (const char *text)
{
  return *text != '\0' && strnlen (text, MAX_URI_BYTES + 1) <= MAX_URI_BYTES;
}

/* A visible first character, which most names have, is enough: it stays in the shown name. */
static gboolean
can_be_shown (const char *name)
{
  g_autofree char *shown = NULL;

  if (g_ascii_isgraph (*name))
    return TRUE;
  shown = gate_text_for_display (name, GATE_WIRE_MAX_NAME_CHARS);
  return *shown != '\0';
}

/* The contract requires the name, because people choose a client by it. */
static char *
read_name (const GateJsonValue *value,
           GateWireWarnings    *warnings)
{
  g_autofree char *name = NULL;
  const char *text = NULL;
  GError *error = NULL;

  if (!gate_json_get_string (value, "name", &text, &error))
    {
      gate_wire_warnings_take (warnings, error);
      return NULL;
    }
  name = gate_wire_read_text (value, "name", GATE_WIRE_MAX_NAME_CHARS, warnings);
  if (!can_be_shown (name))
    gate_wire_warnings_add (warnings, value, "name", "nothing that can be shown");
  return g_steal_pointer (&name);
}

static void
read_texts (const GateJsonValue *value,
            GateClient          *client,
            GateWireWarnings    *warnings)
{
  g_autofree char *name = read_name (value, warnings);
  g_autofree char *description =
      gate_wire_read_text (value, "description", GATE_WIRE_MAX_TEXT_CHARS, warnings);
  g_autofree char *grant_type =
      gate_wire_read_text (value, "authorizedGrantType", MAX_STATE_CHARS, warnings);
  g_autofree char *state = gate_wire_read_text (value, "state", MAX_STATE_CHARS, warnings);

  gate_client_set_name (client, name);
  gate_client_set_description (client, description);
  gate_client_set_grant_type_name (client, grant_type);
  gate_client_set_state (client, state);
}

static gboolean
read_role_id (const GateJsonValue *role_divisions,
              guint                index,
              const char         **id)
{
  GateJsonValue pair;
  GateJsonValue value;

  gate_json_array_get_element (role_divisions, index, &pair);
  if (gate_json_value_get_kind (&pair) != GATE_JSON_OBJECT ||
      gate_json_peek (&pair, "roleId", &value) != GATE_JSON_STRING)
    return FALSE;
  *id = gate_json_value_peek_string (&value);
  return gate_wire_is_id (*id);
}

/* The roles that a client acts with, each in some divisions; `roleIds` is the older member for the
 * same. With a part of its roles the client would look weaker than it is, so one unusable entry
 * drops all of them. */
static char **
read_role_ids (const GateJsonValue *value,
               GateWireWarnings    *warnings)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GateJsonValue array;
  guint n = 0;

  if (gate_json_peek (value, "roleDivisions", &array) != GATE_JSON_ARRAY)
    return gate_wire_read_strv (value, "roleIds", gate_wire_is_id, warnings);
  n = gate_json_array_get_length (&array);
  for (guint i = 0; i < n; i++)
    {
      const char *id = NULL;

      if (n > GATE_WIRE_MAX_LIST || !read_role_id (&array, i, &id))
        {
          gate_wire_warnings_add (warnings,
                                  value,
                                  "roleDivisions",
                                  "has entries that cannot be used");
          return NULL;
        }
      if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_strdup (id));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static void
read_rest (const GateJsonValue *value,
           GateClient          *client,
           GateWireWarnings    *warnings)
{
  GateKnowledge scopes_known;
  g_auto (GStrv) scopes =
      gate_wire_read_list (value, "scope", gate_text_is_scope_id, &scopes_known, warnings);
  g_auto (GStrv) uris = gate_wire_read_strv (value, "registeredRedirectUri", is_uri, warnings);
  g_auto (GStrv) role_ids = read_role_ids (value, warnings);
  g_autoptr (GDateTime) created = gate_wire_read_date (value, "dateCreated", warnings);
  g_autoptr (GDateTime) modified = gate_wire_read_date (value, "dateModified", warnings);

  gate_client_set_scopes (client, (const char *const *) scopes);
  gate_client_set_scopes_knowledge (client, scopes_known);
  gate_client_set_redirect_uris (client, (const char *const *) uris);
  gate_client_set_role_ids (client, (const char *const *) role_ids);
  gate_client_set_token_lifetime_s (
      client, MAX (gate_wire_read_count (value, "accessTokenValiditySeconds", warnings), 0));
  gate_client_set_date_created (client, created);
  gate_client_set_date_modified (client, modified);
}

/* A word, in which no part of an address can hide. */
static gboolean
can_be_listed (const char *text)
{
  return g_ascii_isalnum (text[*text == '{' ? 1 : 0]) && gate_wire_is_id (text) &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.:{}") == strlen (text);
}

/**
 * gate_wire_client_decode:
 * @value: an OAuthClient
 * @problem: (out) (optional) (nullable): the unusable members, an English line for each
 * @error: return location
 *
 * Refuses what has no ID; any other member that cannot be used is left out. A client ID in capitals
 * becomes the one in small letters by which everything else knows the client. An ID of another form
 * stays as it came, with a problem: the client can be shown, but not changed.
 *
 * Returns: (transfer full): the client, or %NULL with %GATE_ERROR_PROTOCOL naming the place
 */
GateClient *
gate_wire_client_decode (const GateJsonValue *value,
                         char               **problem,
                         GError             **error)
{
  g_auto (GateWireWarnings) warnings = { NULL };
  g_autoptr (GateClient) client = NULL;
  g_autofree char *id = NULL;
  const char *given = NULL;

  if (problem != NULL)
    *problem = NULL;
  if (!gate_json_value_expect_object (value, error))
    return NULL;
  if (!gate_wire_require_id (value, "id", can_be_listed, "a client ID", &given, error))
    return NULL;
  id = g_strdup (given);
  gate_text_lower_uuid (id);
  if (!gate_text_is_client_id (id))
    gate_wire_warnings_add (&warnings, value, "id", "not a client ID");
  client = gate_client_new (id);
  read_texts (value, client, &warnings);
  read_rest (value, client, &warnings);
  if (problem != NULL)
    *problem = gate_wire_warnings_join (&warnings);
  return g_steal_pointer (&client);
}

/* Only a client that signs in by itself has roles. The division `*` means all divisions. */
static void
encode_roles (GateClient     *client,
              GateJsonWriter *writer)
{
  const char *const *role_ids = gate_client_get_role_ids (client);

  if (role_ids[0] == NULL)
    return;
  gate_json_writer_begin_array (writer, "roleDivisions");
  for (gsize i = 0; role_ids[i] != NULL; i++)
    {
      gate_json_writer_begin_object (writer, NULL);
      gate_json_writer_add_string (writer, "roleId", role_ids[i]);
      gate_json_writer_add_string (writer, "divisionId", "*");
      gate_json_writer_end_object (writer);
    }
  gate_json_writer_end_array (writer);
}

static void
encode (GateClient     *client,
        const char     *secret,
        GateJsonWriter *writer,
        const char     *member)
{
  gint64 lifetime_s = gate_client_get_token_lifetime_s (client);

  gate_json_writer_begin_object (writer, member);
  gate_json_writer_add_string (writer, "id", gate_client_get_id (client));
  gate_wire_add_optional (writer, "name", gate_client_get_name (client));
  gate_wire_add_optional (writer, "description", gate_client_get_description (client));
  gate_wire_add_optional (writer, "authorizedGrantType",
                          gate_client_get_grant_type_name (client));
  gate_wire_add_optional (writer, "secret", secret);
  gate_json_writer_add_strv (writer, "scope", gate_client_get_scopes (client));
  if (lifetime_s > 0)
    gate_json_writer_add_int (writer, "accessTokenValiditySeconds", lifetime_s);
  gate_json_writer_add_strv (writer, "registeredRedirectUri",
                             gate_client_get_redirect_uris (client));
  encode_roles (client, writer);
  gate_wire_add_optional (writer, "state", gate_client_get_state (client));
  gate_wire_add_date (writer, "dateCreated", gate_client_get_date_created (client));
  gate_wire_add_date (writer, "dateModified", gate_client_get_date_modified (client));
  gate_wire_add_self_uri (writer, "oauth/clients", gate_client_get_id (client));
  gate_json_writer_end_object (writer);
}

/**
 * gate_wire_client_encode:
 * @client: a client
 * @writer: where to write
 * @member: (nullable): the member's name, %NULL in an array or at the root
 *
 * Writes an OAuthClient, always without its secret.
 */
void
gate_wire_client_encode (GateClient     *client,
                         GateJsonWriter *writer,
                         const char     *member)
{
  encode (client, NULL, writer, member);
}

/**
 * gate_wire_client_encode_with_secret:
 * @client: a client
 * @secret: its new client secret
 * @writer: where to write, at the root
 *
 * Writes an OAuthClient with its secret, which is answered only once, when the secret is made
 * (genesys-api.md 3.3).
 */
void
gate_wire_client_encode_with_secret (GateClient     *client,
                                     const char     *secret,
                                     GateJsonWriter *writer)
{
  encode (client, secret, writer, NULL);
}
