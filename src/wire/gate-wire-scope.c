/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* OAuthScope (genesys-api.md 3.2). */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-scope.h"

#include "gate-text.h"
#include "gate-wire-fields.h"

/**
 * gate_wire_scope_decode:
 * @value: an OAuthScope
 * @error: return location
 *
 * Returns: (transfer full): the scope, or %NULL with %GATE_ERROR_PROTOCOL when it has no ID
 */
GateScope *
gate_wire_scope_decode (const GateJsonValue *value,
                        GError             **error)
{
  g_autofree char *description = NULL;
  const char *id = NULL;

  if (!gate_json_value_expect_object (value, error) ||
      !gate_wire_require_id (value, "id", gate_text_is_scope_id, "a scope", &id, error))
    return NULL;
  description = gate_wire_read_text (value, "description", GATE_WIRE_MAX_TEXT_CHARS, NULL);
  return gate_scope_new (id, description);
}

/**
 * gate_wire_scope_encode:
 * @scope: a scope
 * @writer: where to write
 * @member: (nullable): the member's name, %NULL in an array or at the root
 */
void
gate_wire_scope_encode (GateScope      *scope,
                        GateJsonWriter *writer,
                        const char     *member)
{
  gate_json_writer_begin_object (writer, member);
  gate_json_writer_add_string (writer, "id", gate_scope_get_id (scope));
  gate_wire_add_optional (writer, "description", gate_scope_get_description (scope));
  gate_wire_add_self_uri (writer, "oauth/scopes", gate_scope_get_id (scope));
  gate_json_writer_end_object (writer);
}
