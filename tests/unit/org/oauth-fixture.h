/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The authorization server without HTTP: forms to its endpoints, codes as its pages issue them, and
 * a clock that can be put forward. */

#pragma once

#include "api-fixture.h"
#include "gate-org-auth-server.h"
#include "gate-org-client-secrets-table.h"
#include "gate-org-codes.h"
#include "gate-org-routes.h"
#include "gate-org-secret.h"
#include "gate-org-table.h"

#define ORIGIN "http://127.0.7.1:1"
#define REDIRECT_URI "https://mailer.hearsay.example/genesys/callback"
#define REDIRECT_URI_ENCODED "https%3A%2F%2Fmailer.hearsay.example%2Fgenesys%2Fcallback"
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define FORM "application/x-www-form-urlencoded"

/* Both are authorized; what they are granted is less than what they ask for. */
#define PUBLIC_ID "cb166213-080f-41d7-b488-f38b1de443ae" /* Survey Mailer */
#define PUBLIC_SCOPES                                                                              \
  "conversations:readonly external-contacts:readonly quality:readonly routing:readonly"
#define CONFIDENTIAL_ID QUALITY_ID
#define CONFIDENTIAL_SCOPES "analytics:readonly quality recordings:readonly"
#define ALONE_ID "51d934e1-7ba0-45d3-a2ce-0edd18e9e858" /* Nightly Report Export */
#define SECRET "gate_s_test"

extern const char *const public_scopes[];
extern const char *const confidential_scopes[];

typedef struct
{
  char *access;
  char *refresh;
} Tokens;

void tokens_clear (Tokens *tokens);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tokens, tokens_clear)

void         give_secret        (Fixture       *fixture,
                                 const char    *client_id,
                                 const char    *secret);
void         oauth_set_up       (Fixture       *fixture,
                                 gconstpointer  data);
void         oauth_tear_down    (Fixture       *fixture,
                                 gconstpointer  data);
char        *basic              (const char    *client_id,
                                 const char    *secret);
GateOrgCall *post_as            (Fixture       *fixture,
                                 const char    *path,
                                 const char    *authorization,
                                 const char    *content_type,
                                 const char    *form);
GateOrgCall *post               (Fixture       *fixture,
                                 const char    *path,
                                 const char    *form);
void         assert_oauth_error (GateOrgCall   *call,
                                 guint          status,
                                 const char    *code);
void         post_refused       (Fixture       *fixture,
                                 const char    *form,
                                 const char    *code);
char        *person_id_of       (Fixture       *fixture,
                                 const char    *user_name);
char        *issue_code         (Fixture       *fixture,
                                 const char    *client_id,
                                 const char    *user_name,
                                 const char    *challenge);

/* What a public client sends. */
char        *code_form          (const char    *code);

/* What a confidential client sends. */
char        *secret_form        (const char    *code);
char        *refresh_form       (const char    *refresh_token);

/* Asks for tokens and gives one member of the answer, or NULL without that member. */
char        *take               (Fixture       *fixture,
                                 const char    *form,
                                 const char    *member);
guint        status_with        (Fixture       *fixture,
                                 const char    *access_token);

#define ADD_OAUTH(path, function)                                                                  \
  g_test_add (path, Fixture, NULL, oauth_set_up, function, oauth_tear_down)
