/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* The secrets of clients, by their hash (S54). A client that has one is confidential,
 * one that has none is public. The one before the newest still works for a while. */
#define GATE_ORG_OLD_SECRET_MS (5 * 60 * 1000)

gboolean gate_org_client_secrets_table_rotate  (GateOrgStore *store,
                                                const char   *client_id,
                                                const char   *hash,
                                                GError      **error);
gboolean gate_org_client_secrets_table_has_any (GateOrgStore *store,
                                                const char   *client_id,
                                                gboolean     *has_any,
                                                GError      **error);
char   **gate_org_client_secrets_table_list    (GateOrgStore *store,
                                                const char   *client_id,
                                                GError      **error);

G_END_DECLS
