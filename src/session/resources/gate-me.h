/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-organization.h"
#include "gate-person.h"
#include "gate-resource.h"

G_BEGIN_DECLS

/* Who is signed in, where, and with which token (GET /api/v2/users/me, organizations/me and
 * tokens/me). The three are read side by side and shown as they come. A part that may not be read
 * is simply not known; `state` tells of other failures.
 *
 * Properties (read-only): person (GatePerson or NULL), organization (GateOrganization or NULL),
 * token-answered (boolean: the request for the token has ended, well or not). */
#define GATE_TYPE_ME (gate_me_get_type ())
G_DECLARE_FINAL_TYPE (GateMe, gate_me, GATE, ME, GateResource)

GateMe             *gate_me_new               (void);
GatePerson         *gate_me_get_person        (GateMe *self);
GateOrganization   *gate_me_get_organization  (GateMe *self);
gboolean            gate_me_is_token_answered (GateMe *self);
const char * const *gate_me_get_token_scopes  (GateMe *self);
const char         *gate_me_get_own_client_id (GateMe *self);
const char         *gate_me_get_failed_part   (GateMe *self);

G_END_DECLS
