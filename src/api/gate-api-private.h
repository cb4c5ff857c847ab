/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"

G_BEGIN_DECLS

GateTokenSource *gate_api_get_token_source (GateApi    *self);
gboolean         gate_api_is_proven        (GateApi    *self);
void             gate_api_set_proven       (GateApi    *self);
char            *gate_api_dup_language     (const char *locale);

G_END_DECLS
