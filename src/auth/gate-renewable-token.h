/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-http.h"
#include "gate-token-source.h"
#include "gate-token.h"

G_BEGIN_DECLS

/* The token of a person's sign-in, renewed with its refresh token where it has one; or that of a
 * client that signs in by itself, with its secret, whenever a token is needed. Signals: renewed (),
 * the token was replaced, emitted before anybody uses the new one; ended (), the token works no
 * more and only another sign-in helps. */
#define GATE_TYPE_RENEWABLE_TOKEN (gate_renewable_token_get_type ())
G_DECLARE_FINAL_TYPE (GateRenewableToken, gate_renewable_token, GATE, RENEWABLE_TOKEN, GObject)

GateRenewableToken *gate_renewable_token_new         (GateHttp           *http,
                                                      GUri               *token_address,
                                                      const char         *client_id,
                                                      GateToken          *token);
GateRenewableToken *gate_renewable_token_new_client  (GateHttp           *http,
                                                      GUri               *token_address,
                                                      const char         *client_id,
                                                      const char         *client_secret);
GateToken          *gate_renewable_token_peek_token  (GateRenewableToken *self);
GUri               *gate_renewable_token_get_address (GateRenewableToken *self);

G_END_DECLS
