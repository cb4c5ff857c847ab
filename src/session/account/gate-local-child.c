/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* One run of the organization's program. The program ends when its standard input closes, and the
 * kernel closes our end even when we crash. All of its output is read, so that it never blocks on a
 * full pipe, but only a bounded part is kept. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-local-child.h"

#include "gate-text.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

#define CHUNK_BYTES 4096
#define MAX_LINE_BYTES (64 * 1024)
#define MAX_STDERR_BYTES (4 * 1024)
#define MAX_MESSAGE_CHARS 300
#define NAME_PREFIX "gatehouse-org: "
#define LAST_WORDS_MS 250

struct _GateLocalChild
{
  GObject parent_instance;

  GSubprocess  *process;
  GCancellable *cancellable;
  GString      *line;
  GString      *said;
  guint         kill_source;
  guint         last_words_source;
  guint         grace_ms;
  gboolean      has_line;
  gboolean      exited;
  gboolean      stderr_closed;
  gboolean      ended;
  gboolean      stopping;
};

G_DEFINE_FINAL_TYPE (GateLocalChild, gate_local_child, G_TYPE_OBJECT)

enum
{
  LINE,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_line (GateLocalChild *self,
           const char     *line)
{
  if (self->has_line)
    return;
  self->has_line = TRUE;
  g_signal_emit (self, signals[LINE], 0, line);
}

/* Everything after the first line is read only to keep the pipe empty. */
static void
take_stdout (GateLocalChild *self,
             const char     *data,
             gsize           length)
{
  const char *newline;

  if (self->has_line)
    return;
  g_string_append_len (self->line, data, (gssize) length);
  newline = memchr (self->line->str, '\n', self->line->len);
  if (newline != NULL)
    g_string_truncate (self->line, (gsize) (newline - self->line->str));
  if (newline == NULL && self->line->len <= MAX_LINE_BYTES)
    return;
  if (newline == NULL || strlen (self->line->str) != self->line->len ||
      !g_utf8_validate (self->line->str, -1, NULL))
    emit_line (self, "");
  else
    emit_line (self, self->line->str);
  /* It carries a password and a token. */
  explicit_bzero (self->line->str, self->line->allocated_len);
  g_string_truncate (self->line, 0);
}

static void
take_stderr (GateLocalChild *self,
             const char     *data,
             gsize           length)
{
  g_string_append_len (self->said, data, (gssize) length);
  if (self->said->len > MAX_STDERR_BYTES)
    g_string_erase (self->said, 0, (gssize) (self->said->len - MAX_STDERR_BYTES));
}

/* Ends the run when the program has exited and its standard error is read. A child process of the
 * program may keep that pipe open; the run does not wait for it. */
static void
end (GateLocalChild *self)
{
  if (self->ended)
    return;
  self->ended = TRUE;
  g_clear_handle_id (&self->last_words_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  emit_line (self, NULL);
  g_signal_emit (self, signals[ENDED], 0);
}

static gboolean
last_words_cb (gpointer user_data)
{
  g_autoptr (GateLocalChild) self = g_object_ref (user_data);

  self->last_words_source = 0;
  end (self);
  return G_SOURCE_REMOVE;
}

static void
stream_closed (GateLocalChild *self,
               gboolean        is_stdout)
{
  if (is_stdout)
    {
      emit_line (self, NULL);
      return;
    }
  self->stderr_closed = TRUE;
  if (self->exited)
    end (self);
}

static void read_more (GateLocalChild *self,
                       GInputStream   *stream);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GateLocalChild) self = user_data;
  GInputStream *stream = G_INPUT_STREAM (source);
  gboolean is_stdout = stream == g_subprocess_get_stdout_pipe (self->process);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, &error);
  gsize length = 0;
  const char *data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  if (length == 0)
    {
      stream_closed (self, is_stdout);
      return;
    }
  if (is_stdout)
    take_stdout (self, data, length);
  else
    take_stderr (self, data, length);
  read_more (self, stream);
}

static void
read_more (GateLocalChild *self,
           GInputStream   *stream)
{
  g_input_stream_read_bytes_async (stream,
                                   CHUNK_BYTES,
                                   G_PRIORITY_DEFAULT,
                                   self->cancellable,
                                   read_cb,
                                   g_object_ref (self));
}

static void
wait_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GateLocalChild) self = user_data;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    return;
  self->exited = TRUE;
  g_clear_handle_id (&self->kill_source, g_source_remove);
  if (self->stderr_closed)
    end (self);
  else
    self->last_words_source = g_timeout_add_full (G_PRIORITY_DEFAULT,
                                                  LAST_WORDS_MS,
                                                  last_words_cb,
                                                  g_object_ref (self),
                                                  g_object_unref);
}

static gboolean
force_cb (gpointer user_data)
{
  GateLocalChild *self = user_data;

  self->kill_source = 0;
  g_subprocess_force_exit (self->process);
  return G_SOURCE_REMOVE;
}

