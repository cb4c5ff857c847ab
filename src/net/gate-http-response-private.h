/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http-response.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

GateHttpResponse *gate_http_response_new        (SoupMessage      *message,
                                                 GBytes           *body);
const char       *gate_http_response_get_header (GateHttpResponse *self,
                                                 const char       *name);
void              gate_http_response_set_wait_s (GateHttpResponse *self,
                                                guint             wait_s);
char             *gate_http_dup_correlation_id  (SoupMessage      *message);
gboolean          gate_http_headers_are_of_page (SoupMessageHeaders *headers);

G_END_DECLS
