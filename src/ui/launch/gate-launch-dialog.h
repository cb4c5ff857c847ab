/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Launches the external applications of the local organization, also those without an
 * authorization, which are not in the window's list. The dialog is not modal, because a launch can
 * make a request that the person answers in the window. */
#define GATE_TYPE_LAUNCH_DIALOG (gate_launch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateLaunchDialog, gate_launch_dialog, GATE, LAUNCH_DIALOG, AdwWindow)

GateLaunchDialog *gate_launch_dialog_new (GateSession *session,
                                          GtkWindow   *parent);

G_END_DECLS
