/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-scale.h"

#define USUAL_DPI (96 * 1024)

/**
 * gate_scale_px:
 * @widget: a widget
 * @px: a width at the usual size of text
 *
 * Returns: the width that as much text needs at the size that the person has chosen
 */
int
gate_scale_px (GtkWidget *widget,
               int        px)
{
  int dpi = USUAL_DPI;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return (int) ((gint64) px * MAX (dpi, USUAL_DPI) / USUAL_DPI);
}

/**
 * gate_scale_dialog:
 * @dialog: a dialog with a default size for the usual size of text, not shown yet
 *
 * Larger text makes it larger; it is no larger than the window that it belongs to.
 */
void
gate_scale_dialog (GtkWindow *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (dialog);
  int max_width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int max_height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;
  int width = -1;
  int height = -1;

  if (max_width <= 0 || max_height <= 0)
    return;
  gtk_window_get_default_size (dialog, &width, &height);
  gtk_window_set_default_size (dialog,
                               MIN (max_width, gate_scale_px (GTK_WIDGET (dialog), width)),
                               MIN (max_height, gate_scale_px (GTK_WIDGET (dialog), height)));
}

/**
 * gate_scale_put_below:
 * @labels: (array length=n_labels): labels, each in a box of its own with what it belongs to
 * @n_labels: how many
 * @below: whether there is little room
 *
 * Puts each below what it belongs to, or beside it.
 */
void
gate_scale_put_below (GtkLabel **labels,
                      guint      n_labels,
                      gboolean   below)
{
  for (guint i = 0; i < n_labels; i++)
    {
      GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (labels[i]));

      gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                      below ? GTK_ORIENTATION_VERTICAL :
                                              GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_spacing (GTK_BOX (box), below ? 0 : 4);
    }
}
