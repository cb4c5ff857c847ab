/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"
#include "gate-person.h"

G_BEGIN_DECLS

GatePerson *gate_org_people_table_find         (GateOrgStore *store,
                                                const char   *id,
                                                GError      **error);
GatePerson *gate_org_people_table_find_whole   (GateOrgStore *store,
                                                const char   *id,
                                                GError      **error);
char       *gate_org_people_table_find_by_name (GateOrgStore *store,
                                                const char   *user_name,
                                                GError      **error);
gboolean    gate_org_people_table_count        (GateOrgStore *store,
                                                const char   *state,
                                                gint64       *total,
                                                GError      **error);
GPtrArray  *gate_org_people_table_list         (GateOrgStore *store,
                                                const char   *state,
                                                gboolean      descending,
                                                gint64        limit,
                                                gint64        offset,
                                                GError      **error);

G_END_DECLS
