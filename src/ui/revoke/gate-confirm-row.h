/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A sentence that the person must tick before a dangerous action. The sentence is the title of the
 * row.
 *
 * Property: active (boolean, rw: ticked). */
#define GATE_TYPE_CONFIRM_ROW (gate_confirm_row_get_type ())
G_DECLARE_FINAL_TYPE (GateConfirmRow, gate_confirm_row, GATE, CONFIRM_ROW, AdwActionRow)

gboolean gate_confirm_row_is_active    (GateConfirmRow *self);
void     gate_confirm_row_set_sentence (GateConfirmRow *self,
                                        const char     *sentence);

G_END_DECLS
