/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-notifier.h"
#include "gate-opener.h"

G_BEGIN_DECLS

/* The program: command line, session, window, accelerators. */
#define GATE_TYPE_APPLICATION (gate_application_get_type ())
G_DECLARE_FINAL_TYPE (GateApplication, gate_application, GATE, APPLICATION, AdwApplication)

GateApplication *gate_application_new             (const char      *org_program);
void             gate_application_set_desktop     (GateApplication *self,
                                                   GateOpener      *opener,
                                                   GateNotifier    *notifier);
int              gate_application_get_exit_status (GateApplication *self);

G_END_DECLS
