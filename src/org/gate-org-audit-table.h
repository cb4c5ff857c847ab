/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-org-call.h"

G_BEGIN_DECLS

/* Belongs into the transaction of the change that it records. */
gboolean gate_org_audit_table_add       (GateOrgStore      *store,
                                         const char        *action,
                                         GateAuthorization *before,
                                         GateAuthorization *after,
                                         GateOrgCall       *call,
                                         GError           **error);
gboolean gate_org_audit_table_add_event (GateOrgStore      *store,
                                         const char        *action,
                                         const char        *client_id,
                                         GateOrgCall       *call,
                                         GError           **error);

G_END_DECLS
