/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Forgets what has been over for a day: nobody can use it, and what it could still tell, that it
 * was used before, ends nothing any more. Keeps the database from growing with every login. */
gboolean gate_org_expiry_run (GateOrgStore *store,
                              gboolean     *is_clean,
                              GError      **error);

G_END_DECLS
