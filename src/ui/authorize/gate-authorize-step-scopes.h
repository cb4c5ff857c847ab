/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The second page of Authorize a Client: the application, the scopes that it asks for, and the
 * choice of scopes and roles to grant. Properties: can-approve (boolean), summary (string: a
 * sentence about the approval, or why Approve is insensitive). Signal: look-again (), the person
 * wants to read the authorization again. */
#define GATE_TYPE_AUTHORIZE_STEP_SCOPES (gate_authorize_step_scopes_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizeStepScopes,
                      gate_authorize_step_scopes,
                      GATE,
                      AUTHORIZE_STEP_SCOPES,
                      GtkWidget)

void               gate_authorize_step_scopes_set_session       (GateAuthorizeStepScopes *self,
                                                                 GateSession             *session);
void               gate_authorize_step_scopes_set_authorization (GateAuthorizeStepScopes *self,
                                                                 GateAuthorization *authorization);
GateAuthorization *gate_authorize_step_scopes_get_authorization (GateAuthorizeStepScopes *self);
char             **gate_authorize_step_scopes_dup_scopes        (GateAuthorizeStepScopes *self);
char             **gate_authorize_step_scopes_dup_roles         (GateAuthorizeStepScopes *self);
void               gate_authorize_step_scopes_show_problem      (GateAuthorizeStepScopes *self,
                                                                 const char *problem,
                                                                 const char *evidence,
                                                                 gboolean look_again);
void               gate_authorize_step_scopes_mark_refused      (GateAuthorizeStepScopes *self,
                                                                 const char *const *scopes);
void               gate_authorize_step_scopes_clear_problem     (GateAuthorizeStepScopes *self);

G_END_DECLS
