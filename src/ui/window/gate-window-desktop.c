/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The window and the desktop: launching applications, the clipboard for the password, and
 * notifications that lead to a request. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-error.h"
#include "gate-launch-dialog.h"
#include "gate-launch-failure.h"
#include "gate-text-scale.h"
#include "gate-clipboard-secret.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GateWindow *window;
  char       *address; /* NULL when there is none any more */
} Launch;

static void
launch_free (Launch *launch)
{
  g_object_unref (launch->window);
  g_free (launch->address);
  g_free (launch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Launch, launch_free)

/* The dialog of launch addresses when it is open, else the window. */
static GtkWindow *
find_topmost (GateWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GATE_IS_LAUNCH_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)) &&
          gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        return window;
    }
  return GTK_WINDOW (self);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Launch) launch = user_data;
  GateWindow *self = launch->window;
  g_autoptr (GError) error = NULL;
  const char *sentence = NULL;

  if (gate_session_launch_finish (GATE_SESSION (source), result, &error) ||
      gate_error_is_cancelled (error) || self->session == NULL)
    return;
  g_debug ("launch: %s", error->message);
  sentence = gate_session_describe_launch_error (error);
  if (launch->address != NULL && gate_error_matches (error, GATE_ERROR_FAILED))
    gtk_window_present (GTK_WINDOW (
        gate_launch_failure_new (find_topmost (self), launch->address, sentence)));
  else
    gate_window_show_toast (self, sentence);
}

static void
launch_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);
  const char *client_id = g_variant_get_string (parameter, NULL);
  GateLaunchAddresses *addresses = gate_session_get_launch (self->session);
  Launch *launch = g_new0 (Launch, 1);

  launch->window = g_object_ref (self);
  launch->address = g_strdup (gate_launch_addresses_get_address (addresses, client_id));
  gate_session_launch_async (self->session, client_id, NULL, launched_cb, launch);
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
