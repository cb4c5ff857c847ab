/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "oauth-fixture.h"

const char *const public_scopes[] = { "conversations:readonly", "external-contacts:readonly",
                                      "quality", "routing:readonly", NULL };
const char *const confidential_scopes[] = { "analytics:readonly", "quality",
                                            "recordings:readonly", NULL };

void
tokens_clear (Tokens *tokens)
{
  g_free (tokens->access);
  g_free (tokens->refresh);
}

void
give_secret (Fixture    *fixture,
             const char *client_id,
             const char *secret)
{
  g_autofree char *hash = gate_org_secret_hash (secret);
  g_autoptr (GError) error = NULL;

  gate_org_client_secrets_table_rotate (fixture->store, client_id, hash, &error);
  g_assert_no_error (error);
}

void
oauth_set_up (Fixture      *fixture,
              gconstpointer data)
{
  fixture_set_up (fixture, data);
  give_secret (fixture, CONFIDENTIAL_ID, SECRET);
  give_secret (fixture, ALONE_ID, SECRET "-alone");
}

void
oauth_tear_down (Fixture      *fixture,
                 gconstpointer data)
{
  gate_org_table_shift_clock (0);
  fixture_tear_down (fixture, data);
}

char *
basic (const char *client_id,
       const char *secret)
{
  g_autofree char *pair = g_strconcat (client_id, ":", secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guint8 *) pair, strlen (pair));

  return g_strconcat ("Basic ", encoded, NULL);
}

GateOrgCall *
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

GateOrgCall *
post (Fixture    *fixture,
      const char *path,
      const char *form)
{
  return post_as (fixture, path, NULL, FORM, form);
}

void
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

void
post_refused (Fixture    *fixture,
              const char *form,
              const char *code)
{
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);

  g_test_message ("%s", form);
  assert_oauth_error (call, 400, code);
}

char *
person_id_of (Fixture    *fixture,
              const char *user_name)
{
  return query_text (fixture, "SELECT id FROM people WHERE user_name = ?1", user_name);
}

char *
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

char *
code_form (const char *code)
{
  return g_strconcat ("grant_type=authorization_code&client_id=" PUBLIC_ID
                      "&redirect_uri=" REDIRECT_URI_ENCODED "&code_verifier=" VERIFIER "&code=",
                      code, NULL);
}

char *
secret_form (const char *code)
{
  return g_strconcat ("grant_type=authorization_code&client_id=" CONFIDENTIAL_ID
                      "&client_secret=" SECRET "&redirect_uri=" REDIRECT_URI_ENCODED "&code=",
                      code, NULL);
}

char *
refresh_form (const char *refresh_token)
{
  return g_strconcat ("grant_type=refresh_token&client_id=" CONFIDENTIAL_ID
                      "&client_secret=" SECRET "&refresh_token=",
                      refresh_token, NULL);
}

char *
take (Fixture    *fixture,
      const char *form,
      const char *member)
{
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  return answer_text (call, member);
}

guint
status_with (Fixture    *fixture,
             const char *access_token)
{
  g_autoptr (GateOrgCall) call = ask_as (fixture, access_token, "HEAD", "/api/v2/tokens/me", NULL);

  return gate_org_call_get_status (call);
}
