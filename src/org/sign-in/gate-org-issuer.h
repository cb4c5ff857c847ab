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
#define GATE_TYPE_ORG_ISSUER (gate_org_issuer_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgIssuer, gate_org_issuer, GATE, ORG_ISSUER, GObject)

GateOrgIssuer *gate_org_issuer_new            (void);
void           gate_org_issuer_set_has_faults (GateOrgIssuer *self,
                                               gboolean       has_faults);
gboolean       gate_org_issuer_has_faults     (GateOrgIssuer *self);

GateOrgAuthorizeRequestStore *gate_org_issuer_get_requests  (GateOrgIssuer *self);
GateOrgThrottle              *gate_org_issuer_get_throttle  (GateOrgIssuer *self);
GateOrgPasswords             *gate_org_issuer_get_passwords (GateOrgIssuer *self);

G_END_DECLS
