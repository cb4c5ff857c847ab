/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-wire-metadata.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One attempt to sign in by the authorization code grant with PKCE. It holds secrets, so it is no
 * object with properties; freeing it wipes them. */
typedef struct _GateOauthAttempt GateOauthAttempt;

typedef enum
{
  GATE_OAUTH_IGNORED, /* not the answer to this attempt: the wait goes on */
  GATE_OAUTH_MATCHED, /* the attempt has its code */
  GATE_OAUTH_FAILED,  /* the attempt is over */
} GateOauthVerdict;

/* Parameters for the login page (genesys-api.md 2.3); NULL leaves one out. */
typedef struct
{
  const char *const *scopes; /* NULL: those of the client; the service has no others */
  const char        *login_hint;
  const char        *organization; /* only with a provider */
  const char        *provider;     /* only with an organization */
  const char        *target;       /* the ID of an organization */
  gboolean           asks_again;   /* the page asks for credentials in spite of an earlier login */
} GateOauthAttemptWishes;

GateOauthAttempt *gate_oauth_attempt_new               (const GateWireMetadata        *metadata,
                                                        const char                    *client_id,
                                                        const char                    *redirect_uri,
                                                        GError                       **error);
void              gate_oauth_attempt_free              (GateOauthAttempt              *self);
const char       *gate_oauth_attempt_get_issuer        (GateOauthAttempt              *self);
const char       *gate_oauth_attempt_get_redirect_uri  (GateOauthAttempt              *self);
GUri             *gate_oauth_attempt_get_token_address (GateOauthAttempt              *self);
char             *gate_oauth_attempt_dup_address       (GateOauthAttempt              *self,
                                                        const GateOauthAttemptWishes  *wishes,
                                                        GError                       **error);
GateOauthVerdict  gate_oauth_attempt_read_callback     (GateOauthAttempt              *self,
                                                        const char                    *query,
                                                        GError                       **error);
GBytes           *gate_oauth_attempt_dup_token_request (GateOauthAttempt              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOauthAttempt, gate_oauth_attempt_free)

G_END_DECLS
