/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One fact: what it is, and under it the text, which can be selected. Away while there is none.
 *
 * Properties: title, value (strings, rw). */
#define GATE_TYPE_FACT_ROW (gate_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (GateFactRow, gate_fact_row, GATE, FACT_ROW, GtkListBoxRow)

void gate_fact_row_set_value (GateFactRow *self,
                              const char  *value);

G_END_DECLS
