/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-role.h"

G_BEGIN_DECLS

/* A role with a check mark, in a list view that reuses its rows.
 *
 * Signal: toggled (), when a person wants to tick or untick the role. */
#define GATE_TYPE_ROLE_CHECK (gate_role_check_get_type ())
G_DECLARE_FINAL_TYPE (GateRoleCheck, gate_role_check, GATE, ROLE_CHECK, GtkWidget)

GtkWidget *gate_role_check_new      (void);
GateRole  *gate_role_check_get_role (GateRoleCheck *self);
void       gate_role_check_show     (GateRoleCheck *self,
                                     GateRole      *role,
                                     const char    *apart,
                                     const char    *people,
                                     gboolean       ticked,
                                     gboolean       listed);
void       gate_role_check_toggle   (GateRoleCheck *self);

G_END_DECLS
