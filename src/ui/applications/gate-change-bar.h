/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-editor.h"

G_BEGIN_DECLS

/* What is unsaved, and what can be done about it; away while nothing is. Its buttons use the
 * actions edit.save, edit.discard, edit.cancel and edit.compare of whoever holds it.
 *
 * Properties: editor (GateEditor or NULL, rw), narrow (boolean, rw: without its heading). */
#define GATE_TYPE_CHANGE_BAR (gate_change_bar_get_type ())
G_DECLARE_FINAL_TYPE (GateChangeBar, gate_change_bar, GATE, CHANGE_BAR, GtkWidget)

void gate_change_bar_set_editor (GateChangeBar *self,
                                 GateEditor    *editor);

G_END_DECLS
