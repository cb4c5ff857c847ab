/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-request-private.h"

#include "gate-address.h"
#include "gate-error.h"
#include "gate-log.h"
#include "gate-text.h"
#include "gate-wipe.h"

#include <string.h>

#define DEFAULT_MAX_BYTES (1024 * 1024)
#define DEFAULT_MAX_SINK_BYTES (256 * 1024 * 1024)
#define MAX_HEADER_BYTES 8192

struct _GateHttpRequest
{
  GObject parent_instance;

  char             *method;
  GUri             *address;
  char             *bearer;
  char             *language;
  GBytes           *body;
  char             *content_type;
  GateHttpSink      sink;
  GateHttpSinkReset sink_reset;
  gpointer          sink_data;
  gsize             max_bytes; /* 0 for the default */
  gboolean          is_urgent;
};

G_DEFINE_FINAL_TYPE (GateHttpRequest, gate_http_request, G_TYPE_OBJECT)

static const char *const methods[] = { "GET", "HEAD", "PUT", "DELETE", "POST", "PATCH", NULL };

static void
gate_http_request_finalize (GObject *object)
{
  GateHttpRequest *self = GATE_HTTP_REQUEST (object);

  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->address, g_uri_unref);
  g_clear_pointer (&self->bearer, gate_wipe_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->content_type, g_free);
  G_OBJECT_CLASS (gate_http_request_parent_class)->finalize (object);
}

static void
gate_http_request_class_init (GateHttpRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_http_request_finalize;
}

static void
gate_http_request_init (GateHttpRequest *self)
{
}

/* One line of visible ASCII and blanks. */
static gboolean
is_header_text (const char *text)
{
  if (text == NULL)
    return TRUE;
  if (*text == '\0' || strlen (text) > MAX_HEADER_BYTES)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) && *p != ' ')
      return FALSE;
  return TRUE;
}

/**
 * gate_http_request_new:
 * @method: GET, HEAD, PUT, DELETE, POST or PATCH
 * @address: an address of gate-address
 *
 * Returns: (transfer full): a request; it may be sent more than once
 */
GateHttpRequest *
gate_http_request_new (const char *method,
                       GUri       *address)
{
  GateHttpRequest *self;

  g_return_val_if_fail (method != NULL && address != NULL, NULL);

  self = g_object_new (GATE_TYPE_HTTP_REQUEST, NULL);
  self->method = g_strdup (method);
  self->address = g_uri_ref (address);
  return self;
}

/**
 * gate_http_request_set_bearer:
 * @self: a request
 * @access_token: (nullable): goes into the Authorization header and nowhere else (RFC 6750, 2.1)
 */
void
gate_http_request_set_bearer (GateHttpRequest *self,
                              const char      *access_token)
{
  g_return_if_fail (GATE_IS_HTTP_REQUEST (self));

  gate_wipe_free (self->bearer);
  self->bearer = g_strdup (access_token);
}

/**
 * gate_http_request_set_language:
 * @self: a request
 * @accept_language: (nullable): the Accept-Language header
 */
void
gate_http_request_set_language (GateHttpRequest *self,
                                const char      *accept_language)
{
  g_return_if_fail (GATE_IS_HTTP_REQUEST (self));

  g_free (self->language);
  self->language = g_strdup (accept_language);
}

/**
 * gate_http_request_set_body:
 * @self: a request
 * @body: (nullable): the body to send
 * @content_type: (nullable): its type; needed with @body
 */
void
gate_http_request_set_body (GateHttpRequest *self,
                            GBytes          *body,
                            const char      *content_type)
{
  g_return_if_fail (GATE_IS_HTTP_REQUEST (self));
  g_return_if_fail (body == NULL || content_type != NULL);

  if (body != NULL)
    g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
}

/**
 * gate_http_request_set_sink:
 * @self: a request
 * @sink: gets the body of a 200 response in pieces
 * @reset: (nullable): called before the first piece and before each repetition of the request
 * @user_data: for both; must live until the request has ended
 *
 * A request with a sink has the limits of a list: by default 256 MiB, ten seconds without a byte,
 * and two minutes in all.
 */
void
gate_http_request_set_sink (GateHttpRequest  *self,
                            GateHttpSink      sink,
                            GateHttpSinkReset reset,
                            gpointer          user_data)
{
  g_return_if_fail (GATE_IS_HTTP_REQUEST (self));

  self->sink = sink;
  self->sink_reset = reset;
  self->sink_data = user_data;
}

