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
