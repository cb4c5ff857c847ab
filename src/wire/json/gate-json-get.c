/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The typed getters. For a node of the wrong kind json-glib returns a silent NULL or 0, or logs a
 * critical, so every getter checks the kind first. A message names the place. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json.h"

#include "gate-error.h"

#include <json-glib/json-glib.h>

static const char *
describe_kind (GateJsonKind kind)
{
  switch (kind)
    {
    case GATE_JSON_NULL:
      return "null";
    case GATE_JSON_BOOLEAN:
      return "a boolean";
    case GATE_JSON_INTEGER:
      return "a number";
    case GATE_JSON_DOUBLE:
      return "a decimal number";
    case GATE_JSON_STRING:
      return "a string";
    case GATE_JSON_OBJECT:
      return "an object";
    case GATE_JSON_ARRAY:
      return "an array";
    case GATE_JSON_ABSENT:
    default:
      return "nothing";
    }
}

static gboolean
set_type_error (const GateJsonValue *value,
                const char          *what,
                GError             **error)
{
  g_autofree char *path = gate_json_value_dup_path (value);

  gate_error_set (error, GATE_ERROR_PROTOCOL, "%s: %s", path, what);
  gate_error_take_message_for_place (error);
  return FALSE;
}

static gboolean
expect_kind (const GateJsonValue *value,
             GateJsonKind         kind,
             GError             **error)
{
  GateJsonKind found = gate_json_value_get_kind (value);
  const char *wanted = kind == GATE_JSON_INTEGER ? "an integer" : describe_kind (kind);
  g_autofree char *what = NULL;

  if (found == kind)
    return TRUE;
  if (found == GATE_JSON_ABSENT)
    return set_type_error (value, "missing", error);
  what = g_strdup_printf ("expected %s, not %s", wanted, describe_kind (found));
  return set_type_error (value, what, error);
}

/* Gets a required member of an object. */
static gboolean
require (const GateJsonValue *object,
         const char          *member,
         GateJsonKind         kind,
         GateJsonValue       *out,
         GError             **error)
{
  gate_json_peek (object, member, out);
  return gate_json_value_expect_object (object, error) && expect_kind (out, kind, error);
}

/* Gets an optional member of an object. OUT is absent when the member is missing or null, or when
 * the object itself is absent. */
static gboolean
look_for (const GateJsonValue *object,
          const char          *member,
          GateJsonKind         kind,
          GateJsonValue       *out,
          GError             **error)
{
  GateJsonKind found = gate_json_peek (object, member, out);

  if (object->node != NULL && !gate_json_value_expect_object (object, error))
    return FALSE;
  if (found == GATE_JSON_NULL)
    out->node = NULL;
  return out->node == NULL || expect_kind (out, kind, error);
}

/**
 * gate_json_value_expect_object:
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if it is not an object
 */
gboolean
gate_json_value_expect_object (const GateJsonValue *value,
                               GError             **error)
{
  return expect_kind (value, GATE_JSON_OBJECT, error);
}

/**
 * gate_json_get_string:
 * @out: (out) (transfer none): the text, as long as the document
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is missing, null or no string
 */
gboolean
gate_json_get_string (const GateJsonValue *object,
                      const char          *member,
                      const char         **out,
                      GError             **error)
{
  GateJsonValue value;

  *out = NULL;
  if (!require (object, member, GATE_JSON_STRING, &value, error))
    return FALSE;
  *out = json_node_get_string (value.node);
  return TRUE;
}

/**
 * gate_json_get_optional_string:
 * @out: (out) (transfer none) (nullable): the text, NULL if missing or null
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is there and no string
 */
gboolean
gate_json_get_optional_string (const GateJsonValue *object,
                               const char          *member,
                               const char         **out,
                               GError             **error)
{
  GateJsonValue value;
  gboolean is_good = look_for (object, member, GATE_JSON_STRING, &value, error);

  *out = is_good ? gate_json_value_peek_string (&value) : NULL;
  return is_good;
}

