/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A program with secrets, as secrets.py drives it. A line on the standard input is one call, with
 * tabs between: a tag, the verb, the account, its name, and the secret. The verb "cancel" cancels
 * the call of that tag. When a call is done, a line comes back: the tag, the outcome, the secret,
 * how long it took and the longest turn of the main loop in that time (ms), whether it came to
 * waiting, the notice, and the sentence of an error. It keeps no copy of a secret. */

#include "gate-error.h"
#include "gate-secrets.h"
#include "gate-session-describe.h"
#include "gate-wipe.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TICK_MS 10
#define N_FIELDS 5

typedef enum
{
  LOOK_UP,
  STORE,
  CLEAR,
} Verb;

typedef struct
{
  Verb verb;
  char *tag;
  GCancellable *cancellable;
  gint64 start_us;
} Call;

static GateSecrets *secrets;
static GMainLoop *loop;
static GHashTable *calls; /* tag → Call */
static gboolean is_over;
static gboolean has_waited;
static gint64 last_tick_us;
static gint64 longest_us;
static char input[65536];
static gsize n_input;

static void
end_if_over (void)
{
  if (is_over && g_hash_table_size (calls) == 0)
    g_main_loop_quit (loop);
}

static gboolean
tick_cb (gpointer user_data)
{
  gint64 now = g_get_monotonic_time ();

  longest_us = MAX (longest_us, now - last_tick_us - TICK_MS * 1000);
  last_tick_us = now;
  return G_SOURCE_CONTINUE;
}

static void
waiting_cb (void)
{
  has_waited = has_waited || gate_secrets_is_waiting (secrets);
}

static void
put (const char *text)
{
  g_assert_cmpint (write (STDOUT_FILENO, text, strlen (text)), ==, (gssize) strlen (text));
}

static void
report (Call         *call,
        const GError *error,
        const char   *secret)
{
  const char *notice = gate_secrets_get_notice (secrets);
  const char *outcome = error == NULL                    ? "done" :
                        gate_error_is_cancelled (error) ? "cancelled" :
                                                          gate_error_get_server_code (error);
  g_autofree char *sentence = error != NULL ? gate_session_error_sentence (error) : NULL;
  gboolean is_lasting;
  g_autofree char *rest = NULL;

  g_object_get (secrets, "is-lasting", &is_lasting, NULL);
  g_assert_true (is_lasting == (notice == NULL));
  tick_cb (NULL);
  rest = g_strdup_printf ("\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%d\t%s\t%s\n",
                          (g_get_monotonic_time () - call->start_us) / 1000,
                          longest_us / 1000,
                          has_waited,
                          notice != NULL ? notice : "",
                          sentence != NULL ? sentence : "");
  put (call->tag);
  put ("\t");
  put (outcome);
  put ("\t");
  put (secret != NULL ? secret : "");
  put (rest);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = NULL;
  gboolean is_done = TRUE;

  if (call->verb == LOOK_UP)
    secret = gate_secrets_look_up_finish (secrets, result, &error);
  else if (call->verb == STORE)
    is_done = gate_secrets_store_finish (secrets, result, &error);
  else
    is_done = gate_secrets_clear_finish (secrets, result, &error);
  g_assert_true (call->verb == LOOK_UP || is_done == (error == NULL));
  report (call, error, secret);
  gate_wipe_free (secret);
  g_hash_table_remove (calls, call->tag);
  end_if_over ();
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->cancellable);
  g_free (call->tag);
  g_free (call);
}

static void
start (char **fields)
{
  Call *call = g_new0 (Call, 1);

  call->verb = g_str_equal (fields[1], "look-up") ? LOOK_UP :
               g_str_equal (fields[1], "store")   ? STORE :
                                                    CLEAR;
  call->tag = g_strdup (fields[0]);
  call->cancellable = g_cancellable_new ();
  call->start_us = last_tick_us = g_get_monotonic_time ();
  longest_us = 0;
  has_waited = FALSE;
  g_hash_table_insert (calls, call->tag, call);
  if (call->verb == LOOK_UP)
    gate_secrets_look_up_async (secrets, fields[2], call->cancellable, done_cb, call);
  else if (call->verb == STORE)
    gate_secrets_store_async (
        secrets, fields[2], fields[3], fields[4], call->cancellable, done_cb, call);
  else
    gate_secrets_clear_async (secrets, fields[2], call->cancellable, done_cb, call);
}

/* The fields of a line, in place: a copy would have to be wiped. */
static void
read_line (char *line)
{
  char *fields[N_FIELDS];

  for (guint i = 0; i < N_FIELDS; i++)
    {
      fields[i] = line;
      line = strchr (line, '\t');
      if (i + 1 == N_FIELDS)
        break;
      g_assert_nonnull (line);
      *line++ = '\0';
    }
  if (g_str_equal (fields[1], "cancel"))
    g_cancellable_cancel (((Call *) g_hash_table_lookup (calls, fields[0]))->cancellable);
  else
    start (fields);
}

static gboolean
input_cb (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  gssize n = read (fd, input + n_input, sizeof input - n_input - 1);
  char *end;

  if (n <= 0)
    {
      is_over = TRUE;
      end_if_over ();
      return G_SOURCE_REMOVE;
    }
  n_input += (gsize) n;
  while ((end = memchr (input, '\n', n_input)) != NULL)
    {
      gsize n_line = (gsize) (end - input) + 1;

      *end = '\0';
      read_line (input);
      memmove (input, input + n_line, n_input - n_line);
      n_input -= n_line;
      memset (input + n_input, 0, n_line);
    }
  return G_SOURCE_CONTINUE;
}

int
main (int    argc,
      char **argv)
{
  g_assert_cmpint (argc, ==, 2);
  setlocale (LC_ALL, "");
  g_log_writer_default_set_use_stderr (TRUE);
  loop = g_main_loop_new (NULL, FALSE);
  calls = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, call_free);
  secrets = gate_secrets_new ((guint) atoi (argv[1]));
  g_signal_connect (secrets, "notify::is-waiting", G_CALLBACK (waiting_cb), NULL);
  g_timeout_add (TICK_MS, tick_cb, NULL);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_cb, NULL);
  g_main_loop_run (loop);
  g_assert_finalize_object (secrets);
  g_hash_table_unref (calls);
  g_main_loop_unref (loop);
  return 0;
}
