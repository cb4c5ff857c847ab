/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Many scopes: their rows come in stages, and what is asked of the list is right at any time. */

#include "gate-scope-list.h"
#include "gate-scope-row.h"

#include <adwaita.h>

#define N_MANY 150
#define MAX_FIRST 40
#define MAX_STEP 10
#define DEADLINE_S 30

typedef struct
{
  GtkWindow *window;
  GtkWidget *widget;
  GateScopeList *list;
  char **scopes;
} Fixture;

static char **
new_scopes (guint from,
            guint n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *scope = g_strdup_printf ("scope-%03u", from + i);

      g_strv_builder_add (builder, scope);
    }
  return g_strv_builder_end (builder);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *scroller = NULL;

  fixture->widget = g_object_ref_sink (g_object_new (GATE_TYPE_SCOPE_LIST, NULL));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  /* The list scrolls, as in the program: a window of GTK 4.18 that is too low for its rows would
   * complain until the display has made it higher. */
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), fixture->widget);
  gtk_window_set_child (fixture->window, scroller);
  gtk_window_present (fixture->window);
  fixture->list = GATE_SCOPE_LIST (fixture->widget);
  fixture->scopes = new_scopes (0, N_MANY);
  gate_scope_list_set_selectable (fixture->list, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->widget);
  g_strfreev (fixture->scopes);
}

static void
collect (GtkWidget *widget,
         GPtrArray *rows)
{
  if (GATE_IS_SCOPE_ROW (widget))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, rows);
}

static guint
count_rows (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (fixture->widget, rows);
  return rows->len;
}

static guint
count_selected (Fixture *fixture)
{
  g_auto (GStrv) selected = gate_scope_list_dup_selected (fixture->list);
  guint n_selected = 0;

  g_object_get (fixture->list, "n-selected", &n_selected, NULL);
  g_assert_cmpuint (g_strv_length (selected), ==, n_selected);
  return n_selected;
}

static void
wait_for_rows (Fixture *fixture,
               guint    n_rows)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;
  guint before = count_rows (fixture);

  while (before < n_rows)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (count_rows (fixture), <=, before + MAX_STEP);
      before = count_rows (fixture);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  g_assert_cmpuint (before, ==, n_rows);
}

static void
test_stages (Fixture      *fixture,
             gconstpointer data)
{
  const char *const *scopes = (const char *const *) fixture->scopes;
  const char *const last[] = { scopes[N_MANY - 1], NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  gate_scope_list_set_scopes (fixture->list, scopes, scopes);
  g_assert_cmpuint (count_rows (fixture), <=, MAX_FIRST);
  g_assert_cmpuint (count_selected (fixture), ==, N_MANY);
  gate_scope_list_set_scopes (fixture->list, scopes, last);
  g_assert_cmpuint (count_rows (fixture), <=, MAX_FIRST);
  g_assert_cmpuint (count_selected (fixture), ==, 1);
  gate_scope_list_mark (fixture->list, last, last);
  wait_for_rows (fixture, N_MANY);
  g_assert_cmpuint (count_selected (fixture), ==, 1);
  collect (fixture->widget, rows);
  g_assert_true (gate_scope_row_is_selected (rows->pdata[N_MANY - 1]));
  g_assert_false (gate_scope_row_is_selected (rows->pdata[N_MANY - 2]));
  for (guint i = 0; i < N_MANY; i++)
    g_assert_cmpstr (gate_scope_row_get_scope_id (rows->pdata[i]), ==, scopes[i]);
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  const char *const *scopes = (const char *const *) fixture->scopes;

  gate_scope_list_set_scopes (fixture->list, scopes, NULL);
  gate_scope_list_set_search (fixture->list, "SCOPE-149");
  g_assert_true (gate_scope_list_has_matches (fixture->list));
  gate_scope_list_set_search (fixture->list, "nothing");
  g_assert_false (gate_scope_list_has_matches (fixture->list));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  guint *n_left = user_data;

  return --*n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
wait_for_frames (Fixture *fixture,
                 guint    n)
{
  gtk_widget_add_tick_callback (fixture->widget, tick_cb, &n, NULL);
  while (n > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* What was to come is forgotten with what was shown. */
static void
test_replaced (Fixture      *fixture,
               gconstpointer data)
{
  g_auto (GStrv) few = new_scopes (500, 3);

  gate_scope_list_set_scopes (fixture->list, (const char *const *) fixture->scopes, NULL);
  gate_scope_list_set_scopes (fixture->list, (const char *const *) few, (const char *const *) few);
  wait_for_frames (fixture, 3);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_cmpuint (count_selected (fixture), ==, 3);
  gate_scope_list_set_scopes (fixture->list, (const char *const *) fixture->scopes, NULL);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/scope-list/stages", Fixture, NULL, set_up, test_stages, tear_down);
  g_test_add ("/ui/scope-list/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/ui/scope-list/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  return g_test_run ();
}
