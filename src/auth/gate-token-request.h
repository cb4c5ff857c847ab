/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http.h"
#include "gate-token.h"

G_BEGIN_DECLS

/* One request to a token endpoint (RFC 6749, section 3.2). */
void       gate_token_request_send_async  (GateHttp            *http,
                                           GUri                *token_address,
                                           GBytes              *form,
                                           GateToken           *previous,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GateToken *gate_token_request_send_finish (GateHttp            *http,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
