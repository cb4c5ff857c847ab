/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A strict RFC 8259 scanner that is fed bytes as they arrive. It keeps no tree and never recurses:
 * its whole memory of the document is a bit for each open container and the member names of the
 * open objects. What it accepts is safe to give to json-glib, which is not strict by itself. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-scan.h"

#include "gate-error.h"
#include "gate-json-cut.h"
#include "gate-json-keys.h"
#include "gate-json-number.h"
#include "gate-json-string.h"

#include <string.h>

typedef enum
{
  BEFORE_VALUE,
  BEFORE_FIRST_ELEMENT, /* behind '[' */
  BEFORE_FIRST_NAME,    /* behind '{' */
  BEFORE_NAME,          /* behind ',' in an object */
  BEFORE_COLON,
  BEHIND_VALUE,
  BEHIND_DOCUMENT,
  IN_NAME,
  IN_STRING,
  IN_NUMBER,
  IN_WORD,
} State;

struct _GateJsonScan
{
  State state;
  guint depth;
  guint32 objects; /* a bit for each open container, the innermost lowest: set for an object */
  GateJsonKeys *keys;
  GateJsonString string;
  char number[GATE_JSON_MAX_NUMBER_BYTES]; /* of one that crosses chunks */
  gsize number_length;
  const char *word; /* what is left of true, false or null */
  guint n_members;
  guint n_entity_members;
  gboolean is_list_next; /* the member with the list was named */
  GateJsonCut *cut;      /* NULL unless a list is cut */
  const guint8 *chunk;
  gsize offset; /* of the chunk in the document */
  gsize max_bytes;
  gboolean is_finished;
  GError *error;
};

static void
set_error (GateJsonScan *self,
           gsize         offset,
           GateErrorCode code,
           const char   *expected)
{
  g_clear_error (&self->error);
  self->error = gate_error_new (code, "byte %" G_GSIZE_FORMAT ": expected %s", offset, expected);
}

static const guint8 *
fail_with (GateJsonScan *self,
           const guint8 *p,
           GateErrorCode code,
           const char   *expected)
{
  set_error (self, self->offset + (gsize) (p - self->chunk), code, expected);
  return p;
}

static const guint8 *
fail (GateJsonScan *self,
      const guint8 *p,
      const char   *expected)
{
  return fail_with (self, p, GATE_ERROR_PROTOCOL, expected);
}

static gboolean
is_in_object (const GateJsonScan *self)
{
  return (self->objects & 1) != 0;
}

static gboolean
is_in_list (const GateJsonScan *self)
{
  return self->cut != NULL && gate_json_cut_is_in_list (self->cut);
}

static const guint8 *
check_envelope (GateJsonScan *self,
                const guint8 *p,
                gsize         excess)
{
  if (excess == 0)
    return p;
  return fail_with (self, p - excess, GATE_ERROR_TOO_LARGE, "a smaller envelope");
}

/* A value is complete; P is behind it. */
static const guint8 *
end_value (GateJsonScan *self,
           const guint8 *p)
{
  self->state = self->depth > 0 ? BEHIND_VALUE : BEHIND_DOCUMENT;
  if (self->depth == 2 && is_in_list (self) &&
      !gate_json_cut_end_element (self->cut, p, &self->error) && self->error == NULL)
    self->error = gate_error_new (GATE_ERROR_FAILED, "the list was not wanted");
  return p;
}

static const guint8 *
open_container (GateJsonScan *self,
                const guint8 *p)
{
  gboolean is_object = *p == '{';

  if (self->depth == GATE_JSON_MAX_DEPTH)
    return fail_with (self, p, GATE_ERROR_TOO_LARGE, "less nesting");
  self->depth++;
  self->objects = self->objects << 1 | (is_object ? 1 : 0);
  self->state = is_object ? BEFORE_FIRST_NAME : BEFORE_FIRST_ELEMENT;
  if (is_object)
    gate_json_keys_push (self->keys);
  else if (self->is_list_next)
    check_envelope (self, p + 1, gate_json_cut_begin_list (self->cut, p + 1));
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
    gate_json_cut_end_list (self->cut, p);
  self->depth--;
  self->objects >>= 1;
  return end_value (self, p + 1);
}

