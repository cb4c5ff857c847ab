/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What an attempt to sign in opens in the browser, and what it sends to the token endpoint. */

#include "gate-oauth-attempt.h"

#include "gate-error.h"
#include "gate-pkce.h"

#include <string.h>

#define ISSUER "https://login.example.com"
#define REDIRECT "http://127.0.0.1:8085/call back?x=1&y"

static GateOauthAttempt *
new_attempt (const char *authorization_endpoint,
             const char *token_endpoint,
             GError    **error)
{
  GateWireMetadata metadata = {
    .issuer = (char *) ISSUER,
    .authorization_endpoint = (char *) authorization_endpoint,
    .token_endpoint = (char *) token_endpoint,
  };

  return gate_oauth_attempt_new (&metadata, "0a1b&c=d", REDIRECT, error);
}

static GateOauthAttempt *
new_usual (void)
{
  g_autoptr (GError) error = NULL;
  GateOauthAttempt *attempt =
      new_attempt (ISSUER "/oauth/authorize", ISSUER "/oauth/token", &error);

  g_assert_no_error (error);
  return attempt;
}

/* Reads the query of an address; each parameter is there once. */
static GHashTable *
read_query (const char *address)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  GUriParamsIter iter;
  char *name = NULL;
  char *value = NULL;

  g_uri_params_iter_init (&iter, address, -1, "&", G_URI_PARAMS_NONE);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    g_assert_true (g_hash_table_insert (found, name, value));
  g_assert_no_error (error);
  return g_steal_pointer (&found);
}

static GHashTable *
open_query (GateOauthAttempt             *attempt,
            const GateOauthAttemptWishes *wishes,
            const char                   *start)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = gate_oauth_attempt_dup_address (attempt, wishes, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (address, start));
  return read_query (address + strlen (start));
}

#define assert_value(table, name, value)                                                          \
  g_assert_cmpstr (g_hash_table_lookup (table, name), ==, value)

static void
test_address (void)
{
  g_autoptr (GateOauthAttempt) attempt = new_usual ();
  g_autoptr (GHashTable) query = open_query (attempt, NULL, ISSUER "/oauth/authorize?");

  assert_value (query, "response_type", "code");
  assert_value (query, "client_id", "0a1b&c=d");
  assert_value (query, "redirect_uri", REDIRECT);
  assert_value (query, "code_challenge_method", "S256");
  g_assert_cmpuint (strlen (g_hash_table_lookup (query, "code_challenge")), ==, 43);
  g_assert_cmpuint (strlen (g_hash_table_lookup (query, "state")), ==, 43);
  g_assert_cmpuint (g_hash_table_size (query), ==, 6);
  g_assert_cmpstr (gate_oauth_attempt_get_issuer (attempt), ==, ISSUER);
  g_assert_cmpstr (gate_oauth_attempt_get_redirect_uri (attempt), ==, REDIRECT);
}

static void
test_wishes (void)
{
  static const char *const scopes[] = { "oauth", "users:readonly", NULL };
  const GateOauthAttemptWishes wishes = { scopes, "a@b.example:Org", "Org", "okta", "id", TRUE };
  g_autoptr (GateOauthAttempt) attempt = new_usual ();
  g_autoptr (GHashTable) query = open_query (attempt, &wishes, ISSUER "/oauth/authorize?");

  assert_value (query, "scope", "oauth users:readonly");
  assert_value (query, "login_hint", "a@b.example:Org");
  assert_value (query, "org", "Org");
  assert_value (query, "provider", "okta");
  assert_value (query, "target", "id");
  assert_value (query, "prompt", "login");
  g_assert_cmpuint (g_hash_table_size (query), ==, 12);
}

/* C9: a browser is started by a line that a shell could misread if any of this came through. */
static void
test_encoded (void)
{
  static const char *const odd[] = {
    "$(touch x)", "`id`", "; rm -rf", "a b", "\"quoted\" 'too'", "a&state=forged", "x#y", "\\\\h",
    "line\r\nbreak", "\303\244\342\200\256", "%41%00", "--flag", "<>|^{}[]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      const GateOauthAttemptWishes wishes = { .organization = odd[i], .provider = odd[i],
                                       .login_hint = odd[i], .target = odd[i] };
      g_autoptr (GateOauthAttempt) attempt = new_usual ();
      g_autofree char *address = gate_oauth_attempt_dup_address (attempt, &wishes, NULL);
      g_autoptr (GHashTable) query = open_query (attempt, &wishes, ISSUER "/oauth/authorize?");

      g_assert_cmpuint (strspn (address, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                         "0123456789-._~:/?=&%"),
                        ==, strlen (address));
      assert_value (query, "org", odd[i]);
      assert_value (query, "login_hint", odd[i]);
      g_assert_cmpuint (g_hash_table_size (query), ==, 10);
    }
}

