/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-connect-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row that opens into a list of the regions, with a search, and of the two other ways to say
 * where an organization is. Signals: changed (), after the person chose. */
#define GATE_TYPE_REGION_ROW (gate_region_row_get_type ())
G_DECLARE_FINAL_TYPE (GateRegionRow, gate_region_row, GATE, REGION_ROW, AdwExpanderRow)

GateConnectPlace gate_region_row_get_place       (GateRegionRow *self);
const char      *gate_region_row_get_environment (GateRegionRow *self);

G_END_DECLS
