/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* P1: a client ID, then what it asks for, then Approve. It closes itself once it is done. Signals:
 * approved (GateOperation): the organization confirmed it; show-client (string): the person wants
 * to see this authorization, which was approved already. */
#define GATE_TYPE_AUTHORIZE_DIALOG (gate_authorize_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizeDialog, gate_authorize_dialog, GATE, AUTHORIZE_DIALOG, AdwWindow)

GateAuthorizeDialog *gate_authorize_dialog_new     (GateSession         *session,
                                                    GtkWindow           *parent);
/* Starts at the second page with this one, e.g. from Approve… or Authorize Again…. */
void                 gate_authorize_dialog_look_at (GateAuthorizeDialog *self,
                                                    GateAuthorization   *authorization);

/* Starts by looking up this client ID, as if it had been typed. */
void                 gate_authorize_dialog_look_up (GateAuthorizeDialog *self,
                                                    const char          *client_id);

G_END_DECLS
