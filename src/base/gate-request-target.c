/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* RFC 9112, section 3.2. What comes through is printable ASCII whose escapes are whole and stand
 * for UTF-8 without control characters; it is handed on undecoded (H5,
 * H14 to H23). */

#define G_LOG_DOMAIN "gate-base"

#include "gate-request-target.h"

#define SCHEME "http://"

static gboolean
is_printable (const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] <= ' ' || text[i] >= 0x7f)
      return FALSE;
  return TRUE;
}

static gboolean
is_plain_text (const char *text,
               gsize       length)
{
  if (!g_utf8_validate_len (text, length, NULL))
    return FALSE;
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static const char *
check_escapes (const char *text,
               gsize       length)
{
  g_autoptr (GString) decoded = NULL;

  if (memchr (text, '%', length) == NULL)
    return NULL;
  decoded = g_string_sized_new (length);
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '%')
        {
          g_string_append_c (decoded, text[i]);
          continue;
        }
      if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
        return "a bad escape in the address";
      g_string_append_c (decoded, (char) (g_ascii_xdigit_value (text[i + 1]) << 4 |
                                          g_ascii_xdigit_value (text[i + 2])));
      i += 2;
    }
  if (!is_plain_text (decoded->str, decoded->len))
    return "the address is not plain text";
  return NULL;
}

/* The absolute form: the rest after the authority, which must be ours; NULL when it is not. */
static const char *
skip_authority (const char *target,
                gsize       length,
                const char *authority)
{
  gsize scheme_length = strlen (SCHEME);
  gsize authority_length = strlen (authority);
  const char *rest = target + scheme_length + authority_length;

  if (length < scheme_length + authority_length ||
      g_ascii_strncasecmp (target + scheme_length, authority, authority_length) != 0)
    return NULL;
  if (rest < target + length && *rest != '/' && *rest != '?')
    return NULL;
  return rest;
}

/**
 * gate_request_target_parse:
 * @target: as it stands in the request line
 * @length: in bytes
 * @authority: our own address and port
 * @path: (out) (transfer full): the path, starting with a solidus, undecoded
 * @query: (out) (transfer full) (nullable): what follows the question mark, undecoded
 * @reason: (out): why it is refused
 *
 * Where only the escapes are wrong, the path is given all the same: it says how to refuse.
 *
 * Returns: 0, or the status to refuse it with
 */
guint
gate_request_target_parse (const char  *target,
                           gsize        length,
                           const char  *authority,
                           char       **path,
                           char       **query,
                           const char **reason)
{
  const char *start = target;
  const char *end = target + length;
  const char *mark;

  *reason = "the address is too long";
  if (length > GATE_REQUEST_MAX_TARGET_BYTES)
    return 414;
  *reason = "the address holds other than printable ASCII";
  if (length == 0 || !is_printable (target, length))
    return 400;
  *reason = "the address holds a fragment";
  if (memchr (target, '#', length) != NULL)
    return 400;
  if (length >= strlen (SCHEME) && g_ascii_strncasecmp (target, SCHEME, strlen (SCHEME)) == 0)
    {
      *reason = "the address is not ours";
      start = skip_authority (target, length, authority);
      if (start == NULL)
        return 421;
    }
  *reason = "the address does not start with a solidus";
  if (start == target && *start != '/')
    return 400;
  mark = memchr (start, '?', (gsize) (end - start));
  *query = mark != NULL ? g_strndup (mark + 1, (gsize) (end - mark - 1)) : NULL;
  if (mark == NULL)
    mark = end;
  *path = mark > start ? g_strndup (start, (gsize) (mark - start)) : g_strdup ("/");
  *reason = check_escapes (start, (gsize) (end - start));
  return *reason == NULL ? 0 : 400;
}
