/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A widget with one child whose width does not depend on the height. */
#define GATE_TYPE_HEIGHT_FOR_WIDTH_BIN (gate_height_for_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (GateHeightForWidthBin,
                      gate_height_for_width_bin,
                      GATE,
                      HEIGHT_FOR_WIDTH_BIN,
                      GtkWidget)

void gate_height_for_width_bin_put_below (GtkWidget *widget);

G_END_DECLS
