/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Second page of Authorize a Client: whose application it is, what it asks for, what it gets.
 * Properties: can-approve (boolean), summary (string: what would be approved, or why nothing can
 * be). Signal: look-again (). */
#define GATE_TYPE_APPROVE_PAGE (gate_approve_page_get_type ())
G_DECLARE_FINAL_TYPE (GateApprovePage, gate_approve_page, GATE, APPROVE_PAGE, GtkWidget)

void               gate_approve_page_set_session       (GateApprovePage   *self,
                                                        GateSession       *session);
void               gate_approve_page_set_authorization (GateApprovePage   *self,
                                                        GateAuthorization *authorization);
GateAuthorization *gate_approve_page_get_authorization (GateApprovePage   *self);
char             **gate_approve_page_dup_scopes        (GateApprovePage   *self);
char             **gate_approve_page_dup_roles         (GateApprovePage   *self);
void               gate_approve_page_show_problem      (GateApprovePage   *self,
                                                        const char        *problem,
                                                        const char        *correlation_id,
                                                        gboolean           look_again);
void               gate_approve_page_clear_problem     (GateApprovePage   *self);

G_END_DECLS
