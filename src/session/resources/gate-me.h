/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-organization.h"
#include "gate-person.h"
#include "gate-resource.h"

G_BEGIN_DECLS

/* The signed-in person, the organization and the token (GET /api/v2/users/me, organizations/me and
 * tokens/me). The three are read at the same time, and each is shown when it arrives. A refused
 * part stays unknown; `state` shows other failures.
 *
 * Properties (read-only): person (GatePerson or NULL), organization (GateOrganization or NULL),
 * token-answered (boolean: the request for the token has ended, well or not). */
#define GATE_TYPE_ME (gate_me_get_type ())
G_DECLARE_FINAL_TYPE (GateMe, gate_me, GATE, ME, GateResource)

GateMe             *gate_me_new               (void);
GatePerson         *gate_me_get_person        (GateMe *self);
gboolean            gate_me_is_application    (GateMe *self);
GateOrganization   *gate_me_get_organization  (GateMe *self);
gboolean            gate_me_is_token_answered (GateMe *self);
const char * const *gate_me_get_token_scopes  (GateMe *self);
const char         *gate_me_get_own_client_id (GateMe *self);
const char         *gate_me_get_failed_part   (GateMe *self);

G_END_DECLS
