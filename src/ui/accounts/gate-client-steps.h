/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A row that opens into the steps to make the OAuth client, each with a button that copies what has
 * to be typed there. The buttons activate `connect.copy` (s) and `connect.open` (s). */
#define GATE_TYPE_CLIENT_STEPS (gate_client_steps_get_type ())
G_DECLARE_FINAL_TYPE (GateClientSteps, gate_client_steps, GATE, CLIENT_STEPS, AdwExpanderRow)

void gate_client_steps_show (GateClientSteps *self,
                             GateAccountKind  kind,
                             const char      *environment);

G_END_DECLS
