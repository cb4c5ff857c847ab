/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The list of roles that have access: what it shows of an edit, and what its buttons do to it. */

#include "gate-add-roles-dialog.h"
#include "gate-error.h"
#include "gate-role-check.h"
#include "gate-role-list.h"
#include "gate-role-row.h"
#include "gate-format-roles.h"

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static GateEdit *
edit_of (GateAuthorizationState state,
         const char *const     *role_ids)
{
  g_autoptr (GateClient) client = gate_client_new (ID);
  g_autoptr (GateAuthorization) base = gate_authorization_new (client);

  gate_client_set_name (client, "Architect");
  gate_authorization_set_state (base, state);
  gate_authorization_set_roles (base, role_ids);
  return gate_edit_new (base);
}

static GtkWidget *
new_list (GateEdit *edit)
{
  GtkWidget *list = g_object_new (GATE_TYPE_ROLE_LIST, "edit", edit, "editable", TRUE, NULL);

  return g_object_ref_sink (list);
}

static void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
rows_of (GtkWidget *list)
{
  GPtrArray *rows = g_ptr_array_new ();

  collect (list, GATE_TYPE_ROLE_ROW, rows);
  return rows;
}

/* What the list shows, e.g. “ *-a +b”: All Roles is *, + is being added, - is being removed. */
static void
assert_rows (GtkWidget  *list,
             const char *expected)
{
  static const char marks[] = { ' ', '+', '-' };
  g_autoptr (GPtrArray) rows = rows_of (list);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *id = gate_role_row_get_id (rows->pdata[i]);

      g_string_append_printf (text,
                              "%c%s",
                              marks[gate_role_row_get_mark (rows->pdata[i])],
                              *id != '\0' ? id : "*");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Presses the only visible button of the row. */
static void
press (GtkWidget  *list,
       const char *role_id)
{
  g_autoptr (GPtrArray) rows = rows_of (list);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

      if (g_strcmp0 (gate_role_row_get_id (rows->pdata[i]), role_id) != 0)
        continue;
      collect (rows->pdata[i], GTK_TYPE_BUTTON, buttons);
      g_assert_cmpuint (buttons->len, ==, 1);
      g_assert_true (gtk_widget_get_visible (buttons->pdata[0]));
      g_signal_emit_by_name (buttons->pdata[0], "clicked");
      return;
    }
  g_assert_not_reached ();
}

static void
test_remove_and_keep (void)
{
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, LIST ("a", "b"));
  g_autoptr (GtkWidget) list = new_list (edit);

  assert_rows (list, " a b");
  press (list, "a");
  assert_rows (list, "-a b");
  g_assert_cmpstrv ((char **) gate_edit_get_roles (edit), LIST ("b"));
  press (list, "b");
  assert_rows (list, "-a-b");
  g_assert_cmpint (gate_edit_get_verdict (edit), ==, GATE_EDIT_NO_ROLES);
  press (list, "a");
  assert_rows (list, " a-b");
  gate_edit_set_roles (edit, LIST ("a", "c"));
  assert_rows (list, " a-b+c");
  press (list, "c");
  assert_rows (list, " a-b");
  gate_edit_reset (edit);
  assert_rows (list, " a b");
}

static void
test_all_roles (void)
{
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, NULL);
  g_autoptr (GateEdit) listed = edit_of (GATE_AUTHORIZATION_AUTHORIZED, LIST ("a"));
  g_autoptr (GtkWidget) list = new_list (edit);

  assert_rows (list, " *");
  gate_edit_set_roles (edit, LIST ("a"));
  assert_rows (list, "-*+a");
  press (list, "a");
  assert_rows (list, "-*");
  press (list, "");
  assert_rows (list, " *");
  g_assert_false (gate_edit_has_changes (edit));

  g_object_set (list, "edit", listed, NULL);
  assert_rows (list, " a");
  gate_edit_set_open_to_all (listed, TRUE);
  assert_rows (list, "+*");
  gate_edit_reset (listed);
  assert_rows (list, " a");
  g_object_set (list, "edit", NULL, NULL);
  assert_rows (list, "");
}

/* What is not in effect is neither added nor removed: what is taken away is gone. */
static void
test_not_in_effect (void)
{
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_REVOKED, LIST ("a", "b"));
  g_autoptr (GtkWidget) list = new_list (edit);

  assert_rows (list, " a b");
  press (list, "a");
  assert_rows (list, " b");
  press (list, "b");
  assert_rows (list, "");
  gate_edit_set_open_to_all (edit, TRUE);
  assert_rows (list, " *");
  gate_edit_set_roles (edit, LIST ("c"));
  assert_rows (list, " c");
}

