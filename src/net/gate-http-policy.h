/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http-framing.h"

G_BEGIN_DECLS

/* Watches one message while libsoup sends it, and cancels it when it breaks a rule of ours. */
#define GATE_TYPE_HTTP_POLICY (gate_http_policy_get_type ())
G_DECLARE_FINAL_TYPE (GateHttpPolicy, gate_http_policy, GATE, HTTP_POLICY, GObject)

GateHttpPolicy        *gate_http_policy_new         (SoupMessage    *message,
                                                     GCancellable   *stop);
gboolean               gate_http_policy_maybe_sent  (GateHttpPolicy *self);
gboolean               gate_http_policy_is_settled  (GateHttpPolicy *self);
const GError          *gate_http_policy_get_refusal (GateHttpPolicy *self);
const GateHttpFraming *gate_http_policy_get_framing (GateHttpPolicy *self);

G_END_DECLS
