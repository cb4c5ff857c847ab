/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Who waits for the allowance of a token, how long, and in which order. */

#define G_LOG_DOMAIN "test"

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
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue), ==, 0);
  gate_request_queue_hold (queue, 5000);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue), ==, 0);
  g_assert_cmpint (gate_request_queue_get_percent (queue), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    gate_request_queue_enter_async (queue, MAX_WAIT_S, g_ascii_isupper (visitors[i].name), NULL,
                                    entered_cb, &visitors[i]);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue), >, 0);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue), <=, 5000);
  g_assert_cmpuint (seen.n_changes, >, 0);
  wait_for (&seen, G_N_ELEMENTS (visitors));
  g_assert_cmpstr (seen.order->str, ==, "BDac");
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue), ==, 0);
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
    gate_request_queue_enter_async (queue, MAX_WAIT_S * 10, g_ascii_isupper (visitors[i].name),
                                    i == 0 ? first : rest, entered_cb, &visitors[i]);
  g_cancellable_cancel (first);
  wait_for (&seen, 1);
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue), >, 0);
  g_cancellable_cancel (rest);
  wait_for (&seen, G_N_ELEMENTS (visitors));
  g_assert_cmpstr (seen.order->str, ==, "---");
  g_assert_cmpint (gate_request_queue_get_wait_ms (queue), ==, 0);
  g_string_free (seen.order, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/request-queue/urgent", test_urgent);
  g_test_add_func ("/net/request-queue/cancelled", test_cancelled);
  return g_test_run ();
}
