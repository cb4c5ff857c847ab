/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Launches an application, and shows the people to sign in as in the local organization. The bar is
 * hidden for an application without a launch address.
 *
 * Properties: session (GateSession, rw), authorization (GateAuthorization, rw). */
#define GATE_TYPE_LAUNCH_BAR (gate_launch_bar_get_type ())
G_DECLARE_FINAL_TYPE (GateLaunchBar, gate_launch_bar, GATE, LAUNCH_BAR, GtkWidget)

G_END_DECLS
