/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays children out in a row if all of them fit, else below each other.
 *
 * Properties: spacing (int, pixels between children in a row), line-spacing (int, pixels between
 * children below each other). */
#define GATE_TYPE_BESIDE_LAYOUT (gate_beside_layout_get_type ())
G_DECLARE_FINAL_TYPE (GateBesideLayout, gate_beside_layout, GATE, BESIDE_LAYOUT, GtkLayoutManager)

int gate_beside_layout_longest_word (GtkLabel *label);

G_END_DECLS
