/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"
#include "gate-role.h"

G_BEGIN_DECLS

/* All pages, 100 roles a page. */
void         gate_api_roles_list_async    (GateApi              *api,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GateApiList *gate_api_roles_list_finish   (GateApi              *api,
                                           GAsyncResult         *result,
                                           GError              **error);
void         gate_api_roles_get_async     (GateApi              *api,
                                           const char           *role_id,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GateRole    *gate_api_roles_get_finish    (GateApi              *api,
                                           GAsyncResult         *result,
                                           GError              **error);
/* One page of the people of a role: GatePerson objects with only an ID. */
void         gate_api_roles_users_async   (GateApi              *api,
                                           const char           *role_id,
                                           guint                 page_number,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GateApiList *gate_api_roles_users_finish  (GateApi              *api,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
