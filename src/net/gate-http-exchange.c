/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-http-exchange.h"

#include "gate-deadline.h"
#include "gate-error.h"
#include "gate-http-response-private.h"
#include "gate-http-policy.h"
#include "gate-http-request-private.h"
#include "gate-idle.h"
#include "gate-proxy-resolver.h"

#include <string.h>

#define CHUNK_BYTES (64 * 1024)
/* What the sink gets between two looks at the clock: a few hundred entities at most. */
#define PIECE_BYTES 1024
#define MAX_OTHER_BYTES (64 * 1024)

/* The time that the sink may take before the window may draw. */
#define SLICE_US 2000

typedef struct
{
  GateHttpRequest *request;
  SoupMessage     *message;
  GateHttpPolicy  *policy;
  GateDeadline    *deadline;
  GCancellable    *sending; /* cancelled a little after the deadline */
  GSource         *follower;
  GInputStream    *stream;
  GByteArray      *body;
  char            *chunk;
  gsize            chunk_length;
  gsize            chunk_fed; /* how much of it the sink has */
  gsize            received; /* after decoding */
  gint64           started_us;
  gsize            slice_length; /* of the body since the window could draw */
  gint64           slice_us;     /* that the sink took */
  GError          *refusal;  /* the reason for refusing the body */
  GateHttpFailure  failure;
} Exchange;

static void
exchange_free (Exchange *self)
{
  gate_deadline_stop (self->deadline);
  g_clear_object (&self->deadline);
  g_source_destroy (self->follower);
  g_clear_pointer (&self->follower, g_source_unref);
  g_clear_object (&self->sending);
  g_clear_object (&self->stream);
  g_clear_object (&self->policy);
  g_clear_object (&self->message);
  g_clear_object (&self->request);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->chunk, g_free);
  g_clear_error (&self->refusal);
  g_free (self);
}

static void
log_end (Exchange   *self,
         const char *outcome)
{
  g_autofree char *path = gate_http_request_dup_log_path (self->request);
  g_autofree char *correlation = gate_http_dup_correlation_id (self->message);

  g_debug ("%s %s: %s %u, %" G_GSIZE_FORMAT " bytes, %" G_GINT64_FORMAT " ms, %s",
           gate_http_request_get_method (self->request), path, outcome,
           (guint) soup_message_get_status (self->message), self->received,
           (g_get_monotonic_time () - self->started_us) / 1000,
           correlation != NULL ? correlation : "no correlation ID");
}

/* Ends the body without reading the rest: a cancelled close does not wait for the other side. */
static void
abort_stream (Exchange *self)
{
  g_autoptr (GCancellable) now = g_cancellable_new ();

  if (self->stream == NULL)
    return;
  g_cancellable_cancel (now);
  g_input_stream_close (self->stream, now, NULL);
  g_clear_object (&self->stream);
}

/* A change has an unknown outcome when it may have been sent and its response is missing. */
static GError *
settle_change (Exchange *self,
               GError   *error)
{
  if (!gate_http_request_is_change (self->request) || gate_http_policy_is_settled (self->policy) ||
      !gate_http_policy_maybe_sent (self->policy))
    return error;
  self->failure = GATE_HTTP_FAILURE_FINAL;
  return gate_error_doubt (error);
}

/* The proxy through which there is no connection yet, if one leads there. */
static const char *
find_proxy (Exchange    *self,
            SoupSession *session)
{
  GProxyResolver *resolver = soup_session_get_proxy_resolver (session);
  GUri *address = gate_http_request_get_address (self->request);

  if (!GATE_IS_PROXY_RESOLVER (resolver) || gate_http_policy_maybe_sent (self->policy))
    return NULL;
  return gate_proxy_resolver_find (GATE_PROXY_RESOLVER (resolver), g_uri_get_host (address));
}

static GError *
make_error (Exchange     *self,
            const char   *proxy,
            const GError *cause)
{
  const GError *refusal = gate_http_policy_get_refusal (self->policy);

  if (refusal != NULL)
    return g_error_copy (refusal);
  if (self->refusal != NULL)
    return g_steal_pointer (&self->refusal);
  if (gate_deadline_has_expired (self->deadline))
    return gate_http_failure_at_deadline (proxy);
  return gate_http_failure_translate (self->message, proxy, cause, &self->failure);
}

