/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-client.h"
#include "gate-list-resource.h"

G_BEGIN_DECLS

/* The organization's own OAuth clients (GET /api/v2/oauth/clients). */
#define GATE_TYPE_CLIENTS (gate_clients_get_type ())
G_DECLARE_FINAL_TYPE (GateClients, gate_clients, GATE, CLIENTS, GateListResource)

GateClients *gate_clients_new     (void);
GateClient  *gate_clients_find    (GateClients *self,
                                   const char  *client_id);
char       **gate_clients_dup_ids (GateClients *self);

G_END_DECLS
