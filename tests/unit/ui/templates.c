/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Every template comes to life, and no control in it is without a name. What is missing at the
 * floor of the platform shows here and nowhere earlier: a template is read at run time. */

#include "gate-account-dialog.h"
#include "gate-add-roles-dialog.h"
#include "gate-authorize-step-scopes.h"
#include "gate-authorize-dialog.h"
#include "gate-change-bar.h"
#include "gate-authorize-step-client.h"
#include "gate-clients-row.h"
#include "gate-clients-view.h"
#include "gate-connect-dialog.h"
#include "gate-connect-form.h"
#include "gate-confirm-row.h"
#include "gate-conflict-dialog.h"
#include "gate-conflict-row.h"
#include "gate-denied.h"
#include "gate-authorization-view.h"
#include "gate-details-pane.h"
#include "gate-fact-row.h"
#include "gate-impact-view.h"
#include "gate-launch-bar.h"
#include "gate-launch-dialog.h"
#include "gate-launch-group.h"
#include "gate-authorization-row.h"
#include "gate-load-stack.h"
#include "gate-notice.h"
#include "gate-pane-switcher.h"
#include "gate-revoke-dialog.h"
#include "gate-role-check.h"
#include "gate-role-list.h"
#include "gate-role-row.h"
#include "gate-roles-pane.h"
#include "gate-scope-buttons.h"
#include "gate-scope-list.h"
#include "gate-scope-row.h"
#include "gate-scopes-pane.h"
#include "gate-sidebar.h"
#include "gate-sign-in-people.h"
#include "gate-welcome.h"
#include "gate-window.h"

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_LIST_BOX (widget) ||
         GTK_IS_LIST_BASE (widget) || GTK_IS_SPINNER (widget) ||
         (GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT (widget) && !ADW_IS_ENTRY_ROW (widget));
}

static gboolean
is_presentation (GtkWidget *widget)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) ==
         GTK_ACCESSIBLE_ROLE_PRESENTATION;
}

static gboolean
shows_icon_only (GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON (widget))
    return gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (widget)) != NULL;
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL ||
           GTK_IS_IMAGE (gtk_button_get_child (GTK_BUTTON (widget)));
  return FALSE;
}

/* A button that gets its label, and thereby its name, only when it is shown. */
static gboolean
is_empty (GtkWidget *widget)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  return GTK_IS_BUTTON (widget) && !gtk_widget_get_visible (widget) &&
         gtk_button_get_icon_name (GTK_BUTTON (widget)) == NULL &&
         (label == NULL ? gtk_button_get_child (GTK_BUTTON (widget)) == NULL : *label == '\0');
}

/* Every AdwExpanderRow has a switch, which is hidden unless it is asked for. */
static gboolean
is_hidden_switch (GtkWidget *widget)
{
  return GTK_IS_SWITCH (widget) && !gtk_widget_get_visible (widget) &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) != NULL;
}

static void
check_widget (GtkWidget  *widget,
              const char *where)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (is_control (widget) && !is_presentation (widget) && !is_empty (widget) &&
      !is_hidden_switch (widget) && !has_name (widget))
    g_error ("%s: the %s “%s” has no accessible name", where, type, id != NULL ? id : "?");
  if (shows_icon_only (widget) && gtk_widget_get_tooltip_text (widget) == NULL)
    g_error ("%s: the %s “%s” is only an icon and has no tooltip", where, type,
             id != NULL ? id : "?");
}

static void
check_icon (GtkWidget  *widget,
            const char *where)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autofree char *name = NULL;

  if (GTK_IS_IMAGE (widget) || GTK_IS_BUTTON (widget) || ADW_IS_STATUS_PAGE (widget))
    g_object_get (widget, "icon-name", &name, NULL);
  if (name != NULL && !gtk_icon_theme_has_icon (theme, name))
    g_error ("%s: there is no icon “%s”", where, name);
}

/* What belongs to the platform's own widgets is not ours to name. */
static gboolean
is_closed (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_WINDOW_CONTROLS (widget) ||
         GTK_IS_POPOVER (widget) || GTK_IS_SCROLLBAR (widget) || GTK_IS_MENU_BUTTON (widget) ||
         g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwBackButton");
}

static guint
walk (GtkWidget  *widget,
      const char *where)
{
  guint n = is_control (widget) ? 1 : 0;

  check_widget (widget, where);
  check_icon (widget, where);
  if (is_closed (widget))
    return n;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += walk (child, where);
  return n;
}

static void
test_template (gconstpointer data)
{
  GType type = *(const GType *) data;
  GtkWidget *widget = g_object_new (type, NULL);
  g_autofree char *where = g_strdup (g_type_name (type));

  g_object_ref_sink (widget);
  g_test_message ("%s: %u controls", where, walk (widget, where));
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_assert_finalize_object (widget);
}

