/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Reading: a strict scan, then json-glib, then getters that trust nothing. json-glib answers a
 * question about the wrong kind of node with a critical, a silent NULL or a silent 0, so the kind
 * is always looked at first. Every message names the place. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json.h"

#include "gate-error.h"
#include "gate-json-scan.h"

#include <json-glib/json-glib.h>

struct _GateJsonDocument
{
  JsonNode *root;
  char *name;
};

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

static GateJsonKind
get_node_kind (JsonNode *node)
{
  if (node == NULL)
    return GATE_JSON_ABSENT;
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return GATE_JSON_OBJECT;
    case JSON_NODE_ARRAY:
      return GATE_JSON_ARRAY;
    case JSON_NODE_VALUE:
      switch (json_node_get_value_type (node))
        {
        case G_TYPE_BOOLEAN:
          return GATE_JSON_BOOLEAN;
        case G_TYPE_INT64:
          return GATE_JSON_INTEGER;
        case G_TYPE_DOUBLE:
          return GATE_JSON_DOUBLE;
        default:
          return GATE_JSON_STRING;
        }
    case JSON_NODE_NULL:
    default:
      return GATE_JSON_NULL;
    }
}

static gboolean
refuse (const GateJsonValue *value,
        const char          *what,
        GError             **error)
{
  g_autofree char *path = gate_json_value_dup_path (value);

  gate_error_set (error, GATE_ERROR_PROTOCOL, "%s: %s", path, what);
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
    return refuse (value, "missing", error);
  what = g_strdup_printf ("expected %s, not %s", wanted, describe_kind (found));
  return refuse (value, what, error);
}

/* The member of an object that has to be there. */
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

/* The member of an object that may be missing or null: OUT is absent then. An object that is
 * absent itself has no members. */
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

static GateJsonDocument *
build (const char *text,
       gsize       length,
       const char *name,
       GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GateJsonDocument) self = g_new0 (GateJsonDocument, 1);

  self->name = g_strdup (name);
  if (length <= G_MAXSSIZE && json_parser_load_from_data (parser, text, (gssize) length, NULL))
    self->root = json_parser_steal_root (parser);
  if (self->root != NULL)
    return g_steal_pointer (&self);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "%s%snot a document", name != NULL ? name : "",
                  name != NULL ? ": " : "");
  return NULL;
}

/**
 * gate_json_document_new:
 * @text: (array length=length): bytes from anywhere
 * @length: how many, at most %GATE_JSON_MAX_DOCUMENT_BYTES
 * @name: (nullable): what messages call the root, such as "entities[3]"
 * @error: where the text is wrong
 *
 * Returns: (transfer full): the document, or NULL with the error of gate_json_scan_feed()
 */
GateJsonDocument *
gate_json_document_new (const char *text,
                        gsize       length,
                        const char *name,
                        GError    **error)
{
  g_autoptr (GateJsonScan) scan = gate_json_scan_new (GATE_JSON_MAX_DOCUMENT_BYTES);

  if (gate_json_scan_feed (scan, text, length, error) && gate_json_scan_finish (scan, error))
    return build (text, length, name, error);
  if (name != NULL)
    g_prefix_error (error, "%s: ", name);
  return NULL;
}

/**
 * gate_json_document_new_scanned:
 * @text: (array length=length): a value that a #GateJsonScan has accepted
 * @length: how many bytes
 * @name: (nullable): what messages call the root
 * @error: not expected to be set
 *
 * Returns: (transfer full): the document
 */
GateJsonDocument *
gate_json_document_new_scanned (const char *text,
                                gsize       length,
                                const char *name,
                                GError    **error)
{
  return build (text, length, name, error);
}

void
gate_json_document_free (GateJsonDocument *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self->name);
  g_free (self);
}

/**
 * gate_json_document_get_root:
 * @root: (out caller-allocates): a view of the outermost value, of whatever kind
 */
void
gate_json_document_get_root (GateJsonDocument *self,
                             GateJsonValue    *root)
{
  *root = (GateJsonValue){ .node = self->root, .member = self->name };
}

GateJsonKind
gate_json_value_get_kind (const GateJsonValue *value)
{
  return get_node_kind (value->node);
}

/**
 * gate_json_value_dup_path:
 *
 * Returns: (transfer full): where the value stands, such as "entities[3].client.id"
 */
char *
gate_json_value_dup_path (const GateJsonValue *value)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (; value->parent != NULL; value = value->parent)
    {
      g_autofree char *step = value->member != NULL ? g_strdup_printf (".%s", value->member) :
                                                      g_strdup_printf ("[%u]", value->index);

      g_string_prepend (path, step);
    }
  if (value->member != NULL)
    g_string_prepend (path, value->member);
  else if (path->str[0] == '.')
    g_string_erase (path, 0, 1);
  else if (path->len == 0)
    g_string_append (path, "document");
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * gate_json_value_expect_object:
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if it is anything else
 */
gboolean
gate_json_value_expect_object (const GateJsonValue *value,
                               GError             **error)
{
  return expect_kind (value, GATE_JSON_OBJECT, error);
}

/**
 * gate_json_peek:
 * @object: a value, not necessarily an object
 * @member: a name, which has to live as long as @out
 * @out: (out caller-allocates): a view of the member, whose parent is @object
 *
 * Returns: what the member is; %GATE_JSON_ABSENT also if @object is no object
 */
GateJsonKind
gate_json_peek (const GateJsonValue *object,
                const char          *member,
                GateJsonValue       *out)
{
  *out = (GateJsonValue){ .parent = object, .member = member };
  if (gate_json_value_get_kind (object) == GATE_JSON_OBJECT)
    out->node = json_object_get_member (json_node_get_object (object->node), member);
  return gate_json_value_get_kind (out);
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
 * @min: the least that makes sense
 * @max: the most that makes sense
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
      g_autofree char *what = g_strdup_printf (
          "not from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, min, max);

      return refuse (&value, what, error);
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

/**
 * gate_json_array_get_length:
 *
 * Returns: the number of elements; 0 for anything but an array
 */
guint
gate_json_array_get_length (const GateJsonValue *array)
{
  if (gate_json_value_get_kind (array) != GATE_JSON_ARRAY)
    return 0;
  return json_array_get_length (json_node_get_array (array->node));
}

/**
 * gate_json_array_get_element:
 * @out: (out caller-allocates): a view whose parent is @array, absent if there is no such element
 */
void
gate_json_array_get_element (const GateJsonValue *array,
                             guint                index,
                             GateJsonValue       *out)
{
  *out = (GateJsonValue){ .parent = array, .index = index };
  if (index < gate_json_array_get_length (array))
    out->node = json_array_get_element (json_node_get_array (array->node), index);
}

/**
 * gate_json_value_peek_string:
 *
 * Returns: (transfer none) (nullable): the text, as long as the document; NULL if it is no string
 */
const char *
gate_json_value_peek_string (const GateJsonValue *value)
{
  if (gate_json_value_get_kind (value) != GATE_JSON_STRING)
    return NULL;
  return json_node_get_string (value->node);
}
