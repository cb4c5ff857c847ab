/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* What becomes of a user name and a password. */
void gate_org_login_submit (GateOrgCall *call);

G_END_DECLS