/* Ten thousand roles do not make ten thousand widgets; what is not shown stays wanted. */
static void
test_many (void)
{
  g_autoptr (GateEdit) edit = NULL;
  g_autoptr (GtkWidget) list = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("role-%05u", i);

      g_strv_builder_add (builder, id);
    }
  ids = g_strv_builder_end (builder);
  edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, (const char *const *) ids);
  list = new_list (edit);
  rows = rows_of (list);
  g_assert_cmpuint (rows->len, ==, 200);
  press (list, "role-00007");
  g_assert_cmpuint (g_strv_length ((char **) gate_edit_get_roles (edit)), ==, 9999);
}

static GtkWidget *
find_more (GtkWidget *list)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (list, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (buttons->pdata[i]), "Show More Roles") == 0)
      return buttons->pdata[i];
  g_assert_not_reached ();
}

/* What was taken away stands in the list too, and hides nothing of what is wanted. */
static void
test_more_beside_removed (void)
{
  g_autoptr (GateEdit) edit = NULL;
  g_autoptr (GtkWidget) list = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) ids = g_new0 (char *, 251);

  for (guint i = 0; i < 250; i++)
    ids[i] = g_strdup_printf ("role-%03u", i);
  edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, (const char *const *) ids);
  list = new_list (edit);
  g_assert_true (gtk_widget_get_visible (find_more (list)));
  gate_edit_set_roles (edit, (const char *const *) ids + 60);
  rows = rows_of (list);
  g_assert_cmpuint (rows->len, ==, 250);
  g_assert_false (gtk_widget_get_visible (find_more (list)));
}

static void
test_hostile_ids (void)
{
  g_autofree char *longest = g_strnfill (300, 'W');
  g_autoptr (GateEdit) edit =
      edit_of (GATE_AUTHORIZATION_AUTHORIZED, LIST ("<b>bold", "a\u202Eb\nc", longest));
  g_autoptr (GtkWidget) list = new_list (edit);
  g_autoptr (GPtrArray) rows = rows_of (list);

  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *title = adw_preferences_row_get_title (rows->pdata[i]);

      /* With the ellipsis. */
      g_assert_cmpint (g_utf8_strlen (title, -1), <=, 101);
      g_assert_null (strstr (title, "\u202E"));
      g_assert_null (strchr (title, '\n'));
    }
}

static void
test_read_only (void)
{
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, LIST ("a"));
  g_autoptr (GtkWidget) list = new_list (edit);
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  g_object_set (list, "editable", FALSE, NULL);
  collect (list, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    g_assert_false (gtk_widget_get_visible (buttons->pdata[i]));
}

static void
test_check (void)
{
  g_autoptr (GateRole) role = gate_role_new ("a");
  g_autoptr (GtkWidget) check = g_object_ref_sink (gate_role_check_new ());
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  guint n_toggled = 0;

  gate_role_set_name (role, "<i>Agent");
  collect (check, GTK_TYPE_CHECK_BUTTON, marks);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (g_atomic_int_inc), &n_toggled);
  gate_role_check_show (GATE_ROLE_CHECK (check), role, NULL, "2 people", FALSE, FALSE);
  g_assert_false (gtk_check_button_get_active (marks->pdata[0]));
  gtk_widget_activate_action (check, "role.toggle", NULL);
  g_assert_cmpuint (n_toggled, ==, 1);
  gate_role_check_show (GATE_ROLE_CHECK (check), role, NULL, "2 people", FALSE, TRUE);
  g_assert_true (gtk_check_button_get_active (marks->pdata[0]));
  gate_role_check_toggle (GATE_ROLE_CHECK (check));
  g_assert_cmpuint (n_toggled, ==, 1);
  gate_role_check_show (GATE_ROLE_CHECK (check), NULL, NULL, NULL, FALSE, FALSE);
  gate_role_check_toggle (GATE_ROLE_CHECK (check));
  g_assert_cmpuint (n_toggled, ==, 1);
}

static void
test_dialog (void)
{
  g_autoptr (GateSession) session = gate_session_new ("/nonexistent", "/nonexistent");
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, NULL);
  GtkWidget *dialog = GTK_WIDGET (gate_add_roles_dialog_new (session, NULL, edit));
  g_autoptr (GPtrArray) stacks = g_ptr_array_new ();

  collect (dialog, GTK_TYPE_STACK, stacks);
  g_assert_cmpuint (stacks->len, ==, 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stacks->pdata[0]), ==, "none");
  g_object_ref (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_finalize_object (dialog);
}

