/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The actions of the window, and the toasts about their outcomes. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-account-dialog.h"
#include "gate-authorize-dialog.h"
#include "gate-dialogs.h"
#include "gate-text-scale.h"

#include <glib/gi18n-lib.h>

#define UNDO_TOAST_S 10

static void
undo_toast_dismissed_cb (AdwToast   *toast,
                         GateWindow *self)
{
  GVariant *target = adw_toast_get_action_target_value (toast);
  gpointer serial = NULL;
  GateOperation *operation = NULL;
  const char *client_id = NULL;

  if (self->undoable == NULL || target == NULL)
    return;
  serial = GUINT_TO_POINTER (g_variant_get_uint32 (target));
  operation = g_hash_table_lookup (self->undoable, serial);
  if (operation == NULL)
    return;
  client_id = gate_operation_get_client_id (operation);
  if (g_hash_table_lookup (self->undo_toasts, client_id) == toast)
    g_hash_table_remove (self->undo_toasts, client_id);
  g_hash_table_remove (self->undoable, serial);
}

/* Keeps one toast with Undo for each client, the one of its last change: an earlier change cannot
 * be undone, because the authorization has changed since. */
static void
keep_undo_toast (GateWindow    *self,
                 GateOperation *operation,
                 AdwToast      *toast)
{
  const char *client_id = gate_operation_get_client_id (operation);
  gpointer before = g_hash_table_lookup (self->undo_toasts, client_id);
  g_autoptr (AdwToast) outdated = before != NULL ? g_object_ref (before) : NULL;

  if (outdated != NULL)
    adw_toast_dismiss (outdated);
  if (toast != NULL)
    g_hash_table_insert (self->undo_toasts, g_strdup (client_id), g_object_ref (toast));
}

/* Offers a new approval after a denial, because the service cannot make a request pending again. */
static void
offer_again (AdwToast      *toast,
             GateOperation *operation)
{
  GateAuthorization *now = gate_operation_get_result (operation);

  if (!gate_operation_is_denial (operation) || now == NULL ||
      !gate_authorization_is_complete (now))
    return;
  adw_toast_set_timeout (toast, UNDO_TOAST_S);
  adw_toast_set_button_label (toast, _ ("Authorize Again…"));
  adw_toast_set_action_name (toast, "win.authorize-client");
  adw_toast_set_action_target (toast, "s", gate_operation_get_client_id (operation));
}

/* Shows a toast about the done OPERATION, with Undo if that is possible. */
void
gate_window_show_done (GateWindow    *self,
                       GateOperation *operation)
{
  g_autofree char *text = gate_operation_describe (operation);
  AdwToast *toast = gate_window_new_toast (self, text);
  gboolean can_undo = gate_operation_can_undo (operation);

  keep_undo_toast (self, operation, can_undo ? toast : NULL);
  if (can_undo)
    {
      guint serial = ++self->last_serial;

      g_hash_table_insert (self->undoable, GUINT_TO_POINTER (serial), g_object_ref (operation));
      adw_toast_set_timeout (toast, UNDO_TOAST_S);
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      adw_toast_set_action_target (toast, "u", serial);
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (undo_toast_dismissed_cb), self, 0);
    }
  else
    offer_again (toast, operation);
  gate_window_add_toast (self, toast);
}

/* Shows a toast that OPERATION has denied a request, with a button that copies MESSAGE for the
 * person who requested. The toast needs no button to authorize the client after all, because the
 * authorization view has one. */
void
gate_window_show_denied (GateWindow    *self,
                         GateOperation *operation,
                         const char    *message)
{
  g_autofree char *text = gate_operation_describe (operation);
  AdwToast *toast = gate_window_new_toast (self, text);

  keep_undo_toast (self, operation, NULL);
  adw_toast_set_timeout (toast, UNDO_TOAST_S);
  adw_toast_set_button_label (toast, _ ("Copy Message"));
  adw_toast_set_action_name (toast, "win.copy");
  adw_toast_set_action_target (toast, "s", message);
  gate_window_add_toast (self, toast);
}

