/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"
#include "gate-operation.h"

G_BEGIN_DECLS

/* Finds the outcome of a change whose answer was lost: reads the authorization a few times. */
void               gate_outcome_find_async  (GateApi             *api,
                                             GateOperation       *operation,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
GateAuthorization *gate_outcome_find_finish (GateApi             *api,
                                             GAsyncResult        *result,
                                             GError             **error);

G_END_DECLS
