/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-accessible-name.h"

#include <adwaita.h>

/**
 * gate_set_accessible_name:
 * @widget: a widget whose own text does not say enough
 * @name: what a screen reader calls it
 */
void
gate_set_accessible_name (GtkWidget  *widget,
                          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

/**
 * gate_name_row_and_lists:
 * @widget: an AdwExpanderRow or AdwComboRow, which gives itself and its lists no name
 * @name: what all of them are called
 */
void
gate_name_row_and_lists (GtkWidget  *widget,
                         const char *name)
{
  if (GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget) || ADW_IS_EXPANDER_ROW (widget))
    gate_set_accessible_name (widget, name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gate_name_row_and_lists (child, name);
}
