/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* First page of Authorize a Client: a client ID, typed, pasted or picked by name.
 * Property: client-id (string: what stands in the entry). Signals: activate (), Return was pressed
 * or a client picked; message-action (), the button beside the message was pressed. */
#define GATE_TYPE_CLIENT_PAGE (gate_client_page_get_type ())
G_DECLARE_FINAL_TYPE (GateClientPage, gate_client_page, GATE, CLIENT_PAGE, GtkWidget)

void        gate_client_page_set_session   (GateClientPage *self,
                                            GateSession    *session);
const char *gate_client_page_get_client_id (GateClientPage *self);
void        gate_client_page_set_client_id (GateClientPage *self,
                                            const char     *client_id);
void        gate_client_page_show_message  (GateClientPage *self,
                                            const char     *message,
                                            const char     *button_label);
void        gate_client_page_clear_message (GateClientPage *self);

G_END_DECLS
