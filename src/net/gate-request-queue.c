/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A wait in this queue does not count for a request's deadline; a wait in libsoup for one of its
 * connections would. */

#define G_LOG_DOMAIN "gate-net"

#include "gate-request-queue.h"

#include "gate-error.h"

#define MAX_IN_FLIGHT 6
#define MAX_WITH_CHANGES 10 /* a change takes a place beyond those */

struct _GateRequestQueue
{
  GObject parent_instance;

  GateRateLimit *rate;
  GQueue         waiting; /* of GTask, each owned; the urgent ones come first */
  guint          n_urgent; /* of those that wait */
  guint          n_requests;
  guint          in_flight;
  guint          wake_source;
  guint          second_ms; /* milliseconds that stand for one second; less than 1000 in tests */
};

G_DEFINE_FINAL_TYPE (GateRequestQueue, gate_request_queue, G_TYPE_OBJECT)

/* One request that waits. */
typedef struct
{
  GSource *source;       /* ends the wait */
  gint64   not_before_us; /* what the service asked this request to wait for */
  gboolean is_urgent;
} Place;

enum
{
  WAIT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void let_next_in (GateRequestQueue *self);

/* Each waiting task has a reference, so no task is waiting any more. */
static void
gate_request_queue_finalize (GObject *object)
{
  GateRequestQueue *self = GATE_REQUEST_QUEUE (object);

  g_clear_handle_id (&self->wake_source, g_source_remove);
  g_clear_pointer (&self->rate, gate_rate_limit_free);
  G_OBJECT_CLASS (gate_request_queue_parent_class)->finalize (object);
}

static void
gate_request_queue_class_init (GateRequestQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_request_queue_finalize;
  signals[WAIT_CHANGED] = g_signal_new ("wait-changed", GATE_TYPE_REQUEST_QUEUE, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_request_queue_init (GateRequestQueue *self)
{
  self->rate = gate_rate_limit_new ();
  g_queue_init (&self->waiting);
}

/* The monotonic time; it runs faster in a test with a small second_ms. */
static gint64
get_now_us (GateRequestQueue *self)
{
  return g_get_monotonic_time () / self->second_ms * 1000;
}

static gboolean
wake_cb (gpointer user_data)
{
  GateRequestQueue *self = user_data;

  self->wake_source = 0;
  let_next_in (self);
  return G_SOURCE_REMOVE;
}

static void
wake_later (GateRequestQueue *self,
            gint64            wait_ms)
{
  gint64 here_ms = wait_ms * self->second_ms / 1000 + 1;

  g_clear_handle_id (&self->wake_source, g_source_remove);
  self->wake_source =
      g_timeout_add ((guint) gate_wait_add_jitter (here_ms, self->second_ms), wake_cb, self);
  g_signal_emit (self, signals[WAIT_CHANGED], 0);
}

/* Notes that TASK waits no longer. */
static void
note_gone (GateRequestQueue *self,
           GTask            *task)
{
  Place *place = g_task_get_task_data (task);

  self->n_urgent -= place->is_urgent ? 1 : 0;
  g_signal_emit (self, signals[WAIT_CHANGED], 0);
}

static void
let_in (GateRequestQueue *self,
        GTask            *task)
{
  Place *place = g_task_get_task_data (task);

  g_source_destroy (place->source);
  note_gone (self, task);
  self->in_flight++;
  gate_rate_limit_begin (self->rate);
  g_task_return_boolean (task, TRUE);
}

/* For how long the service wants TASK to wait. */
static gint64
get_wait_ms_of (GateRequestQueue *self,
                GTask            *task)
{
  const Place *place = g_task_get_task_data (task);
  gint64 now_us = get_now_us (self);

  return MAX (gate_rate_limit_get_wait_ms (self->rate, now_us),
              (place->not_before_us - now_us + 999) / 1000);
}

/* The first that may enter; NULL with the time until one may. */
static GTask *
pop_next (GateRequestQueue *self,
          gint64           *wait_ms)
{
  *wait_ms = G_MAXINT64;
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      GTask *task = link->data;

      *wait_ms = MIN (*wait_ms, get_wait_ms_of (self, task));
      if (*wait_ms > 0)
        continue;
      g_queue_delete_link (&self->waiting, link);
      return task;
    }
  return NULL;
}

static void
let_next_in (GateRequestQueue *self)
{
  g_autoptr (GateRequestQueue) keep = g_object_ref (self);

  while (!g_queue_is_empty (&self->waiting) && self->in_flight < MAX_IN_FLIGHT)
    {
      gint64 wait_ms;
      g_autoptr (GTask) task = pop_next (self, &wait_ms);

      if (task == NULL)
        {
          wake_later (self, wait_ms);
          return;
        }
      let_in (self, task);
    }
}

static GError *
new_limited (gint64 wait_ms)
{
  GError *error = gate_error_new (GATE_ERROR_RATE_LIMITED, "no allowance left");

  gate_error_set_wait_s (error, (guint) ((wait_ms + 999) / 1000));
  return error;
}

static gboolean
leave_waiting_cb (gpointer user_data)
{
  GTask *task = user_data;
  GateRequestQueue *self = g_task_get_source_object (task);
  gint64 wait_ms = get_wait_ms_of (self, task);

  if (!g_queue_remove (&self->waiting, task))
    return G_SOURCE_REMOVE;
  note_gone (self, task);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_error (task, new_limited (wait_ms));
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_source_destroy (place->source);
  g_source_unref (place->source);
  g_free (place);
}

static void
wait_in_line (GateRequestQueue *self,
              GTask            *task,
              guint             max_wait_s,
              gint64            own_wait_ms,
              gboolean          is_urgent)
{
  Place *place = g_new0 (Place, 1);
  int first = is_urgent ? 0 : (int) self->n_urgent;
  int last = is_urgent ? (int) self->n_urgent : -1;

  place->is_urgent = is_urgent;
  place->not_before_us = own_wait_ms > 0 ? get_now_us (self) + own_wait_ms * 1000 : 0;
  place->source = gate_wait_source_new ((gint64) max_wait_s * self->second_ms,
                                        g_task_get_cancellable (task));
  g_source_set_callback (place->source, leave_waiting_cb, task, NULL);
  g_source_attach (place->source, g_task_get_context (task));
  g_task_set_task_data (task, place, place_free);
  g_queue_push_nth (&self->waiting, g_object_ref (task), own_wait_ms > 0 ? first : last);
  self->n_urgent += is_urgent ? 1 : 0;
}

/**
 * gate_request_queue_new:
 * @second_ms: how many milliseconds a second of waiting takes: 1000, or less in a test
 *
 * Returns: (transfer full): an empty queue
 */
GateRequestQueue *
gate_request_queue_new (guint second_ms)
{
  GateRequestQueue *self = g_object_new (GATE_TYPE_REQUEST_QUEUE, NULL);

  self->second_ms = MAX (second_ms, 1);
  return self;
}

/**
 * gate_request_queue_enter_async:
 * @self: the queue of the request's token
 * @max_wait_s: seconds after which the wait ends with %GATE_ERROR_RATE_LIMITED
 * @own_wait_ms: milliseconds that the service asked this request to wait; such a request goes
 *   before the others of its kind
 * @is_urgent: whether it goes before those that are not
 * @cancellable: (nullable): ends the wait with %G_IO_ERROR_CANCELLED
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Waits for a place. The caller must give it back with gate_request_queue_leave().
 */
void
gate_request_queue_enter_async (GateRequestQueue   *self,
                                guint               max_wait_s,
                                gint64              own_wait_ms,
                                gboolean            is_urgent,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gate_request_queue_enter_async);
  /* A late cancellation must not hide a place that the task has got: the caller would not give it
   * back. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;
  wait_in_line (self, task, max_wait_s, own_wait_ms, is_urgent);
  let_next_in (self);
}

gboolean
gate_request_queue_enter_finish (GateRequestQueue *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_request_queue_enter_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gate_request_queue_enter_at_once:
 * @self: the queue of the token of a change
 * @error: return location
 *
 * Like gate_request_queue_enter_async() without a wait.
 *
 * Returns: whether there is a place; %FALSE with %GATE_ERROR_RATE_LIMITED and its wait
 */
gboolean
gate_request_queue_enter_at_once (GateRequestQueue *self,
                                  GError          **error)
{
  gint64 wait_ms = gate_rate_limit_get_wait_ms (self->rate, get_now_us (self));

  if (wait_ms == 0 && self->in_flight < MAX_WITH_CHANGES)
    {
      self->in_flight++;
      gate_rate_limit_begin (self->rate);
      return TRUE;
    }
  g_propagate_error (error, new_limited (wait_ms));
  return FALSE;
}

/**
 * gate_request_queue_leave:
 * @self: a queue
 *
 * Gives a place back. Call gate_request_queue_take_headers() with the response's headers first.
 */
void
gate_request_queue_leave (GateRequestQueue *self)
{
  g_return_if_fail (self->in_flight > 0);

  self->in_flight--;
  gate_rate_limit_end (self->rate);
  let_next_in (self);
}

void
gate_request_queue_take_headers (GateRequestQueue *self,
                                 const char       *count,
                                 const char       *allowed,
                                 const char       *reset_s)
{
  gate_rate_limit_take_headers (self->rate, count, allowed, reset_s, get_now_us (self));
}

/**
 * gate_request_queue_hold:
 * @self: a queue
 * @wait_ms: milliseconds that the service asked one request to wait
 *
 * Holds the other requests too.
 */
void
gate_request_queue_hold (GateRequestQueue *self,
                         gint64            wait_ms)
{
  gate_rate_limit_hold (self->rate, wait_ms, get_now_us (self));
}

gint64
gate_request_queue_get_left (GateRequestQueue *self)
{
  return gate_rate_limit_get_left (self->rate, get_now_us (self));
}

int
gate_request_queue_get_percent (GateRequestQueue *self)
{
  return gate_rate_limit_get_percent (self->rate, get_now_us (self));
}

/**
 * gate_request_queue_get_wait_ms:
 * @self: a queue
 * @concerns: (nullable): which of the requests; %NULL for all
 * @user_data: for @concerns
 *
 * Returns: milliseconds that those who wait here still wait because of the service's limit, without
 *   what we add to it; 0 when nobody does
 */
gint64
gate_request_queue_get_wait_ms (GateRequestQueue *self,
                                GateWaitConcerns  concerns,
                                gpointer          user_data)
{
  gint64 wait_ms = 0;

  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      GCancellable *cancellable = g_task_get_cancellable (link->data);

      if (!g_cancellable_is_cancelled (cancellable) &&
          (concerns == NULL || concerns (cancellable, user_data)))
        wait_ms = MAX (wait_ms, get_wait_ms_of (self, link->data));
    }
  return wait_ms;
}

/**
 * gate_request_queue_begin_request:
 * @self: a queue
 *
 * Counts a request with all of its tries, until gate_request_queue_end_request().
 */
void
gate_request_queue_begin_request (GateRequestQueue *self)
{
  self->n_requests++;
}

void
gate_request_queue_end_request (GateRequestQueue *self)
{
  g_return_if_fail (self->n_requests > 0);

  self->n_requests--;
}

/**
 * gate_request_queue_is_idle:
 * @self: a queue
 *
 * Returns: whether no request uses it; one that waits for its next try uses it too
 */
gboolean
gate_request_queue_is_idle (GateRequestQueue *self)
{
  return self->n_requests == 0;
}
