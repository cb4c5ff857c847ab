/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-launch-dialog.h"

#include "gate-accessible-name.h"
#include "gate-format.h"
#include "gate-hash.h"
#include "gate-sign-in-people.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_ADDRESS_CHARS 200

struct _GateLaunchDialog
{
  AdwWindow parent_instance;

  GtkListBox *list;
  GateSignInPeople *people;

  GateSession *session;
  GHashTable *found; /* client ID -> GateAuthorization that no list contains */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GateLaunchDialog, gate_launch_dialog, ADW_TYPE_WINDOW)

/* The key of the client ID in the data of a row. */
#define ROW_CLIENT "gate-client-id"

static GateAuthorization *
get_authorization (GateLaunchDialog *self,
                   const char       *client_id)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (self->session);
  GateAuthorization *listed =
      gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), client_id);

  return listed != NULL ? listed : g_hash_table_lookup (self->found, client_id);
}

static void
show_row (GateLaunchDialog *self,
          GtkWidget        *row,
          GtkWidget        *button)
{
  const char *client_id = g_object_get_data (G_OBJECT (row), ROW_CLIENT);
  GateAuthorization *authorization = get_authorization (self, client_id);
  const char *address =
      gate_launch_addresses_get_address (gate_session_get_launch (self->session), client_id);
  g_autofree char *shown = gate_text_for_display (address, MAX_ADDRESS_CHARS);
  const char *name = authorization != NULL ? gate_authorization_get_name (authorization) : shown;
  g_autofree char *state = NULL;
  g_autofree char *label = NULL;

  if (authorization != NULL)
    state = gate_format_decided_state (authorization);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state != NULL ? state : "");
  /* Translators: %s is the name of an application. */
  label = g_strdup_printf (_ ("Launch %s"), name);
  gtk_widget_set_tooltip_text (button, shown);
  gtk_widget_set_visible (row, address != NULL);
  gate_set_accessible_name (button, label);
}

static void
update_rows (GateLaunchDialog *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    show_row (self, GTK_WIDGET (row), g_object_get_data (G_OBJECT (row), "gate-button"));
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GateLaunchDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) authorization =
      gate_session_look_up_finish (GATE_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (authorization == NULL)
    {
      /* The row keeps the launch address as its title, e.g. without the permission to look up. */
      g_debug ("look up: %s", error->message);
      return;
    }
  g_hash_table_insert (self->found,
                       g_strdup (gate_authorization_get_id (authorization)),
                       g_object_ref (authorization));
  update_rows (self);
}

static void
add_row (GateLaunchDialog *self,
         const char       *client_id)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Launch"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* With this relation, GTK 4.18 uses the button's text and ignores the name from show_row(). */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.launch");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", client_id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), ROW_CLIENT, g_strdup (client_id), g_free);
  g_object_set_data (G_OBJECT (row), "gate-button", button);
  gtk_list_box_append (self->list, row);
  show_row (self, row, button);
  if (get_authorization (self, client_id) == NULL)
    gate_session_look_up_async (
        self->session, client_id, self->cancellable, looked_up_cb, g_object_ref (self));
}

/* Forwards an action to the parent window, which has the implementation. */
static void
forward_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), action_name, parameter);
}

static void
gate_launch_dialog_dispose (GObject *object)
{
  GateLaunchDialog *self = GATE_LAUNCH_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->found, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_LAUNCH_DIALOG);
  G_OBJECT_CLASS (gate_launch_dialog_parent_class)->dispose (object);
}

static void
gate_launch_dialog_class_init (GateLaunchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_launch_dialog_dispose;

  g_type_ensure (GATE_TYPE_SIGN_IN_PEOPLE);
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-launch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateLaunchDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GateLaunchDialog, people);
  gtk_widget_class_install_action (widget_class, "win.launch", "s", forward_action_cb);
  gtk_widget_class_install_action (widget_class, "win.copy", "s", forward_action_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-password", NULL, forward_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gate_launch_dialog_init (GateLaunchDialog *self)
{
  self->found = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_launch_dialog_new:
 * @session: the session of the local organization
 * @parent: (nullable): the parent window, which performs the actions
 *
 * Returns: (transfer floating): a dialog, not yet presented
 */
GateLaunchDialog *
gate_launch_dialog_new (GateSession *session,
                        GtkWindow   *parent)
{
  GateLaunchDialog *self;
  g_auto (GStrv) client_ids = NULL;

  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);

  self = g_object_new (GATE_TYPE_LAUNCH_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  g_object_set (self->people, "session", session, NULL);
  client_ids = gate_launch_addresses_dup_given (gate_session_get_launch (session));
  for (guint i = 0; client_ids[i] != NULL; i++)
    add_row (self, client_ids[i]);
  g_signal_connect_object (gate_session_get_authorizations (session),
                           "loaded",
                           G_CALLBACK (update_rows),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_launch (session),
                           "changed",
                           G_CALLBACK (update_rows),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}