static gboolean
terminate_cb (gpointer user_data)
{
  GateLocalChild *self = user_data;

  g_subprocess_send_signal (self->process, SIGTERM);
  self->kill_source = g_timeout_add (self->grace_ms, force_cb, self);
  return G_SOURCE_REMOVE;
}

static void
gate_local_child_finalize (GObject *object)
{
  GateLocalChild *self = GATE_LOCAL_CHILD (object);

  g_clear_handle_id (&self->kill_source, g_source_remove);
  g_clear_object (&self->process);
  g_clear_object (&self->cancellable);
  g_string_free (self->line, TRUE);
  g_string_free (self->said, TRUE);
  G_OBJECT_CLASS (gate_local_child_parent_class)->finalize (object);
}

static void
gate_local_child_class_init (GateLocalChildClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_local_child_finalize;
  signals[LINE] = g_signal_new ("line",
                                GATE_TYPE_LOCAL_CHILD,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_STRING);
  signals[ENDED] = g_signal_new ("ended",
                                 GATE_TYPE_LOCAL_CHILD,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
gate_local_child_init (GateLocalChild *self)
{
  self->cancellable = g_cancellable_new ();
  self->line = g_string_new (NULL);
  self->said = g_string_new (NULL);
}

/**
 * gate_local_child_new:
 * @argv: the program and its arguments, %NULL-terminated
 * @error: return location for an error
 *
 * Starts the program. The object keeps itself alive until the program has exited, so that every
 * started program ends properly. Signals are emitted on the main context, never during this call.
 *
 * Returns: (transfer full) (nullable): the run; %NULL with a %G_SPAWN_ERROR or %G_IO_ERROR
 */
GateLocalChild *
gate_local_child_new (const char *const *argv,
                      GError           **error)
{
  g_autoptr (GateLocalChild) self = g_object_new (GATE_TYPE_LOCAL_CHILD, NULL);

  self->process =
      g_subprocess_newv (argv,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                             G_SUBPROCESS_FLAGS_STDERR_PIPE,
                         error);
  if (self->process == NULL)
    return NULL;
  read_more (self, g_subprocess_get_stdout_pipe (self->process));
  read_more (self, g_subprocess_get_stderr_pipe (self->process));
  g_subprocess_wait_async (self->process, NULL, wait_cb, g_object_ref (self));
  return g_steal_pointer (&self);
}

/**
 * gate_local_child_stop:
 * @self: a run
 * @grace_ms: milliseconds to wait after each step before the next, harder one
 *
 * Closes its standard input, then sends SIGTERM, then kills it.
 */
void
gate_local_child_stop (GateLocalChild *self,
                       guint           grace_ms)
{
  g_return_if_fail (GATE_IS_LOCAL_CHILD (self));

  if (self->exited || self->stopping)
    return;
  self->stopping = TRUE;
  self->grace_ms = grace_ms;
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  self->kill_source = g_timeout_add (grace_ms, terminate_cb, self);
}

gboolean
gate_local_child_has_ended (GateLocalChild *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL_CHILD (self), TRUE);

  return self->ended;
}

gboolean
gate_local_child_is_stopping (GateLocalChild *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL_CHILD (self), FALSE);

  return self->stopping;
}

/**
 * gate_local_child_dup_fault:
 * @self: a run that has ended
 *
 * Returns: (transfer full) (nullable): the reason of the failure, one line: the signal that ended
 *   it, or the last line of its standard error; %NULL when it ended without a fault
 */
char *
gate_local_child_dup_fault (GateLocalChild *self)
{
  char *message;
  int number;

  g_return_val_if_fail (GATE_IS_LOCAL_CHILD (self), NULL);

  if (g_subprocess_get_if_signaled (self->process))
    {
      number = g_subprocess_get_term_sig (self->process);
      /* Translators: %d is the number of a signal, %s what the system calls it, e.g. “Killed”. */
      return g_strdup_printf (_ ("A signal ended it: %d (%s)."), number, g_strsignal (number));
    }
  number = g_subprocess_get_exit_status (self->process);
  if (number == 0)
    return NULL;
  message = gate_local_child_dup_message (self);
  if (message != NULL)
    return message;
  /* Translators: %d is what a program told the system when it ended. */
  return g_strdup_printf (_ ("It ended with the status %d."), number);
}

/**
 * gate_local_child_dup_message:
 * @self: a run
 *
 * Returns: (transfer full) (nullable): the last line of its standard error, safe to show and
 *   without the name of the program; %NULL when it wrote none
 */
char *
gate_local_child_dup_message (GateLocalChild *self)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (GATE_IS_LOCAL_CHILD (self), NULL);

  text = g_utf8_make_valid (self->said->str, (gssize) self->said->len);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = g_strv_length (lines); i > 0; i--)
    {
      g_autofree char *shown = gate_text_for_display (lines[i - 1], MAX_MESSAGE_CHARS);

      if (g_str_has_prefix (shown, NAME_PREFIX))
        return g_strdup (shown + strlen (NAME_PREFIX));
      if (*shown != '\0')
        return g_steal_pointer (&shown);
    }
  return NULL;
}
