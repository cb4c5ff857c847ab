/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Shows and edits the launch address of an application.
 *
 * Properties: session (GateSession, rw), authorization (GateAuthorization, rw). */
#define GATE_TYPE_LAUNCH_GROUP (gate_launch_group_get_type ())
G_DECLARE_FINAL_TYPE (GateLaunchGroup, gate_launch_group, GATE, LAUNCH_GROUP, GtkWidget)

void gate_launch_group_set_session       (GateLaunchGroup   *self,
                                          GateSession       *session);
void gate_launch_group_set_authorization (GateLaunchGroup   *self,
                                          GateAuthorization *authorization);

G_END_DECLS
