/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Translates errors of libsoup, GIO and GnuTLS to %GATE_ERROR, on which the rest of the program
 * acts. */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-failure.h"

#include "gate-error.h"

/* libsoup reports headers over 64 KiB as a closed connection. */
#define HEADERS_TOO_LONG 60000

static const struct
{
  GTlsCertificateFlags flag;
  const char *reason;
} certificate_reasons[] = {
  { G_TLS_CERTIFICATE_EXPIRED, "its certificate has expired: check the clock" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "its certificate is not yet valid: check the clock" },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "its certificate is for another host" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "its certificate comes from an unknown authority" },
  { G_TLS_CERTIFICATE_REVOKED, "its certificate has been revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "its certificate uses an insecure algorithm" },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, "its certificate is not valid" },
};

static GError *
translate_tls (SoupMessage *message)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  g_autoptr (GString) reasons = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (certificate_reasons); i++)
    {
      if ((flags & certificate_reasons[i].flag) == 0)
        continue;
      if (reasons->len > 0)
        g_string_append (reasons, "; ");
      g_string_append (reasons, certificate_reasons[i].reason);
    }
  if (reasons->len == 0)
    g_string_append (reasons, "no secure connection could be agreed on");
  return gate_error_new (GATE_ERROR_TLS, "%s", reasons->str);
}

/* The server closed the connection properly, but too early. */
static GError *
translate_closed (SoupMessage     *message,
                  GateHttpFailure *kind)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);
  guint64 received = metrics != NULL ?
                         soup_message_metrics_get_response_header_bytes_received (metrics) :
                         0;

  *kind = GATE_HTTP_FAILURE_BROKEN;
  if (soup_message_get_status (message) != SOUP_STATUS_NONE)
    return gate_error_new (GATE_ERROR_PROTOCOL, "incomplete answer");
  if (received < HEADERS_TOO_LONG)
    return gate_error_new (GATE_ERROR_NETWORK, "the connection was closed without an answer");
  *kind = GATE_HTTP_FAILURE_FINAL;
  return gate_error_new (GATE_ERROR_PROTOCOL, "the answer’s headers are too long");
}

static GError *
translate_io (SoupMessage     *message,
              const GError    *cause,
              GateHttpFailure *kind)
{
  switch (cause->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      *kind = GATE_HTTP_FAILURE_REFUSED;
      return gate_error_new (GATE_ERROR_NETWORK, "the connection was refused");
    case G_IO_ERROR_TIMED_OUT:
      return gate_error_new (GATE_ERROR_TIMEOUT, "the connection timed out");
    case G_IO_ERROR_PARTIAL_INPUT:
      return translate_closed (message, kind);
    case G_IO_ERROR_INVALID_DATA:
    case G_IO_ERROR_NO_SPACE:
      return gate_error_new (GATE_ERROR_PROTOCOL, "the answer’s encoding is broken");
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return gate_error_new (GATE_ERROR_NETWORK, "the proxy did not connect");
    default:
      *kind = GATE_HTTP_FAILURE_BROKEN;
      return gate_error_new (GATE_ERROR_NETWORK, "the connection failed: %s", cause->message);
    }
}

/**
 * gate_http_failure_translate:
 * @message: the failed message
 * @cause: the error of libsoup or GIO; not a cancellation
 * @kind: (out): whether a next try makes sense
 *
 * Returns: (transfer full): a %GATE_ERROR_NETWORK, TIMEOUT, TLS or PROTOCOL error
 */
GError *
gate_http_failure_translate (SoupMessage     *message,
                             const GError    *cause,
                             GateHttpFailure *kind)
{
  *kind = GATE_HTTP_FAILURE_FINAL;
  if (cause->domain == G_TLS_ERROR && cause->code == G_TLS_ERROR_EOF)
    return translate_closed (message, kind);
  if (cause->domain == G_TLS_ERROR)
    return translate_tls (message);
  if (cause->domain == G_IO_ERROR)
    return translate_io (message, cause, kind);
  if (cause->domain == G_RESOLVER_ERROR)
    {
      *kind = GATE_HTTP_FAILURE_BROKEN;
      return gate_error_new (GATE_ERROR_NETWORK, "its name cannot be resolved");
    }
  return gate_error_new (GATE_ERROR_PROTOCOL, "not an HTTP answer: %s", cause->message);
}
