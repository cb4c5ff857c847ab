/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Who waits for the allowance of a token, how long, and in which order. */

#define G_LOG_DOMAIN "test"

#include "gate-error.h"
#include "gate-request-queue.h"

/* A second of waiting takes so many milliseconds here. */
#define SECOND_MS 20
#define MAX_WAIT_S 60

typedef struct
{
  GString *order;
  guint    n_changes;
} Seen;

typedef struct
{
  Seen *seen;
  char  name;
} Visitor;

static void
entered_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Visitor *visitor = user_data;
  GateRequestQueue *queue = GATE_REQUEST_QUEUE (source);
  g_autoptr (GError) error = NULL;

  if (gate_request_queue_enter_finish (queue, result, &error))
    {
      g_string_append_c (visitor->seen->order, visitor->name);
      gate_request_queue_leave (queue);
    }
  else
    g_string_append_c (visitor->seen->order, '-');
}

static void
changed_cb (Seen *seen)
{
  seen->n_changes++;
}

static void
wait_for (const Seen *seen,
          gsize       n)
{
  while (seen->order->len < n)
    g_main_context_iteration (NULL, TRUE);
}

/* What a person waits for goes first, in the order in which it came. */
static void
test_urgent (void)
{
  Seen seen = { g_string_new (NULL), 0 };
  Visitor visitors[] = { { &seen, 'a' }, { &seen, 'B' }, { &seen, 'c' }, { &seen, 'D' } };
  g_autoptr (GateRequestQueue) queue = gate_request_queue_new (SECOND_MS);

  g_signal_connect_swapped (queue, "wait-changed", G_CALLBACK (changed_cb), &seen);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), ==, 0);
  gate_request_queue_hold (queue, 5000);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), ==, 0);
  g_assert_cmpint (gate_request_queue_get_percent (queue), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    gate_request_queue_enter_async (queue, MAX_WAIT_S, 0, g_ascii_isupper (visitors[i].name), NULL,
                                    entered_cb, &visitors[i]);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), >, 0);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), <=, 5000);
  g_assert_cmpuint (seen.n_changes, >, 0);
  wait_for (&seen, G_N_ELEMENTS (visitors));
  g_assert_cmpstr (seen.order->str, ==, "BDac");
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), ==, 0);
  g_string_free (seen.order, TRUE);
}

/* One that is cancelled leaves the others in their order, and the last one ends the wait. */
static void
test_cancelled (void)
{
  Seen seen = { g_string_new (NULL), 0 };
  Visitor visitors[] = { { &seen, 'A' }, { &seen, 'B' }, { &seen, 'c' } };
  g_autoptr (GateRequestQueue) queue = gate_request_queue_new (SECOND_MS);
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) rest = g_cancellable_new ();

  gate_request_queue_hold (queue, 300 * 1000);
  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    gate_request_queue_enter_async (queue, MAX_WAIT_S * 10, 0, g_ascii_isupper (visitors[i].name),
                                    i == 0 ? first : rest, entered_cb, &visitors[i]);
  g_cancellable_cancel (first);
  wait_for (&seen, 1);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), >, 0);
  g_cancellable_cancel (rest);
  wait_for (&seen, G_N_ELEMENTS (visitors));
  g_assert_cmpstr (seen.order->str, ==, "---");
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), ==, 0);
  g_string_free (seen.order, TRUE);
}

/* One that was told to wait comes back before the others of its kind, and alone where the others
 * need not wait. */
static void
test_back (void)
{
  Seen seen = { g_string_new (NULL), 0 };
  Visitor visitors[] = { { &seen, 'A' }, { &seen, 'b' }, { &seen, 'C' }, { &seen, 'd' } };
  g_autoptr (GateRequestQueue) queue = gate_request_queue_new (SECOND_MS);

  gate_request_queue_hold (queue, 5000);
  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    gate_request_queue_enter_async (queue, MAX_WAIT_S, i < 2 ? 0 : 5000,
                                    g_ascii_isupper (visitors[i].name), NULL, entered_cb,
                                    &visitors[i]);
  wait_for (&seen, G_N_ELEMENTS (visitors));
  g_assert_cmpstr (seen.order->str, ==, "CAdb");

  g_string_truncate (seen.order, 0);
  gate_request_queue_enter_async (queue, MAX_WAIT_S, 5000, TRUE, NULL, entered_cb, &visitors[2]);
  gate_request_queue_enter_async (queue, MAX_WAIT_S, 0, FALSE, NULL, entered_cb, &visitors[1]);
  wait_for (&seen, 1);
  g_assert_cmpstr (seen.order->str, ==, "b");
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue, NULL, NULL), >, 0);
  wait_for (&seen, 2);
  g_assert_cmpstr (seen.order->str, ==, "bC");
  g_string_free (seen.order, TRUE);
}

/* A change gets a place now or none, and is told for how long there is none. */
static void
test_at_once (void)
{
  g_autoptr (GateRequestQueue) queue = gate_request_queue_new (SECOND_MS);
  g_autoptr (GError) error = NULL;

  g_assert_true (gate_request_queue_enter_at_once (queue, &error));
  g_assert_no_error (error);
  gate_request_queue_leave (queue);
  gate_request_queue_hold (queue, 5000);
  g_assert_false (gate_request_queue_enter_at_once (queue, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_RATE_LIMITED);
  g_assert_cmpuint (gate_error_get_wait_s (error), ==, 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/request-queue/urgent", test_urgent);
  g_test_add_func ("/net/request-queue/cancelled", test_cancelled);
  g_test_add_func ("/net/request-queue/back", test_back);
  g_test_add_func ("/net/request-queue/at-once", test_at_once);
  return g_test_run ();
}
