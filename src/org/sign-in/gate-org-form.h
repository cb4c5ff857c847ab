/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-authorize-request-store.h"
#include "gate-org-call.h"
#include "gate-org-parameters.h"
#include "gate-org-shown-page.h"

G_BEGIN_DECLS

/* A form of one of our pages as it comes back. */
typedef struct
{
  GateOrgParameters *fields;
  GateOrgAuthorizeRequest    *request;
  GateOrgShownPage            page; /* from which it comes; empty for the login form */
} GateOrgForm;

void     gate_org_form_clear (GateOrgForm *form);
gboolean gate_org_form_read  (GateOrgForm *form,
                              GateOrgCall *call,
                              gboolean     is_login);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateOrgForm, gate_org_form_clear)

G_END_DECLS
