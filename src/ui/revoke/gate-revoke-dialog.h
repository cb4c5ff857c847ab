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
#define GATE_TYPE_REVOKE_DIALOG (gate_revoke_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateRevokeDialog, gate_revoke_dialog, GATE, REVOKE_DIALOG, AdwWindow)

GateRevokeDialog *gate_revoke_dialog_new         (GateSession       *session,
                                                  GateAuthorization *authorization,
                                                  GtkWindow         *parent);
/* A text that can be sent to the person who asked; NULL where nobody asked. */
char             *gate_revoke_dialog_dup_message (GateRevokeDialog  *self);

G_END_DECLS
