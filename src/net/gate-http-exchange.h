/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http-response.h"
#include "gate-http-failure.h"
#include "gate-http-request.h"

G_BEGIN_DECLS

/* Time limits of one try, in milliseconds; 0 for no limit. */
typedef struct
{
  guint call_ms;
  guint list_ms;
  guint list_progress_ms;
} GateHttpDeadlines;

/* One try of one request: send it, check the response, read its body. */
void              gate_http_exchange_async  (SoupSession              *session,
                                             GateHttpRequest          *request,
                                             const GateHttpDeadlines  *deadlines,
                                             GCancellable             *cancellable,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
GateHttpResponse *gate_http_exchange_finish (SoupSession              *session,
                                             GAsyncResult             *result,
                                             GateHttpFailure          *failure,
                                             GError                  **error);

G_END_DECLS
