/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* The way back to the application: 303, with state and iss (RFC 6749, section 4.1.2; RFC 9207;
 * S4, S12, S15). The redirect URI has been found registered. */
void gate_org_return_code  (GateOrgCall *call,
                            const char  *redirect_uri,
                            const char  *state,
                            const char  *code);
void gate_org_return_error (GateOrgCall *call,
                            const char  *redirect_uri,
                            const char  *state,
                            const char  *error,
                            const char  *description);

G_END_DECLS