/* What a server says of a failure is no markup. */
static void
test_dialog_problem (void)
{
  g_autoptr (GateSession) session = gate_session_new ("/nonexistent", "/nonexistent");
  g_autoptr (GateEdit) edit = edit_of (GATE_AUTHORIZATION_AUTHORIZED, NULL);
  g_autoptr (GError) error = gate_error_new (GATE_ERROR_TIMEOUT, "no answer");
  GtkWidget *dialog;
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  gboolean is_told = FALSE;

  gate_error_set_host (error, "a <b & c");
  gate_resource_fail (GATE_RESOURCE (gate_session_get_roles (session)), error);
  dialog = GTK_WIDGET (gate_add_roles_dialog_new (session, NULL, edit));
  collect (dialog, ADW_TYPE_STATUS_PAGE, pages);
  for (guint i = 0; i < pages->len; i++)
    {
      const char *description = adw_status_page_get_description (pages->pdata[i]);

      is_told |= description != NULL && strstr (description, "a &lt;b &amp; c") != NULL;
    }
  g_assert_true (is_told);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
assert_taken (char       *text,
              const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_words (void)
{
  GateHeadcount one = { GATE_HEADCOUNT_EXACT, 1 };
  GateHeadcount most = { GATE_HEADCOUNT_AT_MOST, 18 };
  GateHeadcount least = { GATE_HEADCOUNT_AT_LEAST, 5 };
  GateHeadcount unknown = { GATE_HEADCOUNT_UNKNOWN, 0 };

  assert_taken (gate_format_roles_number (one), "1");
  assert_taken (gate_format_roles_number (most), "at most 18");
  assert_taken (gate_format_roles_number (least), "at least 5");
  assert_taken (gate_format_roles_number (unknown), "?");
  assert_taken (gate_format_roles_caption (one, GATE_ROLES_CAN_USE, "X"), "person can use X");
  assert_taken (gate_format_roles_caption (unknown, GATE_ROLES_CAN_USE, "X"), "people can use X");
  assert_taken (gate_format_roles_chosen (0, most), "No roles chosen");
  assert_taken (gate_format_roles_chosen (1, one), "1 role chosen · 1 person");
  assert_taken (gate_format_roles_chosen (2, most), "2 roles chosen · at most 18 people");
  assert_taken (gate_format_roles_chosen (2, unknown), "2 roles chosen");
  assert_taken (gate_format_roles_people (unknown), "");
  assert_taken (gate_format_roles_people (least), "at least 5 people");
}

/* The same kind of people in every count: active ones, and the others named apart. */
static void
test_active (void)
{
  g_autoptr (GateRole) role = gate_role_new ("employee");
  GateHeadcount all = { GATE_HEADCOUNT_EXACT, 64 };
  GateHeadcount unknown = { GATE_HEADCOUNT_UNKNOWN, 0 };

  assert_taken (gate_format_roles_role_people (role, -1), "");
  gate_role_set_n_people (role, 65);
  assert_taken (gate_format_roles_role_people (role, -1), "65 people");
  gate_role_set_n_inactive (role, 2);
  assert_taken (gate_format_roles_role_people (role, -1), "63 people · 2 inactive");
  gate_role_set_n_inactive (role, 64);
  assert_taken (gate_format_roles_role_people (role, -1), "1 person · 64 inactive");
  gate_role_set_n_inactive (role, -1);
  assert_taken (gate_format_roles_role_people (role, -1), "at most 65 people");
  gate_role_set_n_inactive (role, 66);
  assert_taken (gate_format_roles_role_people (role, -1), "at most 65 people");
  assert_taken (gate_format_roles_people_apart (all, 3), "64 people · 3 inactive");
  assert_taken (gate_format_roles_people_apart (all, 0), "64 people");
  assert_taken (gate_format_roles_people_apart (all, -1), "64 people");
  assert_taken (gate_format_roles_people_apart (unknown, 3), "");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/roles/remove-and-keep", test_remove_and_keep);
  g_test_add_func ("/ui/roles/all-roles", test_all_roles);
  g_test_add_func ("/ui/roles/not-in-effect", test_not_in_effect);
  g_test_add_func ("/ui/roles/many", test_many);
  g_test_add_func ("/ui/roles/more-beside-removed", test_more_beside_removed);
  g_test_add_func ("/ui/roles/hostile-ids", test_hostile_ids);
  g_test_add_func ("/ui/roles/read-only", test_read_only);
  g_test_add_func ("/ui/roles/check", test_check);
  g_test_add_func ("/ui/roles/dialog", test_dialog);
  g_test_add_func ("/ui/roles/dialog-problem", test_dialog_problem);
  g_test_add_func ("/ui/roles/words", test_words);
  g_test_add_func ("/ui/roles/active", test_active);
  return g_test_run ();
}
