/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Owns the sessions and takes each request through its tries:
 * place in the queue -> exchange -> response, or wait and once more. */

#define G_LOG_DOMAIN "gate-net"

#include "config.h"

#include "gate-http.h"

#include "gate-address.h"
#include "gate-error.h"
#include "gate-hash.h"
#include "gate-http-response-private.h"
#include "gate-http-exchange.h"
#include "gate-proxy-resolver.h"
#include "gate-request-queue.h"
#include "gate-http-request-private.h"
#include "gate-retry.h"

#define MAX_CONNECTIONS 10
#define MAX_CONNECTIONS_PER_HOST 10
#define IO_TIMEOUT_S 30 /* after the deadlines, which end a request first */

#define CALL_MS (16 * 1000)
#define LIST_MS (120 * 1000)
#define LIST_PROGRESS_MS (10 * 1000)

#define MAX_FAILING_S 60
#define MAX_LIMITED_S 600
#define LATE_S 30 /* for the answers, and what is added to a wait */
#define MAX_QUEUES 8

struct _GateHttp
{
  GObject parent_instance;

  SoupSession      *session;
  SoupSession      *direct_session; /* for loopback origins: never through a proxy */
  GHashTable       *queues;         /* origin and token -> GateRequestQueue */
  GateRequestQueue *last_queue;
  GateHttpDeadlines deadlines;
  guint             second_ms;
};

G_DEFINE_FINAL_TYPE (GateHttp, gate_http, G_TYPE_OBJECT)

/* One request in flight. */
typedef struct
{
  GateHttpRequest  *request;
  GateRequestQueue *queue;
  gint64            started_us;
  gint64            limited_ms; /* what the service asked it to wait, in all */
  guint             tries;
} Sending;

