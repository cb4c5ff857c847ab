/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-org-call.h"
#include "gate-org-parameters.h"

G_BEGIN_DECLS

/* A form that a program sends to the authorization server, and the client that sends it. A reader
 * that returns FALSE has answered. */
typedef struct
{
  GateOrgCall       *call;            /* not ours */
  GateOrgParameters *form;
  GateAuthorization *authorization;   /* of the client; what the organization decided about it */
  gboolean           is_confidential; /* it has a secret, and has shown it */
} GateOrgOauthRequest;

void        gate_org_oauth_request_clear        (GateOrgOauthRequest *request);
gboolean    gate_org_oauth_request_read         (GateOrgOauthRequest *request,
                                                 GateOrgCall         *call);
const char *gate_org_oauth_request_get          (GateOrgOauthRequest *request,
                                                 const char          *name);
gboolean    gate_org_oauth_request_authenticate (GateOrgOauthRequest *request);
GateClient *gate_org_oauth_request_get_client   (GateOrgOauthRequest *request);
void        gate_org_oauth_request_set_person   (GateOrgOauthRequest *request,
                                                 const char          *person_id);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateOrgOauthRequest, gate_org_oauth_request_clear)

G_END_DECLS
