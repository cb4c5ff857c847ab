/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row to type or paste a secret into. The secret is no property, is kept in memory that is wiped,
 * and is not read out to assistive technologies. Signals: changed (). */
#define GATE_TYPE_SECRET_ROW (gate_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (GateSecretRow, gate_secret_row, GATE, SECRET_ROW, AdwPreferencesRow)

const char *gate_secret_row_get_secret (GateSecretRow *self);

G_END_DECLS
