/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-editors.h"

G_BEGIN_DECLS

/* The view of one application: its name, its state, and panes for scopes, roles and details.
 *
 * Properties: session (GateSession, rw), authorization (GateAuthorization or NULL, rw), pane
 * (string, rw: scopes, roles or details), narrow (boolean, rw: the header is one column), edit
 * (GateEdit or NULL, read-only: the edit of the shown authorization; NULL if it cannot be changed).
 * Signals: edited (), when the shown authorization gets unsaved edits; saved (GateOperation);
 * failed (GateOperation), for an application that is not shown. */
#define GATE_TYPE_AUTHORIZATION_VIEW (gate_authorization_view_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizationView,
                      gate_authorization_view,
                      GATE,
                      AUTHORIZATION_VIEW,
                      GtkWidget)

void             gate_authorization_view_set_session       (GateAuthorizationView *self,
                                                            GateSession           *session);
void             gate_authorization_view_set_authorization (GateAuthorizationView *self,
                                                            GateAuthorization     *authorization);
GateEdit        *gate_authorization_view_get_edit     (GateAuthorizationView *self);
GateEditor      *gate_authorization_view_get_editor   (GateAuthorizationView *self);
GateEditor      *gate_authorization_view_find_unsaved (GateAuthorizationView *self);
AdwToastOverlay *gate_authorization_view_get_toasts   (GateAuthorizationView *self);

G_END_DECLS
