/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* TokenInfo, the answer of tokens/me (genesys-api.md 3.5). */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-token.h"

#include "gate-text.h"
#include "gate-wire-fields.h"

/**
 * gate_wire_token_info_free:
 * @info: (nullable): a token's description
 */
void
gate_wire_token_info_free (GateWireTokenInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->organization_id);
  g_free (info->organization_name);
  g_strfreev (info->scopes);
  g_free (info->client_id);
  g_free (info->client_name);
  g_free (info->client_organization_id);
  g_free (info);
}

static char *
read_id (const GateJsonValue *object)
{
  g_autofree char *id = gate_wire_read_text (object, "id", GATE_WIRE_MAX_ID_BYTES, NULL);

  return gate_wire_is_id (id) ? g_steal_pointer (&id) : NULL;
}

static void
read_client (const GateJsonValue *client,
             GateWireTokenInfo   *info)
{
  GateJsonValue owner;

  /* In the form in which the authorization of the client has it. */
  info->client_id = read_id (client);
  if (info->client_id != NULL)
    gate_text_lower_uuid (info->client_id);
  info->client_name = gate_wire_read_text (client, "name", GATE_WIRE_MAX_NAME_CHARS, NULL);
  if (gate_wire_read_object (client, "organization", &owner, NULL))
    info->client_organization_id = read_id (&owner);
}

/**
 * gate_wire_token_info_decode:
 * @value: a TokenInfo
 * @error: return location
 *
 * Every member may be missing and is %NULL then. The scopes are %NULL also when they are empty or
 * cannot be read completely: a token that was good for nothing could not have asked.
 *
 * Returns: (transfer full): the description, or %NULL with %GATE_ERROR_PROTOCOL
 */
GateWireTokenInfo *
gate_wire_token_info_decode (const GateJsonValue *value,
                             GError             **error)
{
  g_autoptr (GateWireTokenInfo) info = NULL;
  GateKnowledge knowledge;
  GateJsonValue inner;

  if (!gate_json_value_expect_object (value, error))
    return NULL;
  info = g_new0 (GateWireTokenInfo, 1);
  info->scopes = gate_wire_read_list (
      value, "authorizedScope", gate_text_is_scope_id, &knowledge, NULL);
  if (knowledge != GATE_KNOWLEDGE_COMPLETE || info->scopes[0] == NULL)
    g_clear_pointer (&info->scopes, g_strfreev);
  if (gate_wire_read_object (value, "organization", &inner, NULL))
    {
      info->organization_id = read_id (&inner);
      info->organization_name =
          gate_wire_read_text (&inner, "name", GATE_WIRE_MAX_NAME_CHARS, NULL);
    }
  if (gate_wire_read_object (value, "OAuthClient", &inner, NULL))
    read_client (&inner, info);
  return g_steal_pointer (&info);
}

static void
add_pair (GateJsonWriter *writer,
          const char     *member,
          const char     *id,
          const char     *name)
{
  if (id == NULL)
    return;
  gate_json_writer_begin_object (writer, member);
  gate_json_writer_add_string (writer, "id", id);
  gate_wire_add_optional (writer, "name", name);
  gate_json_writer_end_object (writer);
}

/**
 * gate_wire_token_info_encode:
 * @info: a token's description
 * @writer: where to write, at the root
 */
void
gate_wire_token_info_encode (const GateWireTokenInfo *info,
                             GateJsonWriter          *writer)
{
  gate_json_writer_begin_object (writer, NULL);
  add_pair (writer, "organization", info->organization_id, info->organization_name);
  add_pair (writer, "homeOrganization", info->organization_id, info->organization_name);
  gate_json_writer_add_strv (writer, "authorizedScope", (const char *const *) info->scopes);
  if (info->client_id != NULL)
    {
      gate_json_writer_begin_object (writer, "OAuthClient");
      gate_json_writer_add_string (writer, "id", info->client_id);
      gate_wire_add_optional (writer, "name", info->client_name);
      add_pair (writer, "organization", info->client_organization_id, NULL);
      gate_json_writer_end_object (writer);
    }
  gate_json_writer_end_object (writer);
}
