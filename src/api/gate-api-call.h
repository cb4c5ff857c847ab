/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"
#include "gate-json.h"

G_BEGIN_DECLS

/* Makes a model of a response's document. WANTED is the requested ID or NULL. */
typedef gpointer (*GateApiDecode) (const GateJsonValue *root,
                                   const char          *wanted,
                                   GError             **error);

GateHttpRequest  *gate_api_call_new_request  (GateApi              *api,
                                              const char           *method,
                                              const char * const   *segments,
                                              const char           *query);
void              gate_api_call_send_async   (GateApi              *api,
                                              GateHttpRequest      *request,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GateHttpResponse *gate_api_call_send_finish  (GateApi              *api,
                                              GAsyncResult         *result,
                                              GError              **error);
void              gate_api_call_blame        (GError               *error,
                                              GateHttpResponse     *response);
void              gate_api_call_set_language (GateHttpRequest      *request);
void              gate_api_call_run          (GTask                *task,
                                              GateHttpRequest      *request,
                                              GateApiDecode         decode,
                                              const char           *wanted,
                                              GDestroyNotify        result_free);

G_END_DECLS
