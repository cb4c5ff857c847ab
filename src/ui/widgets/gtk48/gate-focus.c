/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-focus.h"

/**
 * gate_focus_child:
 * @widget: a widget with one child
 * @direction: where the focus goes
 *
 * The `focus` of a widget that has its own `grab_focus`. Left to GTK, such a widget would keep the
 * keyboard: what its child does not take any more goes to grab_focus(), and never out of it.
 *
 * Returns: whether the focus stays in @widget
 */
gboolean
gate_focus_child (GtkWidget       *widget,
                  GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}