/* Counts a value that is a member or an element, and marks where an element of the list begins. */
static gboolean
count_value (GateJsonScan *self,
             const guint8 *p)
{
  guint *count = &self->n_members;

  if (self->depth == 0)
    return TRUE;
  if (is_in_list (self))
    {
      count = &self->n_entity_members;
      if (self->depth == 2)
        {
          *count = 0;
          if (gate_json_cut_begin_element (self->cut, p))
            return TRUE;
          fail_with (self, p, GATE_ERROR_TOO_LARGE, "fewer elements in the list");
          return FALSE;
        }
    }
  if (++*count <= GATE_JSON_MAX_MEMBERS)
    return TRUE;
  fail_with (self, p, GATE_ERROR_TOO_LARGE, "fewer members and elements");
  return FALSE;
}

static const guint8 *
begin_word (GateJsonScan *self,
            const guint8 *p,
            const char   *word)
{
  self->state = IN_WORD;
  self->word = word;
  return p;
}

static const guint8 *
begin_value (GateJsonScan *self,
             const guint8 *p)
{
  if (strchr ("{[\"tfn-0123456789", *p) == NULL || *p == '\0')
    return fail (self, p, "a value");
  if (!count_value (self, p))
    return p;
  if (*p == '{' || *p == '[')
    return open_container (self, p);
  self->is_list_next = FALSE;
  switch (*p)
    {
    case '"':
      self->state = IN_STRING;
      gate_json_string_begin (&self->string);
      return p + 1;
    case 't':
      return begin_word (self, p, "true");
    case 'f':
      return begin_word (self, p, "false");
    case 'n':
      return begin_word (self, p, "null");
    default:
      self->state = IN_NUMBER;
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
  self->state = IN_NAME;
  gate_json_string_begin (&self->string);
  return p + 1;
}

static const guint8 *
end_name (GateJsonScan *self,
          const guint8 *p)
{
  if (!gate_json_keys_commit (self->keys))
    return fail (self, p - 1, "no second member of one name");
  if (self->depth == 1 && self->cut != NULL)
    self->is_list_next =
        gate_json_keys_equals (self->keys, gate_json_cut_get_member (self->cut));
  self->state = BEFORE_COLON;
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
  self->state = is_object ? BEFORE_NAME : BEFORE_VALUE;
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
    case BEFORE_FIRST_ELEMENT:
      return *p == ']' ? close_container (self, p) : begin_value (self, p);
    case BEFORE_FIRST_NAME:
      return *p == '}' ? close_container (self, p) : begin_name (self, p);
    case BEFORE_NAME:
      return begin_name (self, p);
    case BEFORE_COLON:
      if (*p != ':')
        return fail (self, p, "':'");
      self->state = BEFORE_VALUE;
      return p + 1;
    case BEHIND_VALUE:
      return scan_behind_value (self, p);
    case BEHIND_DOCUMENT:
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
  gboolean is_name = self->state == IN_NAME;

  p = gate_json_string_scan (&self->string, p, end, is_name ? self->keys : NULL);
  if (self->string.expected != NULL)
    return fail_with (self, p, self->string.code, self->string.expected);
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

  if (!gate_json_number_check (text, length, &bad_at, &expected))
    {
      set_error (self, self->offset + (gsize) (p - self->chunk) - length + bad_at,
                 GATE_ERROR_PROTOCOL, expected);
      return p;
    }
  return end_value (self, p);
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
    return fail_with (self, start + GATE_JSON_MAX_NUMBER_BYTES - self->number_length,
                      GATE_ERROR_TOO_LARGE, "a shorter number");
  if (p < end && self->number_length == 0)
    return end_number (self, p, (const char *) start, length);
  memcpy (self->number + self->number_length, start, length);
  self->number_length += length;
  return p < end ? end_number (self, p, self->number, self->number_length) : p;
}

static const guint8 *
scan_bytes (GateJsonScan *self,
            const guint8 *p,
            const guint8 *end)
{
  while (p < end && self->error == NULL)
    switch ((int) self->state)
      {
      case IN_NAME:
      case IN_STRING:
        p = scan_string (self, p, end);
        break;
      case IN_NUMBER:
        p = scan_number (self, p, end);
        break;
      case IN_WORD:
        p = scan_word (self, p, end);
        break;
      default:
        p = scan_between (self, p, end);
        break;
      }
  return p;
}

static gboolean
report (const GateJsonScan *self,
        GError            **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

/**
 * gate_json_scan_new:
 * @max_bytes: how long the document may be
 *
 * Returns: (transfer full): a scan of one document
 */
GateJsonScan *
gate_json_scan_new (gsize max_bytes)
{
  GateJsonScan *self = g_new0 (GateJsonScan, 1);

  self->keys = gate_json_keys_new (GATE_JSON_MAX_DEPTH);
  self->max_bytes = max_bytes;
  return self;
}

/**
 * gate_json_scan_new_for_list:
 * @member: name of the array in the root object
 * @max_bytes: how long the document may be
 * @func: (scope notified): gets each element of the array as soon as it is complete, of whatever
 *   kind it is
 * @user_data: for @func
 *
 * A document without that member or with something else in it is no error here; the envelope
 * shows it.
 *
 * Returns: (transfer full): a scan of one document that cuts a list into its elements
 */
GateJsonScan *
gate_json_scan_new_for_list (const char        *member,
                             gsize              max_bytes,
                             GateJsonEntityFunc func,
                             gpointer           user_data)
{
  GateJsonScan *self = gate_json_scan_new (max_bytes);

  self->cut = gate_json_cut_new (member, func, user_data);
  return self;
}

void
gate_json_scan_free (GateJsonScan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cut, gate_json_cut_free);
  gate_json_keys_free (self->keys);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * gate_json_scan_feed:
 * @data: (array length=length): the next bytes, cut anywhere
 * @length: how many; may be 0
 * @error: where the document is wrong
 *
 * Once it has failed, every further call fails with the same error.
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if this is not one strict document (RFC 8259, with
 *   decision 1 of the security design), %GATE_ERROR_TOO_LARGE if it is over a limit, or with the
 *   error of the receiver of the list
 */
gboolean
gate_json_scan_feed (GateJsonScan *self,
                     const char   *data,
                     gsize         length,
                     GError      **error)
{
  gsize room = self->max_bytes - self->offset;
  const guint8 *p;

  g_return_val_if_fail (!self->is_finished || self->error != NULL, FALSE);

  if (self->error != NULL || length == 0)
    return report (self, error);
  self->chunk = (const guint8 *) data;
  if (self->cut != NULL)
    gate_json_cut_begin_chunk (self->cut, self->chunk);
  p = scan_bytes (self, self->chunk, self->chunk + MIN (length, room));
  /* An envelope that was too long before the place of another error was the first error. */
  if (self->cut != NULL)
    check_envelope (self, p, gate_json_cut_end_chunk (self->cut, p));
  if (self->error == NULL && length > room)
    fail_with (self, p, GATE_ERROR_TOO_LARGE, "a shorter document");
  self->offset += MIN (length, room);
  return report (self, error);
}

/**
 * gate_json_scan_finish:
 * @error: where the document is wrong
 *
 * There are no more bytes.
 *
 * Returns: FALSE as gate_json_scan_feed(), also if the document is not complete
 */
gboolean
gate_json_scan_finish (GateJsonScan *self,
                       GError      **error)
{
  const guint8 *end = (const guint8 *) "";

  self->is_finished = TRUE;
  self->chunk = end;
  if (self->error == NULL && self->state == IN_NUMBER && self->depth == 0)
    end_number (self, end, self->number, self->number_length);
  if (self->error == NULL && self->state != BEHIND_DOCUMENT)
    fail (self, end, "more, the document is not complete");
  return report (self, error);
}

/**
 * gate_json_scan_dup_envelope:
 *
 * Returns: (transfer full) (nullable): what stands around the elements of the list, byte for byte
 *   and with the list empty, to be read as a document of its own; NULL if the scan was not
 *   finished with success or cuts no list
 */
char *
gate_json_scan_dup_envelope (GateJsonScan *self)
{
  if (self->cut == NULL || !self->is_finished || self->error != NULL)
    return NULL;
  return gate_json_cut_dup_envelope (self->cut);
}
