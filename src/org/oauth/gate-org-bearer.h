/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-router.h"

G_BEGIN_DECLS

/* Who asks, and may they: 401, then scope, then permission (genesys-api.md 9.4). FALSE
 * when the call was answered with the refusal. */
gboolean gate_org_bearer_check (GateOrgCall        *call,
                                const GateOrgRoute *route);
/* A new access token for a person who signed in with a client. The client sets its lifetime. */
char *gate_org_bearer_issue (GateOrgStore *store,
                             const char   *client_id,
                             const char   *person_id,
                             GError      **error);

G_END_DECLS
