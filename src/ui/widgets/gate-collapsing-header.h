/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GATE_TYPE_COLLAPSING_HEADER (gate_collapsing_header_get_type ())
G_DECLARE_FINAL_TYPE (GateCollapsingHeader,
                      gate_collapsing_header,
                      GATE,
                      COLLAPSING_HEADER,
                      GtkWidget)

void gate_collapsing_header_to_top (GateCollapsingHeader *self);

G_END_DECLS
