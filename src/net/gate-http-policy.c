/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-policy.h"

#include "gate-error.h"

#include <string.h>

/* libsoup reads interim responses without a return to the main loop, so a deadline cannot end a
 * stream of them. */
#define MAX_INTERIM 16

struct _GateHttpPolicy
{
  GObject parent_instance;

  GCancellable   *stop;
  GateHttpFraming framing;
  guint           interim;
  gboolean        maybe_sent;
  gboolean        settled;
  GError         *refusal;
};

G_DEFINE_FINAL_TYPE (GateHttpPolicy, gate_http_policy, G_TYPE_OBJECT)

static void
gate_http_policy_finalize (GObject *object)
{
  GateHttpPolicy *self = GATE_HTTP_POLICY (object);

  g_clear_object (&self->stop);
  g_clear_error (&self->refusal);
  G_OBJECT_CLASS (gate_http_policy_parent_class)->finalize (object);
}

static void
gate_http_policy_class_init (GateHttpPolicyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_http_policy_finalize;
}

static void
gate_http_policy_init (GateHttpPolicy *self)
{
  self->framing.length = -1;
}

/* Takes ownership of ERROR. The send then ends as cancelled. */
static void
refuse_response (GateHttpPolicy *self,
                 gboolean        settled,
                 GError         *error)
{
  if (self->refusal != NULL)
    {
      g_error_free (error);
      return;
    }
  self->refusal = error;
  self->settled = settled;
  g_cancellable_cancel (self->stop);
}

/* libsoup is about to write: the last moment before any byte is sent. */
static void
starting_cb (SoupMessage    *message,
             GateHttpPolicy *self)
{
  if (strcmp (g_uri_get_scheme (soup_message_get_uri (message)), "https") == 0 &&
      soup_message_get_tls_protocol_version (message) < G_TLS_PROTOCOL_VERSION_TLS_1_2)
    {
      GError *error = gate_error_new (GATE_ERROR_TLS, "its TLS version is too old");

      gate_error_set_transport_failure (error, GATE_TRANSPORT_OLD_TLS, NULL);
      refuse_response (self, TRUE, error);
      return;
    }
  self->maybe_sent = TRUE;
}

/* libsoup is about to send a second time, without the body. */
static void
restarted_cb (SoupMessage    *message,
              GateHttpPolicy *self)
{
  const char *method = soup_message_get_method (message);

  if (self->maybe_sent && method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD)
    refuse_response (self, FALSE, gate_error_new (GATE_ERROR_NETWORK, "the connection was closed"));
}

static void
got_informational_cb (SoupMessage    *message,
                      GateHttpPolicy *self)
{
  if (++self->interim > MAX_INTERIM)
    refuse_response (self, FALSE, gate_error_new (GATE_ERROR_PROTOCOL, "too many interim answers"));
}

/* The error names the host that the redirect leads to: a network that wants a sign-in leads to its
 * page. */
static GError *
new_redirected (SoupMessage *message,
                guint        status)
{
  GateEvidence evidence = { .status = status };
  GError *error = gate_error_new_for_response (&evidence);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                       "Location");
  g_autoptr (GUri) target = NULL;

  if (location != NULL)
    target = g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS,
                                   NULL);
  if (target != NULL && g_uri_get_host (target) != NULL && *g_uri_get_host (target) != '\0')
    gate_error_set_host (error, g_uri_get_host (target));
  return error;
}

static void
check_status (GateHttpPolicy *self,
              SoupMessage    *message)
{
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_SWITCHING_PROTOCOLS)
    refuse_response (self,
                     FALSE,
                     gate_error_new (GATE_ERROR_PROTOCOL, "it wants another protocol"));
  else if (status / 100 == 3)
    refuse_response (self, TRUE, new_redirected (message, status));
  else if (status == SOUP_STATUS_MISDIRECTED_REQUEST)
    /* libsoup would answer this status with another send, without the body. */
    refuse_response (self, TRUE, gate_error_new (GATE_ERROR_PROTOCOL, "misdirected (%u)", status));
}

static void
got_headers_cb (SoupMessage    *message,
                GateHttpPolicy *self)
{
  GError *error = NULL;

  check_status (self, message);
  if (gate_http_framing_read (&self->framing, message, &error))
    return;
  refuse_response (self, FALSE, error);
  /* Without this libsoup would use a length that it warns about. */
  soup_message_headers_set_encoding (soup_message_get_response_headers (message),
                                     SOUP_ENCODING_EOF);
}

/* With HTTP/1 this runs after libsoup has parsed all headers and before it derives the framing of
 * the body from them. With HTTP/2 the headers come later. */
static void
status_cb (SoupMessage    *message,
           GParamSpec     *pspec,
           GateHttpPolicy *self)
{
  check_status (self, message);
  if (soup_message_get_status (message) >= 200)
    got_headers_cb (message, self);
}

/**
 * gate_http_policy_new:
 * @message: a message that is about to be given to libsoup
 * @stop: the cancellable of the send; the policy cancels it when it refuses
 *
 * Refuses TLS older than 1.2, a second send of a change, redirects, a change of protocol, and a
 * response with ambiguous framing.
 *
 * Returns: (transfer full): a policy; it watches until its last reference is dropped
 */
GateHttpPolicy *
gate_http_policy_new (SoupMessage  *message,
                      GCancellable *stop)
{
  GateHttpPolicy *self = g_object_new (GATE_TYPE_HTTP_POLICY, NULL);

  self->stop = g_object_ref (stop);
  g_signal_connect_object (message, "starting", G_CALLBACK (starting_cb), self, 0);
  g_signal_connect_object (message, "restarted", G_CALLBACK (restarted_cb), self, 0);
  g_signal_connect_object (message, "got-informational", G_CALLBACK (got_informational_cb), self,
                           0);
  g_signal_connect_object (message, "notify::status-code", G_CALLBACK (status_cb), self, 0);
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), self, 0);
  return self;
}

/* Whether libsoup has begun to write the request. */
gboolean
gate_http_policy_maybe_sent (GateHttpPolicy *self)
{
  return self->maybe_sent;
}

/* Whether the refusal proves that the request was not carried out. */
gboolean
gate_http_policy_is_settled (GateHttpPolicy *self)
{
  return self->settled;
}

/* The reason why the policy cancelled the message, or NULL. */
const GError *
gate_http_policy_get_refusal (GateHttpPolicy *self)
{
  return self->refusal;
}

const GateHttpFraming *
gate_http_policy_get_framing (GateHttpPolicy *self)
{
  return &self->framing;
}
