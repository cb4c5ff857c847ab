/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Gets the bytes of a 200 response's body as they arrive, at most 64 KiB a call, on the main
 * context. FALSE with an error ends the request with that error. */
typedef gboolean (*GateHttpSink) (const char *data,
                                  gsize       length,
                                  gpointer    user_data,
                                  GError    **error);
/* Called before the first byte and again before each repetition of the request. */
typedef void     (*GateHttpSinkReset) (gpointer user_data);

#define GATE_TYPE_HTTP_REQUEST (gate_http_request_get_type ())
G_DECLARE_FINAL_TYPE (GateHttpRequest, gate_http_request, GATE, HTTP_REQUEST, GObject)

GateHttpRequest *gate_http_request_new           (const char        *method,
                                                  GUri              *address);
void             gate_http_request_set_bearer    (GateHttpRequest   *self,
                                                  const char        *access_token);
void             gate_http_request_set_language  (GateHttpRequest   *self,
                                                  const char        *accept_language);
void             gate_http_request_set_body      (GateHttpRequest   *self,
                                                  GBytes            *body,
                                                  const char        *content_type);
void             gate_http_request_set_sink      (GateHttpRequest   *self,
                                                  GateHttpSink       sink,
                                                  GateHttpSinkReset  reset,
                                                  gpointer           user_data);
void             gate_http_request_set_max_bytes (GateHttpRequest   *self,
                                                  gsize              max_bytes);
void             gate_http_request_set_urgent    (GateHttpRequest   *self);

const char      *gate_http_request_get_method    (GateHttpRequest   *self);
GUri            *gate_http_request_get_address   (GateHttpRequest   *self);
gboolean         gate_http_request_is_change     (GateHttpRequest   *self);
gboolean         gate_http_request_is_urgent     (GateHttpRequest   *self);

G_END_DECLS
