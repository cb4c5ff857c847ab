/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-router.h"

G_BEGIN_DECLS

/* The authorization server (RFC 6749, 7009, 7662, 8414): endpoints of programs and of people. */
const GateOrgRoute *gate_org_routes_get       (void);
GateOrgEndpointKind gate_org_routes_find_kind (const char *path);

G_END_DECLS
