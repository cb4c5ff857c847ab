/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-org-store.h"

G_BEGIN_DECLS

/* Who made a change, and in which request; the record names all three. */
typedef struct
{
  const char *person_id;      /* NULL for a client alone, or before the login */
  const char *client_id;      /* of the token; NULL on the pages */
  const char *correlation_id;
} GateOrgActor;

/* Belongs into the transaction of the change that it records. */
gboolean gate_org_audit_table_add       (GateOrgStore      *store,
                                         const char        *action,
                                         GateAuthorization *before,
                                         GateAuthorization *after,
                                         GateOrgActor       actor,
                                         GError           **error);
gboolean gate_org_audit_table_add_event (GateOrgStore      *store,
                                         const char        *action,
                                         const char        *client_id,
                                         GateOrgActor       actor,
                                         GError           **error);

G_END_DECLS
