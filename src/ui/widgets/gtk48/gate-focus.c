/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-focus.h"

/**
 * gate_focus_child:
 * @widget: a widget with one child
 * @direction: the direction of the focus
 *
 * The vfunc `focus` for a widget that overrides `grab_focus`. The `focus` of GTK would never let
 * the focus leave such a widget: when the child is at its end, GTK calls grab_focus(), which moves
 * the focus into the child again.
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
