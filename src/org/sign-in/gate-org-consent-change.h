/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-org-page.h"
#include "gate-org-store.h"

G_BEGIN_DECLS

/* What a page says of an authorization that was changed since the page before showed it. */
void gate_org_consent_change_add (GateOrgPage       *page,
                                  GateOrgStore      *store,
                                  GateAuthorization *before,
                                  GateAuthorization *after);

G_END_DECLS
