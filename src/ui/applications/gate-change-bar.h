/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-editor.h"

G_BEGIN_DECLS

/* The unsaved changes of an edit, with buttons; hidden without unsaved changes. The buttons use the
 * actions edit.save, edit.discard, edit.cancel and edit.compare of a parent.
 *
 * Properties: editor (GateEditor or NULL, rw), narrow (boolean, rw: without the title). */
#define GATE_TYPE_CHANGE_BAR (gate_change_bar_get_type ())
G_DECLARE_FINAL_TYPE (GateChangeBar, gate_change_bar, GATE, CHANGE_BAR, GtkWidget)

void gate_change_bar_set_editor (GateChangeBar *self,
                                 GateEditor    *editor);

G_END_DECLS
