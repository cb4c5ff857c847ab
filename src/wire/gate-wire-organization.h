/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"
#include "gate-organization.h"

G_BEGIN_DECLS

GateOrganization *gate_wire_organization_decode (const GateJsonValue *value,
                                                 GError             **error);
void              gate_wire_organization_encode (GateOrganization    *organization,
                                                 GateJsonWriter      *writer,
                                                 const char          *member);

G_END_DECLS
