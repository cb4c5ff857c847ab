/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with the row above it, in the same card; hidden while nothing is. AdwEntryRow has
 * no place for a sentence.
 *
 * Properties: field (widget, rw: the row above it, which is marked as invalid). */
#define GATE_TYPE_ERROR_ROW (gate_error_row_get_type ())
G_DECLARE_FINAL_TYPE (GateErrorRow, gate_error_row, GATE, ERROR_ROW, AdwPreferencesRow)

void gate_error_row_set_message (GateErrorRow *self,
                                 const char   *message);

G_END_DECLS
