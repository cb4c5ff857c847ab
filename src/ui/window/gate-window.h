/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The window of the application: a header, and below it the page for the state of the session. */
#define GATE_TYPE_WINDOW (gate_window_get_type ())
G_DECLARE_FINAL_TYPE (GateWindow, gate_window, GATE, WINDOW, AdwApplicationWindow)

GateWindow *gate_window_new    (GtkApplication *application,
                                GateSession    *session);
gboolean    gate_window_select (GateWindow     *self,
                                const char     *client_id);
void        gate_window_remember (GateWindow   *self);
void        gate_window_show_request (GateWindow   *self,
                                      const char   *client_id);

G_END_DECLS
