/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-authorization.h"

G_BEGIN_DECLS

/* One row of the sidebar: an authorization or a heading, depending on the item. A click activates
 * the action “sidebar.open” of an ancestor.
 *
 * Property: item (GateAuthorization, GateHeading or NULL, rw). */
#define GATE_TYPE_AUTHORIZATION_ROW (gate_authorization_row_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizationRow,
                      gate_authorization_row,
                      GATE,
                      AUTHORIZATION_ROW,
                      GtkWidget)

void     gate_authorization_row_set_item (GateAuthorizationRow *self,
                                          GObject              *item);
gboolean gate_authorization_row_focus_in (GtkWidget            *list,
                                          GObject              *item);

G_END_DECLS
