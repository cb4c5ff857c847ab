/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Approves a client: the first page asks for a client ID, the second page shows its scopes with
 * Approve. The dialog closes after the approval. Signals: approved (GateOperation): the
 * organization confirmed the approval; show-client (string, the client ID): the client is approved
 * already and the person wants to see its authorization. */
#define GATE_TYPE_AUTHORIZE_DIALOG (gate_authorize_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizeDialog, gate_authorize_dialog, GATE, AUTHORIZE_DIALOG, AdwWindow)

GateAuthorizeDialog *gate_authorize_dialog_new     (GateSession         *session,
                                                    GtkWindow           *parent);
void                 gate_authorize_dialog_look_at (GateAuthorizeDialog *self,
                                                    GateAuthorization   *authorization);
void                 gate_authorize_dialog_look_up (GateAuthorizeDialog *self,
                                                    const char          *client_id);

G_END_DECLS
