/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The first page of Authorize a Client: a client ID, typed, pasted or picked by name.
 * Property: client-id (string: the text of the entry). Signals: activate (), the person pressed
 * Return or picked a client; message-action (), the person pressed the button beside the
 * message. */
#define GATE_TYPE_AUTHORIZE_STEP_CLIENT (gate_authorize_step_client_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizeStepClient,
                      gate_authorize_step_client,
                      GATE,
                      AUTHORIZE_STEP_CLIENT,
                      GtkWidget)

void        gate_authorize_step_client_set_session   (GateAuthorizeStepClient *self,
                                                      GateSession             *session);
const char *gate_authorize_step_client_get_client_id (GateAuthorizeStepClient *self);
void        gate_authorize_step_client_set_client_id (GateAuthorizeStepClient *self,
                                                      const char              *client_id);
void        gate_authorize_step_client_show_message  (GateAuthorizeStepClient *self,
                                                      const char              *message,
                                                      const char              *button_label);
void        gate_authorize_step_client_clear_message (GateAuthorizeStepClient *self);

G_END_DECLS
