/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Deletes codes, tokens, sessions, secrets and failed logins a day after their end, so that the
 * database does not grow with every login. By then a second use of a code or token has no tokens
 * left to end. */
gboolean gate_org_expiry_run (GateOrgStore *store,
                              gboolean     *is_clean,
                              GError      **error);

G_END_DECLS
