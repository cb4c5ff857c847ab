/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-endpoints.h"
#include "gate-request-head.h"

G_BEGIN_DECLS

/* The whole answer to a request that is not let in, after which the connection ends. In the
 * form of the endpoint that it asked for. */
GString *gate_org_refusal_make (GateRequestHead        *head,
                                const GateOrgEndpoints *endpoints,
                                guint                   status,
                                const char             *reason,
                                const char             *correlation_id);

G_END_DECLS
