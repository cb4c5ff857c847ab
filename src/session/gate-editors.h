/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-editor.h"

G_BEGIN_DECLS

/* The editors of a session. They keep a running save and unsaved changes while the person looks at
 * other applications.
 *
 * Signals: saved (GateEditor, GateOperation), failed (GateEditor, GateOperation). */
#define GATE_TYPE_EDITORS (gate_editors_get_type ())
G_DECLARE_FINAL_TYPE (GateEditors, gate_editors, GATE, EDITORS, GObject)

GateEditors *gate_editors_new           (GateSession       *session);
GateEditor  *gate_editors_get           (GateEditors       *self,
                                         GateAuthorization *authorization);
GateEditor  *gate_editors_find_unsaved  (GateEditors       *self);

G_END_DECLS
