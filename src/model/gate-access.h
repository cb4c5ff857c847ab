/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* Who may use a client. The one rule about "no roles listed" lives here (genesys-api.md 6.1). */
gboolean gate_access_is_open_to_all (GateAuthorizationState  state,
                                     const char * const     *authorized_role_ids);
/* The same for one authorization; it is not open while its roles were not read completely. The
 * second function tells whether the client would be open after the authorization is saved
 * unchanged; its present state does not count. */
gboolean gate_access_is_open        (GateAuthorization      *authorization);
gboolean gate_access_would_be_open  (GateAuthorization      *authorization);
gboolean gate_access_allows         (GateAuthorizationState  state,
                                     const char * const     *authorized_role_ids,
                                     const char * const     *held_role_ids);

G_END_DECLS
