/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-seed-writer.h"

G_BEGIN_DECLS

/* An organization of any size, the same for the same numbers. The people admin, reviewer and
 * agent, their roles, Gatehouse's client and the built-in clients are always there and count. */
gboolean gate_org_generate (GateOrgSeedWriter *writer,
                            guint              n_authorizations,
                            guint              n_roles,
                            guint              n_people,
                            GError           **error);

G_END_DECLS
