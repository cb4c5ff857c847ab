/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-faults.h"
#include "gate-org-server.h"

G_BEGIN_DECLS

/* Sends a call through the checks of its door to the handler of its route. Knows no libsoup. */
typedef struct _GateOrgDispatcher GateOrgDispatcher;

GateOrgDispatcher *gate_org_dispatcher_new             (const GateOrgServerSettings *settings);
void               gate_org_dispatcher_free            (GateOrgDispatcher           *self);
GateOrgFault       gate_org_dispatcher_handle          (GateOrgDispatcher           *self,
                                                        GateOrgCall                 *call,
                                                        guint                       *delay_ms);
const char        *gate_org_dispatcher_get_fault_token (GateOrgDispatcher           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgDispatcher, gate_org_dispatcher_free)

G_END_DECLS
