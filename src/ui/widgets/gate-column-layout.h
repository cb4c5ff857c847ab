/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives every child the whole area, like GtkBinLayout, in a widget whose natural width is a
 * constant.
 *
 * Properties: width (int, pixels: the natural width at the usual text size). */
#define GATE_TYPE_COLUMN_LAYOUT (gate_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (GateColumnLayout, gate_column_layout, GATE, COLUMN_LAYOUT, GtkLayoutManager)

G_END_DECLS
