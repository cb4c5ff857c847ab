/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-accessible-name.h"

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
