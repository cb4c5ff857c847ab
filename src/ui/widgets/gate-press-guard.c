/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A dialog appears where a person has just pressed. A second press, by an impatient hand or by a
 * key that is held too long, would answer a question that the person has not read. So the buttons
 * of such a dialog stay insensitive until GATE_PRESS_GUARD_MS after the dialog was painted. An
 * insensitive button is visible, and screen readers report it. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-press-guard.h"

/* Below the priority of events: presses that wait in the queue because a frame took long to draw
 * are handled while the buttons are still insensitive. Above GDK_PRIORITY_REDRAW: drawing must not
 * delay the guard. */
#define READY_PRIORITY (GDK_PRIORITY_EVENTS + 10)

struct _GatePressGuard
{
  GObject parent_instance;

  GtkWidget *shown; /* weak */
  GdkFrameClock *clock;
  gulong painted_handler;
  guint ready_source;
  gboolean ready;
};

G_DEFINE_FINAL_TYPE (GatePressGuard, gate_press_guard, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_ready (GatePressGuard *self,
           gboolean        ready)
{
  if (self->ready == ready)
    return;
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
forget_clock (GatePressGuard *self)
{
  if (self->clock != NULL)
    g_clear_signal_handler (&self->painted_handler, self->clock);
  g_clear_object (&self->clock);
}

static void
stop (GatePressGuard *self)
{
  forget_clock (self);
  g_clear_handle_id (&self->ready_source, g_source_remove);
  set_ready (self, FALSE);
}

static gboolean
stood_cb (gpointer user_data)
{
  GatePressGuard *self = user_data;

  self->ready_source = 0;
  set_ready (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (GatePressGuard *self)
{
  forget_clock (self);
  self->ready_source =
      g_timeout_add_full (READY_PRIORITY, GATE_PRESS_GUARD_MS, stood_cb, self, NULL);
}

static void
start (GatePressGuard *self)
{
  stop (self);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->shown));
  self->painted_handler = g_signal_connect_swapped (self->clock,
                                                    "after-paint",
                                                    G_CALLBACK (painted_cb),
                                                    self);
  /* This makes the next frame of the clock paint the widget. */
  gtk_widget_queue_draw (self->shown);
}

static void
gate_press_guard_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, GATE_PRESS_GUARD (object)->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_press_guard_dispose (GObject *object)
{
  GatePressGuard *self = GATE_PRESS_GUARD (object);

  forget_clock (self);
  g_clear_handle_id (&self->ready_source, g_source_remove);
  g_clear_weak_pointer (&self->shown);
  G_OBJECT_CLASS (gate_press_guard_parent_class)->dispose (object);
}

static void
gate_press_guard_class_init (GatePressGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_press_guard_get_property;
  object_class->dispose = gate_press_guard_dispose;

  properties[PROP_READY] = g_param_spec_boolean ("ready",
                                                 NULL,
                                                 NULL,
                                                 FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_press_guard_init (GatePressGuard *self)
{
}

/**
 * gate_press_guard_new:
 * @shown: the window, page or bar that a person must see before pressing
 *
 * Each time @shown appears, the guard becomes ready GATE_PRESS_GUARD_MS milliseconds after the
 * first paint of @shown. When @shown disappears, the guard is not ready any more.
 *
 * Returns: (transfer full): the guard
 */
GatePressGuard *
gate_press_guard_new (GtkWidget *shown)
{
  GatePressGuard *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (shown), NULL);

  self = g_object_new (GATE_TYPE_PRESS_GUARD, NULL);
  g_set_weak_pointer (&self->shown, shown);
  g_signal_connect_object (shown, "map", G_CALLBACK (start), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shown, "unmap", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  gate_press_guard_restart (self);
  return self;
}

gboolean
gate_press_guard_is_ready (GatePressGuard *self)
{
  g_return_val_if_fail (GATE_IS_PRESS_GUARD (self), FALSE);

  return self->ready;
}

/**
 * gate_press_guard_restart:
 * @self: a guard
 *
 * Starts the time again, because the text has changed and the person has not seen the new one yet.
 * A focused button loses the focus when it becomes insensitive, so move the focus before.
 */
void
gate_press_guard_restart (GatePressGuard *self)
{
  g_return_if_fail (GATE_IS_PRESS_GUARD (self));

  if (self->shown != NULL && gtk_widget_get_mapped (self->shown))
    start (self);
}

/**
 * gate_press_guard_hold_back:
 * @self: a guard
 * @button: a button whose sensitivity only the guard sets
 *
 * Keeps a button insensitive while the guard is not ready.
 */
void
gate_press_guard_hold_back (GatePressGuard *self,
                            GtkWidget      *button)
{
  g_return_if_fail (GATE_IS_PRESS_GUARD (self));

  g_object_bind_property (self, "ready", button, "sensitive", G_BINDING_SYNC_CREATE);
}
