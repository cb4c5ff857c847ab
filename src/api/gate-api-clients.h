/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"
#include "gate-client.h"

G_BEGIN_DECLS

void         gate_api_clients_list_async  (GateApi              *api,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GateApiList *gate_api_clients_list_finish (GateApi              *api,
                                           GAsyncResult         *result,
                                           GError              **error);
void         gate_api_clients_get_async   (GateApi              *api,
                                           const char           *client_id,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GateClient  *gate_api_clients_get_finish  (GateApi              *api,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
