/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-client.h"
#include "gate-org-store.h"
#include "gate-organization.h"

G_BEGIN_DECLS

GateOrganization *gate_org_organization_table_find_own (GateOrgStore *store,
                                                        GError      **error);
/* Whose a client is, as seen from this organization. */
gboolean gate_org_organization_table_find_kind (GateOrgStore    *store,
                                                const char      *client_id,
                                                GateClientOwner *owner,
                                                GError         **error);
/* The organization that a client belongs to. */
GateOrganization *gate_org_organization_table_find_owner (GateOrgStore *store,
                                                          const char   *client_id,
                                                          char        **client_name,
                                                          GError      **error);

G_END_DECLS
