/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"
#include "gate-person.h"

G_BEGIN_DECLS

GatePerson *gate_wire_person_decode            (const GateJsonValue *value,
                                                GError             **error);
GatePerson *gate_wire_person_decode_with_roles (const GateJsonValue *value,
                                                GError             **error);
void        gate_wire_person_encode            (GatePerson          *person,
                                                gboolean             with_authorization,
                                                GateJsonWriter      *writer,
                                                const char          *member);

G_END_DECLS
