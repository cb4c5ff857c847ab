/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Reading single members of an entity. A member that breaks the contract becomes a warning and is
 * left out, so that the other members stay usable (J46 to J60). */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-fields.h"

#include "gate-error.h"
#include "gate-hash.h"
#include "gate-time.h"

#include <string.h>

/* The window shows these sentences; a person would not read more of them. */
#define MAX_NOTES 8
#define SHORT_LIST 32

/**
 * gate_wire_warnings_clear:
 * @warnings: warnings
 *
 * Frees the lines of the warnings; they can be used again.
 */
void
gate_wire_warnings_clear (GateWireWarnings *warnings)
{
  g_clear_pointer (&warnings->lines, g_ptr_array_unref);
}

static void
add_line (GateWireWarnings *warnings,
          const char       *line)
{
  if (warnings == NULL)
    return;
  if (warnings->lines == NULL)
    warnings->lines = g_ptr_array_new_with_free_func (g_free);
  if (warnings->lines->len < MAX_NOTES)
    g_ptr_array_add (warnings->lines, g_strdup (line));
}

/**
 * gate_wire_warnings_take:
 * @warnings: (nullable): gets the warning
 * @error: (transfer full): the error of a getter, which names the place
 */
void
gate_wire_warnings_take (GateWireWarnings *warnings,
                         GError           *error)
{
  add_line (warnings, error->message);
  g_error_free (error);
}

static char *
dup_place (const GateJsonValue *object,
           const char          *member)
{
  GateJsonValue value;

  gate_json_peek (object, member, &value);
  return gate_json_value_dup_path (&value);
}

/**
 * gate_wire_warnings_add:
 * @warnings: (nullable): gets the warning
 * @object: the object that holds the member
 * @member: a member of it
 * @what: the fault, an English fragment
 *
 * Adds a warning about an unusable member, with its place.
 */
void
gate_wire_warnings_add (GateWireWarnings    *warnings,
                        const GateJsonValue *object,
                        const char          *member,
                        const char          *what)
{
  g_autofree char *place = dup_place (object, member);
  g_autofree char *line = g_strconcat (place, ": ", what, NULL);

  add_line (warnings, line);
}

/**
 * gate_wire_warnings_join:
 * @warnings: warnings
 *
 * Returns: (transfer full) (nullable): all warnings, a line each, or %NULL when there are none
 */
char *
gate_wire_warnings_join (GateWireWarnings *warnings)
{
  if (warnings->lines == NULL)
    return NULL;
  g_ptr_array_add (warnings->lines, NULL);
  char *joined = g_strjoinv ("\n", (char **) warnings->lines->pdata);
  g_ptr_array_set_size (warnings->lines, (int) warnings->lines->len - 1);
  return joined;
}

/**
 * gate_wire_is_id:
 * @text: (nullable): the text to check as an ID of a role, a person or an organization
 *
 * Built-in things have readable IDs beside the usual UUIDs (genesys-api.md 3), so any visible ASCII
 * of a limited length is accepted; every address percent-encodes it.
 *
 * Returns: whether it can be an ID
 */
gboolean
gate_wire_is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > GATE_WIRE_MAX_ID_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] <= 0x20 || text[i] >= 0x7f)
      return FALSE;
  return TRUE;
}

/**
 * gate_wire_is_permission:
 * @text: (nullable): the text to check as a permission, e.g. `oauth:client:authorize` or `admin`
 *
 * Returns: whether it can be one: any text of a sane length, never a format string
 */
gboolean
gate_wire_is_permission (const char *text)
{
  return text != NULL && *text != '\0' && strnlen (text, 201) <= 200;
}

/**
 * gate_wire_require_id:
 * @object: the object that holds the member
 * @member: a member of it
 * @check: decides whether a text is an ID of this kind
 * @what: the kind, for the message, e.g. "a client ID"
 * @out: (out): the ID, borrowed from the document
 * @error: return location
 *
 * Returns: %FALSE with %GATE_ERROR_PROTOCOL when the member is missing or not an ID
 */