/* Takes ownership of CAUSE, which may be NULL after a refusal. */
static void
return_failure (GTask  *task,
                GError *cause)
{
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) owned_cause = cause;
  GError *error = NULL;

  abort_stream (self);
  self->failure = GATE_HTTP_FAILURE_FINAL;
  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    error = make_error (self, find_proxy (self, g_task_get_source_object (task)), cause);
  error = settle_change (self, error);
  if (error->domain == GATE_ERROR)
    {
      g_autofree char *correlation = gate_http_dup_correlation_id (self->message);

      if (gate_error_get_host (error) == NULL)
        gate_error_set_host (error,
                             g_uri_get_host (gate_http_request_get_address (self->request)));
      gate_error_set_correlation_id (error, correlation);
    }
  log_end (self, error->message);
  g_task_return_error (task, error);
}

static gboolean
has_no_body (Exchange *self)
{
  return soup_message_get_status (self->message) == SOUP_STATUS_NO_CONTENT ||
         strcmp (gate_http_request_get_method (self->request), "HEAD") == 0;
}

static gboolean
is_incomplete (Exchange *self)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (self->message);
  const GateHttpFraming *framing = gate_http_policy_get_framing (self->policy);
  guint64 on_wire = self->received;

  if (framing->length < 0 || has_no_body (self))
    return FALSE;
  if (framing->encoded && metrics != NULL)
    on_wire = soup_message_metrics_get_response_body_bytes_received (metrics);
  return on_wire < (guint64) framing->length;
}

static void
return_response (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;

  /* The body is read to its end, so closing makes the connection free for the next request. */
  if (self->stream != NULL)
    g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  log_end (self, "answer");
  g_task_return_pointer (task, gate_http_response_new (self->message, body), g_object_unref);
}

static void
body_end (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  if (is_incomplete (self))
    return_failure (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "too short"));
  else
    return_response (task);
}

static gboolean
is_wanted (Exchange *self)
{
  return soup_message_get_status (self->message) == SOUP_STATUS_OK &&
         !gate_http_headers_are_of_page (soup_message_get_response_headers (self->message));
}

/* Returns FALSE when the response has ended, with success or with an error. */
static gboolean
take_chunk (GTask *task,
            gsize  length)
{
  Exchange *self = g_task_get_task_data (task);
  gsize limit = is_wanted (self) ? gate_http_request_get_max_bytes (self->request) :
                                   MAX_OTHER_BYTES;

  self->chunk_length = length;
  self->chunk_fed = 0;
  self->slice_length += length;
  gate_deadline_touch (self->deadline);
  self->received += length;
  if (self->received > limit && !is_wanted (self))
    {
      /* The status is enough; the rest of a long error page is not read. */
      abort_stream (self);
      g_byte_array_set_size (self->body, 0);
      return_response (task);
      return FALSE;
    }
  if (self->received > limit)
    self->refusal = gate_error_new (GATE_ERROR_TOO_LARGE,
                                    "more than %" G_GSIZE_FORMAT " bytes", limit);
  else if (!is_wanted (self) || !gate_http_request_has_sink (self->request))
    {
      g_byte_array_append (self->body, (const guint8 *) self->chunk, (guint) length);
      self->chunk_fed = length;
    }
  if (self->refusal == NULL)
    return TRUE;
  return_failure (task, NULL);
  return FALSE;
}

static void go_on (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (length < 0)
    return_failure (task, error);
  else if (length == 0)
    body_end (task);
  else if (take_chunk (task, (gsize) length))
    go_on (task);
}

static void
read_next (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_input_stream_read_async (self->stream, self->chunk, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                             G_CANCELLABLE (self->deadline), read_cb, g_object_ref (task));
}

static gboolean
slice_cb (gpointer user_data)
{
  Exchange *self = g_task_get_task_data (user_data);

  self->slice_length = 0;
  self->slice_us = 0;
  go_on (user_data);
  return G_SOURCE_REMOVE;
}

/* Returns FALSE when the sink refused the body. */
static gboolean
feed_piece (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  gsize length = MIN (self->chunk_length - self->chunk_fed, PIECE_BYTES);
  const char *piece = self->chunk + self->chunk_fed;
  gint64 began_us = g_get_monotonic_time ();

  self->chunk_fed += length;
  gate_http_request_feed_sink (self->request, piece, length, &self->refusal);
  self->slice_us += g_get_monotonic_time () - began_us;
  if (self->refusal == NULL)
    return TRUE;
  return_failure (task, NULL);
  return FALSE;
}

/* A short response goes to the sink at once; a long one in slices, so that the window can draw
 * between them. */
