/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* One application: who it is, its state, its panes.
 *
 * Properties: session (GateSession, rw), authorization (GateAuthorization or NULL, rw), pane
 * (string, rw: scopes or details), narrow (boolean, rw: the header is one column). */
#define GATE_TYPE_DETAIL (gate_detail_get_type ())
G_DECLARE_FINAL_TYPE (GateDetail, gate_detail, GATE, DETAIL, GtkWidget)

void gate_detail_set_session       (GateDetail        *self,
                                    GateSession       *session);
void gate_detail_set_authorization (GateDetail        *self,
                                    GateAuthorization *authorization);

G_END_DECLS
