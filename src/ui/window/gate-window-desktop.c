/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The window and the desktop: launching applications, the clipboard for the password, and
 * notifications that lead to a request. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-error.h"
#include "gate-launch-dialog.h"
#include "gate-text-scale.h"
#include "gate-clipboard-secret.h"

#include <glib/gi18n-lib.h>

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GateWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gate_session_launch_finish (GATE_SESSION (source), result, &error) ||
      gate_error_is_cancelled (error) || self->session == NULL)
    return;
  g_debug ("launch: %s", error->message);
  gate_window_show_toast (self, gate_session_describe_launch_error (error));
}

static void
launch_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);

  gate_session_launch_async (self->session,
                             g_variant_get_string (parameter, NULL),
                             NULL,
                             launched_cb,
                             g_object_ref (self));
}

static void
launch_applications_action_cb (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);
  GateLaunchDialog *dialog = gate_launch_dialog_new (self->session, GTK_WINDOW (self));

  gate_text_scale_dialog (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copy_password_action_cb (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);
  const char *password = gate_local_get_password (gate_session_get_local (self->session));

  if (password == NULL)
    return;
  gate_clipboard_secret (widget, password, GATE_CLIPBOARD_SECRET_MS);
  gate_window_show_toast (self, _ ("Password copied. The clipboard is cleared after a minute."));
}

static void
not_kept_cb (GateWindow *self)
{
  gate_window_show_toast (self, _ ("The launch address could not be kept for the next time."));
}

static void
set_aside_cb (GateWindow *self)
{
  gate_window_show_toast (self,
                          _ ("Not all launch addresses could be read. Their file is kept, with "
                             "“.bad” at the end of its name."));
}

static void
launch_changed_cb (GateWindow *self)
{
  g_auto (GStrv) given = gate_launch_addresses_dup_given (gate_session_get_launch (self->session));

  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "win.launch-applications", given[0] != NULL);
}

void
gate_window_watch_launch (GateWindow *self)
{
  launch_changed_cb (self);
  g_signal_connect_object (gate_session_get_launch (self->session),
                           "changed",
                           G_CALLBACK (launch_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_launch (self->session),
                           "not-kept",
                           G_CALLBACK (not_kept_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_launch (self->session),
                           "set-aside",
                           G_CALLBACK (set_aside_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

void
gate_window_install_desktop (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.launch", "s", launch_action_cb);
  gtk_widget_class_install_action (
      widget_class, "win.launch-applications", NULL, launch_applications_action_cb);
  gtk_widget_class_install_action (
      widget_class, "win.copy-password", NULL, copy_password_action_cb);
}

/**
 * gate_window_show_request:
 * @self: the window
 * @client_id: (nullable): the client ID of a request, %NULL for all pending requests
 *
 * Presents the window with the request, after a click on its notification. Unsaved edits of another
 * application are asked about first, as for any change of the selection.
 */
void
gate_window_show_request (GateWindow *self,
                          const char *client_id)
{
  g_return_if_fail (GATE_IS_WINDOW (self));

  gtk_window_present (GTK_WINDOW (self));
  if (client_id != NULL)
    {
      gate_window_select (self, client_id);
      return;
    }
  gate_window_set_page (self, "applications");
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  gate_sidebar_clear_search (self->sidebar);
  g_object_set (self->sidebar, "filter", "pending", NULL);
}
