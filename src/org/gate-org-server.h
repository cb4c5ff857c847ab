/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-dispatcher.h"

G_BEGIN_DECLS

/* The organization on the network: takes calls, sends each through the bearer check to its handler,
 * and writes the answer. */
#define GATE_TYPE_ORG_SERVER (gate_org_server_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgServer, gate_org_server, GATE, ORG_SERVER, GObject)

GateOrgServer *gate_org_server_new             (GateOrgStore                *store,
                                                const GateOrgServerSettings *settings);
gboolean       gate_org_server_start           (GateOrgServer               *self,
                                                GError                     **error);
const char    *gate_org_server_get_origin      (GateOrgServer               *self);
gboolean       gate_org_server_set_password    (GateOrgServer               *self,
                                                const char                  *password,
                                                GError                     **error);
const char    *gate_org_server_get_fault_token (GateOrgServer               *self);
void           gate_org_server_stop            (GateOrgServer               *self);

G_END_DECLS
