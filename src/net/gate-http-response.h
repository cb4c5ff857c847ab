/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GATE_TYPE_HTTP_RESPONSE (gate_http_response_get_type ())
G_DECLARE_FINAL_TYPE (GateHttpResponse, gate_http_response, GATE, HTTP_RESPONSE, GObject)

/* A response of any status. The body is complete and bounded; with a sink it is empty on 200. */
guint       gate_http_response_get_status         (GateHttpResponse *self);
guint       gate_http_response_get_wait_s         (GateHttpResponse *self);
GBytes     *gate_http_response_get_body           (GateHttpResponse *self);
gboolean    gate_http_response_is_json            (GateHttpResponse *self);
gboolean    gate_http_response_is_web_page        (GateHttpResponse *self);
const char *gate_http_response_get_correlation_id (GateHttpResponse *self);
char       *gate_http_response_dup_ray_id         (GateHttpResponse *self);

G_END_DECLS
