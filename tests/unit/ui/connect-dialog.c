/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Connect to Genesys Cloud: what Sign In hands over, and that nothing typed gets lost. */

#include "gate-connect-dialog.h"
#include "gate-connect-form.h"
#include "gate-error-row.h"
#include "gate-secret-row.h"

#include <string.h>

#define CLIENT "dbbf16aa-6045-4b1d-8f56-913ba045e5fb"
#define SECRET "sEcReT-123"

typedef struct
{
  GateConnectDialog *dialog;
  GtkWidget *form;
  guint n_connects;
  guint n_cancelled;
  GateAccount *account;
  char *secret;
} Fixture;

static GtkWidget *
child (Fixture    *fixture,
       const char *name)
{
  GObject *widget =
      gtk_widget_get_template_child (fixture->form, GATE_TYPE_CONNECT_FORM, name);

  g_assert_nonnull (widget);
  return GTK_WIDGET (widget);
}

static void
connect_cb (Fixture     *fixture,
            GateAccount *account,
            const char  *secret)
{
  fixture->n_connects++;
  g_set_object (&fixture->account, account);
  g_free (fixture->secret);
  fixture->secret = g_strdup (secret);
}

static void
cancelled_cb (Fixture *fixture)
{
  fixture->n_cancelled++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dialog = gate_connect_dialog_new (NULL, NULL);
  fixture->form = GTK_WIDGET (gtk_widget_get_template_child (
      GTK_WIDGET (fixture->dialog), GATE_TYPE_CONNECT_DIALOG, "form"));
  g_signal_connect_swapped (fixture->dialog, "connect", G_CALLBACK (connect_cb), fixture);
  g_signal_connect_swapped (fixture->dialog, "cancelled", G_CALLBACK (cancelled_cb), fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  g_assert_null (fixture->dialog);
  g_clear_object (&fixture->account);
  g_free (fixture->secret);
}

static void
type (Fixture    *fixture,
      const char *name,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, name)), text);
}

static void
tick (Fixture    *fixture,
      const char *name)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (child (fixture, name)), TRUE);
}

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *title)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) &&
      (title == NULL ||
       g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0))
    return widget;
  for (GtkWidget *below = gtk_widget_get_first_child (widget); below != NULL;
       below = gtk_widget_get_next_sibling (below))
    {
      GtkWidget *found = find (below, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose_region (Fixture    *fixture,
               const char *title)
{
  GtkWidget *row = find (child (fixture, "region"), ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
}

static void
type_secret (Fixture *fixture)
{
  GtkWidget *text = find (child (fixture, "secret_row"), GTK_TYPE_TEXT, NULL);

  g_assert_nonnull (text);
  gtk_editable_set_text (GTK_EDITABLE (text), SECRET);
}

static gboolean
can_sign_in (Fixture *fixture)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (gtk_widget_get_template_child (
      GTK_WIDGET (fixture->dialog), GATE_TYPE_CONNECT_DIALOG, "sign_in_button")));
}

static void
sign_in (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "connect.sign-in", NULL);
}

static void
test_browser (Fixture      *fixture,
              gconstpointer data)
{
  g_assert_false (can_sign_in (fixture));
  sign_in (fixture);
  g_assert_cmpuint (fixture->n_connects, ==, 0);
  choose_region (fixture, "Frankfurt");
  type (fixture, "client_id_row", CLIENT);
  g_assert_false (can_sign_in (fixture));
  tick (fixture, "test");
  g_assert_true (can_sign_in (fixture));
  type (fixture, "organization_row", "acme");
  g_assert_false (can_sign_in (fixture));
  adw_combo_row_set_selected (ADW_COMBO_ROW (child (fixture, "provider_choice")), 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (child (fixture, "color_choice")),
                              GATE_ACCOUNT_COLOR_GREEN);
  g_assert_true (can_sign_in (fixture));
  sign_in (fixture);
  g_assert_cmpuint (fixture->n_connects, ==, 1);
  g_assert_null (fixture->secret);
  g_assert_cmpstr (gate_account_get_login_address (fixture->account), ==,
                   "https://login.mypurecloud.de");
  g_assert_cmpstr (gate_account_get_client_id (fixture->account), ==, CLIENT);
  g_assert_cmpstr (gate_account_get_provider (fixture->account), ==, "okta");
  g_assert_cmpint (gate_account_get_use (fixture->account), ==, GATE_ACCOUNT_USE_TEST);
  g_assert_cmpint (gate_account_get_color (fixture->account), ==, GATE_ACCOUNT_COLOR_GREEN);
}

