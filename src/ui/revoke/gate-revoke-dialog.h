/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Revokes an authorization after showing who loses access, or denies a request.
 *
 * Signal: revoked (GateOperation), when the organization has confirmed the change, just before the
 * dialog closes. */
#define GATE_TYPE_REVOKE_DIALOG (gate_revoke_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateRevokeDialog, gate_revoke_dialog, GATE, REVOKE_DIALOG, AdwWindow)

GateRevokeDialog *gate_revoke_dialog_new         (GateSession       *session,
                                                  GateAuthorization *authorization,
                                                  GtkWindow         *parent);
char             *gate_revoke_dialog_dup_message (GateRevokeDialog  *self);

G_END_DECLS