enum
{
  WAIT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sending_free (Sending *sending)
{
  gate_request_queue_end_request (sending->queue);
  g_clear_object (&sending->request);
  g_clear_object (&sending->queue);
  g_free (sending);
}

static void
gate_http_dispose (GObject *object)
{
  GateHttp *self = GATE_HTTP (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  if (self->direct_session != NULL)
    soup_session_abort (self->direct_session);
  g_clear_object (&self->session);
  g_clear_object (&self->direct_session);
  g_clear_object (&self->last_queue);
  g_clear_pointer (&self->queues, g_hash_table_unref);
  G_OBJECT_CLASS (gate_http_parent_class)->dispose (object);
}

static void
gate_http_class_init (GateHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_http_dispose;
  signals[WAIT_CHANGED] = g_signal_new ("wait-changed", GATE_TYPE_HTTP, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static SoupSession *
make_session (void)
{
  return g_object_new (SOUP_TYPE_SESSION, "max-conns", MAX_CONNECTIONS, "max-conns-per-host",
                       MAX_CONNECTIONS_PER_HOST, "timeout", IO_TIMEOUT_S, "user-agent",
                       "Gatehouse/" GATE_VERSION, NULL);
}

static void
gate_http_init (GateHttp *self)
{
  g_autoptr (GProxyResolver) proxy_resolver = NULL;

  self->session = make_session ();
  self->direct_session = make_session ();
  proxy_resolver = gate_proxy_resolver_new ();
  soup_session_set_proxy_resolver (self->session, proxy_resolver);
  soup_session_set_proxy_resolver (self->direct_session, NULL);
  self->queues = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_object_unref);
  self->deadlines = (GateHttpDeadlines){ CALL_MS, LIST_MS, LIST_PROGRESS_MS };
  self->second_ms = 1000;
}

static void
wait_changed_cb (GateHttp *self)
{
  g_signal_emit (self, signals[WAIT_CHANGED], 0);
}

static gboolean
queue_is_idle (gpointer key,
               gpointer value,
               gpointer user_data)
{
  return gate_request_queue_is_idle (value);
}

/* The keys are digests, so that the table keeps no token in memory. */
static GateRequestQueue *
ensure_queue (GateHttp        *self,
              GateHttpRequest *request)
{
  const char *bearer = gate_http_request_get_bearer (request);
  g_autofree char *origin = gate_address_dup_origin (gate_http_request_get_address (request));
  g_autofree char *digest =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, bearer != NULL ? bearer : "", -1);
  g_autofree char *key = g_strconcat (origin, " ", digest, NULL);
  GateRequestQueue *queue = g_hash_table_lookup (self->queues, key);

  if (queue == NULL)
    {
      if (g_hash_table_size (self->queues) >= MAX_QUEUES)
        g_hash_table_foreach_remove (self->queues, queue_is_idle, NULL);
      queue = gate_request_queue_new (self->second_ms);
      g_signal_connect_object (queue, "wait-changed", G_CALLBACK (wait_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_hash_table_insert (self->queues, g_steal_pointer (&key), queue);
    }
  g_set_object (&self->last_queue, queue);
  return queue;
}

static guint
get_age_s (GateHttp *self,
           Sending  *sending)
{
  return (guint) ((g_get_monotonic_time () - sending->started_us) / 1000 / self->second_ms);
}

static void start_try (GTask *task,
                       gint64 limited_ms);

static gboolean
wait_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    start_try (task, 0);
  return G_SOURCE_REMOVE;
}

static void
wait_and_try_again (GTask *task,
                    gint64 wait_ms)
{
  GateHttp *self = g_task_get_source_object (task);
  gint64 here_ms = wait_ms * self->second_ms / 1000;
  g_autoptr (GSource) source = NULL;

  source = gate_wait_source_new (gate_wait_add_jitter (here_ms, self->second_ms),
                                 g_task_get_cancellable (task));
  g_source_set_callback (source, wait_over_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static gboolean
is_limited (GateHttpResponse *response)
{
  return response != NULL && gate_http_response_get_status (response) == 429;
}

/* Holds the queue where RESPONSE asks to wait, also after the last try. An allowance that is left
 * says that the limit is one of this request's resource and not the token's; but a change is read
 * again before it is sent again, and reading must wait too. */
static void
hold_queue (Sending          *sending,
            GateHttpResponse *response)
{
  gint64 wait_ms = gate_retry_limited_ms (
      gate_http_response_get_header (response, "Retry-After"),
      gate_http_response_get_header (response, "inin-ratelimit-reset"),
      g_get_real_time () / G_USEC_PER_SEC, sending->tries);
  gboolean is_change = gate_http_request_is_change (sending->request);

  gate_http_response_set_wait_s (response, (guint) (wait_ms / 1000));
  if (is_change || (gate_http_request_is_read (sending->request) &&
                    gate_request_queue_get_left (sending->queue) <= 0))
    gate_request_queue_hold (sending->queue, wait_ms);
}

static gint64
judge_response (GTask            *task,
                GateHttpResponse *response)
{
  GateHttp *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  const char *reset = gate_http_response_get_header (response, "inin-ratelimit-reset");
  gint64 wait_ms;

  gate_request_queue_take_headers (
      sending->queue,
      gate_http_response_get_header (response, "inin-ratelimit-count"),
      gate_http_response_get_header (response, "inin-ratelimit-allowed"),
      reset);
  if (is_limited (response))
    hold_queue (sending, response);
  wait_ms = gate_retry_after_response (gate_http_request_get_method (sending->request),
                                       gate_http_response_get_status (response),
                                       gate_http_response_get_header (response, "Retry-After"),
                                       reset,
                                       g_get_real_time () / G_USEC_PER_SEC, sending->tries);
  if (wait_ms == GATE_RETRY_STOP)
    return wait_ms;
  if (is_limited (response))
    {
      sending->limited_ms += wait_ms;
      return sending->limited_ms > MAX_LIMITED_S * 1000 ? GATE_RETRY_STOP : wait_ms;
    }
  return get_age_s (self, sending) + wait_ms / 1000 > MAX_FAILING_S ? GATE_RETRY_STOP : wait_ms;
}

static gint64
judge_failure (GTask          *task,
               GateHttpFailure failure)
{
  GateHttp *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  gint64 wait_ms;

  if (failure == GATE_HTTP_FAILURE_FINAL)
    return GATE_RETRY_STOP;
  wait_ms = gate_retry_after_failure (gate_http_request_get_method (sending->request),
                                      sending->tries);
  if (wait_ms != GATE_RETRY_STOP && get_age_s (self, sending) + wait_ms / 1000 > MAX_FAILING_S)
    return GATE_RETRY_STOP;
  return wait_ms;
}

static void
exchange_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GateHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  Sending *sending = g_task_get_task_data (task);
  GateHttpFailure failure = GATE_HTTP_FAILURE_FINAL;
  gint64 wait_ms;

  response = gate_http_exchange_finish (SOUP_SESSION (source), result, &failure, &error);
  wait_ms = response != NULL ? judge_response (task, response) : judge_failure (task, failure);
  gate_request_queue_leave (sending->queue);
  if (wait_ms != GATE_RETRY_STOP && is_limited (response))
    start_try (task, wait_ms);
  else if (wait_ms != GATE_RETRY_STOP)
    wait_and_try_again (task, wait_ms);
  else if (response != NULL)
    g_task_return_pointer (task, g_steal_pointer (&response), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes ownership of ERROR, why TASK got no place; NULL where it got one. */
static void
go_on (GTask  *task,
       GError *error)
{
  GateHttp *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  GUri *address = gate_http_request_get_address (sending->request);

  if (error != NULL)
    {
      gate_error_set_host (error, g_uri_get_host (address));
      g_task_return_error (task, error);
      return;
    }
  sending->tries++;
  gate_http_exchange_async (gate_address_is_loopback (address) ? self->direct_session :
                                                                 self->session,
                            sending->request, &self->deadlines, g_task_get_cancellable (task),
                            exchange_cb, g_object_ref (task));
}

static void
entered_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  gate_request_queue_enter_finish (GATE_REQUEST_QUEUE (source), result, &error);
  go_on (task, error);
}

/* A change does not wait: what the person saw would be out of date. LIMITED_MS: what the service
 * asked this request to wait. */
static void
start_try (GTask *task,
           gint64 limited_ms)
{
  GateHttp *self = g_task_get_source_object (task);
  Sending *sending = g_task_get_task_data (task);
  guint max_s = MAX_LIMITED_S + LATE_S;
  GError *error = NULL;

  if (gate_http_request_is_change (sending->request))
    {
      if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
        gate_request_queue_enter_at_once (sending->queue, &error);
      go_on (task, error);
      return;
    }
  gate_request_queue_enter_async (sending->queue, max_s - MIN (get_age_s (self, sending), max_s),
                                  limited_ms, gate_http_request_is_urgent (sending->request),
                                  g_task_get_cancellable (task), entered_cb, g_object_ref (task));
}

/**
 * gate_http_new:
 *
 * Returns: (transfer full): the HTTP client; `main` makes one. A request in flight keeps it alive.
 */
GateHttp *
gate_http_new (void)
{
  return g_object_new (GATE_TYPE_HTTP, NULL);
}

/**
 * gate_http_set_deadlines_ms:
 * @self: the client
 * @call_ms: milliseconds for one try of a request without a sink
 * @list_ms: milliseconds for one try of a request with a sink
 * @list_progress_ms: milliseconds without a byte after which a request with a sink ends
 *
 * For tests; the defaults are 16 s, 120 s and 10 s.
 */
void
gate_http_set_deadlines_ms (GateHttp *self,
                            guint     call_ms,
                            guint     list_ms,
                            guint     list_progress_ms)
{
  g_return_if_fail (GATE_IS_HTTP (self));

  self->deadlines = (GateHttpDeadlines){ call_ms, list_ms, list_progress_ms };
}

/* For how long one request of a list may take. */
guint
gate_http_get_list_ms (GateHttp *self)
{
  g_return_val_if_fail (GATE_IS_HTTP (self), 0);

  return self->deadlines.list_ms;
}

/**
 * gate_http_set_retry_base_ms:
 * @self: the client, which has sent nothing yet
 * @base_ms: the milliseconds that stand for one second of a wait between two tries
 *
 * For tests; the default is 1000.
 */
void
gate_http_set_retry_base_ms (GateHttp *self,
                             guint     base_ms)
{
  g_return_if_fail (GATE_IS_HTTP (self));
  g_return_if_fail (base_ms > 0 && g_hash_table_size (self->queues) == 0);

  self->second_ms = base_ms;
}

guint
gate_http_get_retry_base_ms (GateHttp *self)
{
  g_return_val_if_fail (GATE_IS_HTTP (self), 0);

  return self->second_ms;
}

/**
 * gate_http_set_tls_database:
 * @self: the client
 * @database: (nullable): the trusted authorities instead of the system's
 *
 * For tests.
 */
void
gate_http_set_tls_database (GateHttp     *self,
                            GTlsDatabase *database)
{
  g_return_if_fail (GATE_IS_HTTP (self));

  soup_session_set_tls_database (self->session, database);
  soup_session_set_tls_database (self->direct_session, database);
}

/**
 * gate_http_send_async:
 * @self: the client
 * @request: the request to send
 * @cancellable: (nullable): ends it at any stage with %G_IO_ERROR_CANCELLED
 * @callback: called on the main context, never before this function has returned
 * @user_data: for @callback
 *
 * Sends a request and, where that is safe (see gate-retry), repeats it. A change is sent once, at
 * once or not at all.
 */
void
gate_http_send_async (GateHttp           *self,
                      GateHttpRequest    *request,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;
  GError *error = NULL;

  g_return_if_fail (GATE_IS_HTTP (self) && GATE_IS_HTTP_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  /* A change that was sent has an unknown outcome, cancelled or not. */
  g_task_set_check_cancellable (task, !gate_http_request_is_change (request));
  g_task_set_source_tag (task, gate_http_send_async);
  if (!gate_http_request_check (request, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  sending = g_new0 (Sending, 1);
  sending->request = g_object_ref (request);
  sending->queue = g_object_ref (ensure_queue (self, request));
  gate_request_queue_begin_request (sending->queue);
  sending->started_us = g_get_monotonic_time ();
  g_task_set_task_data (task, sending, (GDestroyNotify) sending_free);
  start_try (task, 0);
}

/**
 * gate_http_send_finish:
 * @self: the client
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the response, of any status; or %NULL with %G_IO_ERROR_CANCELLED,
 *   %GATE_ERROR_INVALID (a bad request, not sent), NETWORK, TIMEOUT, TLS, PROTOCOL (also
 *   "redirected"), TOO_LARGE, RATE_LIMITED (the wait for allowance), UNKNOWN_OUTCOME (a PUT, PATCH
 *   or DELETE that may have been carried out, cancelled or not; a POST gets the plain error), or
 *   the sink's own error. Errors of %GATE_ERROR have the host.
 */
GateHttpResponse *
gate_http_send_finish (GateHttp     *self,
                       GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_http_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_http_get_wait_s:
 * @self: the client
 * @concerns: (nullable): which requests; %NULL for all
 * @user_data: for @concerns
 *
 * Returns: how many seconds requests still wait because the service limits them; 0 when none does
 */
guint
gate_http_get_wait_s (GateHttp        *self,
                      GateWaitConcerns concerns,
                      gpointer         user_data)
{
  gint64 wait_ms = 0;
  GHashTableIter iter;
  gpointer queue;

  g_return_val_if_fail (GATE_IS_HTTP (self), 0);

  g_hash_table_iter_init (&iter, self->queues);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    wait_ms = MAX (wait_ms, gate_request_queue_get_wait_ms (queue, concerns, user_data));
  return (guint) ((wait_ms + 999) / 1000);
}

/**
 * gate_http_get_allowance_left:
 * @self: the client
 *
 * Returns: how many requests the most recently used token has left in this window, -1 if not known
 */
gint64
gate_http_get_allowance_left (GateHttp *self)
{
  g_return_val_if_fail (GATE_IS_HTTP (self), -1);

  return self->last_queue != NULL ? gate_request_queue_get_left (self->last_queue) : -1;
}

/**
 * gate_http_get_allowance_percent:
 * @self: the client
 *
 * Returns: how much of its allowance the most recently used token has left in this window, 0 to
 *   100, -1 if not known
 */
int
gate_http_get_allowance_percent (GateHttp *self)
{
  g_return_val_if_fail (GATE_IS_HTTP (self), -1);

  return self->last_queue != NULL ? gate_request_queue_get_percent (self->last_queue) : -1;
}
