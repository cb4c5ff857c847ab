/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http-response.h"
#include "gate-http-request.h"
#include "gate-wait.h"

G_BEGIN_DECLS

#define GATE_TYPE_HTTP (gate_http_get_type ())
G_DECLARE_FINAL_TYPE (GateHttp, gate_http, GATE, HTTP, GObject)

/* The one SoupSession of the process, and the one path for every request. Signal: wait-changed (),
 * requests wait for the service's allowance, or wait no longer; see gate_http_get_wait_s(). */
GateHttp         *gate_http_new                   (void);
void              gate_http_set_deadlines_ms      (GateHttp             *self,
                                                   guint                 call_ms,
                                                   guint                 list_ms,
                                                   guint                 list_progress_ms);
guint             gate_http_get_list_ms           (GateHttp             *self);
guint             gate_http_get_retry_base_ms     (GateHttp             *self);
void              gate_http_set_retry_base_ms     (GateHttp             *self,
                                                   guint                 base_ms);
void              gate_http_set_tls_database      (GateHttp             *self,
                                                   GTlsDatabase         *database);
void              gate_http_send_async            (GateHttp             *self,
                                                   GateHttpRequest      *request,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GateHttpResponse *gate_http_send_finish           (GateHttp             *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
guint             gate_http_get_wait_s            (GateHttp             *self,
                                                   GateWaitConcerns      concerns,
                                                   gpointer              user_data);
gint64            gate_http_get_allowance_left    (GateHttp             *self);
int               gate_http_get_allowance_percent (GateHttp             *self);

G_END_DECLS
