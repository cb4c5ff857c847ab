/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Work beside drawing: neither of the two starves. Frames are counted and not milliseconds, so a
 * busy machine changes nothing. */

#include "frames.h"
#include "gate-idle.h"

#define MAX_TURN_MS 150 /* as in gate-idle.c */
#define WORK_MS 5
/* What fits into the longest turn, and the call that ends it. */
#define MAX_CALLS_A_TURN (MAX_TURN_MS / WORK_MS + 1)

typedef struct
{
  Frames  frames;
  guint   id;
  guint   n_calls;
  guint   n_wanted;      /* calls until the source removes itself */
  guint   n_destroyed;
  guint   last_frame;
  guint   most_frames;   /* drawn between two calls */
  guint   calls_in_turn; /* between two frames */
  guint   most_calls;
} Work;

static gboolean
work_cb (gpointer user_data)
{
  Work *work = user_data;
  guint n_frames = work->frames.n_drawn - work->last_frame;

  work->last_frame = work->frames.n_drawn;
  work->most_frames = MAX (work->most_frames, n_frames);
  work->calls_in_turn = n_frames == 0 ? work->calls_in_turn + 1 : 1;
  work->most_calls = MAX (work->most_calls, work->calls_in_turn);
  g_usleep (WORK_MS * 1000);
  return ++work->n_calls < work->n_wanted ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
destroy_cb (gpointer user_data)
{
  ((Work *) user_data)->n_destroyed++;
}

static void
start (Work *work,
       guint delay_ms,
       guint n_wanted)
{
  work->n_wanted = n_wanted;
  work->id = gate_idle_add (delay_ms, work_cb, work, destroy_cb);
}

static void
wait_for (Work *work)
{
  while (work->n_destroyed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (work->n_calls, ==, work->n_wanted);
}

/* However long a frame takes: there is work after each one. */
static void
test_slow_frames (gconstpointer data)
{
  Work work = { 0 };

  frames_start (&work.frames, GPOINTER_TO_UINT (data));
  start (&work, 0, 2 * MAX_CALLS_A_TURN);
  wait_for (&work);
  frames_stop (&work.frames);
  g_assert_cmpuint (work.most_frames, ==, 1);
}

/* Frames that take all of their time, but no longer. */
static void
test_full_frames (void)
{
  Work work = { 0 };

  frames_start (&work.frames, FRAME_INTERVAL_MS);
  start (&work, 0, 2 * MAX_CALLS_A_TURN);
  wait_for (&work);
  frames_stop (&work.frames);
  g_assert_cmpuint (work.most_frames, <=, 2);
}

/* Much work does not stop the drawing, be it one that works or several. */
static void
test_much_work (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  Work works[3] = { 0 };

  g_assert_cmpuint (n, <=, G_N_ELEMENTS (works));
  frames_start (&works[0].frames, 40);
  for (guint i = 0; i < n; i++)
    start (&works[i], 0, 2 * MAX_CALLS_A_TURN);
  for (guint i = 0; i < n; i++)
    wait_for (&works[i]);
  frames_stop (&works[0].frames);
  g_assert_cmpuint (works[0].most_calls, <=, MAX_CALLS_A_TURN / n + 1);
}

/* A frame that is due comes first. */
static void
test_below_frames (void)
{
  Work work = { 0 };

  /* The test before may have left a turn that is not over. */
  g_usleep (MAX_TURN_MS * 1000);
  frames_start (&work.frames, 0);
  start (&work, 0, 1);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (work.frames.n_drawn, ==, 1);
  g_assert_cmpuint (work.n_calls, ==, 0);
  wait_for (&work);
  frames_stop (&work.frames);
}

static void
test_nothing_to_draw (void)
{
  Work work = { 0 };

  start (&work, 0, 3);
  for (guint i = 1; i <= 3; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (work.n_calls, ==, i);
    }
  g_assert_cmpuint (work.n_destroyed, ==, 1);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

static void
test_delay (gconstpointer data)
{
  gint64 began_us = g_get_monotonic_time ();
  Work work = { 0 };

  frames_start (&work.frames, GPOINTER_TO_UINT (data));
  start (&work, 30, 3);
  wait_for (&work);
  frames_stop (&work.frames);
  g_assert_cmpint (g_get_monotonic_time () - began_us, >=, 90 * 1000);
}

static gboolean
remove_cb (gpointer user_data)
{
  Work *work = user_data;

  work->n_calls++;
  g_source_remove (work->id);
  return G_SOURCE_REMOVE;
}

static void
test_removal (void)
{
  Work before = { 0 };
  Work inside = { 0 };

  start (&before, 0, 1);
  g_source_remove (before.id);
  g_assert_cmpuint (before.n_destroyed, ==, 1);
  inside.id = gate_idle_add (0, remove_cb, &inside, destroy_cb);
  while (inside.n_destroyed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_usleep (60 * 1000);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (before.n_calls, ==, 0);
  g_assert_cmpuint (inside.n_calls, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idle/nothing-to-draw", test_nothing_to_draw);
  g_test_add_func ("/idle/below-frames", test_below_frames);
  g_test_add_func ("/idle/frames/16", test_full_frames);
  g_test_add_data_func ("/idle/frames/40", GUINT_TO_POINTER (40), test_slow_frames);
  g_test_add_data_func ("/idle/frames/150", GUINT_TO_POINTER (150), test_slow_frames);
  g_test_add_data_func ("/idle/much-work/one", GUINT_TO_POINTER (1), test_much_work);
  g_test_add_data_func ("/idle/much-work/three", GUINT_TO_POINTER (3), test_much_work);
  g_test_add_data_func ("/idle/delay/quick", GUINT_TO_POINTER (0), test_delay);
  g_test_add_data_func ("/idle/delay/40", GUINT_TO_POINTER (40), test_delay);
  g_test_add_func ("/idle/removal", test_removal);
  return g_test_run ();
}
