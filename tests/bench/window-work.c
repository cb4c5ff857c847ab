/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* F4, F5 and what else a person does in the real window: how long the longest turn of the main loop
 * is, painting included, while one types in the search, clears it, scrolls, selects, and asks for
 * all scopes; and how many rows are alive meanwhile. */

#define G_LOG_DOMAIN "bench"

#include "bench-probe.h"

#include "gate-authorization-row.h"
#include "gate-session.h"
#include "gate-sidebar.h"
#include "gate-window.h"

#define QUIET_MS 500
#define PATIENCE_S 240
#define N_SCROLLS 60

typedef struct
{
  const char  *api;
  GFile       *token_file;
  GateSession *session;
  GateWindow  *window;
  gint64       started_us;
} Work;

static GtkWidget *
find_below (GtkWidget *widget,
            GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type);
  return found;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static guint
count_below (GtkWidget *widget,
             GType      type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_below (child, type);
  return n;
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_busy (Work *work)
{
  gboolean busy = FALSE;
  gboolean loading = FALSE;

  g_object_get (gate_session_get_authorization_list (work->session), "busy", &busy, NULL);
  g_object_get (work->session, "loading", &loading, NULL);
  return busy || loading || gate_session_get_state (work->session) != GATE_SESSION_READY;
}

/* Until nothing has been under way for a while. */
static void
settle (Work *work)
{
  gint64 end_us = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  gboolean was_busy = TRUE;

  while (was_busy)
    {
      gboolean woken = FALSE;

      was_busy = is_busy (work);
      g_timeout_add (QUIET_MS, wake_cb, &woken);
      while (!woken)
        g_main_context_iteration (NULL, TRUE);
      was_busy |= is_busy (work);
      if (g_get_monotonic_time () > end_us)
        g_error ("it never settles: state %u", gate_session_get_state (work->session));
    }
}

static void
print_stall (const char *name,
             BenchStall  stall)
{
  g_print ("\"%s_us\": %" G_GINT64_FORMAT ", \"%s_cpu_us\": %" G_GINT64_FORMAT ", ",
           name,
           stall.wall_us,
           name,
           stall.cpu_us);
}

static BenchStall
type_text (Work       *work,
           GtkWidget  *search,
           const char *text)
{
  bench_probe_watch_loop ();
  gtk_editable_set_text (GTK_EDITABLE (search), text);
  settle (work);
  return bench_probe_end_watch ();
}

static void
measure_search (Work      *work,
                GtkWidget *sidebar)
{
  static const char *const typed[] = { "a", "an", "ana" };
  GtkWidget *search = find_below (sidebar, GTK_TYPE_SEARCH_ENTRY);
  BenchStall typing = { 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      BenchStall stall = type_text (work, search, typed[i]);

      typing.wall_us = MAX (typing.wall_us, stall.wall_us);
      typing.cpu_us = MAX (typing.cpu_us, stall.cpu_us);
    }
  print_stall ("typing", typing);
  print_stall ("clearing", type_text (work, search, ""));
}

static void
measure_scrolling (Work      *work,
                   GtkWidget *sidebar)
{
  GtkWidget *list = find_below (sidebar, GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  guint n_rows = count_below (list, GATE_TYPE_AUTHORIZATION_ROW);

  bench_probe_watch_loop ();
  for (guint i = 0; i <= N_SCROLLS; i++)
    {
      gboolean woken = FALSE;
      double range =
          gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

      gtk_adjustment_set_value (adjustment, range * i / N_SCROLLS);
      g_timeout_add (40, wake_cb, &woken);
      while (!woken)
        g_main_context_iteration (NULL, TRUE);
      n_rows = MAX (n_rows, count_below (list, GATE_TYPE_AUTHORIZATION_ROW));
    }
  print_stall ("scrolling", bench_probe_end_watch ());
  g_print ("\"row_widgets\": %u, ", n_rows);
}

/* One that is approved can be edited, and has all scopes to offer. */
static char *
dup_approved_id (Work *work)
{
  GListModel *authorizations = G_LIST_MODEL (gate_session_get_authorization_list (work->session));

  for (guint i = g_list_model_get_n_items (authorizations); i > 0; i--)
    {
      g_autoptr (GObject) item = g_list_model_get_item (authorizations, i - 1);

      if (GATE_IS_AUTHORIZATION (item) &&
          gate_authorization_get_state (GATE_AUTHORIZATION (item)) ==
              GATE_AUTHORIZATION_AUTHORIZED)
        return g_strdup (gate_authorization_get_id (GATE_AUTHORIZATION (item)));
    }
  g_error ("nothing is approved");
}

static void
measure_detail (Work *work)
{
  g_autofree char *client_id = dup_approved_id (work);
  GtkWidget *button = NULL;

  bench_probe_watch_loop ();
  gate_window_select (work->window, client_id);
  settle (work);
  print_stall ("selecting", bench_probe_end_watch ());
  button = find_button (GTK_WIDGET (work->window), "Show All Scopes");
  if (button == NULL)
    g_error ("there is no Show All Scopes");
  bench_probe_watch_loop ();
  g_signal_emit_by_name (button, "clicked");
  settle (work);
  print_stall ("all_scopes", bench_probe_end_watch ());
}

static gboolean
work_cb (gpointer user_data)
{
  Work *work = user_data;
  GtkWidget *sidebar = NULL;
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (work->session);

  bench_probe_watch_loop ();
  settle (work);
  g_print ("{");
  print_stall ("loading", bench_probe_end_watch ());
  sidebar = find_below (GTK_WIDGET (work->window), GATE_TYPE_SIDEBAR);
  measure_search (work, sidebar);
  measure_scrolling (work, sidebar);
  measure_detail (work);
  g_print ("\"rows\": %u}\n",
           gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_ALL));
  gtk_window_destroy (GTK_WINDOW (work->window));
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application,
             Work           *work)
{
  work->session = gate_session_new ("/nonexistent", "/nonexistent");
  work->window = gate_window_new (application, work->session);
  gate_session_open (work->session, work->api, work->api, work->token_file);
  gtk_window_present (GTK_WINDOW (work->window));
  g_idle_add (work_cb, work);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GFile) token_file = NULL;
  Work work = { NULL };

  if (argc != 3)
    g_error ("usage: window-work API TOKEN_FILE");
  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id",
                              "io.github.gatehouse.Bench",
                              "flags",
                              G_APPLICATION_NON_UNIQUE,
                              "resource-base-path",
                              "/io/github/gatehouse/Gatehouse",
                              NULL);
  token_file = g_file_new_for_path (argv[2]);
  work.api = argv[1];
  work.token_file = token_file;
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &work);
  g_application_run (G_APPLICATION (application), 1, argv);
  g_clear_object (&work.session);
  return 0;
}
