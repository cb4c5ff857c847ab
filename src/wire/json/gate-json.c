/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A document: a strict scan, then json-glib builds the tree. Views of its values know their place.
 * The typed getters are in gate-json-get.c. */

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
  gate_error_take_message_for_place (error);
  return NULL;
}

/**
 * gate_json_document_new:
 * @text: (array length=length): bytes from anywhere
 * @length: how many, at most %GATE_JSON_MAX_DOCUMENT_BYTES
 * @name: (nullable): the name of the root in messages, such as "entities[3]"
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
  gate_error_take_message_for_place (error);
  return NULL;
}

/**
 * gate_json_document_new_scanned:
 * @text: (array length=length): a value that a #GateJsonScan has accepted
 * @length: how many bytes
 * @name: (nullable): the name of the root in messages
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
 * @root: (out caller-allocates): a view of the outermost value, of any kind
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
 * Returns: (transfer full): the place of the value, such as "entities[3].client.id"
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
 * gate_json_peek:
 * @object: a value, not necessarily an object
 * @member: a name, which has to live as long as @out
 * @out: (out caller-allocates): a view of the member, whose parent is @object
 *
 * Returns: the kind of the member; %GATE_JSON_ABSENT also if @object is no object
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
