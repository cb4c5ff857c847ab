/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-edit.h"
#include "gate-session.h"

G_BEGIN_DECLS

/* Some roles out of the organization's, however many those are.
 *
 * Signal: chosen (strv: the IDs of the roles that were ticked, at least one), once. */
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
