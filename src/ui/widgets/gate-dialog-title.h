/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GATE_TYPE_DIALOG_TITLE (gate_dialog_title_get_type ())
G_DECLARE_FINAL_TYPE (GateDialogTitle, gate_dialog_title, GATE, DIALOG_TITLE, GtkWidget)

G_END_DECLS
