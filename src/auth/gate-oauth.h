/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-wire-metadata.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One attempt to sign in by the authorization code grant with PKCE. It holds secrets, so it is no
 * object with properties; freeing it wipes them. */
typedef struct _GateOauth GateOauth;

typedef enum
{
  GATE_OAUTH_IGNORED, /* not the answer to this attempt: the wait goes on */
  GATE_OAUTH_MATCHED, /* the attempt has its code */
  GATE_OAUTH_FAILED,  /* the attempt is over */
} GateOauthVerdict;

/* What may be said to the login page (genesys-api.md 2.3); NULL for nothing. */
typedef struct
{
  const char *const *scopes; /* NULL: those of the client, which is all the service knows */
  const char        *login_hint;
  const char        *organization; /* only with a provider */
  const char        *provider;     /* only with an organization */
  const char        *target;       /* the ID of an organization */
  gboolean           asks_again;   /* for credentials, in spite of an earlier login */
} GateOauthWishes;

GateOauth       *gate_oauth_new               (const GateWireMetadata *metadata,
                                               const char             *client_id,
                                               const char             *redirect_uri,
                                               GError                **error);
void             gate_oauth_free              (GateOauth              *self);
const char      *gate_oauth_get_issuer        (GateOauth              *self);
const char      *gate_oauth_get_redirect_uri  (GateOauth              *self);
GUri            *gate_oauth_get_token_address (GateOauth              *self);
char            *gate_oauth_dup_address       (GateOauth              *self,
                                               const GateOauthWishes  *wishes,
                                               GError                **error);
GateOauthVerdict gate_oauth_read_callback     (GateOauth              *self,
                                               const char             *query,
                                               GError                **error);
GateOauthVerdict gate_oauth_count_stray       (GateOauth              *self,
                                               GError                **error);
GBytes          *gate_oauth_dup_token_request (GateOauth              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOauth, gate_oauth_free)

G_END_DECLS
