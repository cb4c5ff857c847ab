/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-local.h"

#include "gate-deadline.h"
#include "gate-error.h"
#include "gate-hash.h"
#include "gate-local-child.h"
#include "gate-local-private.h"
#include "gate-text.h"
#include "gate-wire-startup-line.h"

#include <glib/gi18n-lib.h>

/* The first start creates and fills a database. */
#define READY_MS (30 * 1000)
/* The wait after each step of ending it, before the next, harder one. */
#define GRACE_MS (2 * 1000)

struct _GateLocal
{
  GObject parent_instance;

  char                *program;
  char                *data_folder;
  char                *message;
  GateLocalChild      *child;
  GateWireStartupLine *ready;
  GTask               *starting;
  GateDeadline        *deadline;
  GSource             *deadline_source;
  char                *sign_in;
  guint                ready_ms;
  guint                grace_ms;
};

G_DEFINE_FINAL_TYPE (GateLocal, gate_local, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_MESSAGE,
  N_PROPS
};

enum
{
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_message (GateLocal  *self,
             const char *message)
{
  if (gate_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

static void
forget_ready (GateLocal *self)
{
  gboolean was_running = self->ready != NULL;

  g_clear_pointer (&self->ready, gate_wire_startup_line_free);
  if (was_running)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* Ends the waiting start, if there is one. Takes ownership of ERROR, NULL on success. */
static void
finish_start (GateLocal *self,
              GError    *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->starting);

  if (self->deadline_source != NULL)
    g_source_destroy (self->deadline_source);
  g_clear_pointer (&self->deadline_source, g_source_unref);
  if (self->deadline != NULL)
    gate_deadline_stop (self->deadline);
  g_clear_object (&self->deadline);
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
fail_start (GateLocal      *self,
            GateLocalChild *child,
            const char     *reason)
{
  g_autofree char *said = child != NULL ? gate_local_child_dup_message (child) : NULL;

  set_message (self, said != NULL ? said : reason);
  finish_start (self, gate_error_new (GATE_ERROR_FAILED, "local organization: %s", self->message));
}

static void
stop_child (GateLocal *self)
{
  if (self->child != NULL)
    gate_local_child_stop (self->child, self->grace_ms);
  forget_ready (self);
}

static void spawn (GateLocal *self);

static void
child_ended_cb (GateLocalChild *child,
                GateLocal      *self)
{
  g_autoptr (GateLocalChild) ended = NULL;
  g_autofree char *fault = NULL;
  gboolean was_running = self->ready != NULL;

  if (child != self->child)
    return;
  ended = g_steal_pointer (&self->child);
  forget_ready (self);
  if (gate_local_child_is_stopping (ended))
    {
      if (self->starting != NULL)
        spawn (self);
      return;
    }
  if (!was_running)
    {
      fail_start (self, ended, _ ("The local organization ended without saying why."));
      return;
    }
  fault = gate_local_child_dup_fault (ended);
  set_message (self, fault);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
child_line_cb (GateLocalChild *child,
               const char     *line,
               GateLocal      *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateWireStartupLine) ready = NULL;

  /* Without a line the program is about to end; its standard error tells the reason then. */
  if (child != self->child || line == NULL || gate_local_child_is_stopping (child))
    return;
  ready = gate_wire_startup_line_decode (line, &error);
  if (ready == NULL || ready->token == NULL)
    {
      g_debug ("local organization: %s", error != NULL ? error->message : "no token");
      set_message (self, _ ("The local organization did not say where it can be reached."));
      gate_local_child_stop (child, self->grace_ms);
      finish_start (self, gate_error_new (GATE_ERROR_PROTOCOL, "local organization: bad line"));
      return;
    }
  self->ready = g_steal_pointer (&ready);
  set_message (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  finish_start (self, NULL);
}

static void
spawn (GateLocal *self)
{
  const char *argv[] = {
    self->program, "--data",      self->data_folder, "--populate", "sample",
    "--sign-in",   self->sign_in, "--follow-stdin",  NULL,
  };
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (self->data_folder, 0700) != 0)
    {
      fail_start (self, NULL, _ ("The folder of the local organization cannot be made."));
      return;
    }
  self->child = gate_local_child_new (argv, &error);
  if (self->child == NULL)
    {
      g_debug ("local organization: %s", error->message);
      fail_start (self, NULL, _ ("The program gatehouse-org cannot be started. Is it installed?"));
      return;
    }
  g_signal_connect_object (self->child, "line", G_CALLBACK (child_line_cb), self, 0);
  g_signal_connect_object (self->child, "ended", G_CALLBACK (child_ended_cb), self, 0);
}

static gboolean
deadline_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  g_autoptr (GateLocal) self = g_object_ref (user_data);
  gboolean expired = gate_deadline_has_expired (self->deadline);

  stop_child (self);
  if (expired)
    {
      set_message (self, _ ("The local organization did not start in time."));
      finish_start (self, gate_error_new (GATE_ERROR_TIMEOUT, "local organization: not ready"));
    }
  else
    finish_start (self, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "start cancelled"));
  return G_SOURCE_REMOVE;
}

static void
gate_local_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  GateLocal *self = GATE_LOCAL (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, gate_local_is_running (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_local_dispose (GObject *object)
{
  GateLocal *self = GATE_LOCAL (object);

  if (self->child != NULL)
    gate_local_child_stop (self->child, self->grace_ms);
  g_clear_object (&self->child);
  finish_start (self, NULL);
  G_OBJECT_CLASS (gate_local_parent_class)->dispose (object);
}

static void
gate_local_finalize (GObject *object)
{
  GateLocal *self = GATE_LOCAL (object);

  g_free (self->program);
  g_free (self->data_folder);
  g_free (self->message);
  g_free (self->sign_in);
  g_clear_pointer (&self->ready, gate_wire_startup_line_free);
  G_OBJECT_CLASS (gate_local_parent_class)->finalize (object);
}

static void
gate_local_class_init (GateLocalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_local_get_property;
  object_class->dispose = gate_local_dispose;
  object_class->finalize = gate_local_finalize;
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* Emitted when it ends by itself, not when we stop it. */
  signals[ENDED] = g_signal_new ("ended",
                                 GATE_TYPE_LOCAL,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
gate_local_init (GateLocal *self)
{
  self->ready_ms = READY_MS;
  self->grace_ms = GRACE_MS;
}

/**
 * gate_local_new:
 * @program: the path of gatehouse-org
 * @data_folder: the folder of its database; created when it is missing
 *
 * Returns: (transfer full): a local organization, not started yet
 */
GateLocal *
gate_local_new (const char *program,
                const char *data_folder)
{
  GateLocal *self;

  g_return_val_if_fail (program != NULL && data_folder != NULL, NULL);

  self = g_object_new (GATE_TYPE_LOCAL, NULL);
  self->program = g_strdup (program);
  self->data_folder = g_strdup (data_folder);
  return self;
}

/**
 * gate_local_set_deadlines_ms:
 * @self: a local organization
 * @ready_ms: milliseconds until it must have printed its startup line
 * @grace_ms: milliseconds to wait after each step of ending it, before the next, harder one
 */
void
gate_local_set_deadlines_ms (GateLocal *self,
                             guint      ready_ms,
                             guint      grace_ms)
{
  g_return_if_fail (GATE_IS_LOCAL (self));

  self->ready_ms = ready_ms;
  self->grace_ms = grace_ms;
}

static void
arm_deadline (GateLocal    *self,
              GCancellable *cancellable)
{
  self->deadline = gate_deadline_new (cancellable, self->ready_ms, 0);
  self->deadline_source = g_cancellable_source_new (G_CANCELLABLE (self->deadline));
  g_source_set_callback (self->deadline_source, G_SOURCE_FUNC (deadline_cb), self, NULL);
  g_source_attach (self->deadline_source, NULL);
}

/**
 * gate_local_start_async:
 * @self: a local organization
 * @sign_in: the person to sign in as, e.g. `admin`
 * @cancellable: (nullable): cancelling it stops the organization again
 * @callback: called on the main context, never before this returns
 * @user_data: for @callback
 *
 * Starts the organization. One that runs for the same person keeps running. One that runs for
 * another person, or is stopping, is started anew after it has ended, because only one process may
 * use the folder. An unfinished start before this one returns as cancelled.
 *
 * Fails with %GATE_ERROR_FAILED when it cannot be started or ends, %GATE_ERROR_TIMEOUT when it
 * prints no startup line in time, %GATE_ERROR_PROTOCOL when it prints another line; the property
 * `message` has the sentence for people then.
 */
void
gate_local_start_async (GateLocal          *self,
                        const char         *sign_in,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  gboolean same;

  g_return_if_fail (GATE_IS_LOCAL (self));
  g_return_if_fail (sign_in != NULL);

  finish_start (self, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "superseded"));
  self->starting = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->starting, gate_local_start_async);
  same = !gate_set_str (&self->sign_in, sign_in);
  if (self->child != NULL && !same)
    stop_child (self);
  if (gate_local_is_running (self))
    {
      finish_start (self, NULL);
      return;
    }
  arm_deadline (self, cancellable);
  if (self->child == NULL)
    spawn (self);
}

/**
 * gate_local_start_finish:
 * @self: a local organization
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: whether the organization runs
 */
gboolean
gate_local_start_finish (GateLocal    *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_local_start_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gate_local_stop:
 * @self: a local organization
 *
 * Asks it to end, and kills it if it does not. Returns at once; only the change of `running` is
 * notified.
 */
void
gate_local_stop (GateLocal *self)
{
  g_return_if_fail (GATE_IS_LOCAL (self));

  finish_start (self, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped"));
  stop_child (self);
}

/**
 * gate_local_is_running:
 * @self: a local organization
 *
 * Returns: whether it listens
 */
gboolean
gate_local_is_running (GateLocal *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL (self), FALSE);

  return self->ready != NULL;
}

const char *
gate_local_get_api (GateLocal *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL (self), NULL);

  return self->ready != NULL ? self->ready->api : NULL;
}

const char *
gate_local_get_login (GateLocal *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL (self), NULL);

  return self->ready != NULL ? self->ready->login : NULL;
}

const char *
gate_local_get_token (GateLocal *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL (self), NULL);

  return self->ready != NULL ? self->ready->token : NULL;
}

const char *
gate_local_get_password (GateLocal *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL (self), NULL);

  return self->ready != NULL ? self->ready->password : NULL;
}

/**
 * gate_local_dup_launchable:
 * @self: a local organization
 *
 * Returns: (transfer full) (element-type utf8 utf8): the launch addresses of its external
 *   applications by client ID, from its startup line
 */
GHashTable *
gate_local_dup_launchable (GateLocal *self)
{
  GHashTable *addresses = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_free);
  GPtrArray *applications;

  g_return_val_if_fail (GATE_IS_LOCAL (self), addresses);

  applications = self->ready != NULL ? self->ready->applications : NULL;
  for (guint i = 0; applications != NULL && i < applications->len; i++)
    {
      const GateWireApplication *application = applications->pdata[i];

      g_hash_table_insert (
          addresses, g_strdup (application->client_id), g_strdup (application->url));
    }
  return addresses;
}

/**
 * gate_local_get_message:
 * @self: a local organization
 *
 * Returns: (transfer none) (nullable): the reason why it does not run, one sentence: the last line
 *   of its standard error, or ours without one; %NULL after it ran and ended without a fault
 */
const char *
gate_local_get_message (GateLocal *self)
{
  g_return_val_if_fail (GATE_IS_LOCAL (self), NULL);

  return self->message;
}
