/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-authorize-request-store.h"
#include "gate-org-call.h"

G_BEGIN_DECLS

/* The step after the login: a code, a question, or a page that says why there is no code. */
void gate_org_consent_begin (GateOrgCall             *call,
                             GateOrgAuthorizeRequest *request);
void gate_org_consent_go_on (GateOrgCall             *call,
                             GateOrgAuthorizeRequest *request);

/* Handlers. */
void gate_org_consent_get    (GateOrgCall *call);
void gate_org_consent_submit (GateOrgCall *call);

G_END_DECLS
