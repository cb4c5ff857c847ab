/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-text-scale.h"

#include <adwaita.h>

#define USUAL_DPI (96 * 1024)
#define BESIDE_PX 4

/**
 * gate_text_scale_px:
 * @widget: a widget
 * @px: a width at the usual text size
 *
 * Returns: the width for the same text at the text size of the desktop, never less than @px
 */
int
gate_text_scale_px (GtkWidget *widget,
                    int        px)
{
  int dpi = USUAL_DPI;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return (int) ((gint64) px * MAX (dpi, USUAL_DPI) / USUAL_DPI);
}

static void
scale_clamp (GtkWidget *clamp)
{
  int width = 0;

  g_object_get (clamp, "maximum-size", &width, NULL);
  width = gate_text_scale_px (clamp, width);
  g_object_set (clamp, "tightening-threshold", width, "maximum-size", width, NULL);
}

/**
 * gate_text_scale_clamps_below:
 * @root: a window or widget with all of its children
 *
 * Makes the clamps below @root wider for larger text. Call it once: it scales the present widths.
 */
void
gate_text_scale_clamps_below (GtkWidget *root)
{
  if (gate_text_scale_px (root, USUAL_DPI) == USUAL_DPI)
    return;
  if (ADW_IS_CLAMP (root) || ADW_IS_CLAMP_SCROLLABLE (root))
    scale_clamp (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gate_text_scale_clamps_below (child);
}

/**
 * gate_text_scale_dialog:
 * @dialog: a dialog with a default size for the usual text size, not shown yet
 *
 * Makes the dialog and its clamps larger for larger text, but the dialog never larger than its
 * parent window.
 */
void
gate_text_scale_dialog (GtkWindow *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  int max_width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int max_height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;
  int width = -1;
  int height = -1;

  gate_text_scale_clamps_below (GTK_WIDGET (dialog));
  if (max_width <= 0 || max_height <= 0)
    return;
  gtk_window_get_default_size (dialog, &width, &height);
  gtk_window_set_default_size (dialog,
                               MIN (max_width, gate_text_scale_px (GTK_WIDGET (dialog), width)),
                               MIN (max_height, gate_text_scale_px (GTK_WIDGET (dialog), height)));
}

static int
natural_width (GtkWidget *widget)
{
  int natural = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/**
 * gate_text_scale_width_beside:
 * @labels: (array length=n_labels): labels, each the second child of a box in a button
 * @n_labels: the number of labels
 *
 * Returns: the width of all buttons side by side if each label stands beside the first child of its
 *   box, even if it stands below now
 */
int
gate_text_scale_width_beside (GtkLabel **labels,
                              guint      n_labels)
{
  int width = 0;

  for (guint i = 0; i < n_labels; i++)
    {
      GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (labels[i]));

      width += natural_width (gtk_widget_get_parent (box)) - natural_width (box);
      width += natural_width (gtk_widget_get_first_child (box)) + BESIDE_PX;
      width += natural_width (GTK_WIDGET (labels[i]));
    }
  return width;
}

/**
 * gate_text_scale_put_below:
 * @labels: (array length=n_labels): labels, each the second child of a box
 * @n_labels: the number of labels
 * @below: whether to save width
 *
 * Puts each label below the first child of its box, or beside it.
 */
void
gate_text_scale_put_below (GtkLabel **labels,
                           guint      n_labels,
                           gboolean   below)
{
  for (guint i = 0; i < n_labels; i++)
    {
      GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (labels[i]));

      gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                      below ? GTK_ORIENTATION_VERTICAL :
                                              GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_spacing (GTK_BOX (box), below ? 0 : BESIDE_PX);
    }
}
