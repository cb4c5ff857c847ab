/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-base"

#include "gate-deadline.h"

struct _GateDeadline
{
  GCancellable parent_instance;

  GCancellable *parent;
  gulong        parent_handler;
  guint         total_source;
  guint         progress_source;
  guint         progress_ms;
  gint64        last_progress_us;
  gboolean      expired;
};

G_DEFINE_FINAL_TYPE (GateDeadline, gate_deadline, G_TYPE_CANCELLABLE)

/* After a pause of the main loop the deadline may be over although the answer is there already. So
 * the timer runs after all sources of the usual priority: the answer is read first. */
static guint
add_timer (guint       after_ms,
           GSourceFunc callback,
           gpointer    user_data)
{
  return g_timeout_add_full (G_PRIORITY_DEFAULT + 1, after_ms, callback, user_data, NULL);
}

static void
parent_cancelled_cb (GCancellable *parent,
                     gpointer      user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

static void
expire (GateDeadline *self)
{
  g_autoptr (GateDeadline) keep = g_object_ref (self);

  self->expired = self->expired || !g_cancellable_is_cancelled (G_CANCELLABLE (self));
  g_clear_handle_id (&self->total_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_cancellable_cancel (G_CANCELLABLE (self));
}

static gboolean
total_cb (gpointer user_data)
{
  GateDeadline *self = user_data;

  self->total_source = 0;
  expire (self);
  return G_SOURCE_REMOVE;
}

static gboolean
progress_cb (gpointer user_data)
{
  GateDeadline *self = user_data;
  gint64 quiet_ms = (g_get_monotonic_time () - self->last_progress_us) / 1000;

  self->progress_source = 0;
  if (quiet_ms >= self->progress_ms)
    expire (self);
  else
    self->progress_source = add_timer (self->progress_ms - (guint) quiet_ms, progress_cb, self);
  return G_SOURCE_REMOVE;
}

static void
gate_deadline_dispose (GObject *object)
{
  GateDeadline *self = GATE_DEADLINE (object);

  gate_deadline_stop (self);
  G_OBJECT_CLASS (gate_deadline_parent_class)->dispose (object);
}

static void
gate_deadline_class_init (GateDeadlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_deadline_dispose;
}

static void
gate_deadline_init (GateDeadline *self)
{
}

/**
 * gate_deadline_new:
 * @parent: (nullable): a cancellable to follow: when it is cancelled, so is the deadline
 * @total_ms: milliseconds until the deadline cancels itself, 0 for never
 * @progress_ms: milliseconds without gate_deadline_touch() until it cancels itself, 0 for never
 *
 * Starts a deadline on the main context. Waits are counted on the monotonic clock.
 *
 * Returns: (transfer full): a cancellable to hand to an operation
 */
GateDeadline *
gate_deadline_new (GCancellable *parent,
                   guint         total_ms,
                   guint         progress_ms)
{
  GateDeadline *self = g_object_new (GATE_TYPE_DEADLINE, NULL);

  self->progress_ms = progress_ms;
  self->last_progress_us = g_get_monotonic_time ();
  if (total_ms > 0)
    self->total_source = add_timer (total_ms, total_cb, self);
  if (progress_ms > 0)
    self->progress_source = add_timer (progress_ms, progress_cb, self);
  if (parent != NULL)
    {
      self->parent = g_object_ref (parent);
      self->parent_handler =
          g_cancellable_connect (parent, G_CALLBACK (parent_cancelled_cb), self, NULL);
    }
  return self;
}

/**
 * gate_deadline_touch:
 * @self: a deadline
 *
 * Says that the operation made progress; the progress limit starts again.
 */
void
gate_deadline_touch (GateDeadline *self)
{
  g_return_if_fail (GATE_IS_DEADLINE (self));

  self->last_progress_us = g_get_monotonic_time ();
}

/**
 * gate_deadline_restart:
 * @self: a deadline
 * @total_ms: milliseconds from now until the deadline cancels itself, 0 for never
 *
 * Replaces the total limit, for example while a person is asked.
 */
void
gate_deadline_restart (GateDeadline *self,
                       guint         total_ms)
{
  g_return_if_fail (GATE_IS_DEADLINE (self));

  g_clear_handle_id (&self->total_source, g_source_remove);
  if (total_ms > 0)
    self->total_source = add_timer (total_ms, total_cb, self);
}

gboolean
gate_deadline_has_expired (GateDeadline *self)
{
  g_return_val_if_fail (GATE_IS_DEADLINE (self), FALSE);

  return self->expired;
}

/**
 * gate_deadline_stop:
 * @self: a deadline
 *
 * Ends the deadline without cancelling: the operation is over. Must not be called from a handler
 * of the parent's `cancelled` signal.
 */
void
gate_deadline_stop (GateDeadline *self)
{
  g_return_if_fail (GATE_IS_DEADLINE (self));

  g_clear_handle_id (&self->total_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (self->parent_handler != 0)
    g_cancellable_disconnect (self->parent, self->parent_handler);
  self->parent_handler = 0;
  g_clear_object (&self->parent);
}
