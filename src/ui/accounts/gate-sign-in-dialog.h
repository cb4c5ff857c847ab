/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-browser-sign-in.h"

G_BEGIN_DECLS

/* Shown while a person signs in with the browser. Properties (construct-only): sign-in
 * (GateBrowserSignIn). Signal: cancelled (), the person does not want to sign in; the dialog closes
 * by itself when the sign-in is over. */
#define GATE_TYPE_SIGN_IN_DIALOG (gate_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateSignInDialog, gate_sign_in_dialog, GATE, SIGN_IN_DIALOG, AdwWindow)

GateSignInDialog *gate_sign_in_dialog_new (GateBrowserSignIn *sign_in,
                                           GtkWindow         *parent);

G_END_DECLS