static void
go_on (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  while (self->chunk_fed < self->chunk_length && self->slice_us < SLICE_US)
    if (!feed_piece (task))
      return;
  if (self->slice_us >= SLICE_US || self->slice_length >= CHUNK_BYTES)
    gate_idle_add (0, slice_cb, g_object_ref (task), g_object_unref);
  else
    read_next (task);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL || gate_http_policy_get_refusal (self->policy) != NULL)
    {
      return_failure (task, error);
      return;
    }
  /* When a proxy refuses to connect, its response arrives without a sent request. */
  if (!gate_http_policy_maybe_sent (self->policy))
    {
      guint status = soup_message_get_status (self->message);

      return_failure (task,
                      g_error_new (G_IO_ERROR,
                                   status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED ?
                                       G_IO_ERROR_PROXY_NEED_AUTH : G_IO_ERROR_PROXY_FAILED,
                                   "no tunnel (%u)", status));
      return;
    }
  gate_deadline_touch (self->deadline);
  self->chunk = g_malloc (CHUNK_BYTES);
  self->body = g_byte_array_new ();
  read_next (task);
}

static GateDeadline *
make_deadline (GateHttpRequest         *request,
               const GateHttpDeadlines *deadlines,
               GCancellable            *cancellable)
{
  if (gate_http_request_has_sink (request))
    return gate_deadline_new (cancellable, deadlines->list_ms, deadlines->list_progress_ms);
  return gate_deadline_new (cancellable, deadlines->call_ms, 0);
}

static gboolean
follow_cb (GCancellable *deadline,
           gpointer      user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* libsoup 3.6.5 frees a request twice when it is cancelled between the arrival of its headers and
 * the callback for them (fixed in 3.6.6, commit 9ba1243a). A source below the usual priority runs
 * after that callback, so it never cancels in between. */
static void
follow_deadline (Exchange *self)
{
  GCancellable *deadline = G_CANCELLABLE (self->deadline);

  self->sending = g_cancellable_new ();
  if (g_cancellable_is_cancelled (deadline))
    g_cancellable_cancel (self->sending);
  self->follower = g_cancellable_source_new (deadline);
  g_source_set_priority (self->follower, G_PRIORITY_DEFAULT + 1);
  g_source_set_callback (self->follower, G_SOURCE_FUNC (follow_cb), g_object_ref (self->sending),
                         g_object_unref);
  g_source_attach (self->follower, g_main_context_get_thread_default ());
}

/**
 * gate_http_exchange_async:
 * @session: the session for the request's origin
 * @request: a request that gate_http_request_check() accepts
 * @deadlines: its time limits
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Sends the request once. Follows no redirect, sends nothing over TLS older than 1.2, and reads the
 * body in bounded pieces.
 */
void
gate_http_exchange_async (SoupSession             *session,
                          GateHttpRequest         *request,
                          const GateHttpDeadlines *deadlines,
                          GCancellable            *cancellable,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);

  g_task_set_check_cancellable (task, !gate_http_request_is_change (request));
  g_task_set_source_tag (task, gate_http_exchange_async);
  g_task_set_task_data (task, self, (GDestroyNotify) exchange_free);
  self->started_us = g_get_monotonic_time ();
  self->request = g_object_ref (request);
  self->deadline = make_deadline (request, deadlines, cancellable);
  self->message = gate_http_request_make_message (request);
  follow_deadline (self);
  self->policy = gate_http_policy_new (self->message, self->sending);
  gate_http_request_reset_sink (request);
  soup_session_send_async (session, self->message, G_PRIORITY_DEFAULT, self->sending, sent_cb,
                           g_object_ref (task));
}

/**
 * gate_http_exchange_finish:
 * @session: the session
 * @result: the result
 * @failure: (out): on an error, whether a next try makes sense
 * @error: return location for an error
 *
 * Returns: (transfer full): the response, of any status; or %NULL with %G_IO_ERROR_CANCELLED or
 *   %GATE_ERROR_NETWORK, TIMEOUT, TLS, PROTOCOL, TOO_LARGE, UNKNOWN_OUTCOME, or the sink's error
 */
GateHttpResponse *
gate_http_exchange_finish (SoupSession     *session,
                           GAsyncResult    *result,
                           GateHttpFailure *failure,
                           GError         **error)
{
  Exchange *self;

  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_http_exchange_async), NULL);

  self = g_task_get_task_data (G_TASK (result));
  *failure = self->failure;
  return g_task_propagate_pointer (G_TASK (result), error);
}
