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
} GateOrgLaunch;

typedef enum
{
  GATE_ORG_STEP_UNDECIDED,
  GATE_ORG_STEP_ENTER,        /* back with a code, nothing to ask */
  GATE_ORG_STEP_CONFIRM,      /* authorized; ask whether to go on */
  GATE_ORG_STEP_CONSENT,      /* not authorized; the person may authorize it */
  GATE_ORG_STEP_ASK,          /* not authorized; an administrator has to */
  GATE_ORG_STEP_SWITCHED_OFF, /* a built-in client that is revoked: nobody gets in */
  GATE_ORG_STEP_NO_ROLE,      /* authorized for roles that the person does not hold */
} GateOrgStep;

GateOrgLaunch *gate_org_launch_load         (GateOrgStore        *store,
                                             const char          *client_id,
                                             const char          *person_id,
                                             GError             **error);
void           gate_org_launch_free         (GateOrgLaunch       *launch);
GateClient    *gate_org_launch_get_client   (const GateOrgLaunch *launch);
const char    *gate_org_launch_get_name     (const GateOrgLaunch *launch);
GateOrgStep    gate_org_launch_decide       (const GateOrgLaunch *launch,
                                             gboolean             is_own_wish);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgLaunch, gate_org_launch_free)

G_END_DECLS