gboolean
gate_wire_require_id (const GateJsonValue *object,
                      const char          *member,
                      GateWireTextFunc     check,
                      const char          *what,
                      const char         **out,
                      GError             **error)
{
  g_autofree char *place = NULL;

  if (!gate_json_get_string (object, member, out, error))
    return FALSE;
  if (check (*out))
    return TRUE;
  place = dup_place (object, member);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "%s: not %s", place, what);
  gate_error_take_message_for_place (error);
  return FALSE;
}

static gboolean
has_at_most (const char *text,
             gsize       max_chars)
{
  gsize length = strlen (text);

  return length <= max_chars ||
         (length <= 4 * max_chars && (gsize) g_utf8_strlen (text, -1) <= max_chars);
}

/**
 * gate_wire_read_text:
 * @object: the object that holds the member
 * @member: a member of it
 * @max_chars: the longest text that is kept, in characters; a longer one is cut, with a warning
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when there is no usable text
 */
char *
gate_wire_read_text (const GateJsonValue *object,
                     const char          *member,
                     gsize                max_chars,
                     GateWireWarnings    *warnings)
{
  const char *text = NULL;
  GError *error = NULL;

  if (!gate_json_get_optional_string (object, member, &text, &error))
    {
      gate_wire_warnings_take (warnings, error);
      return NULL;
    }
  if (text == NULL)
    return NULL;
  if (has_at_most (text, max_chars))
    return g_strdup (text);
  gate_wire_warnings_add (warnings, object, member, "too long, the rest is left out");
  return g_utf8_substring (text, 0, (glong) max_chars);
}

/**
 * gate_wire_read_date:
 * @object: the object that holds the member
 * @member: a member of it
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Returns: (transfer full) (nullable): the date in UTC, or %NULL when it is not known
 */
GDateTime *
gate_wire_read_date (const GateJsonValue *object,
                     const char          *member,
                     GateWireWarnings    *warnings)
{
  g_autoptr (GDateTime) date = NULL;
  const char *text = NULL;
  GError *error = NULL;

  if (!gate_json_get_optional_string (object, member, &text, &error))
    {
      gate_wire_warnings_take (warnings, error);
      return NULL;
    }
  if (text == NULL)
    return NULL;
  date = gate_time_parse (text);
  if (date == NULL)
    gate_wire_warnings_add (warnings, object, member, "not a date");
  return g_steal_pointer (&date);
}

/**
 * gate_wire_read_count:
 * @object: the object that holds the member
 * @member: a member of it
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Returns: the number, or -1 when it is absent or not a count
 */
gint64
gate_wire_read_count (const GateJsonValue *object,
                      const char          *member,
                      GateWireWarnings    *warnings)
{
  gint64 count = -1;
  GError *error = NULL;

  if (gate_json_get_optional_int (object, member, 0, G_MAXINT64, -1, &count, &error))
    return count;
  gate_wire_warnings_take (warnings, error);
  return -1;
}

/**
 * gate_wire_read_boolean:
 * @object: the object that holds the member
 * @member: a member of it
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Returns: the value, %FALSE when it is absent or not a boolean
 */
gboolean
gate_wire_read_boolean (const GateJsonValue *object,
                        const char          *member,
                        GateWireWarnings    *warnings)
{
  gboolean value = FALSE;
  GError *error = NULL;

  if (gate_json_get_optional_boolean (object, member, FALSE, &value, &error))
    return value;
  gate_wire_warnings_take (warnings, error);
  return FALSE;
}

/* Nearly all lists have a few entries: only a long list has a hash table. */
static gboolean
is_new (GPtrArray  *out,
        GHashTable *seen,
        const char *text)
{
  if (seen != NULL)
    return g_hash_table_add (seen, (gpointer) text);
  for (guint i = 0; i < out->len; i++)
    if (strcmp (g_ptr_array_index (out, i), text) == 0)
      return FALSE;
  return TRUE;
}

typedef const char *(*PeekEntryFunc) (const GateJsonValue *entry);

