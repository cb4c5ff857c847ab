/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-edit.h"
#include "gate-session.h"

G_BEGIN_DECLS

/* The roles with access: All Roles or single roles, with the roles that an edit adds and removes.
 * The list changes only the edit and sends nothing.
 *
 * Properties: session (GateSession, rw), edit (GateEdit or NULL, rw), editable (boolean, rw),
 * title (string, rw). */
#define GATE_TYPE_ROLE_LIST (gate_role_list_get_type ())
G_DECLARE_FINAL_TYPE (GateRoleList, gate_role_list, GATE, ROLE_LIST, GtkWidget)

void gate_role_list_set_session  (GateRoleList *self,
                                  GateSession  *session);
void gate_role_list_set_edit     (GateRoleList *self,
                                  GateEdit     *edit);
void gate_role_list_set_editable (GateRoleList *self,
                                  gboolean      editable);

G_END_DECLS
