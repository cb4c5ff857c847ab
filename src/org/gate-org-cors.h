/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* Which pages of other origins may read an answer (CORS, part of the Fetch standard): those of the
 * origins where clients have registered redirect URIs, at the endpoints for programs. No cookie
 * counts there, so such a page has no more than it brings along (S55). */
gboolean gate_org_cors_allow            (GateOrgCall *call,
                                         GError     **error);
gboolean gate_org_cors_is_preflight     (GateOrgCall *call);
void     gate_org_cors_answer_preflight (GateOrgCall *call,
                                         const char  *methods);

G_END_DECLS