static void
test_half_a_wish (void)
{
  const GateOauthAttemptWishes wishes[] = { { .organization = "Org" }, { .provider = "okta" } };

  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (GateOauthAttempt) attempt = new_usual ();
      g_autoptr (GError) error = NULL;

      g_assert_null (gate_oauth_attempt_dup_address (attempt, &wishes[i], &error));
      g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
    }
}

/* A query that the endpoint has already is kept (RFC 6749, section 3.1). */
static void
test_endpoint_with_query (void)
{
  g_autoptr (GateOauthAttempt) attempt = new_attempt (ISSUER "/a?x=1", ISSUER "/t?y=2", NULL);
  g_autoptr (GHashTable) query = open_query (attempt, NULL, ISSUER "/a?");
  g_autofree char *token = g_uri_to_string (gate_oauth_attempt_get_token_address (attempt));

  assert_value (query, "x", "1");
  assert_value (query, "response_type", "code");
  g_assert_cmpstr (token, ==, ISSUER "/t?y=2");
}

/* What nothing is ever sent to, and what no browser is ever started with (C7). */
static void
test_bad_endpoints (void)
{
  static const char *const bad[] = {
    "javascript:alert(1)", "file:///etc/passwd", "--flag", "", "http://login.example.com/",
    "https://user@login.example.com/", "https://login.example.com/#x", "https://h/../x",
    "//login.example.com/", "https://h/%0d%0a", "ftp://h/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) page = NULL;
      g_autoptr (GError) token = NULL;

      g_assert_null (new_attempt (bad[i], ISSUER "/t", &page));
      g_assert_error (page, GATE_ERROR, GATE_ERROR_INVALID);
      g_assert_null (new_attempt (ISSUER "/a", bad[i], &token));
      g_assert_error (token, GATE_ERROR, GATE_ERROR_INVALID);
    }
}

/* The form holds the verifier of the challenge that was shown, and nothing that was shown does. */
static void
test_token_request (void)
{
  g_autoptr (GateOauthAttempt) attempt = new_usual ();
  g_autofree char *address = gate_oauth_attempt_dup_address (attempt, NULL, NULL);
  g_autoptr (GHashTable) shown = open_query (attempt, NULL, ISSUER "/oauth/authorize?");
  g_autofree char *answer =
      g_strdup_printf ("code=a%%26b&state=%s", (char *) g_hash_table_lookup (shown, "state"));
  g_autoptr (GHashTable) form = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *challenge = NULL;
  const char *verifier;

  g_assert_null (gate_oauth_attempt_dup_token_request (attempt));
  g_assert_cmpint (gate_oauth_attempt_read_callback (attempt, answer, NULL),
                   ==,
                   GATE_OAUTH_MATCHED);
  bytes = gate_oauth_attempt_dup_token_request (attempt);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  form = read_query (text);
  verifier = g_hash_table_lookup (form, "code_verifier");
  challenge = gate_pkce_dup_challenge (verifier);
  g_assert_null (strstr (address, verifier));
  assert_value (shown, "code_challenge", challenge);
  assert_value (form, "grant_type", "authorization_code");
  assert_value (form, "code", "a&b");
  assert_value (form, "client_id", "0a1b&c=d");
  assert_value (form, "redirect_uri", REDIRECT);
  g_assert_cmpuint (g_hash_table_size (form), ==, 5);
}

/* C3: each attempt has a state and a challenge of its own, which opening it again keeps. */
static void
test_fresh (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GateOauthAttempt) attempt = new_usual ();
      g_autoptr (GHashTable) query = open_query (attempt, NULL, ISSUER "/oauth/authorize?");
      g_autoptr (GHashTable) again = open_query (attempt, NULL, ISSUER "/oauth/authorize?");

      assert_value (again, "state", g_hash_table_lookup (query, "state"));
      g_assert_true (g_hash_table_add (seen, g_strdup (g_hash_table_lookup (query, "state"))));
      g_assert_true (
          g_hash_table_add (seen, g_strdup (g_hash_table_lookup (query, "code_challenge"))));
    }
  gate_oauth_attempt_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/oauth-attempt/address", test_address);
  g_test_add_func ("/auth/oauth-attempt/wishes", test_wishes);
  g_test_add_func ("/auth/oauth-attempt/encoded", test_encoded);
  g_test_add_func ("/auth/oauth-attempt/half-a-wish", test_half_a_wish);
  g_test_add_func ("/auth/oauth-attempt/endpoint-with-query", test_endpoint_with_query);
  g_test_add_func ("/auth/oauth-attempt/bad-endpoints", test_bad_endpoints);
  g_test_add_func ("/auth/oauth-attempt/token-request", test_token_request);
  g_test_add_func ("/auth/oauth-attempt/fresh", test_fresh);
  return g_test_run ();
}
