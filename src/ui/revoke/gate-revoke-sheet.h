/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Who loses what when an authorization is revoked, or a request denied, before it is.
 *
 * Signal: revoked (GateOperation), once the organization has confirmed it; then the sheet
 * closes. */
#define GATE_TYPE_REVOKE_SHEET (gate_revoke_sheet_get_type ())
G_DECLARE_FINAL_TYPE (GateRevokeSheet, gate_revoke_sheet, GATE, REVOKE_SHEET, AdwWindow)

GateRevokeSheet *gate_revoke_sheet_new         (GateSession       *session,
                                                GateAuthorization *authorization,
                                                GtkWindow         *parent);
/* What can be sent to whoever asked; NULL where nothing was asked for. */
char            *gate_revoke_sheet_dup_message (GateRevokeSheet *self);

G_END_DECLS
