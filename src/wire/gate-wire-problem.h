/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-error.h"
#include "gate-json.h"

G_BEGIN_DECLS

/* The ErrorBody of the API (genesys-api.md 4.1). */
GError *gate_wire_problem_decode (const GateEvidence *answered,
                                  const char         *body,
                                  gsize               length,
                                  const char         *correlation_id);
GBytes *gate_wire_problem_encode (guint               status,
                                  const char         *code,
                                  const char         *message,
                                  const char         *correlation_id,
                                  const char         *parameter_name,
                                  const char         *parameter_value);

G_END_DECLS
