/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-desktop-notifier.h"

struct _GateDesktopNotifier
{
  GObject parent_instance;

  GApplication *application; /* weak: the application owns the notifier */
};

static void gate_desktop_notifier_iface_init (GateNotifierInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateDesktopNotifier,
                               gate_desktop_notifier,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GATE_TYPE_NOTIFIER,
                                                      gate_desktop_notifier_iface_init))

static void
gate_desktop_notifier_show (GateNotifier *notifier,
                            const char   *title,
                            const char   *body,
                            const char   *client_id)
{
  GateDesktopNotifier *self = GATE_DESKTOP_NOTIFIER (notifier);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *id = NULL;

  if (self->application == NULL)
    return;
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  if (client_id != NULL)
    g_notification_set_default_action_and_target (
        notification, "app.show-client", "s", client_id);
  else
    g_notification_set_default_action (notification, "app.show-pending");
  id = g_strconcat ("request:", client_id, NULL);
  g_application_send_notification (self->application, id, notification);
}

static void
gate_desktop_notifier_iface_init (GateNotifierInterface *iface)
{
  iface->show = gate_desktop_notifier_show;
}

static void
gate_desktop_notifier_dispose (GObject *object)
{
  g_clear_weak_pointer (&GATE_DESKTOP_NOTIFIER (object)->application);
  G_OBJECT_CLASS (gate_desktop_notifier_parent_class)->dispose (object);
}

static void
gate_desktop_notifier_class_init (GateDesktopNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_desktop_notifier_dispose;
}

static void
gate_desktop_notifier_init (GateDesktopNotifier *self)
{
}

/**
 * gate_desktop_notifier_new:
 * @application: the application that sends the notifications
 *
 * Returns: (transfer full): a notifier
 */
GateDesktopNotifier *
gate_desktop_notifier_new (GApplication *application)
{
  GateDesktopNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (GATE_TYPE_DESKTOP_NOTIFIER, NULL);
  g_set_weak_pointer (&self->application, application);
  return self;
}
