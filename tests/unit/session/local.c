/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-error.h"
#include "gate-local-private.h"
#include "shadow.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>

#define READY_LINE                                                                                \
  "{\"api\":\"http://127.0.7.1:1\",\"login\":\"http://127.0.7.1:2\",\"password\":\"p\","          \
  "\"token\":\"t\",\"applications\":[]}"

typedef struct
{
  char         *folder;
  char         *program;
  GateLocal    *local;
  GCancellable *cancellable;
  GError       *error;
  gboolean      answered;
  gboolean      started;
  guint         n_ended;
} Fixture;

/* A program that says its process ID in FOLDER/pid and then does what BODY says. */
static void
write_program (Fixture    *f,
               const char *body)
{
  g_autofree char *text =
      g_strdup_printf ("#!/bin/sh\necho $$ > %s/pid\necho \"$@\" > %s/args\n%s\n", f->folder,
                       f->folder, body);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (f->program, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (f->program, 0700), ==, 0);
}

static char *
read_file (Fixture    *f,
           const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static gboolean
process_lives (Fixture *f)
{
  g_autofree char *text = read_file (f, "pid");

  g_assert_nonnull (text);
  return kill ((pid_t) g_ascii_strtoll (text, NULL, 10), 0) == 0;
}

static void
ended_cb (GateLocal *local,
          Fixture   *f)
{
  f->n_ended++;
}

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  g_autofree char *data = NULL;

  f->folder = g_dir_make_tmp ("gatehouse-local-XXXXXX", NULL);
  f->program = g_build_filename (f->folder, "program", NULL);
  data = g_build_filename (f->folder, "some", "data", NULL);
  f->local = gate_local_new (f->program, data);
  f->cancellable = g_cancellable_new ();
  gate_local_set_deadlines_ms (f->local, 15000, 100);
  g_signal_connect (f->local, "ended", G_CALLBACK (ended_cb), f);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_signal_handlers_disconnect_by_data (f->local, f);
  g_assert_finalize_object (f->local);
  g_clear_object (&f->cancellable);
  g_clear_error (&f->error);
  remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->program);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *f = user_data;

  g_clear_error (&f->error);
  f->started = gate_local_start_finish (GATE_LOCAL (source), result, &f->error);
  f->answered = TRUE;
}

static void
start (Fixture *f)
{
  f->answered = FALSE;
  gate_local_start_async (f->local, "admin", f->cancellable, started_cb, f);
  g_assert_false (f->answered);
  wait_until (f->answered);
}

static void
assert_failed (Fixture      *f,
               GateErrorCode code,
               const char   *message)
{
  g_assert_false (f->started);
  g_assert_error (f->error, GATE_ERROR, (int) code);
  g_assert_false (gate_local_is_running (f->local));
  g_assert_null (gate_local_get_api (f->local));
  if (message != NULL)
    g_assert_cmpstr (gate_local_get_message (f->local), ==, message);
  else
    g_assert_nonnull (gate_local_get_message (f->local));
  g_assert_cmpuint (f->n_ended, ==, 0);
}

static void
test_runs (Fixture      *f,
           gconstpointer unused)
{
  g_autofree char *data = g_build_filename (f->folder, "some", "data", NULL);
  g_autofree char *args = NULL;
  g_autofree char *wanted = NULL;

  write_program (f, "echo '" READY_LINE "'; cat > /dev/null");
  start (f);
  g_assert_no_error (f->error);
  g_assert_true (gate_local_is_running (f->local));
  g_assert_cmpstr (gate_local_get_api (f->local), ==, "http://127.0.7.1:1");
  g_assert_cmpstr (gate_local_get_login (f->local), ==, "http://127.0.7.1:2");
  g_assert_cmpstr (gate_local_get_password (f->local), ==, "p");
  g_assert_cmpstr (gate_local_get_token (f->local), ==, "t");
  g_assert_null (gate_local_get_message (f->local));
  g_assert_true (g_file_test (data, G_FILE_TEST_IS_DIR));
  args = read_file (f, "args");
  wanted = g_strdup_printf (
      "--data %s --populate sample --sign-in admin --follow-stdin\n", data);
  g_assert_cmpstr (args, ==, wanted);

  gate_local_stop (f->local);
  g_assert_false (gate_local_is_running (f->local));
  wait_until (!process_lives (f));
  g_assert_cmpuint (f->n_ended, ==, 0);
}

