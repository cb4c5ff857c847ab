/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib-object.h>

#include "gate-org-authorize-request-store.h"
#include "gate-org-passwords.h"
#include "gate-org-throttle.h"

G_BEGIN_DECLS

/* The authorization server (RFC 6749, section 1.1) as its handlers see it: what it keeps in memory
 * between two requests. */
#define GATE_TYPE_ORG_AUTH_SERVER (gate_org_auth_server_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgAuthServer, gate_org_auth_server, GATE, ORG_AUTH_SERVER, GObject)

GateOrgAuthServer *gate_org_auth_server_new            (void);
void               gate_org_auth_server_set_has_faults (GateOrgAuthServer *self,
                                                        gboolean           has_faults);
gboolean           gate_org_auth_server_has_faults     (GateOrgAuthServer *self);

GateOrgAuthorizeRequestStore *gate_org_auth_server_get_requests  (GateOrgAuthServer *self);
GateOrgThrottle              *gate_org_auth_server_get_throttle  (GateOrgAuthServer *self);
GateOrgPasswords             *gate_org_auth_server_get_passwords (GateOrgAuthServer *self);

G_END_DECLS
