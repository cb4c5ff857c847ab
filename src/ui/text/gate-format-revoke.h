/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-impact.h"

G_BEGIN_DECLS

/* The texts of the revoke dialog. The functions are pure. */
gboolean    gate_format_revoke_is_denial      (GateAuthorization *authorization);
gboolean    gate_format_revoke_locks_out      (GateAuthorization *authorization);
char       *gate_format_revoke_effect         (GateAuthorization *authorization);
char       *gate_format_revoke_maybe_own      (GateAuthorization *authorization);
const char *gate_format_revoke_to_type        (GateAuthorization *authorization);
gboolean    gate_format_revoke_is_typed       (const char        *typed,
                                               const char        *wanted);
char       *gate_format_revoke_n_people       (GateImpact        *impact);
char       *gate_format_revoke_people         (GateImpact        *impact,
                                               const char        *name);
char       *gate_format_revoke_n_roles        (GateImpact        *impact);
char       *gate_format_revoke_roles          (GateImpact        *impact);
char       *gate_format_revoke_you            (GateImpact        *impact);
char       *gate_format_revoke_tokens         (gint64             lifetime_s,
                                               gboolean           is_local);
char       *gate_format_revoke_way_back       (GateAuthorization *authorization);
char       *gate_format_revoke_denial_message (GateAuthorization *authorization,
                                               const char        *organization,
                                               const char        *reason);

G_END_DECLS