/* The ID that ENTRY is, or that a reference object has. */
static const char *
peek_id (const GateJsonValue *entry)
{
  static const char *const id_members[] = { "id", "roleId" };
  GateJsonValue id;

  if (gate_json_value_get_kind (entry) != GATE_JSON_OBJECT)
    return gate_json_value_peek_string (entry);
  for (guint i = 0; i < G_N_ELEMENTS (id_members); i++)
    if (gate_json_peek (entry, id_members[i], &id) == GATE_JSON_STRING)
      return gate_json_value_peek_string (&id);
  return NULL;
}

static void
collect (const GateJsonValue *array,
         PeekEntryFunc        peek,
         GateWireTextFunc     check,
         GPtrArray           *out,
         guint               *n_bad)
{
  guint n = MIN (gate_json_array_get_length (array), GATE_WIRE_MAX_LIST);
  g_autoptr (GHashTable) seen = NULL;

  if (n > SHORT_LIST)
    seen = g_hash_table_new (gate_text_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    {
      GateJsonValue element;
      const char *text;

      gate_json_array_get_element (array, i, &element);
      text = peek (&element);
      if (text == NULL || !check (text))
        (*n_bad)++;
      else if (is_new (out, seen, text))
        g_ptr_array_add (out, g_strdup (text));
    }
}

/* Adds the strings of ARRAY to OUT, and a warning about unusable entries. */
static GateKnowledge
collect_noted (const GateJsonValue *object,
               const char          *member,
               const GateJsonValue *array,
               PeekEntryFunc        peek,
               GateWireTextFunc     check,
               GPtrArray           *out,
               GateWireWarnings    *warnings)
{
  gboolean is_cut = gate_json_array_get_length (array) > GATE_WIRE_MAX_LIST;
  guint n_bad = 0;

  collect (array, peek, check, out, &n_bad);
  if (n_bad > 0)
    gate_wire_warnings_add (warnings, object, member, "has entries that cannot be used");
  if (is_cut)
    gate_wire_warnings_add (warnings, object, member, "has too many entries, the rest is left out");
  if (n_bad == 0 && !is_cut)
    return GATE_KNOWLEDGE_COMPLETE;
  return out->len > 0 ? GATE_KNOWLEDGE_PARTIAL : GATE_KNOWLEDGE_NONE;
}

static char **
read_list (const GateJsonValue *object,
           const char          *member,
           PeekEntryFunc        peek,
           GateWireTextFunc     check,
           GateKnowledge       *knowledge,
           GateWireWarnings    *warnings)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  GateJsonValue array;
  GError *error = NULL;

  switch (gate_json_peek (object, member, &array))
    {
    case GATE_JSON_ABSENT:
    case GATE_JSON_NULL:
      *knowledge = GATE_KNOWLEDGE_NOT_TOLD;
      break;
    case GATE_JSON_ARRAY:
      *knowledge = collect_noted (object, member, &array, peek, check, out, warnings);
      break;
    case GATE_JSON_BOOLEAN:
    case GATE_JSON_INTEGER:
    case GATE_JSON_DOUBLE:
    case GATE_JSON_STRING:
    case GATE_JSON_OBJECT:
    default:
      *knowledge = GATE_KNOWLEDGE_NONE;
      if (!gate_json_get_array (object, member, &array, &error))
        gate_wire_warnings_take (warnings, error);
      break;
    }
  g_ptr_array_add (out, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&out), FALSE);
}

/**
 * gate_wire_read_list:
 * @object: the object that holds the member
 * @member: a member of it, an array of strings
 * @check: decides whether a text is an entry of this list
 * @knowledge: (out): how much of the list the result has
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Leaves out malformed entries, with a warning, and keeps a repeated entry once. An absent list, or
 * null in its place, is not told; that is no warning, because any member may be absent.
 *
 * Returns: (transfer full): the entries in their order, never %NULL
 */
char **
gate_wire_read_list (const GateJsonValue *object,
                     const char          *member,
                     GateWireTextFunc     check,
                     GateKnowledge       *knowledge,
                     GateWireWarnings    *warnings)
{
  return read_list (object, member, gate_json_value_peek_string, check, knowledge, warnings);
}

