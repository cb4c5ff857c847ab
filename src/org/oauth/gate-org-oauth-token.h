/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* The endpoints that programs send forms to. */
void gate_org_oauth_token      (GateOrgCall *call);
void gate_org_oauth_revoke     (GateOrgCall *call);
void gate_org_oauth_introspect (GateOrgCall *call);

G_END_DECLS
