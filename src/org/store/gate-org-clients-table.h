/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-client.h"
#include "gate-org-store.h"

G_BEGIN_DECLS

/* The columns of a client in the order of gate_org_clients_table_read(), from "clients AS c". */
#define GATE_ORG_CLIENT_COLUMNS                                                                   \
  "c.number, c.id, c.name, c.description, c.grant_type, c.token_lifetime_s, c.state, "            \
  "c.created_ms, c.modified_ms"
#define GATE_ORG_N_CLIENT_COLUMNS 9

/* The roles that clients act with when they sign in by themselves, as (client, role ID). */
#define GATE_ORG_CLIENT_ROLES                                                                     \
  "SELECT h.client, r.id FROM client_roles AS h CROSS JOIN roles AS r ON r.number = h.role"

typedef void (*GateOrgClientFunc) (GateClient *client,
                                   gpointer    user_data);

GateClient *gate_org_clients_table_read             (GateOrgStatement  *statement,
                                                     const char *const *scopes,
                                                     const char *const *redirect_uris);
gboolean    gate_org_clients_table_list_own         (GateOrgStore      *store,
                                                     GateOrgClientFunc  func,
                                                     gpointer           user_data,
                                                     GError           **error);
GateClient *gate_org_clients_table_find_own         (GateOrgStore      *store,
                                                     const char        *id,
                                                     GError           **error);
char      **gate_org_clients_table_list_roles       (GateOrgStore      *store,
                                                     const char        *id,
                                                     GError           **error);
char      **gate_org_clients_table_list_permissions (GateOrgStore      *store,
                                                     const char        *id,
                                                     GError           **error);
char **gate_org_clients_table_list_redirect_uris (GateOrgStore *store,
                                                  const char   *prefix,
                                                  GError      **error);

G_END_DECLS
