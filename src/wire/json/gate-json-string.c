/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-string.h"

#include <string.h>

#define EVERY(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

static const guint8 *
fail (GateJsonString *self,
      GateErrorCode   code,
      const char     *expected,
      const guint8   *p)
{
  self->code = code;
  self->expected = expected;
  return p;
}

/* The high bit of each byte that is below 0x20, a quotation mark, a reverse solidus or not ASCII. A
 * borrow can mark wrong bytes above the first marked one, so only the lowest mark counts. */
static inline guint64
mark_special (guint64 eight)
{
  guint64 quotes = eight ^ EVERY ('"');
  guint64 escapes = eight ^ EVERY ('\\');
  guint64 marks = (eight - EVERY (0x20)) | (quotes - EVERY (1)) | (escapes - EVERY (1)) | eight;

  return marks & EVERY (0x80);
}

static inline const guint8 *
skip_plain (const guint8 *p,
            const guint8 *end)
{
  while (end - p >= 8)
    {
      guint64 eight;
      guint64 marks;

      memcpy (&eight, p, sizeof eight);
      marks = mark_special (GUINT64_FROM_LE (eight));
      if (marks != 0)
        return p + __builtin_ctzll (marks) / 8;
      p += 8;
    }
  while (p < end && *p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\')
    p++;
  return p;
}

/* Goes to the end of the run of characters without escapes. */
static inline const guint8 *
skip_text (GateJsonUtf8 *utf8,
           const guint8 *p,
           const guint8 *end)
{
  if (utf8->left > 0)
    p = gate_json_utf8_skip (utf8, p, end);
  while (utf8->left == 0)
    {
      p = skip_plain (p, end);
      if (p == end || *p < 0x80)
        return p;
      p = gate_json_utf8_skip (utf8, p, end);
      if (p < end && *p >= 0x80)
        return p;
    }
  return p;
}

static inline const guint8 *
scan_text (GateJsonString *self,
           const guint8   *start,
           const guint8   *end,
           GateJsonKeys   *keys)
{
  const guint8 *p = skip_text (&self->utf8, start, end);

  if (keys != NULL)
    {
      gsize kept = gate_json_keys_append (keys, start, p - start);

      if (start + kept < p)
        return fail (self, GATE_ERROR_TOO_LARGE, "shorter member names", start + kept);
    }
  if (p == end)
    return p;
  if (self->utf8.left > 0 || *p >= 0x80)
    return fail (self, GATE_ERROR_PROTOCOL, "well-formed UTF-8", p);
  if (*p < 0x20)
    return fail (self, GATE_ERROR_PROTOCOL, "no control character in a string", p);
  self->state = *p == '"' ? GATE_JSON_STRING_DONE : GATE_JSON_STRING_ESCAPE;
  return p + 1;
}

static const guint8 *
keep_character (GateJsonString *self,
                gunichar        character,
                const guint8   *p,
                GateJsonKeys   *keys)
{
  self->state = GATE_JSON_STRING_TEXT;
  if (keys != NULL)
    {
      char bytes[6];
      gsize length = (gsize) g_unichar_to_utf8 (character, bytes);

      if (gate_json_keys_append (keys, (const guint8 *) bytes, length) < length)
        return fail (self, GATE_ERROR_TOO_LARGE, "shorter member names", p);
    }
  return p + 1;
}

static const guint8 *
begin_digits (GateJsonString *self,
              const guint8   *p)
{
  self->state = GATE_JSON_STRING_DIGITS;
  self->digits = 4;
  self->unit = 0;
  return p + 1;
}

static const guint8 *
scan_escape (GateJsonString *self,
             const guint8   *p,
             GateJsonKeys   *keys)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (*p == 'u')
    return begin_digits (self, p);
  found = *p != '\0' ? strchr (letters, *p) : NULL;
  if (found == NULL)
    return fail (self, GATE_ERROR_PROTOCOL, "one of \" \\ / b f n r t u after \\", p);
  return keep_character (self, (guchar) meanings[found - letters], p, keys);
}

/* RFC 8259 section 7: a character outside the basic plane is written as two surrogates. */
static const guint8 *
end_digits (GateJsonString *self,
            const guint8   *p,
            GateJsonKeys   *keys)
{
  gboolean is_high = self->unit >= 0xd800 && self->unit < 0xdc00;
  gboolean is_low = self->unit >= 0xdc00 && self->unit < 0xe000;
  gunichar character = self->unit;

  if (is_low != (self->high != 0))
    return fail (self, GATE_ERROR_PROTOCOL, "both halves of a surrogate pair in order", p);
  if (character == 0)
    return fail (self, GATE_ERROR_PROTOCOL, "no \\u0000", p);
  if (is_high)
    {
      self->high = self->unit;
      self->state = GATE_JSON_STRING_LOW_ESCAPE;
      return p + 1;
    }
  if (is_low)
    character = 0x10000 + ((self->high - 0xd800) << 10) + (self->unit - 0xdc00);
  self->high = 0;
  return keep_character (self, character, p, keys);
}

static const guint8 *
scan_digit (GateJsonString *self,
            const guint8   *p,
            GateJsonKeys   *keys)
{
  int value = g_ascii_xdigit_value ((char) *p);

  if (value < 0)
    return fail (self, GATE_ERROR_PROTOCOL, "a hexadecimal digit", p);
  self->unit = self->unit << 4 | (gunichar) value;
  return --self->digits > 0 ? p + 1 : end_digits (self, p, keys);
}

static const guint8 *
scan_low_half (GateJsonString *self,
               const guint8   *p)
{
  gboolean is_start = self->state == GATE_JSON_STRING_LOW_ESCAPE;

  if (*p != (is_start ? '\\' : 'u'))
    return fail (self, GATE_ERROR_PROTOCOL, "the low half of a surrogate pair", p);
  if (!is_start)
    return begin_digits (self, p);
  self->state = GATE_JSON_STRING_LOW_U;
  return p + 1;
}

/**
 * gate_json_string_begin:
 *
 * The opening quotation mark was seen.
 */
void
gate_json_string_begin (GateJsonString *self)
{
  *self = (GateJsonString){ .state = GATE_JSON_STRING_TEXT };
}

/**
 * gate_json_string_scan:
 * @p: the next bytes
 * @end: behind the last of them
 * @keys: (nullable): keeps the text, escapes resolved, if the string is a member's name
 *
 * Goes on until the string ends, has an error, or the bytes are used up.
 *
 * Returns: behind the closing quotation mark, or @end, or the byte that is wrong
 */
const guint8 *
gate_json_string_scan (GateJsonString *self,
                       const guint8   *p,
                       const guint8   *end,
                       GateJsonKeys   *keys)
{
  while (p < end && self->expected == NULL)
    {
      switch (self->state)
        {
        case GATE_JSON_STRING_TEXT:
          p = scan_text (self, p, end, keys);
          break;
        case GATE_JSON_STRING_ESCAPE:
          p = scan_escape (self, p, keys);
          break;
        case GATE_JSON_STRING_DIGITS:
          p = scan_digit (self, p, keys);
          break;
        case GATE_JSON_STRING_LOW_ESCAPE:
        case GATE_JSON_STRING_LOW_U:
          p = scan_low_half (self, p);
          break;
        case GATE_JSON_STRING_DONE:
        default:
          return p;
        }
    }
  return p;
}
