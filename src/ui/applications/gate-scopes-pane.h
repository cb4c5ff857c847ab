/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-editor.h"

G_BEGIN_DECLS

/* The scopes of one authorization in three groups: the requested scopes, other granted scopes, and
 * all other scopes. With check marks if the authorization can be changed. */
#define GATE_TYPE_SCOPES_PANE (gate_scopes_pane_get_type ())
G_DECLARE_FINAL_TYPE (GateScopesPane, gate_scopes_pane, GATE, SCOPES_PANE, GtkWidget)

void gate_scopes_pane_set_session (GateScopesPane *self,
                                   GateSession    *session);
void gate_scopes_pane_set_editor  (GateScopesPane *self,
                                   GateEditor     *editor);

G_END_DECLS
