/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Translates errors of libsoup, GIO and GnuTLS to %GATE_ERROR, on which the rest of the program
 * acts. */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-failure.h"

#include "gate-certificate.h"
#include "gate-error.h"

#include <string.h>

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

/* The one reason of several that tells people most. */
static void
set_certificate_failure (GError              *error,
                         GTlsCertificate     *certificate,
                         GTlsCertificateFlags flags)
{
  g_autofree char *party = NULL;
  GateTransportFailure failure = GATE_TRANSPORT_OTHER;

  if ((flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    {
      failure = GATE_TRANSPORT_UNKNOWN_ISSUER;
      party = gate_certificate_dup_issuer (certificate);
    }
  else if ((flags & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    {
      failure = GATE_TRANSPORT_OTHER_HOST;
      party = gate_certificate_dup_host (certificate);
    }
  else if ((flags & G_TLS_CERTIFICATE_EXPIRED) != 0)
    failure = GATE_TRANSPORT_EXPIRED;
  else if ((flags & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    failure = GATE_TRANSPORT_NOT_YET_VALID;
  gate_error_set_transport_failure (error, failure, party);
}

/* Without a certificate the other side never came so far as to show one. */
static GError *
translate_tls (SoupMessage *message)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  g_autoptr (GString) reasons = g_string_new (NULL);
  GError *error;

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
  error = gate_error_new (GATE_ERROR_TLS, "%s", reasons->str);
  if (certificate != NULL)
    set_certificate_failure (error, certificate, flags);
  else
    gate_error_set_transport_failure (error, GATE_TRANSPORT_NO_TLS, NULL);
  return error;
}

/* Only a request over plain http may have gone to where TLS is spoken. */
static GError *
note_if_plain (SoupMessage         *message,
               GateTransportFailure failure,
               GError              *error)
{
  if (strcmp (g_uri_get_scheme (soup_message_get_uri (message)), "http") == 0)
    gate_error_set_transport_failure (error, failure, NULL);
  return error;
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
    return note_if_plain (message, GATE_TRANSPORT_CLOSED,
                          gate_error_new (GATE_ERROR_NETWORK,
                                          "the connection was closed without an answer"));
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
      *kind = GATE_HTTP_FAILURE_BROKEN;
      return gate_error_new (GATE_ERROR_NETWORK, "the connection was refused");
    case G_IO_ERROR_TIMED_OUT:
      return gate_error_new (GATE_ERROR_TIMEOUT, "the connection timed out");
    case G_IO_ERROR_PARTIAL_INPUT:
      return translate_closed (message, kind);
    case G_IO_ERROR_INVALID_DATA:
    case G_IO_ERROR_NO_SPACE:
      return gate_error_new (GATE_ERROR_PROTOCOL, "the answer’s encoding is broken");
    default:
      *kind = GATE_HTTP_FAILURE_BROKEN;
      return gate_error_new (GATE_ERROR_NETWORK, "the connection failed: %s", cause->message);
    }
}

/* Until there is a connection through a proxy, what fails is the proxy. */
static GError *
translate_proxy (SoupMessage     *message,
                 const char      *proxy,
                 const GError    *cause,
                 GateHttpFailure *kind)
{
  GateTransportFailure failure = GATE_TRANSPORT_PROXY_REFUSED;
  GError *error = gate_error_new (GATE_ERROR_NETWORK, "the proxy did not connect: %s",
                                  cause->message);

  /* With a password that the proxy does not accept libsoup goes on until it had enough. */
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
      g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_RESTARTS) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED))
    failure = GATE_TRANSPORT_PROXY_PASSWORD;
  else if (soup_message_get_remote_address (message) == NULL)
    {
      failure = GATE_TRANSPORT_PROXY_UNREACHABLE;
      *kind = GATE_HTTP_FAILURE_BROKEN;
    }
  gate_error_set_transport_failure (error, failure, proxy);
  return error;
}

/**
 * gate_http_failure_translate:
 * @message: the failed message
 * @proxy: (nullable): the proxy through which there is no connection yet
 * @cause: the error of libsoup or GIO; not a cancellation
 * @kind: (out): whether a next try makes sense
 *
 * Returns: (transfer full): a %GATE_ERROR_NETWORK, TIMEOUT, TLS or PROTOCOL error
 */
GError *
gate_http_failure_translate (SoupMessage     *message,
                             const char      *proxy,
                             const GError    *cause,
                             GateHttpFailure *kind)
{
  *kind = GATE_HTTP_FAILURE_FINAL;
  if (cause->domain == GATE_ERROR)
    return g_error_copy (cause);
  if (proxy != NULL && cause->domain != G_TLS_ERROR)
    return translate_proxy (message, proxy, cause, kind);
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
  return note_if_plain (message, GATE_TRANSPORT_NO_HTTP,
                        gate_error_new (GATE_ERROR_PROTOCOL, "not an HTTP answer: %s",
                                        cause->message));
}

/**
 * gate_http_failure_at_deadline:
 * @proxy: (nullable): the proxy through which there is no connection yet
 *
 * Returns: (transfer full): a %GATE_ERROR_TIMEOUT error
 */
GError *
gate_http_failure_at_deadline (const char *proxy)
{
  GError *error = gate_error_new (GATE_ERROR_TIMEOUT, "no answer in time");

  if (proxy != NULL)
    gate_error_set_transport_failure (error, GATE_TRANSPORT_PROXY_SILENT, proxy);
  return error;
}