/**
 * gate_json_get_optional_boolean:
 * @fallback: for a member that is missing or null
 * @out: (out): the value, @fallback also on failure
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is there and no boolean
 */
gboolean
gate_json_get_optional_boolean (const GateJsonValue *object,
                                const char          *member,
                                gboolean             fallback,
                                gboolean            *out,
                                GError             **error)
{
  GateJsonValue value;

  *out = fallback;
  if (!look_for (object, member, GATE_JSON_BOOLEAN, &value, error))
    return FALSE;
  if (value.node != NULL)
    *out = json_node_get_boolean (value.node);
  return TRUE;
}

/**
 * gate_json_get_optional_int:
 * @min: the smallest valid value
 * @max: the largest valid value
 * @fallback: for a member that is missing or null
 * @out: (out): the value, @fallback also on failure
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is there and no integer (25.0 and 1e5 are
 *   none) or out of range
 */
gboolean
gate_json_get_optional_int (const GateJsonValue *object,
                            const char          *member,
                            gint64               min,
                            gint64               max,
                            gint64               fallback,
                            gint64              *out,
                            GError             **error)
{
  GateJsonValue value;
  gint64 number;

  *out = fallback;
  if (!look_for (object, member, GATE_JSON_INTEGER, &value, error))
    return FALSE;
  if (value.node == NULL)
    return TRUE;
  number = json_node_get_int (value.node);
  if (number < min || number > max)
    {
      g_autofree char *what =
          g_strdup_printf ("not from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, min, max);

      return set_type_error (&value, what, error);
    }
  *out = number;
  return TRUE;
}

/**
 * gate_json_get_object:
 * @out: (out caller-allocates): a view whose parent is @object
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is missing, null or no object
 */
gboolean
gate_json_get_object (const GateJsonValue *object,
                      const char          *member,
                      GateJsonValue       *out,
                      GError             **error)
{
  return require (object, member, GATE_JSON_OBJECT, out, error);
}

/**
 * gate_json_get_optional_object:
 * @out: (out caller-allocates): a view whose parent is @object; its kind is %GATE_JSON_ABSENT if
 *   the member is missing or null, and optional getters on it give their fallbacks
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is there and no object
 */
gboolean
gate_json_get_optional_object (const GateJsonValue *object,
                               const char          *member,
                               GateJsonValue       *out,
                               GError             **error)
{
  return look_for (object, member, GATE_JSON_OBJECT, out, error);
}

/**
 * gate_json_get_array:
 * @out: (out caller-allocates): a view whose parent is @object
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is missing, null or no array
 */
gboolean
gate_json_get_array (const GateJsonValue *object,
                     const char          *member,
                     GateJsonValue       *out,
                     GError             **error)
{
  return require (object, member, GATE_JSON_ARRAY, out, error);
}

/**
 * gate_json_get_optional_array:
 * @out: (out caller-allocates): a view whose parent is @object; it is %GATE_JSON_ABSENT, of length
 *   0, if the member is missing or null
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is there and no array
 */
gboolean
gate_json_get_optional_array (const GateJsonValue *object,
                              const char          *member,
                              GateJsonValue       *out,
                              GError             **error)
{
  return look_for (object, member, GATE_JSON_ARRAY, out, error);
}

/**
 * gate_json_get_optional_strv:
 * @out: (out) (transfer full): the strings, none if the member is missing or null, NULL on failure
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if the member is there and no array of strings
 */
gboolean
gate_json_get_optional_strv (const GateJsonValue *object,
                             const char          *member,
                             char              ***out,
                             GError             **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GateJsonValue array;

  *out = NULL;
  if (!look_for (object, member, GATE_JSON_ARRAY, &array, error))
    return FALSE;
  for (guint i = 0; i < gate_json_array_get_length (&array); i++)
    {
      GateJsonValue element;

      gate_json_array_get_element (&array, i, &element);
      if (!expect_kind (&element, GATE_JSON_STRING, error))
        return FALSE;
      g_strv_builder_add (builder, json_node_get_string (element.node));
    }
  *out = g_strv_builder_end (builder);
  return TRUE;
}
