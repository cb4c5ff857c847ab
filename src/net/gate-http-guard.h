/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http-framing.h"

G_BEGIN_DECLS

/* Watches one message while libsoup has it, and breaks it off when it goes where it must not. */
#define GATE_TYPE_HTTP_GUARD (gate_http_guard_get_type ())
G_DECLARE_FINAL_TYPE (GateHttpGuard, gate_http_guard, GATE, HTTP_GUARD, GObject)

GateHttpGuard         *gate_http_guard_new          (SoupMessage   *message,
                                                     GCancellable  *stop);
gboolean               gate_http_guard_maybe_sent   (GateHttpGuard *self);
gboolean               gate_http_guard_is_settled   (GateHttpGuard *self);
const GError          *gate_http_guard_get_refusal  (GateHttpGuard *self);
const GateHttpFraming *gate_http_guard_get_framing  (GateHttpGuard *self);

G_END_DECLS
