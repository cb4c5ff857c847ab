/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Who is logged in to the pages, by the hash of the cookie. A session ends after a quarter of an
 * hour without a page, after eight hours, or at logout (S25, S30). */
#define GATE_ORG_SESSION_IDLE_MS (15 * 60 * 1000)
#define GATE_ORG_SESSION_ABSOLUTE_MS (8 * 60 * 60 * 1000)

gboolean gate_org_sessions_table_add        (GateOrgStore *store,
                                             const char   *hash,
                                             const char   *person_id,
                                             gint64        now_ms,
                                             GError      **error);
gboolean gate_org_sessions_table_find       (GateOrgStore *store,
                                             const char   *hash,
                                             gint64        now_ms,
                                             char        **person_id,
                                             GError      **error);
gboolean gate_org_sessions_table_end        (GateOrgStore *store,
                                             const char   *hash,
                                             GError      **error);
gboolean gate_org_sessions_table_end_person (GateOrgStore *store,
                                             const char   *person_id,
                                             GError      **error);

G_END_DECLS
