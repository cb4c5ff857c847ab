/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-authorize-context.h"
#include "gate-org-authorize-request-store.h"
#include "gate-org-call.h"
#include "gate-org-parameters.h"

G_BEGIN_DECLS

/* Why a page is shown again instead of being taken for an answer. */
typedef enum
{
  GATE_ORG_AGAIN_NOTHING_TICKED,
  GATE_ORG_AGAIN_TOO_SOON,
  GATE_ORG_AGAIN_NO_CHANGE,
  GATE_ORG_AGAIN_CHANGED,
  GATE_ORG_AGAIN_DENIED_LATE,
} GateOrgAgain;

/* The pages that ask a logged-in person, or say why an application gets no code. */
void gate_org_consent_page_answer (GateOrgCall                   *call,
                                   GateOrgAuthorizeRequest       *request,
                                   const GateOrgAuthorizeContext *context,
                                   GateOrgStep                    step);
void gate_org_consent_page_again  (GateOrgCall                   *call,
                                   GateOrgAuthorizeRequest       *request,
                                   const GateOrgAuthorizeContext *context,
                                   GateOrgStep                    step,
                                   GateOrgAgain                   why,
                                   GateOrgParameters             *fields);

/* Which scopes were ticked on it. FALSE for a form that is not what the page makes. */
gboolean gate_org_consent_page_read (GateOrgParameters       *fields,
                                     GateOrgAuthorizeRequest *request,
                                     char                  ***scopes);

G_END_DECLS
