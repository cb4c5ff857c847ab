/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* The authorization endpoint (RFC 6749, section 3.1; genesys-api.md 2.3). */
void gate_org_oauth_authorize (GateOrgCall *call);

G_END_DECLS
