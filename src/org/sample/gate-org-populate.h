/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* SPEC: "sample", "none" or "generated:APPS,ROLES,PEOPLE". */
gboolean gate_org_populate_check_spec (const char   *spec,
                                       GError      **error);
gboolean gate_org_populate            (GateOrgStore *store,
                                       const char   *spec,
                                       GError      **error);
/* The client that Gatehouse itself signs in with, and the person of that user name. */
char       *gate_org_populate_find_person             (GateOrgStore *store,
                                                       const char   *user_name,
                                                       GError      **error);
const char *gate_org_populate_get_gatehouse_client_id (void);

G_END_DECLS
