/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"
#include "gate-role.h"

G_BEGIN_DECLS

GateRole *gate_wire_role_decode (const GateJsonValue *value,
                                 GError             **error);
void      gate_wire_role_encode (GateRole            *role,
                                 gboolean             with_people_count,
                                 GateJsonWriter      *writer,
                                 const char          *member);

G_END_DECLS
