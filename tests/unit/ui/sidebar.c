/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The list of applications with rows in it: names for screen readers, how many widgets a long list
 * costs, and what a filter does to the selection. */

#include "gate-authorization-row.h"
#include "gate-sidebar.h"

#include <adwaita.h>

#define DEADLINE_S 60
#define N_MANY 100000
#define MAX_ROW_WIDGETS 210

typedef struct
{
  GateSession *session;
  GateAuthorizationList *authorizations;
  GateSidebar *sidebar;
  GtkWindow *window;
} Fixture;

static gboolean
timeout_cb (gpointer user_data)
{
  g_error ("not in time");
  return G_SOURCE_REMOVE;
}

/* Iterates until the list is at rest and the window has drawn what it holds. */
static void
settle (Fixture *fixture)
{
  guint timeout_id = g_timeout_add_seconds (DEADLINE_S, timeout_cb, NULL);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gboolean busy = TRUE;
  gint64 frame = 0;

  while (busy)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (fixture->authorizations, "busy", &busy, NULL);
    }
  frame = gdk_frame_clock_get_frame_counter (clock);
  while (gdk_frame_clock_get_frame_counter (clock) < frame + 5)
    {
      gtk_widget_queue_resize (GTK_WIDGET (fixture->sidebar));
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timeout_id);
}

static GateAuthorization *
new_authorization (guint                  number,
                   const char            *name,
                   GateAuthorizationState state)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012x", number);
  g_autoptr (GateClient) client = gate_client_new (id);
  GateAuthorization *it = NULL;

  gate_client_set_name (client, name);
  it = gate_authorization_new (client);
  gate_authorization_set_state (it, state);
  return it;
}

static void
fill (Fixture *fixture,
      guint    n)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Application %06u", i);

      g_ptr_array_add (batch, new_authorization (i + 1, name, GATE_AUTHORIZATION_AUTHORIZED));
    }
  g_ptr_array_add (batch,
                   new_authorization (n + 1, "Phone Bridge", GATE_AUTHORIZATION_REQUESTED));
  gate_sliced_list_begin (GATE_SLICED_LIST (fixture->authorizations));
  gate_sliced_list_add (GATE_SLICED_LIST (fixture->authorizations), batch);
  gate_sliced_list_commit (GATE_SLICED_LIST (fixture->authorizations));
  settle (fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->session = gate_session_new ("/nonexistent", "/nonexistent");
  fixture->authorizations = gate_session_get_authorization_list (fixture->session);
  fixture->sidebar = g_object_new (GATE_TYPE_SIDEBAR, "session", fixture->session, NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 400, 700);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->sidebar));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->session);
}

static guint
count_rows (GtkWidget *widget,
            guint     *n_named)
{
  guint n = 0;

  if (GATE_IS_AUTHORIZATION_ROW (widget))
    {
      GtkAccessible *row = GTK_ACCESSIBLE (gtk_widget_get_parent (widget));

      if (gtk_test_accessible_has_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL))
        *n_named += 1;
      return 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, n_named);
  return n;
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  guint n_named = 0;

  fill (fixture, 3);
  /* Four applications under two headings. */
  g_assert_cmpuint (count_rows (GTK_WIDGET (fixture->sidebar), &n_named), ==, 6);
  g_assert_cmpuint (n_named, ==, 6);
}

static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  guint n_named = 0;
  guint n = 0;

  fill (fixture, N_MANY);
  g_assert_true (
      gate_sidebar_select (fixture->sidebar, "00000000-0000-4000-8000-00000000c350"));
  settle (fixture);
  n = count_rows (GTK_WIDGET (fixture->sidebar), &n_named);
  g_test_message ("%u row widgets for %u rows", n, N_MANY);
  g_assert_cmpuint (n, <=, MAX_ROW_WIDGETS);
  g_assert_cmpuint (n_named, ==, n);
}

static void
test_selection (Fixture      *fixture,
                gconstpointer data)
{
  const char *id = "00000000-0000-4000-8000-000000000002";
  g_autoptr (GateAuthorization) selected = NULL;

  fill (fixture, 3);
  g_assert_null (gate_sidebar_get_selected (fixture->sidebar));
  g_assert_false (gate_sidebar_select (fixture->sidebar, "nobody"));
  g_assert_true (gate_sidebar_select (fixture->sidebar, id));
  g_set_object (&selected, gate_sidebar_get_selected (fixture->sidebar));
  g_assert_cmpstr (gate_authorization_get_id (selected), ==, id);

  /* A filter that hides the row keeps the detail; to select what is hidden ends the filter. */
  g_object_set (fixture->sidebar, "filter", "pending", NULL);
  settle (fixture);
  g_assert_true (gate_sidebar_get_selected (fixture->sidebar) == selected);
  g_assert_true (gate_sidebar_select (fixture->sidebar, id));
  settle (fixture);
  g_assert_cmpint (gate_sliced_list_get_filter (GATE_SLICED_LIST (fixture->authorizations)),
                   ==,
                   GATE_AUTHORIZATION_LIST_ALL);

  /* A newer list has the same client: the same object, still selected. */
  fill (fixture, 5);
  g_assert_true (gate_sidebar_get_selected (fixture->sidebar) == selected);

  gate_sliced_list_clear (GATE_SLICED_LIST (fixture->authorizations));
  settle (fixture);
  g_assert_null (gate_sidebar_get_selected (fixture->sidebar));
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static void
test_headings (Fixture      *fixture,
               gconstpointer data)
{
  const char *id = "00000000-0000-4000-8000-000000000002";
  GateAuthorization *selected = NULL;
  GtkSelectionModel *model = NULL;

  fill (fixture, 3);
  model = gtk_list_view_get_model (GTK_LIST_VIEW (find_list (GTK_WIDGET (fixture->sidebar))));
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_null (gate_sidebar_get_selected (fixture->sidebar));
  g_assert_false (gtk_selection_model_is_selected (model, 0));

  g_assert_true (gate_sidebar_select (fixture->sidebar, id));
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  selected = gate_sidebar_get_selected (fixture->sidebar);
  g_assert_cmpstr (gate_authorization_get_id (selected), ==, id);
}

/* Tab goes into the list once and leaves it once, with nothing selected too. */
static void
test_tab (Fixture      *fixture,
          gconstpointer data)
{
  GtkWidget *box = g_object_ref (GTK_WIDGET (fixture->sidebar));
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *after = gtk_button_new_with_label ("after");
  guint n_in_list = 0;

  gtk_window_set_child (fixture->window, NULL);
  gtk_box_append (GTK_BOX (outer), box);
  gtk_box_append (GTK_BOX (outer), after);
  gtk_window_set_child (fixture->window, outer);
  g_object_unref (box);
  fill (fixture, 30);
  gate_sidebar_start_search (fixture->sidebar);
  for (guint i = 0; i < 10 && gtk_root_get_focus (GTK_ROOT (fixture->window)) != after; i++)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD));
      if (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                  find_list (GTK_WIDGET (fixture->sidebar))))
        n_in_list++;
    }
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == after);
  g_assert_cmpuint (n_in_list, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/sidebar/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/ui/sidebar/selection", Fixture, NULL, set_up, test_selection, tear_down);
  g_test_add ("/ui/sidebar/headings", Fixture, NULL, set_up, test_headings, tear_down);
  g_test_add ("/ui/sidebar/tab", Fixture, NULL, set_up, test_tab, tear_down);
  g_test_add ("/ui/sidebar/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
