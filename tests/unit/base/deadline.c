/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-deadline.h"

/* Far beyond anything that a busy machine needs; reached only where something is broken. */
#define GIVE_UP_MS 20000

static gboolean
flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_cancel (GateDeadline *deadline)
{
  gboolean given_up = FALSE;
  guint source = g_timeout_add (GIVE_UP_MS, flag_cb, &given_up);

  while (!g_cancellable_is_cancelled (G_CANCELLABLE (deadline)) && !given_up)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (given_up);
  g_source_remove (source);
}

/* Lets the main loop run for a time in which something must not happen. */
static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, flag_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (GCancellable *cancellable,
          gpointer      user_data)
{
  ++*(guint *) user_data;
}

static void
test_parent (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (GateDeadline) deadline = gate_deadline_new (parent, GIVE_UP_MS, GIVE_UP_MS);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_signal_connect (deadline, "cancelled", G_CALLBACK (count_cb), &n);
  g_assert_false (g_cancellable_is_cancelled (G_CANCELLABLE (deadline)));
  g_cancellable_cancel (parent);
  g_assert_true (g_cancellable_is_cancelled (G_CANCELLABLE (deadline)));
  g_assert_false (gate_deadline_has_expired (deadline));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (g_cancellable_set_error_if_cancelled (G_CANCELLABLE (deadline), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_parent_cancelled_before (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (GateDeadline) deadline = NULL;

  g_cancellable_cancel (parent);
  deadline = gate_deadline_new (parent, 20, 20);
  g_assert_true (g_cancellable_is_cancelled (G_CANCELLABLE (deadline)));
  run_for (60);
  g_assert_false (gate_deadline_has_expired (deadline));
}

/* Time that runs out after a person has cancelled does not make it a timeout. */
static void
test_parent_then_time (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (GateDeadline) deadline = gate_deadline_new (parent, 20, 0);

  g_cancellable_cancel (parent);
  run_for (60);
  g_assert_false (gate_deadline_has_expired (deadline));
}

static void
test_child_leaves_parent (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (GateDeadline) deadline = gate_deadline_new (parent, 20, 0);

  wait_for_cancel (deadline);
  g_assert_true (gate_deadline_has_expired (deadline));
  g_assert_false (g_cancellable_is_cancelled (parent));
}

static void
test_total (void)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GateDeadline) deadline = gate_deadline_new (NULL, 50, 0);
  guint n = 0;

  g_signal_connect (deadline, "cancelled", G_CALLBACK (count_cb), &n);
  gate_deadline_touch (deadline);
  wait_for_cancel (deadline);
  g_assert_true (gate_deadline_has_expired (deadline));
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 49000);
  run_for (60);
  g_assert_cmpuint (n, ==, 1);
}

/* Progress does not prolong the total: this is what a slow drip of bytes runs into. */
static gboolean
touch_cb (gpointer user_data)
{
  gate_deadline_touch (GATE_DEADLINE (user_data));
  return G_SOURCE_CONTINUE;
}

static void
test_total_in_spite_of_progress (void)
{
  g_autoptr (GateDeadline) deadline = gate_deadline_new (NULL, 100, GIVE_UP_MS);
  guint source = g_timeout_add (5, touch_cb, deadline);

  wait_for_cancel (deadline);
  g_source_remove (source);
  g_assert_true (gate_deadline_has_expired (deadline));
}

static void
test_progress (void)
{
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GateDeadline) deadline = gate_deadline_new (NULL, GIVE_UP_MS, 50);

  wait_for_cancel (deadline);
  g_assert_true (gate_deadline_has_expired (deadline));
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 49000);
}

/* The touches have a higher priority, so that a machine that stands still cannot make the limit
 * run out first. */
static void
test_progress_touched (void)
{
  g_autoptr (GateDeadline) deadline = gate_deadline_new (NULL, 0, 100);
  guint source = g_timeout_add_full (G_PRIORITY_HIGH, 10, touch_cb, deadline, NULL);
  gint64 stopped_us;

  run_for (350);
  g_assert_false (g_cancellable_is_cancelled (G_CANCELLABLE (deadline)));
  g_source_remove (source);
  gate_deadline_touch (deadline);
  stopped_us = g_get_monotonic_time ();
  wait_for_cancel (deadline);
  g_assert_true (gate_deadline_has_expired (deadline));
  g_assert_cmpint (g_get_monotonic_time () - stopped_us, >=, 90000);
}

static gboolean
stop_cb (gpointer user_data)
{
  gate_deadline_stop (GATE_DEADLINE (user_data));
  return G_SOURCE_REMOVE;
}

