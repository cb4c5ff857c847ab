/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Starts an application, and says whom to sign in as where that is known. Not there at all for an
 * application of which it is not known where it starts.
 *
 * Properties: session (GateSession, rw), authorization (GateAuthorization, rw). */
#define GATE_TYPE_LAUNCH_BAR (gate_launch_bar_get_type ())
G_DECLARE_FINAL_TYPE (GateLaunchBar, gate_launch_bar, GATE, LAUNCH_BAR, GtkWidget)

G_END_DECLS
