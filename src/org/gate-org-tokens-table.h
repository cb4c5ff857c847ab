/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-policy.h"
#include "gate-org-store.h"

G_BEGIN_DECLS

gboolean      gate_org_tokens_table_add        (GateOrgStore *store,
                                                const char   *hash,
                                                const char   *client_id,
                                                const char   *person_id,
                                                const char   *scopes,
                                                gint64        family,
                                                GError      **error);
GateOrgGrant *gate_org_tokens_table_find       (GateOrgStore *store,
                                                const char   *hash,
                                                GError      **error);
gboolean      gate_org_tokens_table_end        (GateOrgStore *store,
                                                const char   *hash,
                                                const char   *client_id,
                                                GError      **error);
gboolean      gate_org_tokens_table_end_client (GateOrgStore *store,
                                                const char   *client_id,
                                                GError      **error);

G_END_DECLS
