/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* User and UserMe (genesys-api.md 3.5). Pictures are neither read nor loaded. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-person.h"

#include "gate-wire-fields.h"

#include <string.h>

#define MAX_STATE_CHARS 100
#define MAX_SEGMENT_CHARS 100

static char **
read_role_ids (const GateJsonValue *authorization)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GateJsonValue roles;
  guint n = 0;

  if (gate_json_peek (authorization, "roles", &roles) == GATE_JSON_ARRAY)
    n = MIN (gate_json_array_get_length (&roles), GATE_WIRE_MAX_LIST);
  for (guint i = 0; i < n; i++)
    {
      GateJsonValue role;
      GateJsonValue id;

      gate_json_array_get_element (&roles, i, &role);
      if (gate_json_value_get_kind (&role) != GATE_JSON_OBJECT ||
          gate_json_peek (&role, "id", &id) != GATE_JSON_STRING ||
          !gate_wire_is_id (gate_json_value_peek_string (&id)))
        continue;
      g_ptr_array_add (ids, g_strdup (gate_json_value_peek_string (&id)));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
is_action (const char *text)
{
  return strpbrk (text, ": ") == NULL && *text != '\0';
}

static gboolean
read_policy (const GateJsonValue *policy,
             GPtrArray           *permissions)
{
  g_autofree char *domain = gate_wire_read_text (policy, "domain", MAX_SEGMENT_CHARS, NULL);
  g_autofree char *entity = gate_wire_read_text (policy, "entityName", MAX_SEGMENT_CHARS, NULL);
  GateKnowledge knowledge;
  g_auto (GStrv) actions =
      gate_wire_read_list (policy, "actionSet", is_action, &knowledge, NULL);

  if (domain == NULL || entity == NULL)
    return FALSE;
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *permission = g_strdup_printf ("%s:%s:%s", domain, entity, actions[i]);

      if (!gate_wire_is_permission (permission))
        return FALSE;
      g_ptr_array_add (permissions, g_steal_pointer (&permission));
    }
  return knowledge == GATE_KNOWLEDGE_COMPLETE;
}

/* The permissions of `permissionPolicies`; NULL unless all of them could be read. */
static char **
read_policies (const GateJsonValue *authorization)
{
  g_autoptr (GPtrArray) permissions = g_ptr_array_new_with_free_func (g_free);
  GateJsonValue policies;
  guint n;

  if (gate_json_peek (authorization, "permissionPolicies", &policies) != GATE_JSON_ARRAY)
    return NULL;
  n = gate_json_array_get_length (&policies);
  for (guint i = 0; i < n; i++)
    {
      GateJsonValue policy;

      gate_json_array_get_element (&policies, i, &policy);
      if (i >= GATE_WIRE_MAX_LIST || gate_json_value_get_kind (&policy) != GATE_JSON_OBJECT ||
          !read_policy (&policy, permissions))
        return NULL;
    }
  g_ptr_array_add (permissions, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&permissions), FALSE);
}

/* NULL unless the whole list could be read: "no permission" is a grave thing to say to somebody. */
static char **
read_permissions (const GateJsonValue *authorization)
{
  GateKnowledge knowledge;
  GateJsonValue array;
  g_auto (GStrv) permissions = NULL;

  if (gate_json_peek (authorization, "permissions", &array) != GATE_JSON_ARRAY)
    return read_policies (authorization);
  permissions = gate_wire_read_list (
      authorization, "permissions", gate_wire_is_permission, &knowledge, NULL);
  return knowledge == GATE_KNOWLEDGE_COMPLETE ? g_steal_pointer (&permissions) : NULL;
}

static void
read_authorization (const GateJsonValue *authorization,
                    GatePerson          *person)
{
  g_auto (GStrv) role_ids = read_role_ids (authorization);
  g_auto (GStrv) permissions = read_permissions (authorization);

  gate_person_set_permissions (person, (const char *const *) permissions);
  gate_person_set_role_ids (person, (const char *const *) role_ids);
}

