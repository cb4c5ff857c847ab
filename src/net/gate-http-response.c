/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-response-private.h"

#include <string.h>

#define MAX_CORRELATION_CHARS 64

struct _GateHttpResponse
{
  GObject parent_instance;

  guint               status;
  GBytes             *body;
  SoupMessageHeaders *headers;
  char               *correlation_id;
};

G_DEFINE_FINAL_TYPE (GateHttpResponse, gate_http_response, G_TYPE_OBJECT)

static void
gate_http_response_finalize (GObject *object)
{
  GateHttpResponse *self = GATE_HTTP_RESPONSE (object);

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->correlation_id, g_free);
  G_OBJECT_CLASS (gate_http_response_parent_class)->finalize (object);
}

static void
gate_http_response_class_init (GateHttpResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_http_response_finalize;
}

static void
gate_http_response_init (GateHttpResponse *self)
{
}

GateHttpResponse *
gate_http_response_new (SoupMessage *message,
                        GBytes      *body)
{
  GateHttpResponse *self = g_object_new (GATE_TYPE_HTTP_RESPONSE, NULL);

  self->status = soup_message_get_status (message);
  self->body = g_bytes_ref (body);
  self->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  self->correlation_id = gate_http_dup_correlation_id (message);
  return self;
}

/* People see and copy the ID, so a long or strange one is cut to its harmless part. */
char *
gate_http_dup_correlation_id (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *sent = soup_message_headers_get_one (headers, "ININ-Correlation-Id");
  g_autoptr (GString) clean = NULL;

  if (sent == NULL)
    return NULL;
  clean = g_string_new (NULL);
  for (const char *p = sent; *p != '\0' && clean->len < MAX_CORRELATION_CHARS; p++)
    g_string_append_c (clean, g_ascii_isprint (*p) ? *p : '?');
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* The first header of that name, or NULL. */
const char *
gate_http_response_get_header (GateHttpResponse *self,
                               const char       *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

guint
gate_http_response_get_status (GateHttpResponse *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_RESPONSE (self), 0);

  return self->status;
}

/**
 * gate_http_response_get_body:
 * @self: a response
 *
 * Returns: (transfer none): the whole body after decoding. Empty when the sink took it, and when it
 *   is longer than 64 KiB with a status other than 200.
 */
GBytes *
gate_http_response_get_body (GateHttpResponse *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_RESPONSE (self), NULL);

  return self->body;
}

/**
 * gate_http_response_is_json:
 * @self: a response
 *
 * Returns: whether its type is application/json or ends in +json (RFC 6839, section 3.1)
 */
gboolean
gate_http_response_is_json (GateHttpResponse *self)
{
  const char *type, *subtype;

  g_return_val_if_fail (GATE_IS_HTTP_RESPONSE (self), FALSE);

  type = soup_message_headers_get_content_type (self->headers, NULL);
  if (type == NULL)
    return FALSE;
  subtype = strchr (type, '/');
  return g_ascii_strcasecmp (type, "application/json") == 0 ||
         (subtype != NULL && strlen (subtype) > strlen ("/+json") &&
          g_ascii_strcasecmp (subtype + strlen (subtype) - strlen ("+json"), "+json") == 0);
}

/**
 * gate_http_response_get_correlation_id:
 * @self: a response
 *
 * Returns: (nullable): the ININ-Correlation-Id, at most 64 printable characters
 */
const char *
gate_http_response_get_correlation_id (GateHttpResponse *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_RESPONSE (self), NULL);

  return self->correlation_id;
}
