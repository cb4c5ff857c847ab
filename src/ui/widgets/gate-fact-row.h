/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One fact: its title, and below it its value, which can be selected. The row is hidden while the
 * value is NULL or empty.
 *
 * Properties: title (string, rw), value (string or NULL, rw: plain text that is safe to show). */
#define GATE_TYPE_FACT_ROW (gate_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (GateFactRow, gate_fact_row, GATE, FACT_ROW, GtkListBoxRow)

void gate_fact_row_set_value (GateFactRow *self,
                              const char  *value);

G_END_DECLS
