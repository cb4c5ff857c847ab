/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-org-store.h"
#include "gate-person.h"

G_BEGIN_DECLS

/* All that decides what comes next for a person who was sent here by an application. */
typedef struct
{
  GateAuthorization *authorization;
  GateClientOwner    owner;
  char              *owner_name;
  gboolean           is_confidential;
  GatePerson        *person;          /* with roles and permissions */
} GateOrgAuthorizeContext;

typedef enum
{
  GATE_ORG_STEP_UNDECIDED,
  GATE_ORG_STEP_ENTER,        /* back with a code, nothing to ask */
  GATE_ORG_STEP_CONFIRM,      /* authorized; ask whether to go on */
  GATE_ORG_STEP_CONSENT,      /* not authorized; the person may authorize it */
  GATE_ORG_STEP_ASK,          /* not authorized; an administrator has to */
  GATE_ORG_STEP_SWITCHED_OFF, /* a built-in client that is revoked, for all people */
  GATE_ORG_STEP_NO_ROLE,      /* authorized for roles that the person does not hold */
} GateOrgStep;

GateOrgAuthorizeContext *gate_org_authorize_context_load (GateOrgStore *store,
                                                          const char   *client_id,
                                                          const char   *person_id,
                                                          GError      **error);
void gate_org_authorize_context_free (GateOrgAuthorizeContext *context);
GateClient *gate_org_authorize_context_get_client (const GateOrgAuthorizeContext *context);
const char *gate_org_authorize_context_get_name (const GateOrgAuthorizeContext *context);
GateOrgStep gate_org_authorize_context_decide (const GateOrgAuthorizeContext *context,
                                               gboolean                       is_own_wish);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgAuthorizeContext, gate_org_authorize_context_free)

G_END_DECLS
