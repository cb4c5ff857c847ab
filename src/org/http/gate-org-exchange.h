/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One request and its answer as the library sees them: a connection that holds exactly one whole
 * request, whose output goes to the client. Signal "closed": the library is through with it. */
#define GATE_TYPE_ORG_EXCHANGE (gate_org_exchange_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgExchange, gate_org_exchange, GATE, ORG_EXCHANGE, GIOStream)

GateOrgExchange *gate_org_exchange_new (GBytes        *request,
                                        GOutputStream *output);

G_END_DECLS
