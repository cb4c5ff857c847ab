/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-http.h"
#include "gate-token-source.h"

G_BEGIN_DECLS

/* One organization's API: address + token source + the HTTP client: the pipeline of a request. */
#define GATE_TYPE_API (gate_api_get_type ())
G_DECLARE_FINAL_TYPE (GateApi, gate_api, GATE, API, GObject)

GateApi  *gate_api_new         (GateHttp        *http,
                                GUri            *base_address,
                                GateTokenSource *token_source);
GUri     *gate_api_get_address (GateApi         *self);
GateHttp *gate_api_get_http    (GateApi         *self);
void      gate_api_take_proof  (GateApi         *self,
                                GateApi         *before);

G_END_DECLS
