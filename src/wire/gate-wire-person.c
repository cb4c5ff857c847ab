/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* User and UserMe (genesys-api.md 3.5). Pictures are neither read nor loaded. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-person.h"

#include "gate-wire-fields.h"

#define MAX_STATE_CHARS 100

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

/* An unusable list is an error, never an empty list: the window would tell a person “no permission”
 * without knowing it. */
static gboolean
read_authorization (const GateJsonValue *authorization,
                    GatePerson          *person,
                    GError             **error)
{
  g_auto (GStrv) role_ids = NULL;
  g_auto (GStrv) permissions = NULL;
  GateJsonValue array;

  if (!gate_json_get_array (authorization, "permissions", &array, error))
    return FALSE;
  permissions =
      gate_wire_read_strv (authorization, "permissions", gate_wire_is_permission, NULL);
  role_ids = read_role_ids (authorization);
  gate_person_set_permissions (person, (const char *const *) permissions);
  gate_person_set_role_ids (person, (const char *const *) role_ids);
  return TRUE;
}

/**
 * gate_wire_person_decode:
 * @value: a User
 * @error: return location
 *
 * Reads `authorization` too where it is given.
 *
 * Returns: (transfer full): the person, or %NULL with %GATE_ERROR_PROTOCOL when there is no ID or
 *   `authorization` breaks the contract
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
  GateJsonKind kind;

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
  kind = gate_json_peek (value, "authorization", &authorization);
  if (kind == GATE_JSON_ABSENT || kind == GATE_JSON_NULL)
    return g_steal_pointer (&person);
  if (!gate_json_get_object (value, "authorization", &authorization, error) ||
      !read_authorization (&authorization, person, error))
    return NULL;
  return g_steal_pointer (&person);
}

/**
 * gate_wire_person_decode_me:
 * @value: a UserMe, asked for with `expand=authorization`
 * @error: return location
 *
 * Like gate_wire_person_decode(), but `authorization` must be there.
 *
 * Returns: (transfer full): the person who is signed in, or %NULL with %GATE_ERROR_PROTOCOL
 */
GatePerson *
gate_wire_person_decode_me (const GateJsonValue *value,
                            GError             **error)
{
  GateJsonValue authorization;

  if (!gate_json_value_expect_object (value, error) ||
      !gate_json_get_object (value, "authorization", &authorization, error))
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