void
gate_window_show_failed (GateWindow    *self,
                         GateOperation *operation)
{
  g_autofree char *text = gate_operation_describe (operation);

  gate_window_show_toast (self, text);
}

static void
show_result (GateWindow    *self,
             GateOperation *operation)
{
  switch (gate_operation_get_state (operation))
    {
    case GATE_OPERATION_DONE:
      gate_window_show_done (self, operation);
      break;
    case GATE_OPERATION_FAILED:
    case GATE_OPERATION_CANCELLED:
      gate_window_show_failed (self, operation);
      break;
    case GATE_OPERATION_RUNNING:
    default:
      break;
    }
}

static void
running_ended_cb (GateOperation *operation,
                  GateWindow    *self)
{
  if (self->running == NULL)
    return;
  show_result (self, operation);
  g_signal_handlers_disconnect_by_data (operation, self);
  g_ptr_array_remove (self->running, operation);
  gate_window_update_running (self);
}

/* From now on the window tells how OPERATION goes and what came of it. */
void
gate_window_follow (GateWindow    *self,
                    GateOperation *operation)
{
  if (gate_operation_get_state (operation) != GATE_OPERATION_RUNNING)
    {
      show_result (self, operation);
      return;
    }
  g_ptr_array_add (self->running, g_object_ref (operation));
  g_signal_connect_object (operation, "ended", G_CALLBACK (running_ended_cb), self, 0);
  g_signal_connect_object (operation,
                           "notify",
                           G_CALLBACK (gate_window_update_running),
                           self,
                           G_CONNECT_SWAPPED);
  gate_window_update_running (self);
}

static void
undo_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);
  gpointer serial = GUINT_TO_POINTER (g_variant_get_uint32 (parameter));
  GateOperation *operation = g_hash_table_lookup (self->undoable, serial);
  g_autoptr (GateOperation) undo = NULL;

  if (operation == NULL)
    return;
  undo = gate_changes_undo (gate_session_get_changes (self->session), operation);
  g_hash_table_remove (self->undo_toasts, gate_operation_get_client_id (operation));
  g_hash_table_remove (self->undoable, serial);
  gate_window_follow (self, undo);
  /* The focused button disappears with its toast. */
  gate_window_focus_views (self);
}

static void
cancel_operation_action_cb (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);

  for (guint i = 0; i < self->running->len; i++)
    if (gate_operation_is_slow (self->running->pdata[i]))
      gate_operation_cancel (self->running->pdata[i]);
}

/* Ends what waits for the organization, as far as it has not been sent. */
static void
cancel_waiting_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);
  GateEditor *editor = gate_authorization_view_get_editor (self->detail);

  if (gate_session_get_state (self->session) != GATE_SESSION_READY)
    {
      gtk_widget_activate_action (widget, "win.close-organization", NULL);
      return;
    }
  for (guint i = 0; i < self->running->len; i++)
    gate_operation_cancel (self->running->pdata[i]);
  if (editor != NULL)
    gate_editor_cancel (editor);
  gate_session_stop_loading (self->session);
}

static void
approved_cb (GateWindow    *self,
             GateOperation *operation)
{
  const char *client_id = gate_operation_get_client_id (operation);

  /* An approval from the page of OAuth clients stays on that page. */
  if (gate_window_is_on_applications (self))
    gate_window_select (self, client_id);
  else
    gate_sidebar_select (self->sidebar, client_id);
  gate_window_show_done (self, operation);
}

/* Clears the pointer when the dialog is destroyed, because a request that is being cancelled may
 * keep a reference to the dialog for a moment. */
static void
dialog_destroyed_cb (GateWindow *self)
{
  g_clear_weak_pointer (&self->dialog);
}

