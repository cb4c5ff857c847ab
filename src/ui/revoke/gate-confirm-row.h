/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A sentence to be ticked before something dangerous can be done.
 *
 * Property: active (boolean, rw: it is ticked). The sentence is the row's title. */
#define GATE_TYPE_CONFIRM_ROW (gate_confirm_row_get_type ())
G_DECLARE_FINAL_TYPE (GateConfirmRow, gate_confirm_row, GATE, CONFIRM_ROW, AdwActionRow)

gboolean gate_confirm_row_is_active    (GateConfirmRow *self);
void     gate_confirm_row_set_sentence (GateConfirmRow *self,
                                        const char     *sentence);

G_END_DECLS
