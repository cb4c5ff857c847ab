/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The external applications that come with the local organization, to be launched: also those that
 * nobody has authorized yet, which stand in no list. Not modal: what a launch leads to is decided
 * in the window below. */
#define GATE_TYPE_LAUNCH_DIALOG (gate_launch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GateLaunchDialog, gate_launch_dialog, GATE, LAUNCH_DIALOG, AdwWindow)

GateLaunchDialog *gate_launch_dialog_new (GateSession *session,
                                          GtkWindow   *parent);

G_END_DECLS
