/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* All details of one client and its authorization, for reading and copying. */
#define GATE_TYPE_DETAILS_PANE (gate_details_pane_get_type ())
G_DECLARE_FINAL_TYPE (GateDetailsPane, gate_details_pane, GATE, DETAILS_PANE, GtkWidget)

void gate_details_pane_set_session       (GateDetailsPane   *self,
                                          GateSession       *session);
void gate_details_pane_set_authorization (GateDetailsPane   *self,
                                          GateAuthorization *authorization);

G_END_DECLS