/* The pipe is the only thing that keeps it alive. */
static void
test_ends_with_us (Fixture      *f,
                   gconstpointer unused)
{
  write_program (f, "echo '" READY_LINE "'; cat > /dev/null");
  start (f);
  g_assert_true (process_lives (f));
  g_signal_handlers_disconnect_by_data (f->local, f);
  g_assert_finalize_object (f->local);
  f->local = gate_local_new ("/nonexistent", "/nonexistent");
  wait_until (!process_lives (f));
}

static void
test_stubborn (Fixture      *f,
               gconstpointer unused)
{
  write_program (f, "trap '' TERM; echo '" READY_LINE "'; while :; do sleep 0.05; done");
  start (f);
  g_assert_no_error (f->error);
  gate_local_stop (f->local);
  wait_until (!process_lives (f));
}

static void
test_missing (Fixture      *f,
              gconstpointer unused)
{
  start (f);
  assert_failed (f,
                 GATE_ERROR_FAILED,
                 "The program gatehouse-org cannot be started. Is it installed?");
}

static void
test_no_folder (Fixture      *f,
                gconstpointer unused)
{
  g_autoptr (GateLocal) local = gate_local_new ("/bin/true", "/proc/gatehouse/data");

  f->answered = FALSE;
  gate_local_start_async (local, "admin", NULL, started_cb, f);
  wait_until (f->answered);
  g_assert_error (f->error, GATE_ERROR, GATE_ERROR_FAILED);
  g_assert_cmpstr (gate_local_get_message (local),
                   ==,
                   "The folder of the local organization cannot be made.");
}

static void
test_garbage (Fixture      *f,
              gconstpointer unused)
{
  static const char *const bodies[] = {
    "echo hello; cat > /dev/null",
    "echo '{}'; cat > /dev/null",
    "printf 'a\\0b\\n'; cat > /dev/null",
    "printf '\\377\\n'; cat > /dev/null",
    "echo '{\"api\":\"http://127.0.7.1:1\",\"login\":\"x\"}'; cat > /dev/null",
    "head -c 200000 /dev/zero | tr '\\0' x; cat > /dev/null",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_test_message ("%s", bodies[i]);
      write_program (f, bodies[i]);
      start (f);
      assert_failed (f,
                     GATE_ERROR_PROTOCOL,
                     "The local organization did not say where it can be reached.");
      wait_until (!process_lives (f));
    }
}

static void
test_silent (Fixture      *f,
             gconstpointer unused)
{
  gate_local_set_deadlines_ms (f->local, 300, 100);
  write_program (f, "cat > /dev/null");
  start (f);
  assert_failed (f, GATE_ERROR_TIMEOUT, "The local organization did not start in time.");
  wait_until (!process_lives (f));
}

static void
test_dies (Fixture      *f,
           gconstpointer unused)
{
  write_program (f, "echo 'first' >&2; echo 'gatehouse-org: the folder is in use' >&2; exit 1");
  start (f);
  assert_failed (f, GATE_ERROR_FAILED, "the folder is in use");
  write_program (f, "exit 0");
  start (f);
  assert_failed (f, GATE_ERROR_FAILED, "The local organization ended without saying why.");
}

static void
test_says_much (Fixture      *f,
                gconstpointer unused)
{
  write_program (
      f, "head -c 3000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo 'last words' >&2; exit 1");
  start (f);
  assert_failed (f, GATE_ERROR_FAILED, "last words");
}

