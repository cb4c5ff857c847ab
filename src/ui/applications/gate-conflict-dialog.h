/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-editor.h"

G_BEGIN_DECLS

/* Compares the person's edit with the changes that another person saved meanwhile, and offers to
 * keep either version or to merge both. */
#define GATE_TYPE_CONFLICT_DIALOG (gate_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateConflictDialog, gate_conflict_dialog, GATE, CONFLICT_DIALOG, AdwWindow)

GateConflictDialog *gate_conflict_dialog_new (GateEditor *editor,
                                              GtkWindow  *parent);

G_END_DECLS
