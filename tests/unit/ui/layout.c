/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What stays, goes away or grows with the room there is and with the size of text. */

#include "gate-beside-layout.h"
#include "gate-dialog-title.h"
#include "gate-text-scale.h"
#include "gate-collapsing-header.h"

#include <adwaita.h>

#define DEADLINE_S 30
#define USUAL_DPI (96 * 1024)

static void
set_text_size (int dpi)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

/* A window is given its size before it is painted, not when it is mapped. */
static void
show_and_wait (GtkWidget *window)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;

  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (window) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static GtkScrolledWindow *
scroller_of (GtkWidget *child)
{
  return GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (child, GTK_TYPE_SCROLLED_WINDOW));
}

static void
test_scroll_away (void)
{
  GtkWidget *top = gtk_label_new ("top");
  GtkWidget *child = gtk_label_new ("child");
  g_autoptr (GateCollapsingHeader) box = g_object_ref_sink (
      g_object_new (GATE_TYPE_COLLAPSING_HEADER, "top", top, "child", child, NULL));
  g_autoptr (GateCollapsingHeader) narrow =
      g_object_ref_sink (g_object_new (GATE_TYPE_COLLAPSING_HEADER,
                                       "narrow",
                                       TRUE,
                                       "top",
                                       gtk_label_new ("top"),
                                       NULL));
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (scroller_of (child));
  GtkWidget *narrow_top = NULL;

  g_assert_nonnull (scroller_of (child));
  g_assert_null (scroller_of (top));
  gtk_adjustment_configure (position, 40, 0, 100, 1, 10, 10);

  g_object_set (box, "narrow", TRUE, NULL);
  g_assert_true (scroller_of (top) == scroller_of (child));
  g_assert_true (gtk_widget_get_next_sibling (top) == child);
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, 0);

  g_object_set (box, "narrow", FALSE, NULL);
  g_assert_null (scroller_of (top));
  gtk_adjustment_set_value (position, 40);
  gate_collapsing_header_to_top (box);
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, 0);

  g_object_get (narrow, "top", &narrow_top, NULL);
  g_assert_nonnull (scroller_of (narrow_top));
  g_object_unref (narrow_top);
}

static void
test_dialog_title (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *title = g_object_new (GATE_TYPE_DIALOG_TITLE, "label", "Authorize a Client", NULL);
  GtkWidget *label = gtk_widget_get_first_child (title);
  int least = -1;
  int wanted = -1;

  gtk_window_set_child (GTK_WINDOW (window), title);
  show_and_wait (window);
  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  g_assert_cmpint (least, ==, 0);
  g_assert_cmpint (wanted, >, 50);
  gtk_widget_allocate (title, wanted, 40, -1, NULL);
  g_assert_true (gtk_widget_get_child_visible (label));
  gtk_widget_allocate (title, wanted - 1, 40, -1, NULL);
  g_assert_false (gtk_widget_get_child_visible (label));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
assert_dialog_size (GtkWidget *parent,
                    int        width,
                    int        height,
                    int        clamp_width)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *dialog = gtk_window_new ();
  int shown_width = -1;
  int shown_height = -1;

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 200);
  gtk_window_set_child (GTK_WINDOW (dialog), clamp);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (parent));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 300, 100);
  gate_text_scale_dialog (GTK_WINDOW (dialog));
  gtk_window_get_default_size (GTK_WINDOW (dialog), &shown_width, &shown_height);
  g_assert_cmpint (shown_width, ==, width);
  g_assert_cmpint (shown_height, ==, height);
  g_assert_cmpint (adw_clamp_get_maximum_size (ADW_CLAMP (clamp)), ==, clamp_width);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_dialog_size (void)
{
  GtkWidget *parent = gtk_window_new ();
  int width = 0;

  gtk_window_set_default_size (GTK_WINDOW (parent), 500, 400);
  show_and_wait (parent);
  width = gtk_widget_get_width (parent);
  g_assert_cmpint (width, >, 300);
  g_assert_cmpint (width, <, 600);
  assert_dialog_size (parent, 300, 100, 200);
  set_text_size (2 * USUAL_DPI);
  assert_dialog_size (parent, width, 200, 400);
  g_assert_cmpint (gate_text_scale_px (parent, 341), ==, 682);
  set_text_size (USUAL_DPI / 2);
  assert_dialog_size (parent, 300, 100, 200);
  set_text_size (USUAL_DPI);
  gtk_window_destroy (GTK_WINDOW (parent));
}

static void
test_put_below (void)
{
  g_autoptr (GtkWidget) box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4));
  GtkLabel *labels[] = { GTK_LABEL (gtk_label_new ("18")) };

  gtk_box_append (GTK_BOX (box), gtk_label_new ("All"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (labels[0]));
  gate_text_scale_put_below (labels, 1, TRUE);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (box)),
                   ==,
                   GTK_ORIENTATION_VERTICAL);
  gate_text_scale_put_below (labels, 1, FALSE);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (box)),
                   ==,
                   GTK_ORIENTATION_HORIZONTAL);
}

static int
y_of (GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, gtk_widget_get_parent (widget), &bounds));
  return (int) bounds.origin.y;
}

static void
allocate (GtkWidget *box,
          int        width)
{
  int height = 0;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_allocate (box, width, height, -1, NULL);
}

/* A row as long as no word breaks; then a column. */
static void
test_beside (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *name = gtk_label_new ("Nightly Report Export");
  GtkWidget *chip = gtk_label_new ("Approved");
  int least = 0;
  int wanted = 0;
  int chip_width = 0;

  gtk_widget_set_layout_manager (box, g_object_new (GATE_TYPE_BESIDE_LAYOUT, "spacing", 10, NULL));
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_window_set_child (GTK_WINDOW (window), box);
  show_and_wait (window);
  gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &chip_width, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  g_assert_cmpint (least, <, wanted);

  allocate (box, wanted);
  g_assert_cmpint (y_of (chip), ==, 0);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (name))), ==, 1);
  wanted = gate_beside_layout_longest_word (GTK_LABEL (name)) + 10 + chip_width;
  allocate (box, wanted);
  g_assert_cmpint (y_of (chip), ==, 0);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (name))), ==, 3);
  allocate (box, wanted - 1);
  g_assert_cmpint (y_of (chip), >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  set_text_size (USUAL_DPI);
  g_test_add_func ("/ui/layout/scroll-away", test_scroll_away);
  g_test_add_func ("/ui/layout/dialog-title", test_dialog_title);
  g_test_add_func ("/ui/layout/dialog-size", test_dialog_size);
  g_test_add_func ("/ui/layout/put-below", test_put_below);
  g_test_add_func ("/ui/layout/beside", test_beside);
  return g_test_run ();
}
