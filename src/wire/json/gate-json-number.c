/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-number.h"

#include <math.h>
#include <string.h>

/* A double with at most so many digits before the point and no exponent cannot overflow. */
#define SAFE_DIGITS 308

static gsize
skip_digits (const char *text,
             gsize       length,
             gsize       at)
{
  while (at < length && g_ascii_isdigit (text[at]))
    at++;
  return at;
}

/* RFC 8259 section 6: int [ frac ] [ exp ]. Returns the place of the first error, LENGTH if there
 * is none; WHOLE_END is the end of the part before the point. */
static gsize
check_grammar (const char  *text,
               gsize        length,
               gsize       *whole_end,
               const char **expected)
{
  gsize at = text[0] == '-' ? 1 : 0;
  gsize start = at;

  *expected = "a digit";
  at = skip_digits (text, length, start);
  if (at == start)
    return at;
  if (text[start] == '0' && at > start + 1)
    {
      *expected = "no digit after a leading zero";
      return start + 1;
    }
  *whole_end = at;
  if (at < length && text[at] == '.')
    {
      start = at + 1;
      at = skip_digits (text, length, start);
      if (at == start)
        return at;
    }
  if (at < length && (text[at] == 'e' || text[at] == 'E'))
    {
      at++;
      if (at < length && (text[at] == '+' || text[at] == '-'))
        at++;
      start = at;
      at = skip_digits (text, length, start);
      if (at == start)
        return at;
    }
  *expected = "the end of the number";
  return at;
}

static gboolean
integer_fits (const char *text,
              gsize       length)
{
  const char *limit = text[0] == '-' ? "9223372036854775808" : "9223372036854775807";
  gsize digits = text[0] == '-' ? length - 1 : length;

  if (digits != strlen (limit))
    return digits < strlen (limit);
  return memcmp (text + length - digits, limit, digits) <= 0;
}

static gboolean
double_fits (const char *text,
             gsize       length)
{
  char copy[GATE_JSON_MAX_NUMBER_BYTES + 1];

  memcpy (copy, text, length);
  copy[length] = '\0';
  return isfinite (g_ascii_strtod (copy, NULL));
}

/**
 * gate_json_number_check:
 * @text: the bytes of a number, at most %GATE_JSON_MAX_NUMBER_BYTES and at least one
 * @length: how many
 * @bad_at: (out): the wrong byte
 * @expected: (out) (transfer none): the expected text in its place
 *
 * Returns: whether it is a number of RFC 8259 and in range: an integer fits into 64 bits with sign,
 *   any other into a finite double
 */
gboolean
gate_json_number_check (const char  *text,
                        gsize        length,
                        gsize       *bad_at,
                        const char **expected)
{
  gsize whole_end = 0;
  gboolean is_integer;

  *bad_at = check_grammar (text, length, &whole_end, expected);
  if (*bad_at < length || whole_end == 0)
    return FALSE;
  if (!g_ascii_isdigit (text[length - 1]))
    return FALSE;

  is_integer = whole_end == length;
  *bad_at = 0;
  *expected = is_integer ? "an integer of 64 bits" : "a number in the range of a double";
  if (is_integer)
    return integer_fits (text, length);
  if (whole_end < SAFE_DIGITS && memchr (text, 'e', length) == NULL &&
      memchr (text, 'E', length) == NULL)
    return TRUE;
  return double_fits (text, length);
}
