/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* libsoup takes the last of several lengths and types, wraps negative lengths and passes on unknown
 * encodings. We refuse such a response. */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-framing.h"

#include "gate-error.h"

#include <string.h>

static const char *const codings[] = { "gzip", "deflate", "br", NULL };

/* RFC 9110, section 8.6: digits, once. */
static gboolean
read_length (GateHttpFraming    *self,
             SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Content-Length");
  guint64 value = 0;

  self->length = -1;
  if (text == NULL)
    return TRUE;
  if (soup_message_headers_get_list (headers, "Transfer-Encoding") != NULL)
    return FALSE;
  if (!g_ascii_isdigit (*text) ||
      !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  self->length = (gint64) value;
  return TRUE;
}

static gboolean
read_coding (GateHttpFraming    *self,
             SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Content-Encoding");
  g_autofree char *coding = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  self->encoded = coding != NULL && strcmp (coding, "identity") != 0;
  return !self->encoded || g_strv_contains (codings, coding);
}

/* RFC 9110, section 8.3: one field at most; a list of them means what each reader likes. */
static gboolean
has_one_type (SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  guint n_types = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    n_types += g_ascii_strcasecmp (name, "Content-Type") == 0;
  return n_types <= 1;
}

/**
 * gate_http_framing_read:
 * @self: (out caller-allocates): the framing in the headers
 * @message: a message whose headers have arrived
 * @error: return location for an error
 *
 * Returns: whether the headers are unambiguous; else %GATE_ERROR_PROTOCOL
 */
gboolean
gate_http_framing_read (GateHttpFraming *self,
                        SoupMessage     *message,
                        GError         **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (!read_length (self, headers))
    {
      gate_error_set (error, GATE_ERROR_PROTOCOL, "the answer’s length is not clear");
      return FALSE;
    }
  if (!read_coding (self, headers))
    {
      gate_error_set (error, GATE_ERROR_PROTOCOL, "the answer’s encoding is not known");
      return FALSE;
    }
  if (!has_one_type (headers))
    {
      gate_error_set (error, GATE_ERROR_PROTOCOL, "the answer’s type is not clear");
      return FALSE;
    }
  return TRUE;
}
