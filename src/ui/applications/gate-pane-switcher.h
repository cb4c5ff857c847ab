/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-authorization.h"

G_BEGIN_DECLS

/* The buttons for the panes of GateAuthorizationView, with the number of scopes and roles. The
 * buttons activate the action “authorization-view.pane”. */
#define GATE_TYPE_PANE_SWITCHER (gate_pane_switcher_get_type ())
G_DECLARE_FINAL_TYPE (GatePaneSwitcher, gate_pane_switcher, GATE, PANE_SWITCHER, GtkBox)

void     gate_pane_switcher_show (GatePaneSwitcher  *self,
                                  GateAuthorization *authorization);
gboolean gate_pane_switcher_has  (GatePaneSwitcher  *self,
                                  const char        *pane);

G_END_DECLS
