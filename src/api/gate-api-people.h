/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"

G_BEGIN_DECLS

/* People by their IDs, at most 100 a call. */
void         gate_api_people_get_async  (GateApi              *api,
                                         const char * const   *ids,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GateApiList *gate_api_people_get_finish (GateApi              *api,
                                         GAsyncResult         *result,
                                         GError              **error);
/* The number of active people, -1 when the organization does not tell it. */
void         gate_api_people_count_async  (GateApi              *api,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gint64       gate_api_people_count_finish (GateApi              *api,
                                           GAsyncResult         *result,
                                           GError              **error);
/* The first 100 people who are not active, with their roles. */
void         gate_api_people_inactive_async  (GateApi              *api,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GateApiList *gate_api_people_inactive_finish (GateApi              *api,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