/**
 * gate_wire_person_decode:
 * @value: a User
 * @error: return location
 *
 * Reads `authorization` too where it is given. The permissions stand there as a list or as
 * policies; what they are is not known unless all of one could be read.
 *
 * Returns: (transfer full): the person, or %NULL with %GATE_ERROR_PROTOCOL when there is no ID
 */
GatePerson *
gate_wire_person_decode (const GateJsonValue *value,
                         GError             **error)
{
  g_autoptr (GatePerson) person = NULL;
  g_autofree char *name = NULL;
  g_autofree char *email = NULL;
  g_autofree char *state = NULL;
  const char *id = NULL;
  GateJsonValue authorization;

  if (!gate_json_value_expect_object (value, error) ||
      !gate_wire_require_id (value, "id", gate_wire_is_id, "an ID", &id, error))
    return NULL;
  name = gate_wire_read_text (value, "name", GATE_WIRE_MAX_NAME_CHARS, NULL);
  email = gate_wire_read_text (value, "email", GATE_WIRE_MAX_NAME_CHARS, NULL);
  state = gate_wire_read_text (value, "state", MAX_STATE_CHARS, NULL);
  person = gate_person_new (id);
  gate_person_set_name (person, name);
  gate_person_set_email (person, email);
  gate_person_set_state (person, state);
  if (gate_json_peek (value, "authorization", &authorization) == GATE_JSON_OBJECT)
    read_authorization (&authorization, person);
  return g_steal_pointer (&person);
}

/**
 * gate_wire_person_decode_with_roles:
 * @value: a User, asked for with `expand=authorization`
 * @error: return location
 *
 * Like gate_wire_person_decode(), but the roles must be there.
 *
 * Returns: (transfer full): the person, or %NULL with %GATE_ERROR_PROTOCOL
 */
GatePerson *
gate_wire_person_decode_with_roles (const GateJsonValue *value,
                                    GError             **error)
{
  GateJsonValue authorization;
  GateJsonValue roles;

  if (!gate_json_value_expect_object (value, error) ||
      !gate_json_get_object (value, "authorization", &authorization, error) ||
      !gate_json_get_array (&authorization, "roles", &roles, error))
    return NULL;
  return gate_wire_person_decode (value, error);
}

static void
encode_authorization (GatePerson     *person,
                      GateJsonWriter *writer)
{
  const char *const *role_ids = gate_person_get_role_ids (person);

  gate_json_writer_begin_object (writer, "authorization");
  gate_json_writer_begin_array (writer, "roles");
  for (gsize i = 0; role_ids != NULL && role_ids[i] != NULL; i++)
    {
      gate_json_writer_begin_object (writer, NULL);
      gate_json_writer_add_string (writer, "id", role_ids[i]);
      gate_json_writer_end_object (writer);
    }
  gate_json_writer_end_array (writer);
  gate_json_writer_add_strv (writer, "permissions", gate_person_get_permissions (person));
  gate_json_writer_end_object (writer);
}

/**
 * gate_wire_person_encode:
 * @person: a person
 * @with_authorization: whether `authorization` was asked for
 * @writer: where to write
 * @member: (nullable): the member's name, %NULL in an array or at the root
 */
void
gate_wire_person_encode (GatePerson     *person,
                         gboolean        with_authorization,
                         GateJsonWriter *writer,
                         const char     *member)
{
  gate_json_writer_begin_object (writer, member);
  gate_json_writer_add_string (writer, "id", gate_person_get_id (person));
  gate_wire_add_optional (writer, "name", gate_person_get_name (person));
  gate_wire_add_optional (writer, "email", gate_person_get_email (person));
  gate_wire_add_optional (writer, "username", gate_person_get_email (person));
  gate_wire_add_optional (writer, "state", gate_person_get_state (person));
  gate_json_writer_add_int (writer, "version", 1);
  if (with_authorization)
    encode_authorization (person, writer);
  gate_wire_add_self_uri (writer, "users", gate_person_get_id (person));
  gate_json_writer_end_object (writer);
}