/* The main loop stands still until the time is over, and the answer has come meanwhile. */
static void
test_answer_before_timer (void)
{
  g_autoptr (GateDeadline) answered = gate_deadline_new (NULL, 20, 0);
  g_autoptr (GateDeadline) touched = gate_deadline_new (NULL, 0, 20);

  g_idle_add_full (G_PRIORITY_DEFAULT, stop_cb, answered, NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT, touch_cb, touched, NULL);
  g_usleep (40 * 1000);
  for (guint i = 0; i < 5; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (gate_deadline_has_expired (answered));
  g_assert_false (gate_deadline_has_expired (touched));
  g_assert_true (g_idle_remove_by_data (touched));
}

static void
test_stop (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (GateDeadline) deadline = gate_deadline_new (parent, 20, 20);

  gate_deadline_stop (deadline);
  gate_deadline_stop (deadline);
  g_cancellable_cancel (parent);
  run_for (60);
  g_assert_false (g_cancellable_is_cancelled (G_CANCELLABLE (deadline)));
  g_assert_false (gate_deadline_has_expired (deadline));
}

static void
test_dropped (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  GateDeadline *deadline = gate_deadline_new (parent, 20, 20);
  gpointer watch = deadline;

  g_object_add_weak_pointer (G_OBJECT (deadline), &watch);
  g_object_unref (deadline);
  g_assert_null (watch);
  run_for (60);
  g_cancellable_cancel (parent);
}

static void
unref_cb (GCancellable *cancellable,
          gpointer      user_data)
{
  g_clear_object ((GateDeadline **) user_data);
}

/* The owner may let go of a deadline in answer to its signal. */
static void
test_dropped_while_expiring (void)
{
  GateDeadline *deadline = gate_deadline_new (NULL, 20, 20);
  gpointer watch = deadline;

  g_object_add_weak_pointer (G_OBJECT (deadline), &watch);
  g_signal_connect (deadline, "cancelled", G_CALLBACK (unref_cb), &deadline);
  run_for (60);
  while (watch != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (deadline);
}

/* A new total counts from now and takes the place of the old one, which may have been none. */
static void
test_restart (void)
{
  g_autoptr (GateDeadline) longer = gate_deadline_new (NULL, 20, 0);
  g_autoptr (GateDeadline) shorter = gate_deadline_new (NULL, GIVE_UP_MS, 0);
  g_autoptr (GateDeadline) none = gate_deadline_new (NULL, 20, 0);
  g_autoptr (GateDeadline) late = gate_deadline_new (NULL, 0, 0);

  gate_deadline_restart (longer, GIVE_UP_MS);
  gate_deadline_restart (shorter, 20);
  gate_deadline_restart (none, 0);
  gate_deadline_restart (late, 20);
  wait_for_cancel (shorter);
  wait_for_cancel (late);
  run_for (40);
  g_assert_true (gate_deadline_has_expired (shorter));
  g_assert_true (gate_deadline_has_expired (late));
  g_assert_false (g_cancellable_is_cancelled (G_CANCELLABLE (longer)));
  g_assert_false (g_cancellable_is_cancelled (G_CANCELLABLE (none)));
}

static void
test_endless (void)
{
  g_autoptr (GateDeadline) deadline = gate_deadline_new (NULL, 0, 0);

  run_for (40);
  g_assert_false (g_cancellable_is_cancelled (G_CANCELLABLE (deadline)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/parent", test_parent);
  g_test_add_func ("/deadline/parent/cancelled-before", test_parent_cancelled_before);
  g_test_add_func ("/deadline/parent/then-time", test_parent_then_time);
  g_test_add_func ("/deadline/parent/stays", test_child_leaves_parent);
  g_test_add_func ("/deadline/total", test_total);
  g_test_add_func ("/deadline/total/in-spite-of-progress", test_total_in_spite_of_progress);
  g_test_add_func ("/deadline/progress", test_progress);
  g_test_add_func ("/deadline/progress/touched", test_progress_touched);
  g_test_add_func ("/deadline/answer-before-timer", test_answer_before_timer);
  g_test_add_func ("/deadline/stop", test_stop);
  g_test_add_func ("/deadline/dropped", test_dropped);
  g_test_add_func ("/deadline/dropped/while-expiring", test_dropped_while_expiring);
  g_test_add_func ("/deadline/restart", test_restart);
  g_test_add_func ("/deadline/endless", test_endless);
  return g_test_run ();
}
