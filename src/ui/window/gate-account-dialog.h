/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The dialog of Switch Account… in the local organization, to choose the person to sign in as. */
#define GATE_TYPE_ACCOUNT_DIALOG (gate_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateAccountDialog, gate_account_dialog, GATE, ACCOUNT_DIALOG,
                      AdwMessageDialog)

GateAccountDialog *gate_account_dialog_new (GateSession *session,
                                            GtkWindow   *parent);

G_END_DECLS
