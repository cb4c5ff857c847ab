/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-editors.h"

G_BEGIN_DECLS

/* One application: who it is, its state, its panes.
 *
 * Properties: session (GateSession, rw), authorization (GateAuthorization or NULL, rw), pane
 * (string, rw: scopes or details), narrow (boolean, rw: the header is one column), edit (GateEdit
 * or NULL: what is ticked; NULL when it cannot be changed).
 * Signals: edited (the first change that is unsaved), saved (GateOperation), failed (GateOperation:
 * of an application that is not shown). */
#define GATE_TYPE_DETAIL (gate_detail_get_type ())
G_DECLARE_FINAL_TYPE (GateDetail, gate_detail, GATE, DETAIL, GtkWidget)

void gate_detail_set_session       (GateDetail        *self,
                                    GateSession       *session);
void gate_detail_set_authorization (GateDetail        *self,
                                    GateAuthorization *authorization);
GateEdit   *gate_detail_get_edit     (GateDetail      *self);
GateEditor *gate_detail_get_editor   (GateDetail      *self);
GateEditor *gate_detail_find_unsaved (GateDetail      *self);
AdwToastOverlay *gate_detail_get_toasts (GateDetail   *self);

G_END_DECLS
