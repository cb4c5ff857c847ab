/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-attention.h"

#include "gate-watch.h"

struct _GateAttention
{
  GObject parent_instance;

  GtkApplication *application; /* weak: it owns us */
  GateNotifier   *notifier;
  GateWatch      *watch;
};

G_DEFINE_FINAL_TYPE (GateAttention, gate_attention, G_TYPE_OBJECT)

/* A dialog is as good as the window below it. */
static void
look (GateAttention *self)
{
  gboolean active = FALSE;

  for (GList *item = gtk_application_get_windows (self->application); item != NULL;
       item = item->next)
    active = active || gtk_window_is_active (item->data);
  gate_watch_set_active (self->watch, active);
}

static void
window_added_cb (GateAttention *self,
                 GtkWindow     *window)
{
  g_signal_connect_object (
      window, "notify::is-active", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
}

static void
requested_cb (GateAttention *self,
              GPtrArray     *requests)
{
  if (self->notifier != NULL)
    gate_notifier_show_requests (self->notifier, requests);
}

static void
gate_attention_dispose (GObject *object)
{
  GateAttention *self = GATE_ATTENTION (object);

  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->notifier);
  g_clear_object (&self->watch);
  G_OBJECT_CLASS (gate_attention_parent_class)->dispose (object);
}

static void
gate_attention_class_init (GateAttentionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_attention_dispose;
}

static void
gate_attention_init (GateAttention *self)
{
}

/**
 * gate_attention_new:
 * @application: whose windows count; it must outlive the result
 * @session: what is watched
 * @notifier: (nullable): what tells of new requests
 *
 * Returns: (transfer full): attention to @session, until it is disposed of
 */
GateAttention *
gate_attention_new (GtkApplication *application,
                    GateSession    *session,
                    GateNotifier   *notifier)
{
  GateAttention *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);

  self = g_object_new (GATE_TYPE_ATTENTION, NULL);
  g_set_weak_pointer (&self->application, application);
  g_set_object (&self->notifier, notifier);
  self->watch = gate_watch_new (session);
  g_signal_connect_object (
      self->watch, "requested", G_CALLBACK (requested_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      application, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    window_added_cb (self, item->data);
  return self;
}
