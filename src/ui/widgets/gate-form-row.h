/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row whose child alone takes the focus. In a GtkListBoxRow that is not focusable, Shift+Tab
 * never leaves the child. */
#define GATE_TYPE_FORM_ROW (gate_form_row_get_type ())
G_DECLARE_FINAL_TYPE (GateFormRow, gate_form_row, GATE, FORM_ROW, AdwPreferencesRow)

GtkWidget *gate_form_row_new (GtkWidget *child);

G_END_DECLS