/**
 * gate_wire_read_ids:
 * @object: the object that holds the member
 * @member: a member of it, an array of IDs, or of objects that have one as `id` or `roleId`
 * @knowledge: (out): how much of the list the result has
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Like gate_wire_read_list(), for IDs and references.
 *
 * Returns: (transfer full): the IDs in their order, never %NULL
 */
char **
gate_wire_read_ids (const GateJsonValue *object,
                    const char          *member,
                    GateKnowledge       *knowledge,
                    GateWireWarnings    *warnings)
{
  return read_list (object, member, peek_id, gate_wire_is_id, knowledge, warnings);
}

/**
 * gate_wire_read_strv:
 * @object: the object that holds the member
 * @member: a member of it, an array of strings
 * @check: decides whether a text is an entry of this list
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Like gate_wire_read_list(), for lists that need not be complete.
 *
 * Returns: (transfer full): the entries in their order, never %NULL
 */
char **
gate_wire_read_strv (const GateJsonValue *object,
                     const char          *member,
                     GateWireTextFunc     check,
                     GateWireWarnings    *warnings)
{
  GateKnowledge knowledge;

  return gate_wire_read_list (object, member, check, &knowledge, warnings);
}

/**
 * gate_wire_read_object:
 * @object: the object that holds the member
 * @member: a member of it
 * @out: (out): a view of the inner object
 * @warnings: (nullable): gets a warning when the member is unusable
 *
 * Returns: whether there is one
 */
gboolean
gate_wire_read_object (const GateJsonValue *object,
                       const char          *member,
                       GateJsonValue       *out,
                       GateWireWarnings    *warnings)
{
  GError *error = NULL;
  GateJsonKind kind = gate_json_peek (object, member, out);

  if (kind == GATE_JSON_OBJECT)
    return TRUE;
  if (kind != GATE_JSON_ABSENT && kind != GATE_JSON_NULL &&
      !gate_json_get_object (object, member, out, &error))
    gate_wire_warnings_take (warnings, error);
  return FALSE;
}

/**
 * gate_wire_add_date:
 * @writer: where to write
 * @member: the member's name
 * @date: (nullable): a date; without one no member is written
 */
void
gate_wire_add_date (GateJsonWriter *writer,
                    const char     *member,
                    GDateTime      *date)
{
  g_autofree char *text = date != NULL ? gate_time_format (date) : NULL;

  gate_wire_add_optional (writer, member, text);
}

/**
 * gate_wire_add_optional:
 * @writer: where to write
 * @member: the member's name
 * @value: (nullable): a text; without one no member is written
 */
void
gate_wire_add_optional (GateJsonWriter *writer,
                        const char     *member,
                        const char     *value)
{
  if (value != NULL)
    gate_json_writer_add_string (writer, member, value);
}

/**
 * gate_wire_add_self_uri:
 * @writer: where to write
 * @collection: the part of the path between `/api/v2/` and the ID
 * @id: the ID, encoded here
 *
 * Writes `selfUri`, a path relative to the API's address (genesys-api.md 3).
 */
void
gate_wire_add_self_uri (GateJsonWriter *writer,
                        const char     *collection,
                        const char     *id)
{
  g_autofree char *segment = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *uri = g_strconcat ("/api/v2/", collection, "/", segment, NULL);

  gate_json_writer_add_string (writer, "selfUri", uri);
}

/**
 * gate_wire_add_reference:
 * @writer: where to write
 * @member: (nullable): the member's name, %NULL inside an array
 * @collection: the part of the path between `/api/v2/` and the ID
 * @id: (nullable): the ID; without one nothing is written
 * @name: (nullable): the name
 *
 * Writes a reference object: `{id, name, selfUri}`.
 */
void
gate_wire_add_reference (GateJsonWriter *writer,
                         const char     *member,
                         const char     *collection,
                         const char     *id,
                         const char     *name)
{
  if (id == NULL)
    return;
  gate_json_writer_begin_object (writer, member);
  gate_json_writer_add_string (writer, "id", id);
  gate_wire_add_optional (writer, "name", name);
  gate_wire_add_self_uri (writer, collection, id);
  gate_json_writer_end_object (writer);
}
