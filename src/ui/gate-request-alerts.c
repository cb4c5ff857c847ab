/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-request-alerts.h"

#include "gate-watch.h"

struct _GateRequestAlerts
{
  GObject parent_instance;

  GateNotifier *notifier;
  GateWatch    *watch;
};

G_DEFINE_FINAL_TYPE (GateRequestAlerts, gate_request_alerts, G_TYPE_OBJECT)

/* Looks at all windows, because an active dialog means that the person is using the application. */
static void
look (GateRequestAlerts *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean active = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      active = active || gtk_window_is_active (window);
    }
  gate_watch_set_active (self->watch, active);
}

static void
windows_changed_cb (GateRequestAlerts *self,
                    guint              position,
                    guint              removed,
                    guint              added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      g_signal_handlers_disconnect_by_func (window, look, self);
      g_signal_connect_object (
          window, "notify::is-active", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
    }
  look (self);
}

static void
requested_cb (GateRequestAlerts *self,
              GPtrArray         *requests)
{
  if (self->notifier != NULL)
    gate_notifier_show_requests (self->notifier, requests);
}

static void
gate_request_alerts_dispose (GObject *object)
{
  GateRequestAlerts *self = GATE_REQUEST_ALERTS (object);

  g_clear_object (&self->notifier);
  g_clear_object (&self->watch);
  G_OBJECT_CLASS (gate_request_alerts_parent_class)->dispose (object);
}

static void
gate_request_alerts_class_init (GateRequestAlertsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_request_alerts_dispose;
}

static void
gate_request_alerts_init (GateRequestAlerts *self)
{
}

/**
 * gate_request_alerts_new:
 * @session: the session to watch
 * @notifier: (nullable): shows the new requests
 *
 * Returns: (transfer full): an object that watches @session while it lives
 */
GateRequestAlerts *
gate_request_alerts_new (GateSession  *session,
                         GateNotifier *notifier)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GateRequestAlerts *self;

  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);

  self = g_object_new (GATE_TYPE_REQUEST_ALERTS, NULL);
  g_set_object (&self->notifier, notifier);
  self->watch = gate_watch_new (session);
  g_signal_connect_object (
      self->watch, "requested", G_CALLBACK (requested_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      windows, "items-changed", G_CALLBACK (windows_changed_cb), self, G_CONNECT_SWAPPED);
  windows_changed_cb (self, 0, 0, g_list_model_get_n_items (windows));
  return self;
}
