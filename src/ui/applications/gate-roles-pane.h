/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-edit.h"
#include "gate-session.h"

G_BEGIN_DECLS

/* The people and roles that can use an application, and the effect of saving the edit.
 *
 * Properties: edit (GateEdit or NULL, rw: the pane shows and changes the edit; without one it only
 * shows the authorization), narrow (boolean, rw). */
#define GATE_TYPE_ROLES_PANE (gate_roles_pane_get_type ())
G_DECLARE_FINAL_TYPE (GateRolesPane, gate_roles_pane, GATE, ROLES_PANE, GtkWidget)

void gate_roles_pane_set_session       (GateRolesPane     *self,
                                        GateSession       *session);
void gate_roles_pane_set_authorization (GateRolesPane     *self,
                                        GateAuthorization *authorization);
void gate_roles_pane_set_edit          (GateRolesPane     *self,
                                        GateEdit          *edit);

G_END_DECLS
