/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Loading a list while a window is animated all the time and its frames are slow, as on a virtual
 * machine: that makes loading slower, but not much, and never ends it. */

#include "frames.h"
#include "gate-session-private.h"
#include "shadow.h"

#define N_AUTHORIZATIONS 1000
#define POPULATE "generated:1000,20,50"
#define QUICK_MS 2
#define MAX_RATIO 3
/* A machine may be busy during a slow load and idle during the quick one, but not each time. */
#define MAX_TRIES 5

typedef struct
{
  char        *folder;
  GateSession *session;
} Fixture;

/* Lets the organization make its database, and end. */
static void
populate (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("GATEHOUSE_ORG"),
                        "--data", f->folder, "--populate", POPULATE, "--follow-stdin", NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->folder = g_dir_make_tmp ("gatehouse-slow-frames-XXXXXX", NULL);
  populate (f);
  f->session = gate_session_new (g_getenv ("GATEHOUSE_ORG"), f->folder);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  g_assert_finalize_object (f->session);
  remove_tree (f->folder);
  g_free (f->folder);
}

static gboolean
is_loading (Fixture *f)
{
  gboolean loading = FALSE;

  g_object_get (f->session, "loading", &loading, NULL);
  return loading;
}

/* Returns how long it took until the list was there. */
static gint64
load (Fixture *f,
      guint    draw_ms)
{
  Frames frames = { 0 };
  gint64 took_us;

  gate_session_open_local (f->session, "admin");
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_LOADING);
  frames_start (&frames, draw_ms);
  wait_until (gate_session_get_state (f->session) != GATE_SESSION_LOADING);
  frames_stop (&frames);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                              GATE_AUTHORIZATION_LIST_ALL),
      ==,
      N_AUTHORIZATIONS);
  wait_until (!is_loading (f));
  took_us = gate_resource_get_load_time_us (
      GATE_RESOURCE (gate_session_get_authorizations (f->session)));
  g_test_message ("frames of %u ms: %" G_GINT64_FORMAT " ms, %u frames",
                  draw_ms,
                  took_us / 1000,
                  frames.n_drawn);
  gate_session_close (f->session);
  return took_us;
}

static void
test_load (Fixture      *f,
           gconstpointer data)
{
  gint64 quick_us = 0;
  gint64 slow_us = 0;

  for (guint i = 0; i < MAX_TRIES; i++)
    {
      quick_us = load (f, QUICK_MS);
      slow_us = load (f, GPOINTER_TO_UINT (data));
      if (slow_us <= MAX_RATIO * quick_us)
        break;
    }
  g_assert_cmpint (slow_us, <=, MAX_RATIO * quick_us);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/slow-frames/40", Fixture, GUINT_TO_POINTER (40), set_up, test_load, tear_down);
  g_test_add ("/session/slow-frames/150", Fixture, GUINT_TO_POINTER (150), set_up, test_load, tear_down);
  return g_test_run ();
}
