/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-authorize-context.h"
#include "gate-org-authorize-request-store.h"
#include "gate-org-call.h"
#include "gate-org-phrases.h"

G_BEGIN_DECLS

/* What the page says of an attempt before this one. */
typedef struct
{
  guint status;
  const char *name; /* as it was typed */
  GateOrgPhrase error;
  const char *seconds;
  GateOrgPhrase name_error;
  GateOrgPhrase password_error;
} GateOrgLoginAttempt;

/* The page on which people log in. */
void gate_org_login_page_answer         (GateOrgCall                   *call,
                                         GateOrgAuthorizeRequest       *request,
                                         const GateOrgAuthorizeContext *context);
void gate_org_login_page_answer_attempt (GateOrgCall                   *call,
                                         GateOrgAuthorizeRequest       *request,
                                         const GateOrgAuthorizeContext *context,
                                         const GateOrgLoginAttempt     *attempt);

G_END_DECLS