static void
assert_no_secret (GObject *object)
{
  guint n = 0;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = NULL;

      if (specs[i]->value_type != G_TYPE_STRING || (specs[i]->flags & G_PARAM_READABLE) == 0)
        continue;
      g_object_get (object, specs[i]->name, &text, NULL);
      g_assert_true (text == NULL || strstr (text, SECRET) == NULL);
    }
}

static void
test_client (Fixture      *fixture,
             gconstpointer data)
{
  tick (fixture, "credentials");
  tick (fixture, "production");
  choose_region (fixture, "Other Addresses…");
  type (fixture, "api_row", "https://gateway.example/api/v2");
  type (fixture, "login_row", "http://127.0.0.1:8080");
  type (fixture, "client_id_row", CLIENT);
  g_assert_false (can_sign_in (fixture));
  type_secret (fixture);
  g_assert_true (can_sign_in (fixture));
  for (GtkWidget *widget = child (fixture, "secret_row"); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    assert_no_secret (G_OBJECT (widget));
  sign_in (fixture);
  g_assert_cmpstr (fixture->secret, ==, SECRET);
  g_assert_cmpstr (gate_account_get_api_address (fixture->account), ==, "https://gateway.example");
}

/* A change of mind, and a sign-in that is cancelled, keep everything. */
static void
test_kept (Fixture      *fixture,
           gconstpointer data)
{
  test_client (fixture, data);
  tick (fixture, "browser");
  choose_region (fixture, "Sydney");
  g_assert_true (can_sign_in (fixture));
  tick (fixture, "credentials");
  choose_region (fixture, "Other Addresses…");
  g_assert_true (can_sign_in (fixture));

  gate_connect_dialog_set_waiting (fixture->dialog, gtk_label_new ("Waiting"));
  g_assert_false (can_sign_in (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "connect.cancel", NULL);
  g_assert_cmpuint (fixture->n_cancelled, ==, 1);
  g_assert_true (can_sign_in (fixture));
  sign_in (fixture);
  g_assert_cmpuint (fixture->n_connects, ==, 2);
  g_assert_cmpstr (fixture->secret, ==, SECRET);
  g_assert_cmpstr (gate_account_get_login_address (fixture->account), ==, "http://127.0.0.1:8080");

  gate_connect_dialog_set_waiting (fixture->dialog, gtk_label_new ("Again"));
  gate_connect_dialog_set_waiting (fixture->dialog, NULL);
  g_assert_cmpuint (fixture->n_cancelled, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "connect.cancel", NULL);
  g_assert_null (fixture->dialog);
}

static void
test_errors (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *error = child (fixture, "client_id_error");

  g_assert_false (gtk_widget_get_visible (error));
  type (fixture, "client_id_row", "x");
  g_assert_true (gtk_widget_get_visible (error));
  g_assert_true (gtk_test_accessible_has_state (GTK_ACCESSIBLE (child (fixture, "client_id_row")),
                                                GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_true (
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (child (fixture, "client_id_row")),
                                        GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  type (fixture, "client_id_row", "");
  g_assert_false (gtk_widget_get_visible (error));
  type (fixture, "organization_row", "acme");
  g_assert_true (adw_expander_row_get_expanded (
      ADW_EXPANDER_ROW (child (fixture, "single_sign_on"))));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/connect-dialog/browser", Fixture, NULL, set_up, test_browser, tear_down);
  g_test_add ("/connect-dialog/client", Fixture, NULL, set_up, test_client, tear_down);
  g_test_add ("/connect-dialog/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/connect-dialog/errors", Fixture, NULL, set_up, test_errors, tear_down);
  return g_test_run ();
}