/* Scales DIALOG for the text size and keeps a pointer, because only one dialog may be open. */
void
gate_window_take_dialog (GateWindow *self,
                         GtkWindow  *dialog)
{
  gate_text_scale_dialog (dialog);
  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect_object (dialog,
                           "destroy",
                           G_CALLBACK (dialog_destroyed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
open_dialog (GateWindow        *self,
             GateAuthorization *authorization,
             const char        *client_id)
{
  GateAuthorizeDialog *dialog = NULL;

  if (self->dialog != NULL)
    {
      gtk_window_present (self->dialog);
      return;
    }
  dialog = gate_authorize_dialog_new (self->session, GTK_WINDOW (self));
  gate_window_take_dialog (self, GTK_WINDOW (dialog));
  g_signal_connect_object (dialog, "approved", G_CALLBACK (approved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "left", G_CALLBACK (gate_window_follow), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog,
                           "show-client",
                           G_CALLBACK (gate_window_select),
                           self,
                           G_CONNECT_SWAPPED);
  /* Present the dialog first, because a widget cannot take the focus in a hidden window. */
  gtk_window_present (GTK_WINDOW (dialog));
  if (authorization != NULL)
    gate_authorize_dialog_look_at (dialog, authorization);
  else if (client_id != NULL)
    gate_authorize_dialog_look_up (dialog, client_id);
}

static void
authorize_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  open_dialog (GATE_WINDOW (widget), NULL, NULL);
}

static void
authorize_client (GateWindow *self,
                  const char *client_id)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (self->session);

  open_dialog (self,
               gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), client_id),
               client_id);
}

static void
authorize_client_action_cb (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);
  GateEditor *editor = gate_authorization_view_get_editor (self->detail);
  const char *client_id = g_variant_get_string (parameter, NULL);

  if (editor != NULL &&
      g_str_equal (gate_authorization_get_id (gate_editor_get_authorization (editor)), client_id))
    gate_window_leave (self, FALSE, authorize_client, client_id);
  else
    authorize_client (self, client_id);
}

static void
reload_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gate_session_reload (GATE_WINDOW (widget)->session);
}

static void
search_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);

  if (!gate_window_is_on_applications (self))
    {
      gate_window_focus_views (self);
      return;
    }
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  gate_sidebar_start_search (self->sidebar);
}

static void
back_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);

  if (!gate_window_is_on_applications (self) || !adw_leaflet_get_folded (self->leaflet))
    return;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

static void
copy_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  gate_window_show_toast (GATE_WINDOW (widget), _ ("Copied"));
}

static void
open_local_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  gate_session_open_local (GATE_WINDOW (widget)->session, NULL);
}

static void
close_organization (GateWindow *self,
                    const char *argument)
{
  gate_session_close (self->session);
}

static void
close_organization_action_cb (GtkWidget  *widget,
                              const char *action_name,
                              GVariant   *parameter)
{
  gate_window_leave (GATE_WINDOW (widget), TRUE, close_organization, NULL);
}

static GtkWindow *
new_token_message (GateWindow *self)
{
  AdwMessageDialog *dialog = gate_dialogs_new_message (
      GTK_WINDOW (self),
      _ ("Switch Account"),
      _ ("This account came with a token when Gatehouse was started. To use another account, close "
         "this organization, or start Gatehouse with another token."));

  adw_message_dialog_add_response (dialog, "keep", _ ("_Keep Account"));
  adw_message_dialog_add_response (dialog, "close", _ ("_Close Organization"));
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog,
                           "response::close",
                           G_CALLBACK (gate_session_close),
                           self->session,
                           G_CONNECT_SWAPPED);
  return GTK_WINDOW (dialog);
}

static void
switch_account (GateWindow *self,
                const char *argument)
{
  GtkWindow *dialog = NULL;
  gboolean is_local = FALSE;

  if (gate_session_get_browser_sign_in (self->session) != NULL)
    {
      gate_session_switch_person (self->session);
      return;
    }
  g_object_get (self->session, "is-local", &is_local, NULL);
  if (is_local)
    dialog = GTK_WINDOW (gate_account_dialog_new (self->session, GTK_WINDOW (self)));
  else
    dialog = new_token_message (self);
  gtk_window_present (dialog);
}

