/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-org-store.h"

G_BEGIN_DECLS

typedef void (*GateOrgAuthorizationFunc) (GateAuthorization *authorization,
                                          gpointer           user_data);

gboolean           gate_org_authorizations_table_list    (GateOrgStore            *store,
                                                          GateOrgAuthorizationFunc func,
                                                          gpointer                 user_data,
                                                          GError                 **error);
GateAuthorization *gate_org_authorizations_table_find    (GateOrgStore            *store,
                                                          const char              *client_id,
                                                          GError                 **error);
gboolean           gate_org_authorizations_table_save    (GateOrgStore            *store,
                                                          const char              *client_id,
                                                          const char *const       *scopes,
                                                          const char *const       *role_ids,
                                                          const char              *person_id,
                                                          GError                 **error);
gboolean           gate_org_authorizations_table_request (GateOrgStore            *store,
                                                          const char              *client_id,
                                                          const char              *person_id,
                                                          GError                 **error);
gboolean           gate_org_authorizations_table_revoke  (GateOrgStore            *store,
                                                          const char              *client_id,
                                                          const char              *person_id,
                                                          GError                 **error);

G_END_DECLS
