/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-list-resource.h"
#include "gate-role.h"

G_BEGIN_DECLS

/* The organization's roles (GET /api/v2/authorization/roles), in the order of their names. */
#define GATE_TYPE_ROLES (gate_roles_get_type ())
G_DECLARE_FINAL_TYPE (GateRoles, gate_roles, GATE, ROLES, GateListResource)

GateRoles *gate_roles_new        (void);
GateRole  *gate_roles_find       (GateRoles  *self,
                                  const char *role_id);
char      *gate_roles_tell_apart (GateRoles  *self,
                                  GateRole   *role);

G_END_DECLS
