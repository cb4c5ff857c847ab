/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GATE_TYPE_SCROLL_AWAY (gate_scroll_away_get_type ())
G_DECLARE_FINAL_TYPE (GateScrollAway, gate_scroll_away, GATE, SCROLL_AWAY, GtkWidget)

void gate_scroll_away_to_top (GateScrollAway *self);

G_END_DECLS
