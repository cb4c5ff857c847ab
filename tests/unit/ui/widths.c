/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The window at every width people use: either both columns are on the screen, or there is a way
 * back from the second to the first; and nothing is cut. */

#include "session-fixture.h"

#include "cut-words.h"

#include "gate-window-private.h"

#include <string.h>

#define DEADLINE_S 60
#define WIDEST 1400
#define NARROWEST 360
#define STEP 20
#define HEIGHT 700
#define STILL_FRAMES 4
#define LONG_NAME "Nightly Report Export"
#define ID_LONG "00000000-0000-4000-8000-000000000001"

#define SCOPE_LIST "[\"analytics:readonly\",\"speech-and-text-analytics\",\"users\"]"

typedef struct
{
  Fixture scripted; /* the organization */
  GateSession *session;
  GateWindow *window;
} WindowFixture;

static gboolean
timeout_cb (gpointer user_data)
{
  g_error ("not in time");
  return G_SOURCE_REMOVE;
}

/* A frame in which nothing has to be drawn does not happen, so each is asked for. */
static void
wait_frames (WindowFixture *fixture)
{
  guint timeout_id = g_timeout_add_seconds (DEADLINE_S, timeout_cb, NULL);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  while (gdk_frame_clock_get_frame_counter (clock) < frame + STILL_FRAMES)
    {
      gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timeout_id);
}

static void
settle (WindowFixture *fixture)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (fixture->session);
  gboolean busy = TRUE;

  while (busy)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (authorizations, "busy", &busy, NULL);
    }
  wait_frames (fixture);
}

static void
resize (WindowFixture *fixture,
        int            width)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (fixture->window));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, HEIGHT);
  wait_frames (fixture);
  g_assert_cmpint (gdk_surface_get_width (surface), ==, width);
}

static void
add (GString    *list,
     const char *id,
     const char *name,
     const char *state)
{
  g_string_append_printf (list,
                          "%s{\"client\":{\"id\":\"%s\",\"name\":\"%s\",\"scope\":" SCOPE_LIST "},"
                          "\"state\":\"%s\",\"scope\":" SCOPE_LIST ",\"roles\":[]}",
                          list->len > 0 ? "," : "",
                          id,
                          name,
                          state);
}

/* Three digits in each of the filters. */
static char *
make_list (void)
{
  static const char *const states[] = { "Requested", "Authorized", "Revoked" };
  g_autoptr (GString) list = g_string_new (NULL);

  add (list, ID_LONG, LONG_NAME, "Authorized");
  for (guint i = 0; i < 3 * 146; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-1%011x", i);
      g_autofree char *name = g_strdup_printf ("Application %u", i);

      add (list, id, name, states[i % 3]);
    }
  return g_strdup_printf ("{\"entities\":[%s]}", list->str);
}

static void
load (WindowFixture *fixture,
      const char    *list)
{
  fixture_say (&fixture->scripted, LIST, 200, list);
  gate_session_reload (fixture->session);
  wait_until (!session_is_loading (fixture->session));
  settle (fixture);
}

static void
fill (WindowFixture *fixture)
{
  g_autofree char *list = make_list ();

  load (fixture, list);
}

static void
open_window (WindowFixture *fixture,
             int            width)
{
  fixture_set_up (&fixture->scripted, NULL);
  fixture->session = fixture->scripted.session;
  fixture->window = gate_window_new (NULL, fixture->session);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, HEIGHT);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_open (&fixture->scripted);
  wait_until (!session_is_loading (fixture->session));
}

static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  open_window (fixture, WIDEST);
  fill (fixture);
}

static void
set_up_small_and_empty (WindowFixture *fixture,
                        gconstpointer  data)
{
  open_window (fixture, NARROWEST);
  load (fixture, "{\"entities\":[]}");
}

static void
tear_down (WindowFixture *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_tear_down (&fixture->scripted, NULL);
}

/* The theme lets the header bar stand out by a pixel, and a slider by more. */
static void
assert_inside (GtkWidget *widget,
               GtkWidget *root,
               int        width)
{
  graphene_rect_t bounds;

  if (GTK_IS_SCROLLBAR (widget) || !gtk_widget_get_mapped (widget) ||
      !gtk_widget_compute_bounds (widget, root, &bounds))
    return;
  if (bounds.origin.x < -1.5f || bounds.origin.x + bounds.size.width > (float) width + 1.5f)
    g_error ("%d px: %s from %.0f to %.0f",
             width,
             G_OBJECT_TYPE_NAME (widget),
             bounds.origin.x,
             bounds.origin.x + bounds.size.width);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_inside (child, root, width);
}

static void
assert_whole (WindowFixture *fixture)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autoptr (GString) cut = g_string_new (NULL);

  find_cut_words (window, cut);
  if (cut->len > 0)
    g_error ("%d px: cut:%s", gtk_widget_get_width (window), cut->str);
  assert_inside (gtk_window_get_child (GTK_WINDOW (window)),
                 window,
                 gtk_widget_get_width (window));
}

