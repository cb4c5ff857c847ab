/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The grammar of RFC 8259, one step at a time: each step scans as many bytes of the chunk as it can
 * and leaves the place for the next step in the state of the scan. No function recurses. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-scan-private.h"

#include <string.h>

static const guint8 *
fail (GateJsonScan *self,
      const guint8 *p,
      const char   *expected)
{
  return gate_json_scan_fail (self, p, GATE_ERROR_PROTOCOL, expected);
}

static gboolean
is_in_object (const GateJsonScan *self)
{
  return (self->objects & 1) != 0;
}

static gboolean
is_in_list (const GateJsonScan *self)
{
  return self->cut != NULL && gate_json_list_splitter_is_in_list (self->cut);
}

/* A value is complete; P is behind it. */
static const guint8 *
end_value (GateJsonScan *self,
           const guint8 *p)
{
  self->state = self->depth > 0 ? GATE_JSON_BEHIND_VALUE : GATE_JSON_BEHIND_DOCUMENT;
  if (self->depth == 2 && is_in_list (self) &&
      !gate_json_list_splitter_end_element (self->cut, p, &self->error) && self->error == NULL)
    self->error = gate_error_new (GATE_ERROR_FAILED, "the list was not wanted");
  return p;
}

static const guint8 *
open_container (GateJsonScan *self,
                const guint8 *p)
{
  gboolean is_object = *p == '{';

  if (self->depth == GATE_JSON_MAX_DEPTH)
    return gate_json_scan_fail (self, p, GATE_ERROR_TOO_LARGE, "less nesting");
  self->depth++;
  self->objects = self->objects << 1 | (is_object ? 1 : 0);
  self->state = is_object ? GATE_JSON_BEFORE_FIRST_NAME : GATE_JSON_BEFORE_FIRST_ELEMENT;
  if (is_object)
    gate_json_keys_push (self->keys);
  else if (self->is_list_next)
    gate_json_scan_check_envelope (self,
                                   p + 1,
                                   gate_json_list_splitter_begin_list (self->cut, p + 1));
  self->is_list_next = FALSE;
  return self->error == NULL ? p + 1 : p;
}

static const guint8 *
close_container (GateJsonScan *self,
                 const guint8 *p)
{
  if (is_in_object (self))
    gate_json_keys_pop (self->keys);
  else if (self->depth == 2 && is_in_list (self))
    gate_json_list_splitter_end_list (self->cut, p);
  self->depth--;
  self->objects >>= 1;
  return end_value (self, p + 1);
}

static GateJsonCounts *
get_counts (GateJsonScan *self)
{
  return is_in_list (self) ? &self->entity : &self->counts;
}

/* Counts a value that is a member or an element, and marks where an element of the list begins. */
static gboolean
count_value (GateJsonScan *self,
             const guint8 *p)
{
  if (self->depth == 0)
    return TRUE;
  if (self->depth == 2 && is_in_list (self))
    {
      self->entity = (GateJsonCounts){ 0 };
      gate_json_list_splitter_begin_element (self->cut, p);
      return TRUE;
    }
  if (++get_counts (self)->n_values <= GATE_JSON_MAX_VALUES)
    return TRUE;
  gate_json_scan_fail (self, p, GATE_ERROR_TOO_LARGE, "fewer members and elements");
  return FALSE;
}

static const guint8 *
begin_word (GateJsonScan *self,
            const guint8 *p,
            const char   *word)
{
  self->state = GATE_JSON_IN_WORD;
  self->word = word;
  return p;
}

static const guint8 *
begin_value (GateJsonScan *self,
             const guint8 *p)
{
  if (!count_value (self, p))
    return p;
  if (*p == '{' || *p == '[')
    return open_container (self, p);
  self->is_list_next = FALSE;
  switch (*p)
    {
    case '"':
      self->state = GATE_JSON_IN_STRING;
      gate_json_string_begin (&self->string);
      return p + 1;
    case 't':
      return begin_word (self, p, "true");
    case 'f':
      return begin_word (self, p, "false");
    case 'n':
      return begin_word (self, p, "null");
    default:
      if (*p != '-' && !g_ascii_isdigit (*p))
        return fail (self, p, "a value");
      self->state = GATE_JSON_IN_NUMBER;
      self->number_length = 0;
      return p;
    }
}

static const guint8 *
begin_name (GateJsonScan *self,
            const guint8 *p)
{
  if (*p != '"')
    return fail (self, p, "a member name");
  self->state = GATE_JSON_IN_NAME;
  gate_json_string_begin (&self->string);
  return p + 1;
}

static const guint8 *
end_name (GateJsonScan *self,
          const guint8 *p)
{
  guint n_names;

  if (!gate_json_keys_commit (self->keys))
    return fail (self, p - 1, "no second member of one name");
  n_names = gate_json_keys_count (self->keys);
  if (n_names > GATE_JSON_MAX_MEMBERS)
    return gate_json_scan_fail (self, p - 1, GATE_ERROR_TOO_LARGE, "fewer members in one object");
  get_counts (self)->n_pairs += n_names - 1;
  if (get_counts (self)->n_pairs > GATE_JSON_MAX_PAIRS)
    return gate_json_scan_fail (self, p - 1, GATE_ERROR_TOO_LARGE, "fewer objects of many members");
  if (self->depth == 1 && self->cut != NULL)
    self->is_list_next =
        gate_json_keys_equals (self->keys, gate_json_list_splitter_get_member (self->cut));
  self->state = GATE_JSON_BEFORE_COLON;
  return p;
}

