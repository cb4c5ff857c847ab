/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A widget with one child that is as wide as it likes, whatever its height. */
#define GATE_TYPE_HEIGHT_FOR_WIDTH_BIN (gate_height_for_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (GateHeightForWidthBin,
                      gate_height_for_width_bin,
                      GATE,
                      HEIGHT_FOR_WIDTH_BIN,
                      GtkWidget)

/* Puts one into each clamp in or below a widget. */
void gate_height_for_width_bin_put_below (GtkWidget *widget);

G_END_DECLS
