/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The scopes of one authorization, to read: what the application asks for, and what it was granted
 * beside that. */
#define GATE_TYPE_SCOPES_PANE (gate_scopes_pane_get_type ())
G_DECLARE_FINAL_TYPE (GateScopesPane, gate_scopes_pane, GATE, SCOPES_PANE, GtkWidget)

void gate_scopes_pane_set_session       (GateScopesPane    *self,
                                         GateSession       *session);
void gate_scopes_pane_set_authorization (GateScopesPane    *self,
                                         GateAuthorization *authorization);

G_END_DECLS