static void
test_window (void)
{
  g_autoptr (GateSession) session = gate_session_new ("/nonexistent", "/nonexistent");
  GateWindow *window = gate_window_new (NULL, session);

  g_object_ref_sink (window);
  g_assert_cmpuint (walk (GTK_WIDGET (window), "GateWindow"), >=, 15);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

static void
test_dialogs (void)
{
  g_autoptr (GateSession) session = gate_session_new ("/nonexistent", "/nonexistent");
  GtkWidget *authorize = GTK_WIDGET (gate_authorize_dialog_new (session, NULL));
  GtkWidget *account = GTK_WIDGET (gate_account_dialog_new (session, NULL));

  g_autoptr (GateClient) client = gate_client_new ("0f3c1f6a-0000-4000-8000-000000000001");
  g_autoptr (GateAuthorization) authorization = gate_authorization_new (client);
  GtkWidget *revoke = GTK_WIDGET (gate_revoke_dialog_new (session, authorization, NULL));
  GtkWidget *connect = GTK_WIDGET (gate_connect_dialog_new (NULL, NULL));
  GtkWidget *conflict = g_object_new (GATE_TYPE_CONFLICT_DIALOG, NULL);

  g_assert_cmpuint (walk (revoke, "GateRevokeDialog"), >=, 4);
  gtk_window_destroy (GTK_WINDOW (revoke));
  g_assert_cmpuint (walk (connect, "GateConnectDialog"), >=, 20);
  gtk_window_destroy (GTK_WINDOW (connect));
  g_assert_cmpuint (walk (conflict, "GateConflictDialog"), >=, 5);
  gtk_window_destroy (GTK_WINDOW (conflict));
  g_assert_cmpuint (walk (authorize, "GateAuthorizeDialog"), >=, 3);
  g_assert_cmpuint (walk (account, "GateAccountDialog"), >=, 6);
  gtk_window_destroy (GTK_WINDOW (authorize));
  gtk_window_destroy (GTK_WINDOW (account));
}

static void
test_help_overlay (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/gatehouse/Gatehouse/help-overlay.ui");
  GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (overlay));
  gtk_window_destroy (GTK_WINDOW (overlay));
}

int
main (int   argc,
      char *argv[])
{
  static GType types[32];
  guint n = 0;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/gatehouse/Gatehouse/icons");
  types[n++] = GATE_TYPE_AUTHORIZE_STEP_SCOPES;
  types[n++] = GATE_TYPE_CHANGE_BAR;
  types[n++] = GATE_TYPE_AUTHORIZE_STEP_CLIENT;
  types[n++] = GATE_TYPE_CLIENTS_ROW;
  types[n++] = GATE_TYPE_CLIENTS_VIEW;
  types[n++] = GATE_TYPE_CONNECT_FORM;
  types[n++] = GATE_TYPE_CONFIRM_ROW;
  types[n++] = GATE_TYPE_CONFLICT_ROW;
  types[n++] = GATE_TYPE_DENIED;
  types[n++] = GATE_TYPE_AUTHORIZATION_VIEW;
  types[n++] = GATE_TYPE_DETAILS_PANE;
  types[n++] = GATE_TYPE_FACT_ROW;
  types[n++] = GATE_TYPE_IMPACT_VIEW;
  types[n++] = GATE_TYPE_LAUNCH_BAR;
  types[n++] = GATE_TYPE_LAUNCH_DIALOG;
  types[n++] = GATE_TYPE_LAUNCH_GROUP;
  types[n++] = GATE_TYPE_AUTHORIZATION_ROW;
  types[n++] = GATE_TYPE_LOAD_STACK;
  types[n++] = GATE_TYPE_NOTICE;
  types[n++] = GATE_TYPE_PANE_SWITCHER;
  types[n++] = GATE_TYPE_ROLE_LIST;
  types[n++] = GATE_TYPE_ROLES_PANE;
  types[n++] = GATE_TYPE_SCOPE_BUTTONS;
  types[n++] = GATE_TYPE_SCOPES_PANE;
  types[n++] = GATE_TYPE_SIDEBAR;
  types[n++] = GATE_TYPE_SIGN_IN_PEOPLE;
  types[n++] = GATE_TYPE_WELCOME;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/templates/", g_type_name (types[i]), NULL);

      g_test_add_data_func (path, &types[i], test_template);
    }
  g_test_add_func ("/ui/templates/window", test_window);
  g_test_add_func ("/ui/templates/dialogs", test_dialogs);
  g_test_add_func ("/ui/templates/help-overlay", test_help_overlay);
  return g_test_run ();
}
