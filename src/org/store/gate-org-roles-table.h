/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"
#include "gate-role.h"

G_BEGIN_DECLS

GPtrArray *gate_org_roles_table_list         (GateOrgStore *store,
                                              const char   *name_pattern,
                                              GError      **error);
GateRole  *gate_org_roles_table_find         (GateOrgStore *store,
                                              const char   *id,
                                              GError      **error);
gboolean   gate_org_roles_table_exists       (GateOrgStore *store,
                                              const char   *id,
                                              gboolean     *exists,
                                              GError      **error);
gboolean   gate_org_roles_table_count_people (GateOrgStore *store,
                                              const char   *id,
                                              gint64       *n_people,
                                              GError      **error);
char     **gate_org_roles_table_list_people  (GateOrgStore *store,
                                              const char   *id,
                                              gint64        limit,
                                              gint64        offset,
                                              GError      **error);

G_END_DECLS
