/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-impact.h"

G_BEGIN_DECLS

/* Who loses access: numbers, then roles. */
#define GATE_TYPE_IMPACT_VIEW (gate_impact_view_get_type ())
G_DECLARE_FINAL_TYPE (GateImpactView, gate_impact_view, GATE, IMPACT_VIEW, GtkWidget)

void gate_impact_view_show (GateImpactView    *self,
                            GateAuthorization *authorization,
                            GateImpact        *impact);

G_END_DECLS
