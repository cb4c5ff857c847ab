/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"
#include "gate-scope.h"

G_BEGIN_DECLS

GateScope *gate_wire_scope_decode (const GateJsonValue *value,
                                   GError             **error);
void       gate_wire_scope_encode (GateScope           *scope,
                                   GateJsonWriter      *writer,
                                   const char          *member);

G_END_DECLS
