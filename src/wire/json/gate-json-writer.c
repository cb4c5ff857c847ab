/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Writing, over JsonBuilder. Typed calls only, so that no text can change the structure. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json.h"

#include <json-glib/json-glib.h>

struct _GateJsonWriter
{
  JsonBuilder *builder;
};

static void
set_member (GateJsonWriter *self,
            const char     *member)
{
  g_autofree char *valid = NULL;

  if (member == NULL)
    return;
  valid = g_utf8_make_valid (member, -1);
  json_builder_set_member_name (self->builder, valid);
}

/**
 * gate_json_writer_new:
 *
 * In all its functions @member is NULL at the root and in an array.
 *
 * Returns: (transfer full): a writer of one document
 */
GateJsonWriter *
gate_json_writer_new (void)
{
  GateJsonWriter *self = g_new0 (GateJsonWriter, 1);

  self->builder = json_builder_new ();
  return self;
}

void
gate_json_writer_free (GateJsonWriter *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->builder);
  g_free (self);
}

void
gate_json_writer_begin_object (GateJsonWriter *self,
                               const char     *member)
{
  set_member (self, member);
  json_builder_begin_object (self->builder);
}

void
gate_json_writer_end_object (GateJsonWriter *self)
{
  json_builder_end_object (self->builder);
}

void
gate_json_writer_begin_array (GateJsonWriter *self,
                              const char     *member)
{
  set_member (self, member);
  json_builder_begin_array (self->builder);
}

void
gate_json_writer_end_array (GateJsonWriter *self)
{
  json_builder_end_array (self->builder);
}

/**
 * gate_json_writer_add_string:
 * @value: (nullable): the text, UTF-8; invalid bytes are replaced. NULL adds no member
 */
void
gate_json_writer_add_string (GateJsonWriter *self,
                             const char     *member,
                             const char     *value)
{
  g_autofree char *valid = NULL;

  if (value == NULL)
    return;
  valid = g_utf8_make_valid (value, -1);
  set_member (self, member);
  json_builder_add_string_value (self->builder, valid);
}

void
gate_json_writer_add_int (GateJsonWriter *self,
                          const char     *member,
                          gint64          value)
{
  set_member (self, member);
  json_builder_add_int_value (self->builder, value);
}

void
gate_json_writer_add_boolean (GateJsonWriter *self,
                              const char     *member,
                              gboolean        value)
{
  set_member (self, member);
  json_builder_add_boolean_value (self->builder, value);
}

/**
 * gate_json_writer_add_strv:
 * @values: (nullable) (array zero-terminated=1): the texts; NULL writes an empty array
 */
void
gate_json_writer_add_strv (GateJsonWriter     *self,
                           const char         *member,
                           const char * const *values)
{
  gate_json_writer_begin_array (self, member);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    gate_json_writer_add_string (self, NULL, values[i]);
  gate_json_writer_end_array (self);
}

/**
 * gate_json_writer_end:
 *
 * The document is complete. The writer is empty afterwards and can write another one.
 *
 * Returns: (transfer full): its bytes, compact
 */
GBytes *
gate_json_writer_end (GateJsonWriter *self)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (self->builder);
  g_autofree char *text = NULL;
  GString *strict;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  json_builder_reset (self->builder);
  /* json-glib 1.6 escapes all control characters but the last one (measured). */
  strict = g_string_new (text);
  g_string_replace (strict, "\x1f", "\\u001f", 0);
  return g_string_free_to_bytes (strict);
}
