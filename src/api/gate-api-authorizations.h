/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"

G_BEGIN_DECLS

void               gate_api_authorizations_list_async       (GateApi              *api,
                                                             GateApiBatchFunc      batch,
                                                             gpointer              batch_data,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
GateApiList       *gate_api_authorizations_list_finish      (GateApi              *api,
                                                             GAsyncResult         *result,
                                                             GError              **error);
void               gate_api_authorizations_get_async        (GateApi              *api,
                                                             const char           *client_id,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
GateAuthorization *gate_api_authorizations_get_finish       (GateApi              *api,
                                                             GAsyncResult         *result,
                                                             GError              **error);
void               gate_api_authorizations_authorize_async  (GateApi              *api,
                                                             const char           *client_id,
                                                             const char * const   *scopes,
                                                             const char * const   *role_ids,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
GateAuthorization *gate_api_authorizations_authorize_finish (GateApi              *api,
                                                             GAsyncResult         *result,
                                                             GError              **error);
void               gate_api_authorizations_revoke_async     (GateApi              *api,
                                                             const char           *client_id,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
gboolean           gate_api_authorizations_revoke_finish    (GateApi              *api,
                                                             GAsyncResult         *result,
                                                             GError              **error);

G_END_DECLS
