/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-authorize-context.h"
#include "gate-org-authorize-request-store.h"
#include "gate-org-call.h"

G_BEGIN_DECLS

/* The page on which people log in, and what becomes of what they type. */
void gate_org_login_show   (GateOrgCall                   *call,
                            GateOrgAuthorizeRequest       *request,
                            const GateOrgAuthorizeContext *context);
void gate_org_login_submit (GateOrgCall                   *call);

G_END_DECLS
