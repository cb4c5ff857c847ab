/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The three buttons above a list of scopes to choose.
 * Properties: has-requested (boolean, rw: whether the application asks for scopes), filtered
 * (boolean, rw: whether the buttons change only the scopes that a filter shows).
 * Signals: only-requested (), read-only (), none (). */
#define GATE_TYPE_SCOPE_BUTTONS (gate_scope_buttons_get_type ())
G_DECLARE_FINAL_TYPE (GateScopeButtons, gate_scope_buttons, GATE, SCOPE_BUTTONS, GtkWidget)

G_END_DECLS
