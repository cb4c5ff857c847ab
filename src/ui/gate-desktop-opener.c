/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-desktop-opener.h"

#include <gtk/gtk.h>

struct _GateDesktopOpener
{
  GObject parent_instance;
};

static void gate_desktop_opener_iface_init (GateOpenerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateDesktopOpener,
                               gate_desktop_opener,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GATE_TYPE_OPENER,
                                                      gate_desktop_opener_iface_init))

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Works in a sandbox too, because GIO uses the portal there. */
static void
gate_desktop_opener_open_async (GateOpener         *opener,
                                const char         *address,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkAppLaunchContext) context = NULL;
  GTask *task = g_task_new (opener, cancellable, callback, user_data);

  g_task_set_source_tag (task, gate_desktop_opener_open_async);
  if (display != NULL)
    context = gdk_display_get_app_launch_context (display);
  g_app_info_launch_default_for_uri_async (
      address, G_APP_LAUNCH_CONTEXT (context), cancellable, launched_cb, task);
}

static gboolean
gate_desktop_opener_open_finish (GateOpener   *opener,
                                 GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, opener), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_desktop_opener_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gate_desktop_opener_iface_init (GateOpenerInterface *iface)
{
  iface->open_async = gate_desktop_opener_open_async;
  iface->open_finish = gate_desktop_opener_open_finish;
}

static void
gate_desktop_opener_class_init (GateDesktopOpenerClass *klass)
{
}

static void
gate_desktop_opener_init (GateDesktopOpener *self)
{
}

/**
 * gate_desktop_opener_new:
 *
 * Returns: (transfer full): an opener
 */
GateDesktopOpener *
gate_desktop_opener_new (void)
{
  return g_object_new (GATE_TYPE_DESKTOP_OPENER, NULL);
}
