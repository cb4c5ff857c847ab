/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"

G_BEGIN_DECLS

/* The answer to a grant (RFC 6749, section 5.1). */
typedef struct
{
  const char         *access_token;
  const char         *refresh_token; /* NULL for none */
  gint64              lifetime_s;
  const char * const *scopes;
} GateWireOauthTokens;

/* The introspection answer about an active token (RFC 7662, section 2.2). */
typedef struct
{
  const char         *issuer;
  const char         *client_id;
  const char         *subject;       /* the person, or the client itself */
  const char         *token_type;    /* NULL for a refresh token */
  const char * const *scopes;
  gint64              issued_s;      /* since 1970 */
  gint64              expires_s;
} GateWireOauthToken;

/* The answers of an authorization server to programs: tokens, errors (RFC 6749, section 5.2, with
 * the twin member of genesys-api.md 2.6) and metadata (RFC 8414, section 2). */
GBytes *gate_wire_oauth_error_encode    (const char *error,
                                         const char *description);
GBytes *gate_wire_oauth_metadata_encode (const char *origin);
GBytes *gate_wire_oauth_tokens_encode   (const GateWireOauthTokens *tokens);
GBytes *gate_wire_oauth_token_encode    (const GateWireOauthToken  *token);

G_END_DECLS
