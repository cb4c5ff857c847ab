/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GATE_TYPE_ORGANIZATION (gate_organization_get_type ())
G_DECLARE_FINAL_TYPE (GateOrganization, gate_organization, GATE, ORGANIZATION, GObject)

/* Properties: id, name (display name), short-name (strings). Immutable. */
GateOrganization *gate_organization_new            (const char       *id,
                                                    const char       *name,
                                                    const char       *short_name);
const char       *gate_organization_get_id         (GateOrganization *self);
const char       *gate_organization_get_name       (GateOrganization *self);
const char       *gate_organization_get_short_name (GateOrganization *self);

G_END_DECLS
