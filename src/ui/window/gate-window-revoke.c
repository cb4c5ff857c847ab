/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Opens the revoke dialog for the selected application. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-window-private.h"

#include "gate-revoke-dialog.h"

/* The button that opened the dialog has disappeared with the old state, so the focus goes to the
 * sidebar, or to the view if it hides the sidebar. */
static void
revoked_cb (GateRevokeDialog *dialog,
            GateOperation    *operation,
            GateWindow       *self)
{
  g_autofree char *message = gate_revoke_dialog_dup_message (dialog);

  if (message != NULL)
    gate_window_show_denied (self, operation, message);
  else
    gate_window_show_done (self, operation);
  if (self->narrow)
    gtk_widget_grab_focus (GTK_WIDGET (self->detail));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

static void
open_revoke_dialog (GateWindow            *self,
                    GateAuthorizationState state)
{
  GateAuthorization *selected = gate_sidebar_get_selected (self->sidebar);
  GateRevokeDialog *dialog = NULL;

  if (self->dialog != NULL)
    {
      gtk_window_present (self->dialog);
      return;
    }
  /* The shortcut works on every page, but only the page of applications shows the selection. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->sidebar)) &&
      !gtk_widget_get_mapped (GTK_WIDGET (self->detail)))
    return;
  if (selected == NULL || gate_authorization_get_state (selected) != state ||
      !gate_authorization_has_client_id (selected))
    return;
  dialog = gate_revoke_dialog_new (self->session, selected, GTK_WINDOW (self));
  gate_window_take_dialog (self, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "revoked", G_CALLBACK (revoked_cb), self, 0);
  g_signal_connect_object (dialog, "left", G_CALLBACK (gate_window_follow), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_revoke (GateWindow *self,
             const char *argument)
{
  open_revoke_dialog (self, GATE_AUTHORIZATION_AUTHORIZED);
}

static void
revoke_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gate_window_leave (GATE_WINDOW (widget), FALSE, open_revoke, NULL);
}

static void
deny_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  open_revoke_dialog (GATE_WINDOW (widget), GATE_AUTHORIZATION_REQUESTED);
}

void
gate_window_install_revoke (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.revoke", NULL, revoke_action_cb);
  gtk_widget_class_install_action (widget_class, "win.deny", NULL, deny_action_cb);
}
