/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"

G_BEGIN_DECLS

void         gate_api_scopes_list_async  (GateApi              *api,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GateApiList *gate_api_scopes_list_finish (GateApi              *api,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
