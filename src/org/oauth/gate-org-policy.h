/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-tokens-table.h"

G_BEGIN_DECLS

gboolean    gate_org_policy_token_works        (const GateOrgGrant *grant,
                                                gint64              now_ms);
char      **gate_org_policy_dup_token_scopes   (const GateOrgGrant *grant);
gboolean    gate_org_policy_has_any_scope      (const char *const  *scopes,
                                                const char *const  *any_scope);
gboolean    gate_org_policy_has_any_permission (const char *const  *permissions,
                                                const char *const  *any_permission);
gboolean    gate_org_policy_asks_scopes        (const char         *person_id);
const char *gate_org_policy_find_foreign_scope (const char *const  *wanted,
                                                const char *const  *asked,
                                                const char *const  *granted);

G_END_DECLS
