/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-local.h"

G_BEGIN_DECLS

void gate_local_set_deadlines_ms (GateLocal *self,
                                  guint      ready_ms,
                                  guint      grace_ms);

G_END_DECLS