/**
 * gate_http_request_set_max_bytes:
 * @self: a request
 * @max_bytes: the longest body of a 200 response, in bytes after decoding; 0 for the default
 */
void
gate_http_request_set_max_bytes (GateHttpRequest *self,
                                 gsize            max_bytes)
{
  g_return_if_fail (GATE_IS_HTTP_REQUEST (self));

  self->max_bytes = max_bytes;
}

/**
 * gate_http_request_set_urgent:
 * @self: a request that a person waits for
 *
 * Where the service limits requests, it goes before those that run by themselves.
 */
void
gate_http_request_set_urgent (GateHttpRequest *self)
{
  g_return_if_fail (GATE_IS_HTTP_REQUEST (self));

  self->is_urgent = TRUE;
}

gboolean
gate_http_request_is_urgent (GateHttpRequest *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_REQUEST (self), FALSE);

  return self->is_urgent;
}

const char *
gate_http_request_get_method (GateHttpRequest *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_REQUEST (self), NULL);

  return self->method;
}

GUri *
gate_http_request_get_address (GateHttpRequest *self)
{
  g_return_val_if_fail (GATE_IS_HTTP_REQUEST (self), NULL);

  return self->address;
}

/* Whether libsoup accepts this request: on a bad one it logs a critical, but we need an error. */
gboolean
gate_http_request_check (GateHttpRequest *self,
                         GError         **error)
{
  if (!g_strv_contains (methods, self->method))
    {
      gate_error_set (error, GATE_ERROR_INVALID, "request refused: unknown method");
      return FALSE;
    }
  if ((self->bearer != NULL && !gate_text_is_bearer_token (self->bearer)) ||
      !is_header_text (self->language) || !is_header_text (self->content_type))
    {
      gate_error_set (error, GATE_ERROR_INVALID, "request refused: a header value is not text");
      return FALSE;
    }
  return gate_address_check (self->address, error);
}

gboolean
gate_http_request_is_read (GateHttpRequest *self)
{
  return strcmp (self->method, "GET") == 0 || strcmp (self->method, "HEAD") == 0;
}

/* Whether it changes something when it is carried out, and is not sent twice. A POST to a token
 * endpoint is none. */
gboolean
gate_http_request_is_change (GateHttpRequest *self)
{
  return strcmp (self->method, "PUT") == 0 || strcmp (self->method, "DELETE") == 0 ||
         strcmp (self->method, "PATCH") == 0;
}

/* A message for one try. */
SoupMessage *
gate_http_request_make_message (GateHttpRequest *self)
{
  SoupMessage *message = soup_message_new_from_uri (self->method, self->address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  /* After a connection died while idle, libsoup sends a request again, but without its body: a PUT
   * would arrive empty. */
  if (!gate_http_request_is_read (self))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (self->language != NULL)
    soup_message_headers_replace (headers, "Accept-Language", self->language);
  if (self->bearer != NULL)
    {
      char *authorization = g_strconcat ("Bearer ", self->bearer, NULL);

      soup_message_headers_replace (headers, "Authorization", authorization);
      gate_wipe_free (authorization);
    }
  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, self->content_type, self->body);
  return message;
}

const char *
gate_http_request_get_bearer (GateHttpRequest *self)
{
  return self->bearer;
}

gboolean
gate_http_request_has_sink (GateHttpRequest *self)
{
  return self->sink != NULL;
}

void
gate_http_request_reset_sink (GateHttpRequest *self)
{
  if (self->sink != NULL && self->sink_reset != NULL)
    self->sink_reset (self->sink_data);
}

gboolean
gate_http_request_feed_sink (GateHttpRequest *self,
                             const char      *data,
                             gsize            length,
                             GError         **error)
{
  g_autoptr (GError) reason = NULL;

  if (self->sink (data, length, self->sink_data, &reason))
    return TRUE;
  if (reason == NULL)
    reason = gate_error_new (GATE_ERROR_PROTOCOL, "the answer was refused");
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gsize
gate_http_request_get_max_bytes (GateHttpRequest *self)
{
  if (self->max_bytes > 0)
    return self->max_bytes;
  return self->sink != NULL ? DEFAULT_MAX_SINK_BYTES : DEFAULT_MAX_BYTES;
}

char *
gate_http_request_dup_log_path (GateHttpRequest *self)
{
  const char *query = g_uri_get_query (self->address);
  g_autofree char *whole =
      g_strconcat (g_uri_get_path (self->address), query != NULL ? "?" : NULL, query, NULL);

  return gate_log_redact_path (whole);
}
