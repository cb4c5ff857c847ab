/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The list of applications with search and filters.
 *
 * Properties: session (GateSession, rw), selected (GateAuthorization or NULL, read-only: stays
 * selected when a filter hides its row), filter (string, rw: all, pending, approved, revoked),
 * narrow (boolean, rw: the sidebar has the window for itself).
 * Signals: opened (), when a person clicks or activates a row; leaving (GateAuthorization: the next
 * selection, or NULL when the selected one has left the list) -> boolean: TRUE to forbid it. */
#define GATE_TYPE_SIDEBAR (gate_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GateSidebar, gate_sidebar, GATE, SIDEBAR, GtkWidget)

void               gate_sidebar_set_session  (GateSidebar *self,
                                              GateSession *session);
GateAuthorization *gate_sidebar_get_selected (GateSidebar *self);
gboolean           gate_sidebar_select       (GateSidebar *self,
                                              const char  *client_id);
void               gate_sidebar_let_go       (GateSidebar *self);
void               gate_sidebar_select_again (GateSidebar *self,
                                              const char  *client_id);
void               gate_sidebar_start_search (GateSidebar *self);
void               gate_sidebar_clear_search (GateSidebar *self);

G_END_DECLS