static void
switch_account_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  gate_window_leave (GATE_WINDOW (widget), TRUE, switch_account, NULL);
}

/* Makes the window of the shortcuts on demand: GTK 4.8 cannot report a window that was never shown
 * to assistive technologies, and crashes when it tries after another window has closed. */
static void
shortcuts_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder =
          gtk_builder_new_from_resource ("/io/github/gatehouse/Gatehouse/help-overlay.ui");
      GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

      gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (overlay));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

void
gate_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.authorize", NULL, authorize_action_cb);
  gtk_widget_class_install_action (widget_class,
                                   "win.authorize-client",
                                   "s",
                                   authorize_client_action_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", "u", undo_action_cb);
  gtk_widget_class_install_action (widget_class,
                                   "win.cancel-operation",
                                   NULL,
                                   cancel_operation_action_cb);
  gtk_widget_class_install_action (widget_class,
                                   "win.cancel-waiting",
                                   NULL,
                                   cancel_waiting_action_cb);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_action_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action_cb);
  gtk_widget_class_install_action (widget_class, "win.copy", "s", copy_action_cb);
  gtk_widget_class_install_action (widget_class, "win.open-local", NULL, open_local_action_cb);
  gtk_widget_class_install_action (widget_class,
                                   "win.switch-account",
                                   NULL,
                                   switch_account_action_cb);
  gtk_widget_class_install_action (widget_class,
                                   "win.close-organization",
                                   NULL,
                                   close_organization_action_cb);
  gate_window_install_revoke (widget_class);
  gate_window_install_accounts (widget_class);
  gate_window_install_leave (widget_class);
}

void
gate_window_update_actions (GateWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GateSessionState state = gate_session_get_state (self->session);
  gboolean is_open = state != GATE_SESSION_SIGNED_OUT;
  gboolean is_ready = state == GATE_SESSION_READY;
  gboolean can_change = is_ready && gate_session_can_change (self->session);
  gboolean on_applications = gate_window_is_on_applications (self);

  gtk_widget_action_set_enabled (widget, "win.authorize", can_change);
  gtk_widget_action_set_enabled (widget, "win.authorize-client", can_change);
  gtk_widget_action_set_enabled (widget, "win.revoke", can_change && on_applications);
  gtk_widget_action_set_enabled (widget, "win.deny", can_change && on_applications);
  /* A new load replaces a running one, so Reload stays enabled while the list is loading. */
  gtk_widget_action_set_enabled (widget, "win.reload", is_open && state != GATE_SESSION_STARTING);
  gtk_widget_action_set_enabled (widget, "win.search", is_ready);
  gtk_widget_action_set_enabled (widget, "win.switch-account", is_open);
  gtk_widget_action_set_enabled (widget, "win.close-organization", is_open);
}

/* Shows a notice with Cancel while a slow change runs that no dialog shows. */
void
gate_window_update_running (GateWindow *self)
{
  g_autofree char *text = NULL;
  GateOperation *slow = NULL;
  guint n_slow = 0;

  for (guint i = 0; i < self->running->len; i++)
    if (gate_operation_is_slow (self->running->pdata[i]))
      {
        slow = self->running->pdata[i];
        n_slow++;
      }
  if (n_slow == 1 && (gate_operation_is_looking (slow) || !gate_operation_is_undo (slow)))
    text = gate_operation_describe (slow);
  else if (n_slow == 1)
    /* Translators: %s is the name of an application. */
    text = g_strdup_printf (_ ("Undoing the change of %s…"),
                            gate_operation_get_client_name (slow));
  else if (n_slow > 1)
    /* Translators: %u is a number of applications. */
    text = g_strdup_printf (ngettext ("Changing %u application…",
                                      "Changing %u applications…",
                                      n_slow),
                            n_slow);
  gate_notice_set_message (self->work_notice, text);
}