static void
test_ends_later (Fixture      *f,
                 gconstpointer unused)
{
  write_program (f, "echo '" READY_LINE "'; read line < /dev/null; echo 'disk full' >&2; exit 3");
  start (f);
  g_assert_no_error (f->error);
  wait_until (f->n_ended == 1);
  g_assert_false (gate_local_is_running (f->local));
  g_assert_cmpstr (gate_local_get_message (f->local), ==, "disk full");

  /* What it said is of no account where nothing went wrong. */
  write_program (f, "echo '" READY_LINE "'; read line < /dev/null; echo 'GET / 200' >&2; exit 0");
  start (f);
  wait_until (f->n_ended == 2);
  g_assert_null (gate_local_get_message (f->local));
  write_program (f, "echo '" READY_LINE "'; read line < /dev/null; kill -KILL $$");
  start (f);
  wait_until (f->n_ended == 3);
  g_assert_cmpstr (gate_local_get_message (f->local), ==, "A signal ended it: 9 (Killed).");
  write_program (f, "echo '" READY_LINE "'; read line < /dev/null; exit 4");
  start (f);
  wait_until (f->n_ended == 4);
  g_assert_cmpstr (gate_local_get_message (f->local), ==, "It ended with the status 4.");

  /* And it can be started again. */
  write_program (f, "echo '" READY_LINE "'; cat > /dev/null");
  start (f);
  g_assert_no_error (f->error);
  g_assert_true (gate_local_is_running (f->local));
}

static void
test_cancelled (Fixture      *f,
                gconstpointer unused)
{
  g_autofree char *pid = NULL;

  write_program (f, "cat > /dev/null");
  f->answered = FALSE;
  gate_local_start_async (f->local, "admin", f->cancellable, started_cb, f);
  wait_until ((g_free (pid), pid = read_file (f, "pid")) != NULL && *pid != '\0');
  g_cancellable_cancel (f->cancellable);
  wait_until (f->answered);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_until (!process_lives (f));
}

/* One folder, one process: another person's start waits for the end of the first. */
static void
test_other_person (Fixture      *f,
                   gconstpointer unused)
{
  g_autofree char *args = NULL;

  write_program (f, "mkdir \"$2/lock\" || exit 9; echo '" READY_LINE
                    "'; cat > /dev/null; rmdir \"$2/lock\"");
  start (f);
  g_assert_no_error (f->error);
  f->answered = FALSE;
  gate_local_start_async (f->local, "reviewer", NULL, started_cb, f);
  g_assert_false (gate_local_is_running (f->local));
  wait_until (f->answered);
  g_assert_no_error (f->error);
  args = read_file (f, "args");
  g_assert_nonnull (strstr (args, "--sign-in reviewer"));
  g_assert_cmpuint (f->n_ended, ==, 0);
}

static void
superseded_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gate_local_start_finish (GATE_LOCAL (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*(guint *) user_data)++;
}

static void
test_superseded (Fixture      *f,
                 gconstpointer unused)
{
  guint n_superseded = 0;

  write_program (f, "echo '" READY_LINE "'; cat > /dev/null");
  for (guint i = 0; i < 3; i++)
    gate_local_start_async (f->local, "admin", NULL, superseded_cb, &n_superseded);
  start (f);
  g_assert_no_error (f->error);
  g_assert_cmpuint (n_superseded, ==, 3);

  /* Running already: nothing is started. */
  g_assert_cmpint (g_unlink (f->program), ==, 0);
  start (f);
  g_assert_no_error (f->error);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/session/local/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("runs", test_runs);
  ADD ("ends-with-us", test_ends_with_us);
  ADD ("stubborn", test_stubborn);
  ADD ("missing", test_missing);
  ADD ("no-folder", test_no_folder);
  ADD ("garbage", test_garbage);
  ADD ("silent", test_silent);
  ADD ("dies", test_dies);
  ADD ("says-much", test_says_much);
  ADD ("ends-later", test_ends_later);
  ADD ("cancelled", test_cancelled);
  ADD ("other-person", test_other_person);
  ADD ("superseded", test_superseded);
  return g_test_run ();
}
