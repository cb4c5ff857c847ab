/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Organization, the answer of organizations/me (genesys-api.md 3.5). */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-organization.h"

#include "gate-wire-fields.h"

/**
 * gate_wire_organization_decode:
 * @value: an organization
 * @error: return location
 *
 * Returns: (transfer full): the organization, or %NULL with %GATE_ERROR_PROTOCOL when it has no ID
 */
GateOrganization *
gate_wire_organization_decode (const GateJsonValue *value,
                               GError             **error)
{
  g_autofree char *name = NULL;
  g_autofree char *short_name = NULL;
  const char *id = NULL;

  if (!gate_json_value_expect_object (value, error) ||
      !gate_wire_require_id (value, "id", gate_wire_is_id, "an ID", &id, error))
    return NULL;
  name = gate_wire_read_text (value, "name", GATE_WIRE_MAX_NAME_CHARS, NULL);
  short_name = gate_wire_read_text (value, "thirdPartyOrgName", GATE_WIRE_MAX_NAME_CHARS, NULL);
  return gate_organization_new (id, name, short_name);
}

/**
 * gate_wire_organization_encode:
 * @organization: an organization
 * @writer: where to write
 * @member: (nullable): the member's name, %NULL in an array or at the root
 */
void
gate_wire_organization_encode (GateOrganization *organization,
                               GateJsonWriter   *writer,
                               const char       *member)
{
  gate_json_writer_begin_object (writer, member);
  gate_json_writer_add_string (writer, "id", gate_organization_get_id (organization));
  gate_wire_add_optional (writer, "name", gate_organization_get_name (organization));
  gate_wire_add_optional (writer, "thirdPartyOrgName",
                          gate_organization_get_short_name (organization));
  gate_json_writer_add_string (writer, "defaultLanguage", "en-us");
  gate_json_writer_add_int (writer, "version", 1);
  gate_json_writer_add_string (writer, "state", "active");
  gate_wire_add_self_uri (writer, "organizations", gate_organization_get_id (organization));
  gate_json_writer_end_object (writer);
}
