/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-list-resource.h"
#include "gate-scope.h"

G_BEGIN_DECLS

/* The scopes that the organization knows (GET /api/v2/oauth/scopes), in the order of their IDs. */
#define GATE_TYPE_SCOPES (gate_scopes_get_type ())
G_DECLARE_FINAL_TYPE (GateScopes, gate_scopes, GATE, SCOPES, GateListResource)

GateScopes *gate_scopes_new      (void);
const char *gate_scopes_describe (GateScopes *self,
                                  const char *scope_id);
char      **gate_scopes_dup_ids  (GateScopes *self);

G_END_DECLS
