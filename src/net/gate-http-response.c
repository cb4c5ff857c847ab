/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-response-private.h"

#include <string.h>

#define CORRELATION_ID "ININ-Correlation-Id"
#define MAX_ID_CHARS 64

struct _GateHttpResponse
{
  GObject parent_instance;

  guint               status;
  GBytes             *body;
  SoupMessageHeaders *headers;
  char               *correlation_id;
  guint               wait_s;
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

/* People see and copy an ID, so a long or strange one is cut to its harmless part. */
static char *
clean_id (const char *sent)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = sent; *p != '\0' && clean->len < MAX_ID_CHARS; p++)
    g_string_append_c (clean, g_ascii_isprint (*p) ? *p : '?');
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

char *
gate_http_dup_correlation_id (SoupMessage *message)
{
  const char *sent = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                   CORRELATION_ID);

  return sent != NULL ? clean_id (sent) : NULL;
}

/* Whether what answered is not the service, which signs its responses and sends no HTML. */
gboolean
gate_http_headers_are_of_page (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return soup_message_headers_get_one (headers, CORRELATION_ID) == NULL && type != NULL &&
         (g_ascii_strcasecmp (type, "text/html") == 0 ||
          g_ascii_strcasecmp (type, "application/xhtml+xml") == 0);
}

/* The first header of that name, or NULL. */
const char *
gate_http_response_get_header (GateHttpResponse *self,
                               const char       *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

void
gate_http_response_set_wait_s (GateHttpResponse *self,
                               guint             wait_s)
{
  self->wait_s = wait_s;
}

/* For how many seconds a 429 wants no requests; 0 for other responses. */
guint
gate_http_response_get_wait_s (GateHttpResponse *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_RESPONSE (self), 0);

  return self->wait_s;
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

/**
 * gate_http_response_is_web_page:
 * @self: a response
 *
 * Returns: whether it is HTML that the service did not send
 */
gboolean
gate_http_response_is_web_page (GateHttpResponse *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_RESPONSE (self), FALSE);

  return gate_http_headers_are_of_page (self->headers);
}

/**
 * gate_http_response_dup_ray_id:
 * @self: a response
 *
 * Returns: (transfer full) (nullable): the header with the request ID of what answered in place of
 *   the service, such as `CF-RAY: 8f1c`
 */
char *
gate_http_response_dup_ray_id (GateHttpResponse *self)
{
  static const char *const names[] = { "CF-RAY", "X-Amz-Cf-Id", "X-Azure-Ref", "X-Request-Id" };

  g_return_val_if_fail (GATE_IS_HTTP_RESPONSE (self), NULL);

  if (self->correlation_id != NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *sent = gate_http_response_get_header (self, names[i]);
      g_autofree char *clean = sent != NULL ? clean_id (sent) : NULL;

      if (clean != NULL && *clean != '\0')
        return g_strdup_printf ("%s: %s", names[i], clean);
    }
  return NULL;
}
