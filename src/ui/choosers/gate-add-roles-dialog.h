/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-edit.h"
#include "gate-session.h"

G_BEGIN_DECLS

/* A dialog to choose roles of the organization by search and check marks.
 *
 * Signal: chosen (strv: the IDs of the ticked roles, at least one), once. */
#define GATE_TYPE_ADD_ROLES_DIALOG (gate_add_roles_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateAddRolesDialog,
                      gate_add_roles_dialog,
                      GATE,
                      ADD_ROLES_DIALOG,
                      AdwWindow)

GateAddRolesDialog *gate_add_roles_dialog_new (GateSession *session,
                                               GtkWindow   *parent,
                                               GateEdit    *edit);

G_END_DECLS
