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

static const char *const public_scopes[] = { "conversations:readonly", "external-contacts:readonly",
                                             "quality", "routing:readonly", NULL };
static const char *const confidential_scopes[] = { "analytics:readonly", "quality",
                                                   "recordings:readonly", NULL };

static inline void
give_secret (Fixture    *fixture,
             const char *client_id,
             const char *secret)
{
  g_autofree char *hash = gate_org_secret_hash (secret);
  g_autoptr (GError) error = NULL;

  gate_org_client_secrets_table_rotate (fixture->store, client_id, hash, &error);
  g_assert_no_error (error);
}

static inline void
oauth_set_up (Fixture      *fixture,
              gconstpointer data)
{
  fixture_set_up (fixture, data);
  give_secret (fixture, CONFIDENTIAL_ID, SECRET);
  give_secret (fixture, ALONE_ID, SECRET "-alone");
}

static inline void
oauth_tear_down (Fixture      *fixture,
                 gconstpointer data)
{
  gate_org_table_shift_clock (0);
  fixture_tear_down (fixture, data);
}

static inline char *
basic (const char *client_id,
       const char *secret)
{
  g_autofree char *pair = g_strconcat (client_id, ":", secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guint8 *) pair, strlen (pair));

  return g_strconcat ("Basic ", encoded, NULL);
}

static inline GateOrgCall *
post_as (Fixture    *fixture,
         const char *path,
         const char *authorization,
         const char *content_type,
         const char *form)
{
  g_auto (GStrv) parts = g_strsplit (path, "?", 2);
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));
  g_autoptr (GateOrgCall) call = gate_org_call_new (fixture->store, "POST", parts[0], parts[1],
                                                    body);
  g_autoptr (GateOrgAuthServer) auth_server = gate_org_auth_server_new ();
  const GateOrgRoute *route = gate_org_routes_get ();

  gate_org_call_set_origin (call, ORIGIN);
  gate_org_call_set_auth_server (call, auth_server);
  gate_org_call_set_header (call, "Content-Type", content_type);
  gate_org_call_set_header (call, "Authorization", authorization);
  while (strcmp (route->method, "POST") != 0 || strcmp (route->path, parts[0]) != 0)
    route++;
  route->handler (call);
  g_assert_true (gate_org_call_is_answered (call));
  g_assert_false (gate_org_store_is_in_transaction (fixture->store));
  return g_steal_pointer (&call);
}

static inline GateOrgCall *
post (Fixture    *fixture,
      const char *path,
      const char *form)
{
  return post_as (fixture, path, NULL, FORM, form);
}

static inline void
assert_oauth_error (GateOrgCall *call,
                    guint        status,
                    const char  *code)
{
  g_autofree char *error = answer_text (call, "error");
  g_autofree char *description = answer_text (call, "error_description");
  g_autofree char *twin = answer_text (call, "description");

  g_assert_cmpstr (error, ==, code);
  g_assert_cmpuint (gate_org_call_get_status (call), ==, status);
  g_assert_cmpstr (description, ==, twin);
  g_assert_cmpstr (header_of (call, "Pragma"), ==, "no-cache");
}

static inline void
post_refused (Fixture    *fixture,
              const char *form,
              const char *code)
{
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);

  g_test_message ("%s", form);
  assert_oauth_error (call, 400, code);
}

static inline char *
person_id_of (Fixture    *fixture,
              const char *user_name)
{
  return query_text (fixture, "SELECT id FROM people WHERE user_name = ?1", user_name);
}

static inline char *
issue_code (Fixture    *fixture,
            const char *client_id,
            const char *user_name,
            const char *challenge)
{
  g_autofree char *person_id = person_id_of (fixture, user_name);
  g_autoptr (GError) error = NULL;
  const GateOrgCodeTerms terms = {
    .client_id = client_id,
    .person_id = person_id,
    .redirect_uri = REDIRECT_URI,
    .challenge = challenge,
    .scopes = strcmp (client_id, PUBLIC_ID) == 0 ? public_scopes : confidential_scopes,
  };
  char *code = gate_org_codes_issue (fixture->store, &terms, &error);

  g_assert_no_error (error);
  return code;
}

/* What a public client sends. */
static inline char *
code_form (const char *code)
{
  return g_strconcat ("grant_type=authorization_code&client_id=" PUBLIC_ID
                      "&redirect_uri=" REDIRECT_URI_ENCODED "&code_verifier=" VERIFIER "&code=",
                      code, NULL);
}

/* What a confidential client sends. */
static inline char *
secret_form (const char *code)
{
  return g_strconcat ("grant_type=authorization_code&client_id=" CONFIDENTIAL_ID
                      "&client_secret=" SECRET "&redirect_uri=" REDIRECT_URI_ENCODED "&code=",
                      code, NULL);
}

static inline char *
refresh_form (const char *refresh_token)
{
  return g_strconcat ("grant_type=refresh_token&client_id=" CONFIDENTIAL_ID
                      "&client_secret=" SECRET "&refresh_token=",
                      refresh_token, NULL);
}

/* Asks for tokens and gives one member of the answer, or NULL without that member. */
static inline char *
take (Fixture    *fixture,
      const char *form,
      const char *member)
{
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  return answer_text (call, member);
}

static inline guint
status_with (Fixture    *fixture,
             const char *access_token)
{
  g_autoptr (GateOrgCall) call = ask_as (fixture, access_token, "HEAD", "/api/v2/tokens/me", NULL);

  return gate_org_call_get_status (call);
}

#define ADD_OAUTH(path, function)                                                                  \
  g_test_add (path, Fixture, NULL, oauth_set_up, function, oauth_tear_down)
