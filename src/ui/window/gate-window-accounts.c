/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Connecting, switching between accounts, and signing out. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-connect-dialog.h"
#include "gate-dialogs.h"

#include <glib/gi18n-lib.h>

#define LOCAL "local"

static GtkWidget *
new_waiting_page (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_spinner_start (GTK_SPINNER (spinner));
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Connecting…"));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), spinner);
  return page;
}

/* The form makes room while its account is opened, and is there again as it was when that fails. */
static void
connect_cb (GateConnectDialog *dialog,
            GateAccount       *account,
            const char        *secret,
            GateWindow        *self)
{
  gate_connect_dialog_set_waiting (dialog, new_waiting_page ());
  g_set_weak_pointer (&self->connecting, GTK_WINDOW (dialog));
  gate_session_open_account (self->session, account, secret, TRUE);
}

static void
show_form_again (GateWindow *self,
                 const char *problem)
{
  GtkWindow *form = self->connecting;
  AdwMessageDialog *dialog;

  g_clear_weak_pointer (&self->connecting);
  gate_connect_dialog_set_waiting (GATE_CONNECT_DIALOG (form), NULL);
  if (problem == NULL)
    return;
  dialog = gate_dialogs_new_message (form, _ ("Not Connected"), problem);
  adw_message_dialog_add_response (dialog, "ok", _ ("_OK"));
  adw_message_dialog_set_default_response (dialog, "ok");
  adw_message_dialog_set_close_response (dialog, "ok");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
follow_connecting (GateWindow *self)
{
  g_autofree char *problem = NULL;

  switch (gate_session_get_state (self->session))
    {
    case GATE_SESSION_READY:
    case GATE_SESSION_DENIED:
      gtk_window_destroy (self->connecting);
      break;
    case GATE_SESSION_FAILED:
      g_object_get (gate_session_get_authorizations (self->session), "error-sentence", &problem,
                    NULL);
      show_form_again (self, problem);
      gate_session_close (self->session);
      break;
    case GATE_SESSION_SIGNED_OUT:
      show_form_again (self, NULL);
      break;
    case GATE_SESSION_STARTING:
    case GATE_SESSION_LOADING:
    default:
      break;
    }
}

static void
open_form (GateWindow *self,
           const char *argument)
{
  GateConnectDialog *dialog;

  if (self->dialog == NULL)
    {
      dialog = gate_connect_dialog_new (GTK_WINDOW (self),
                                        gate_session_get_opener (self->session));
      gate_window_take_dialog (self, GTK_WINDOW (dialog));
      g_signal_connect_object (dialog, "connect", G_CALLBACK (connect_cb), self, 0);
      g_signal_connect_object (dialog, "cancelled", G_CALLBACK (gate_session_cancel_sign_in),
                               self->session, G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->dialog);
}

static void
connect_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  gate_window_leave (GATE_WINDOW (widget), TRUE, open_form, NULL);
}

static void
open_account (GateWindow *self,
              const char *id)
{
  GateAccounts *accounts = gate_session_get_accounts (self->session);
  GateAccount *account = accounts != NULL ? gate_accounts_find (accounts, id) : NULL;

  if (g_str_equal (id, LOCAL))
    gate_session_open_local (self->session, NULL);
  else if (account != NULL)
    gate_session_open_account (self->session, account, NULL, TRUE);
}

static const char *
find_open_account (GateWindow *self)
{
  GateAccount *account = gate_session_get_account (self->session);
  gboolean is_local = FALSE;

  g_object_get (self->session, "is-local", &is_local, NULL);
  if (is_local)
    return LOCAL;
  return account != NULL ? gate_account_get_id (account) : "";
}

static void
account_activate_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     GateWindow    *self)
{
  const char *id = g_variant_get_string (parameter, NULL);

  if (!g_str_equal (id, find_open_account (self)))
    gate_window_leave (self, TRUE, open_account, id);
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GateWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_ended = FALSE;
  gboolean is_forgotten =
      gate_session_sign_out_finish (GATE_SESSION (source), result, &is_ended, &error);

  gate_window_show_toast (self,
                          !is_forgotten ? _ ("The sign-in could not be taken from the keyring.") :
                          is_ended      ? _ ("You are signed out.") :
                                          _ ("The sign-in is forgotten here. The organization did "
                                             "not end it; it ends by itself."));
}

static void
sign_out (GateWindow *self,
          const char *argument)
{
  gate_session_sign_out_async (self->session, signed_out_cb, g_object_ref (self));
}

static void
sign_out_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  gate_window_leave (GATE_WINDOW (widget), TRUE, sign_out, NULL);
}

static void
add_item (GateWindow *self,
          const char *label,
          const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  g_menu_item_set_label (item, escaped);
  g_menu_item_set_action_and_target (item, "win.account", "s", id);
  g_menu_append_item (self->accounts, item);
}

static void show_accounts (GateWindow *self);

/* The name of an account changes when its organization is seen. */
static void
follow_account (GateWindow  *self,
                GateAccount *account)
{
  g_signal_handlers_disconnect_by_func (account, show_accounts, self);
  g_signal_connect_object (account, "notify::name", G_CALLBACK (show_accounts), self,
                           G_CONNECT_SWAPPED);
}

static void
show_accounts (GateWindow *self)
{
  GListModel *accounts = G_LIST_MODEL (gate_session_get_accounts (self->session));

  g_menu_remove_all (self->accounts);
  for (guint i = 0; accounts != NULL && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (GateAccount) account = g_list_model_get_item (accounts, i);
      g_autofree char *name = gate_account_dup_name (account);
      g_autofree char *subtitle = gate_account_dup_subtitle (account);
      g_autofree char *label = NULL;

      follow_account (self, account);
      /* Translators: the name of an organization, then its place and use. */
      label = g_strdup_printf (C_ ("account", "%s (%s)"), name, subtitle);
      add_item (self, label, gate_account_get_id (account));
    }
  add_item (self, _ ("Local Organization"), LOCAL);
}

static void
session_cb (GateWindow *self)
{
  g_simple_action_set_state (self->account_action,
                             g_variant_new_string (find_open_account (self)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out",
                                 gate_session_get_account (self->session) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.switch-account",
                                 gate_session_get_account (self->session) == NULL ||
                                     gate_session_get_browser_sign_in (self->session) != NULL);
  if (self->connecting != NULL)
    follow_connecting (self);
}

void
gate_window_watch_accounts (GateWindow *self)
{
  GateAccounts *accounts = gate_session_get_accounts (self->session);

  self->account_action = g_simple_action_new_stateful ("account", G_VARIANT_TYPE_STRING,
                                                       g_variant_new_string (""));
  g_signal_connect_object (self->account_action, "activate", G_CALLBACK (account_activate_cb),
                           self, 0);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (self->account_action));
  if (accounts != NULL)
    g_signal_connect_object (accounts, "items-changed", G_CALLBACK (show_accounts), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify", G_CALLBACK (session_cb), self,
                           G_CONNECT_SWAPPED);
  show_accounts (self);
  session_cb (self);
}

void
gate_window_install_accounts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_action_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action_cb);
}