static const guint8 *
scan_behind_value (GateJsonScan *self,
                   const guint8 *p)
{
  gboolean is_object = is_in_object (self);

  if (*p == (is_object ? '}' : ']'))
    return close_container (self, p);
  if (*p != ',')
    return fail (self, p, is_object ? "',' or '}'" : "',' or ']'");
  self->state = is_object ? GATE_JSON_BEFORE_NAME : GATE_JSON_BEFORE_VALUE;
  return p + 1;
}

/* One step between two tokens: white space, then one byte of structure or the start of a token. */
static const guint8 *
scan_between (GateJsonScan *self,
              const guint8 *p,
              const guint8 *end)
{
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;
  if (p == end)
    return p;
  switch ((int) self->state)
    {
    case GATE_JSON_BEFORE_FIRST_ELEMENT:
      return *p == ']' ? close_container (self, p) : begin_value (self, p);
    case GATE_JSON_BEFORE_FIRST_NAME:
      return *p == '}' ? close_container (self, p) : begin_name (self, p);
    case GATE_JSON_BEFORE_NAME:
      return begin_name (self, p);
    case GATE_JSON_BEFORE_COLON:
      if (*p != ':')
        return fail (self, p, "':'");
      self->state = GATE_JSON_BEFORE_VALUE;
      return p + 1;
    case GATE_JSON_BEHIND_VALUE:
      return scan_behind_value (self, p);
    case GATE_JSON_BEHIND_DOCUMENT:
      return fail (self, p, "nothing behind the document");
    default:
      return begin_value (self, p);
    }
}

static const guint8 *
scan_string (GateJsonScan *self,
             const guint8 *p,
             const guint8 *end)
{
  gboolean is_name = self->state == GATE_JSON_IN_NAME;

  p = gate_json_string_scan (&self->string, p, end, is_name ? self->keys : NULL);
  if (self->string.expected != NULL)
    return gate_json_scan_fail (self, p, self->string.code, self->string.expected);
  if (self->string.state != GATE_JSON_STRING_DONE)
    return p;
  return is_name ? end_name (self, p) : end_value (self, p);
}

static const guint8 *
scan_word (GateJsonScan *self,
           const guint8 *p,
           const guint8 *end)
{
  for (; p < end && *self->word != '\0'; p++, self->word++)
    if (*p != *self->word)
      return fail (self, p, "true, false or null");
  return *self->word == '\0' ? end_value (self, p) : p;
}

/* TEXT is a complete number that ends at P. */
static const guint8 *
end_number (GateJsonScan *self,
            const guint8 *p,
            const char   *text,
            gsize         length)
{
  const char *expected;
  gsize bad_at;

  if (gate_json_number_check (text, length, &bad_at, &expected))
    return end_value (self, p);
  gate_json_scan_fail_before (self, p, length - bad_at, GATE_ERROR_PROTOCOL, expected);
  return p;
}

static const guint8 *
scan_number (GateJsonScan *self,
             const guint8 *start,
             const guint8 *end)
{
  const guint8 *p = start;
  gsize length;

  while (p < end && ((*p >= '0' && *p <= '9') || *p == '.' || *p == 'e' || *p == 'E' ||
                     *p == '-' || *p == '+'))
    p++;
  length = (gsize) (p - start);
  if (length > GATE_JSON_MAX_NUMBER_BYTES - self->number_length)
    return gate_json_scan_fail (self, start + GATE_JSON_MAX_NUMBER_BYTES - self->number_length,
                      GATE_ERROR_TOO_LARGE, "a shorter number");
  if (p < end && self->number_length == 0)
    return end_number (self, p, (const char *) start, length);
  memcpy (self->number + self->number_length, start, length);
  self->number_length += length;
  return p < end ? end_number (self, p, self->number, self->number_length) : p;
}

/**
 * gate_json_scan_bytes:
 * @p: the next bytes, of the chunk in @self
 * @end: behind the last of them
 *
 * Goes on until an error or until the bytes are used up.
 *
 * Returns: where it stopped
 */
const guint8 *
gate_json_scan_bytes (GateJsonScan *self,
                      const guint8 *p,
                      const guint8 *end)
{
  while (p < end && self->error == NULL)
    switch ((int) self->state)
      {
      case GATE_JSON_IN_NAME:
      case GATE_JSON_IN_STRING:
        p = scan_string (self, p, end);
        break;
      case GATE_JSON_IN_NUMBER:
        p = scan_number (self, p, end);
        break;
      case GATE_JSON_IN_WORD:
        p = scan_word (self, p, end);
        break;
      default:
        p = scan_between (self, p, end);
        break;
      }
  return p;
}

/**
 * gate_json_scan_end:
 * @end: the end of the document
 *
 * There are no more bytes: a number at the root ends, any other open value is an error.
 */
void
gate_json_scan_end (GateJsonScan *self,
                    const guint8 *end)
{
  if (self->state == GATE_JSON_IN_NUMBER && self->depth == 0)
    end_number (self, end, self->number, self->number_length);
  if (self->error == NULL && self->state != GATE_JSON_BEHIND_DOCUMENT)
    fail (self, end, "more, the document is not complete");
}
