/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-operation.h"
#include "gate-roles.h"

G_BEGIN_DECLS

/* Tells how what the organization made of a change differs from what was asked for. */
char *gate_shortfall_describe (GateOperation     *operation,
                               GateAuthorization *now,
                               GateRoles         *roles);

G_END_DECLS
