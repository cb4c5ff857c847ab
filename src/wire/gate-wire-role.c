/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* DomainOrganizationRole (genesys-api.md 3.4). */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-role.h"

#include "gate-wire-fields.h"

/**
 * gate_wire_role_decode:
 * @value: a role
 * @error: return location
 *
 * Returns: (transfer full): the role, or %NULL with %GATE_ERROR_PROTOCOL when it has no ID
 */
GateRole *
gate_wire_role_decode (const GateJsonValue *value,
                       GError             **error)
{
  g_autoptr (GateRole) role = NULL;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *default_id = NULL;
  g_auto (GStrv) permissions = NULL;
  const char *id = NULL;

  if (!gate_json_value_expect_object (value, error) ||
      !gate_wire_require_id (value, "id", gate_wire_is_id, "an ID", &id, error))
    return NULL;
  name = gate_wire_read_text (value, "name", GATE_WIRE_MAX_NAME_CHARS, NULL);
  description = gate_wire_read_text (value, "description", GATE_WIRE_MAX_TEXT_CHARS, NULL);
  default_id = gate_wire_read_text (value, "defaultRoleId", GATE_WIRE_MAX_ID_BYTES, NULL);
  permissions = gate_wire_read_strv (value, "permissions", gate_wire_is_permission, NULL);
  role = gate_role_new (id);
  gate_role_set_name (role, name);
  gate_role_set_description (role, description);
  gate_role_set_default_id (role, default_id);
  gate_role_set_permissions (role, (const char *const *) permissions);
  gate_role_set_n_people (role, gate_wire_read_count (value, "userCount", NULL));
  return g_steal_pointer (&role);
}

/**
 * gate_wire_role_encode:
 * @role: a role
 * @with_people_count: whether `userCount` was asked for
 * @writer: where to write
 * @member: (nullable): the member's name, %NULL in an array or at the root
 */
void
gate_wire_role_encode (GateRole       *role,
                       gboolean        with_people_count,
                       GateJsonWriter *writer,
                       const char     *member)
{
  const char *default_id = gate_role_get_default_id (role);

  gate_json_writer_begin_object (writer, member);
  gate_json_writer_add_string (writer, "id", gate_role_get_id (role));
  gate_wire_add_optional (writer, "name", gate_role_get_name (role));
  gate_wire_add_optional (writer, "description", gate_role_get_description (role));
  gate_wire_add_optional (writer, "defaultRoleId", default_id);
  gate_json_writer_add_strv (writer, "permissions", gate_role_get_permissions (role));
  if (with_people_count && gate_role_get_n_people (role) >= 0)
    gate_json_writer_add_int (writer, "userCount", gate_role_get_n_people (role));
  gate_json_writer_add_boolean (writer, "default", default_id != NULL);
  gate_wire_add_self_uri (writer, "authorization/roles", gate_role_get_id (role));
  gate_json_writer_end_object (writer);
}
