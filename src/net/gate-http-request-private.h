/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http-request.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean     gate_http_request_check         (GateHttpRequest *self,
                                              GError         **error);
gboolean     gate_http_request_is_read       (GateHttpRequest *self);
SoupMessage *gate_http_request_make_message  (GateHttpRequest *self);
const char  *gate_http_request_get_bearer    (GateHttpRequest *self);
gboolean     gate_http_request_has_sink      (GateHttpRequest *self);
void         gate_http_request_reset_sink    (GateHttpRequest *self);
gboolean     gate_http_request_feed_sink     (GateHttpRequest *self,
                                              const char      *data,
                                              gsize            length,
                                              GError         **error);
gsize        gate_http_request_get_max_bytes (GateHttpRequest *self);
char        *gate_http_request_dup_log_path  (GateHttpRequest *self);

G_END_DECLS
