/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"
#include "gate-organization.h"
#include "gate-person.h"

G_BEGIN_DECLS

void              gate_api_me_get_async             (GateApi              *api,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
GatePerson       *gate_api_me_get_finish            (GateApi              *api,
                                                     GAsyncResult         *result,
                                                     GError              **error);
gboolean          gate_api_me_is_no_person          (const GError         *error);
void              gate_api_me_organization_async    (GateApi              *api,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
GateOrganization *gate_api_me_organization_finish   (GateApi              *api,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              gate_api_me_token_async           (GateApi              *api,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          gate_api_me_token_finish          (GateApi              *api,
                                                     GAsyncResult         *result,
                                                     char                **client_id,
                                                     char               ***scopes,
                                                     GError              **error);

void     gate_api_me_end_token_async  (GateApi             *api,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean gate_api_me_end_token_finish (GateApi             *api,
                                      GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
