/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-account.h"
#include "gate-opener.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Connect to Genesys Cloud: a form, and while a sign-in runs a page in its place.
 *
 * Signals: connect (GateAccount account, gpointer secret), the person pressed Sign In: the account
 * is new and not stored, and the secret (const char *, NULL when the person signs in) is wiped
 * after the signal; cancelled (), the person pressed Cancel on the page of the sign-in. */
#define GATE_TYPE_CONNECT_DIALOG (gate_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateConnectDialog, gate_connect_dialog, GATE, CONNECT_DIALOG, AdwWindow)

GateConnectDialog *gate_connect_dialog_new         (GtkWindow         *parent,
                                                    GateOpener        *opener);
void               gate_connect_dialog_set_waiting (GateConnectDialog *self,
                                                    GtkWidget         *page);

G_END_DECLS
