/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"
#include "gate-operation.h"

G_BEGIN_DECLS

/* After this time no read begins any more; a running read ends at its own deadline. For so long a
 * change that the organization accepted may be invisible there. */
#define GATE_OUTCOME_LOOKING_S 30

GateAuthorization *gate_outcome_read_finish (GateApi             *api,
                                             GateOperation       *operation,
                                             GAsyncResult        *result,
                                             GError             **error);
/* Finds the outcome of a change whose answer was lost, or does not tell it: reads the authorization
 * a few times. */
void               gate_outcome_find_async  (GateApi             *api,
                                             GateOperation       *operation,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
GateAuthorization *gate_outcome_find_finish (GateApi             *api,
                                             GAsyncResult        *result,
                                             GError             **error);

G_END_DECLS
