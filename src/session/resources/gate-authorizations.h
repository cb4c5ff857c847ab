/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization-list.h"
#include "gate-resource.h"

G_BEGIN_DECLS

/* The organization's authorizations (GET /api/v2/oauth/authorizations). They are sorted while they
 * arrive; `loaded` is emitted when the whole list is sorted and shown. */
#define GATE_TYPE_AUTHORIZATIONS (gate_authorizations_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizations,
                      gate_authorizations,
                      GATE,
                      AUTHORIZATIONS,
                      GateResource)

GateAuthorizations    *gate_authorizations_new      (void);
GateAuthorizationList *gate_authorizations_get_list (GateAuthorizations *self);

G_END_DECLS