static GtkLabel *
find_label (GtkWidget  *widget,
            const char *css_class)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      gtk_widget_has_css_class (widget, css_class))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_label (child, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* No line of the name ends inside a word, and the state stands at the first line. */
static void
assert_heading (WindowFixture *fixture)
{
  GtkLabel *name = find_label (GTK_WIDGET (fixture->window->detail), "title-1");
  GtkWidget *chip = gtk_widget_get_next_sibling (GTK_WIDGET (name));
  PangoLayout *layout = gtk_label_get_layout (name);
  const char *text = pango_layout_get_text (layout);
  PangoRectangle line;
  graphene_rect_t bounds;

  g_assert_cmpstr (text, ==, LONG_NAME);
  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    g_assert_cmpint (text[pango_layout_get_line_readonly (layout, i)->start_index - 1], ==, ' ');
  pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (layout, 0), NULL, &line);
  g_assert_true (gtk_widget_compute_bounds (chip, gtk_widget_get_parent (chip), &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, (float) line.height + 1);
}

static void
assert_columns (WindowFixture *fixture)
{
  GateWindow *window = fixture->window;
  gboolean folded = adw_leaflet_get_folded (window->leaflet);
  gboolean in_detail =
      adw_leaflet_get_visible_child (window->leaflet) == GTK_WIDGET (window->detail);
  gboolean narrow = FALSE;

  g_object_get (window, "narrow", &narrow, NULL);
  g_assert_cmpint (narrow, ==, folded);
  g_assert_cmpint (gtk_widget_get_visible (window->back), ==, folded && in_detail);
  g_assert_cmpint (gtk_widget_get_visible (window->authorize), ==, !(folded && in_detail));
  if (!folded)
    {
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->sidebar)));
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window->detail)));
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window->detail)), >=, NARROWEST);
    }
  assert_whole (fixture);
}

static void
test_columns (WindowFixture *fixture,
              gconstpointer  data)
{
  gboolean was_folded = FALSE;

  g_assert_true (gate_window_select (fixture->window, ID_LONG));
  for (int width = WIDEST; width >= NARROWEST; width -= STEP)
    {
      resize (fixture, width);
      if (adw_leaflet_get_folded (fixture->window->leaflet) && !was_folded)
        {
          was_folded = TRUE;
          g_test_message ("folds at %d px", width);
          adw_leaflet_set_visible_child (fixture->window->leaflet,
                                         GTK_WIDGET (fixture->window->detail));
          wait_frames (fixture);
        }
      assert_columns (fixture);
      assert_heading (fixture);
    }
  g_assert_true (was_folded);
  for (int width = NARROWEST; width <= WIDEST; width += STEP)
    {
      resize (fixture, width);
      assert_columns (fixture);
    }
  g_assert_false (adw_leaflet_get_folded (fixture->window->leaflet));
}

static void
test_list (WindowFixture *fixture,
           gconstpointer  data)
{
  for (int width = WIDEST; width >= NARROWEST; width -= STEP)
    {
      GtkWidget *sidebar = GTK_WIDGET (fixture->window->sidebar);

      resize (fixture, width);
      assert_columns (fixture);
      if (adw_leaflet_get_folded (fixture->window->leaflet))
        g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_first_child (sidebar)),
                         ==,
                         gtk_widget_get_width (sidebar));
    }
}

/* A page without columns is narrow at the same widths, whatever was shown before. */
static void
test_other_page (WindowFixture *fixture,
                 gconstpointer  data)
{
  for (int width = WIDEST; width >= NARROWEST; width -= STEP)
    {
      gboolean narrow = FALSE;

      gate_window_set_page (fixture->window, "clients");
      resize (fixture, width);
      g_object_get (fixture->window, "narrow", &narrow, NULL);
      assert_whole (fixture);
      gate_window_set_page (fixture->window, "applications");
      wait_frames (fixture);
      g_assert_cmpint (adw_leaflet_get_folded (fixture->window->leaflet), ==, narrow);
      assert_columns (fixture);
    }
}

/* The columns of a small window are folded from their first frame on: otherwise the window becomes
 * as wide as columns side by side, and stays so. */
static void
test_first_frame (WindowFixture *fixture,
                  gconstpointer  data)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (fixture->window));

  gate_window_set_page (fixture->window, "clients");
  wait_frames (fixture);
  fill (fixture);
  gate_window_set_page (fixture->window, "applications");
  wait_frames (fixture);
  g_assert_cmpint (gdk_surface_get_width (surface), ==, NARROWEST);
  assert_columns (fixture);
}

static AdwToastOverlay *
overlay_of (GtkWidget  *widget,
            const char *text)
{
  AdwToastOverlay *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return ADW_TOAST_OVERLAY (gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = overlay_of (child, text);
  return found;
}

/* A toast stands above the bar of unsaved changes, so it is not in the way of an edit, and goes. */
static void
test_toast (WindowFixture *fixture,
            gconstpointer  data)
{
  GateWindow *window = fixture->window;
  AdwToastOverlay *of_detail = gate_authorization_view_get_toasts (window->detail);

  gate_window_show_toast (window, "First");
  wait_frames (fixture);
  g_assert_true (overlay_of (GTK_WIDGET (window), "First") == window->toasts);
  g_assert_true (gate_window_select (window, ID_LONG));
  wait_frames (fixture);
  gate_window_show_toast (window, "Second");
  wait_frames (fixture);
  g_assert_true (overlay_of (GTK_WIDGET (window), "Second") == of_detail);
  g_signal_emit_by_name (window->detail, "edited");
  wait_frames (fixture);
  g_assert_null (overlay_of (GTK_WIDGET (window), "First"));
  g_assert_null (overlay_of (GTK_WIDGET (window), "Second"));
  assert_whole (fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/widths/columns", WindowFixture, NULL, set_up, test_columns, tear_down);
  g_test_add ("/ui/widths/list", WindowFixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/ui/widths/other-page", WindowFixture, NULL, set_up, test_other_page, tear_down);
  g_test_add ("/ui/widths/first-frame",
              WindowFixture,
              NULL,
              set_up_small_and_empty,
              test_first_frame,
              tear_down);
  g_test_add ("/ui/widths/toast", WindowFixture, NULL, set_up, test_toast, tear_down);
  return g_test_run ();
}
