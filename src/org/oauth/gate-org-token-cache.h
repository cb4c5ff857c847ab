/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* Who is behind a token, kept in memory for as long as the database has not changed at all. */
gboolean gate_org_token_cache_find (GateOrgStore      *store,
                                    const char        *token_hash,
                                    gint64             now_ms,
                                    GateOrgPrincipal **principal,
                                    GError           **error);

G_END_DECLS
