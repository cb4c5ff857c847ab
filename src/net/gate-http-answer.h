/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GATE_TYPE_HTTP_ANSWER (gate_http_answer_get_type ())
G_DECLARE_FINAL_TYPE (GateHttpAnswer, gate_http_answer, GATE, HTTP_ANSWER, GObject)

/* What came back: any status. The body is whole and bounded; with a sink it is empty on 200. */
guint       gate_http_answer_get_status         (GateHttpAnswer *self);
GBytes     *gate_http_answer_get_body           (GateHttpAnswer *self);
gboolean    gate_http_answer_is_json            (GateHttpAnswer *self);
const char *gate_http_answer_get_correlation_id (GateHttpAnswer *self);

G_END_DECLS
