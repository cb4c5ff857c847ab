/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The page for a person without permission: it names the missing permission and the next steps.
 *
 * Property: session (GateSession, rw). */
#define GATE_TYPE_DENIED (gate_denied_get_type ())
G_DECLARE_FINAL_TYPE (GateDenied, gate_denied, GATE, DENIED, GtkWidget)

void gate_denied_set_session (GateDenied  *self,
                              GateSession *session);

G_END_DECLS
