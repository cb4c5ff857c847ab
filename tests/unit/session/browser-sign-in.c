/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A sign-in with the browser against a scripted authorization server, and the renewals of its
 * token. The test is the browser: it goes to the redirect address by itself. */

#include "gate-browser-sign-in-private.h"

#include "gate-error.h"
#include "gate-renewable-token.h"
#include "gate-session-describe.h"
#include "script-server.h"
#include "shadow.h"

#include <stdlib.h>
#include <string.h>

#define METADATA "GET /.well-known/oauth-authorization-server"
#define TOKEN "POST /oauth/token"
#define CLIENT_ID "dbbf16aa-6045-4b1d-8f56-913ba045e5fb"

typedef struct
{
  ScriptServer      *server;
  char              *origin;
  GateHttp          *http;
  GateBrowserSignIn *sign_in;
  GateToken         *token;
  GError            *error;
  gboolean           is_over;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  f->server = script_server_new ();
  f->origin = g_uri_to_string (script_server_get_address (f->server));
  while (g_str_has_suffix (f->origin, "/"))
    f->origin[strlen (f->origin) - 1] = '\0';
  f->http = gate_http_new ();
  f->sign_in = gate_browser_sign_in_new (f->http, f->origin, CLIENT_ID);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_clear_pointer (&f->token, gate_token_unref);
  g_clear_error (&f->error);
  g_object_unref (f->sign_in);
  g_object_unref (f->http);
  script_server_free (f->server);
  g_free (f->origin);
}

static void
say_metadata (Fixture *f)
{
  g_autofree char *body = g_strdup_printf (
      "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/oauth/authorize\","
      "\"token_endpoint\":\"%s/oauth/token\",\"response_types_supported\":[\"code\"],"
      "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\"],"
      "\"code_challenge_methods_supported\":[\"S256\"]}",
      f->origin, f->origin, f->origin);

  script_server_say (f->server, METADATA, 200, body);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Fixture *f = user_data;

  f->token = gate_browser_sign_in_run_finish (GATE_BROWSER_SIGN_IN (source), result, &f->error);
  f->is_over = TRUE;
}

static char *
dup_address (Fixture *f)
{
  char *address = NULL;

  g_object_get (f->sign_in, "address", &address, NULL);
  return address;
}

static char *
run_until_browser (Fixture *f)
{
  gate_browser_sign_in_run_async (f->sign_in, NULL, run_cb, f);
  wait_until (f->is_over ||
              gate_browser_sign_in_get_state (f->sign_in) == GATE_BROWSER_SIGN_IN_WAITING);
  g_assert_no_error (f->error);
  return dup_address (f);
}

static char *
dup_parameter (const char *address,
               const char *name)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GHashTable) parameters =
      g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  return g_strdup (g_hash_table_lookup (parameters, name));
}

/* What the browser does at the end: a GET of the redirect address with PARAMETERS and the state. */
static void
come_back (const char *address,
           const char *parameters)
{
  g_autofree char *redirect_uri = dup_parameter (address, "redirect_uri");
  g_autofree char *state = dup_parameter (address, "state");
  g_autofree char *request = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  const char *authority = redirect_uri + strlen ("http://");
  const char *port = strchr (authority, ':') + 1;

  request = g_strdup_printf ("GET /?%s&state=%s HTTP/1.1\r\nHost: %s\r\n\r\n", parameters, state,
                             authority);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) atoi (port), NULL,
                                                NULL);
  g_assert_nonnull (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, NULL);
  /* The answer is not read. */
}

static void
assert_sentence (Fixture    *f,
                 const char *wanted)
{
  g_autofree char *sentence = gate_session_error_sentence (f->error);

  g_assert_nonnull (strstr (sentence, wanted));
}

static void
test_signed_in (Fixture      *f,
                gconstpointer unused)
{
  g_autofree char *address = NULL;
  const char *form;

  say_metadata (f);
  script_server_say (f->server, TOKEN, 200,
                     "{\"access_token\":\"abc\",\"token_type\":\"bearer\",\"expires_in\":300}");
  address = run_until_browser (f);
  come_back (address, "code=c");
  wait_until (f->is_over);
  g_assert_no_error (f->error);
  g_assert_cmpstr (gate_token_peek_access (f->token), ==, "abc");
  form = script_server_get_body (f->server, 1);
  g_assert_true (g_str_has_prefix (form, "grant_type=authorization_code&code=c&code_verifier="));
  /* A client without a secret says so by saying nothing (RFC 6749, section 2.3.1). */
  g_assert_null (strstr (script_server_get_head (f->server, 1), "Authorization:"));
  g_assert_cmpint (gate_browser_sign_in_get_state (f->sign_in), ==, GATE_BROWSER_SIGN_IN_IDLE);
}

/* A gateway without metadata has the endpoints where the service has them. */
static void
test_no_metadata (Fixture      *f,
                  gconstpointer unused)
{
  g_autofree char *address = NULL;
  g_autofree char *page = g_strconcat (f->origin, "/oauth/authorize?", NULL);

  script_server_say (f->server, METADATA, 404, "");
  address = run_until_browser (f);
  g_assert_true (g_str_has_prefix (address, page));
  gate_browser_sign_in_cancel (f->sign_in);
  wait_until (f->is_over);
  g_assert_true (gate_error_is_cancelled (f->error));
}

typedef struct
{
  const char *parameters;
  guint       token_status;
  const char *token_body; /* NULL: no request for a token */
  const char *sentence;
} Refusal;

static const Refusal refusals[] = {
  { "error=access_denied", 0, NULL, "an administrator has to approve this client first" },
  { "error=unauthorized_client", 0, NULL, "grant type must be Code Authorization" },
  { "error=invalid_request", 0, NULL, "redirect address must be http://localhost" },
  { "error=unsupported_response_type", 0, NULL, "does not offer" },
  { "error=invalid_scope", 0, NULL, "scopes" },
  { "error=invalid_pkce_package", 0, NULL, "came back to where it was asked for" },
  { "error=temporarily_unavailable", 0, NULL, "trouble" },
  { "code=c&code=d", 0, NULL, "not in the form" },
  { "code=c&error=access_denied", 0, NULL, "not in the form" },
  { "code=", 0, NULL, "not in the form" },
  { "code=c", 400, "{\"error\":\"invalid_client\",\"description\":\"client not found\"}",
    "region" },
  { "code=c", 401, "{\"error\":\"invalid_client\"}", "region" },
  { "code=c", 400, "{\"error\":\"invalid_grant\"}", "what the browser brought" },
  { "code=c", 400, "{\"error\":\"invalid_pkce_package\"}", "came back" },
  { "code=c", 400, "{\"error\":\"unauthorized_client\"}", "grant type" },
  { "code=c", 200, "{\"access_token\":\"abc\"}", "not in the form" },
  { "code=c", 500, "{}", "trouble" },
  { "code=c", SCRIPT_HANG_UP, "", "" },
};

static void
test_refusal (Fixture      *f,
              gconstpointer data)
{
  const Refusal *refusal = data;
  g_autofree char *address = NULL;

  say_metadata (f);
  if (refusal->token_body != NULL)
    script_server_say (f->server, TOKEN, refusal->token_status, refusal->token_body);
  address = run_until_browser (f);
  come_back (address, refusal->parameters);
  wait_until (f->is_over);
  g_assert_null (f->token);
  assert_sentence (f, refusal->sentence);
  /* Never twice: a code works once. */
  g_assert_cmpuint (script_server_count (f->server, TOKEN), ==, refusal->token_body != NULL);
}

/* C6, C7: only https or loopback, and nothing is opened for metadata of somebody else. */
static void
test_untrusted (Fixture      *f,
                gconstpointer unused)
{
  script_server_say (f->server, METADATA, 200,
                     "{\"issuer\":\"https://login.example\","
                     "\"authorization_endpoint\":\"https://login.example/a\","
                     "\"token_endpoint\":\"https://login.example/t\","
                     "\"code_challenge_methods_supported\":[\"S256\"]}");
  gate_browser_sign_in_run_async (f->sign_in, NULL, run_cb, f);
  wait_until (f->is_over);
  assert_sentence (f, "not in the form");
  g_clear_object (&f->sign_in);
  g_clear_error (&f->error);
  f->is_over = FALSE;
  f->sign_in = gate_browser_sign_in_new (f->http, "http://login.example", CLIENT_ID);
  gate_browser_sign_in_run_async (f->sign_in, NULL, run_cb, f);
  wait_until (f->is_over);
  assert_sentence (f, "The login address cannot be used.");
}

/* The answer to the first attempt is nothing to the second, and its tab is told so. */
static void
test_replaced (Fixture      *f,
               gconstpointer unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  say_metadata (f);
  script_server_say (f->server, TOKEN, 200, "{\"access_token\":\"abc\",\"token_type\":\"bearer\"}");
  first = run_until_browser (f);
  gate_browser_sign_in_run_async (f->sign_in, NULL, run_cb, f);
  wait_until (f->is_over);
  g_assert_true (gate_error_is_cancelled (f->error));
  g_clear_error (&f->error);
  f->is_over = FALSE;
  wait_until (gate_browser_sign_in_get_state (f->sign_in) == GATE_BROWSER_SIGN_IN_WAITING);
  second = dup_address (f);
  g_assert_cmpstr (first, !=, second);
  come_back (first, "code=first");
  come_back (second, "code=second");
  wait_until (f->is_over);
  g_assert_no_error (f->error);
  g_assert_cmpuint (script_server_count (f->server, TOKEN), ==, 1);
}

/* C16: the whole address of the browser, with its state, and nothing less. */
static void
test_paste (Fixture      *f,
            gconstpointer unused)
{
  g_autofree char *address = NULL;
  g_autofree char *state = NULL;
  g_autofree char *pasted = NULL;

  say_metadata (f);
  script_server_say (f->server, TOKEN, 200, "{\"access_token\":\"abc\",\"token_type\":\"bearer\"}");
  address = run_until_browser (f);
  state = dup_parameter (address, "state");
  pasted = g_strdup_printf (" https://localhost:1/?code=c&state=%s\n", state);
  g_assert_false (gate_browser_sign_in_paste (f->sign_in, ""));
  g_assert_false (gate_browser_sign_in_paste (f->sign_in, "c"));
  g_assert_false (gate_browser_sign_in_paste (f->sign_in, "http://localhost:1/?code=c&state=x"));
  g_assert_false (gate_browser_sign_in_paste (f->sign_in, address));
  g_assert_true (gate_browser_sign_in_paste (f->sign_in, pasted));
  wait_until (f->is_over);
  g_assert_no_error (f->error);
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GPtrArray *answers = user_data;
  g_autoptr (GError) error = NULL;
  char *token =
      gate_token_source_get_token_finish (GATE_TOKEN_SOURCE (source), result, &error);

  g_ptr_array_add (answers, token != NULL                     ? token :
                            gate_error_is_cancelled (error) ? g_strdup ("cancelled") :
                                                              g_strdup ("ended"));
}

static GateRenewableToken *
new_source (Fixture    *f,
            const char *refresh)
{
  GateWireTokenResponse *answer = g_new0 (GateWireTokenResponse, 1);
  g_autofree char *endpoint = g_strconcat (f->origin, "/oauth/token", NULL);
  g_autoptr (GUri) address = g_uri_parse (endpoint, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GateToken) token = NULL;

  answer->access_token = g_strdup ("old");
  answer->refresh_token = g_strdup (refresh);
  answer->lifetime_s = 3600;
  token = gate_token_new (answer, g_get_monotonic_time ());
  return gate_renewable_token_new (f->http, address, CLIENT_ID, token);
}

static guint
count_answers (GPtrArray  *answers,
               const char *wanted)
{
  guint n = 0;

  for (guint i = 0; i < answers->len; i++)
    n += g_str_equal (answers->pdata[i], wanted);
  return n;
}

/* C23: fifty refused requests, one renewal. One of them does not wait any more. */
static void
test_renewed_once (Fixture      *f,
                   gconstpointer unused)
{
  g_autoptr (GateRenewableToken) source = new_source (f, "r");
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_renewed = 0;

  g_signal_connect_swapped (source, "renewed", G_CALLBACK (g_atomic_int_inc), &n_renewed);
  script_server_say (f->server, TOKEN, 200, "{\"access_token\":\"new\",\"token_type\":\"bearer\"}");
  for (guint i = 0; i < 50; i++)
    gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "old",
                                       i == 20 ? cancellable : NULL, token_cb, answers);
  g_cancellable_cancel (cancellable);
  wait_until (answers->len == 50);
  g_assert_cmpuint (count_answers (answers, "new"), ==, 49);
  g_assert_cmpuint (count_answers (answers, "cancelled"), ==, 1);
  g_assert_cmpuint (script_server_count (f->server, TOKEN), ==, 1);
  g_assert_cmpuint (n_renewed, ==, 1);
  g_assert_cmpstr (gate_token_peek_refresh (gate_renewable_token_peek_token (source)), ==, "r");
  /* A refusal that comes late is about the token of before. */
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "old", NULL, token_cb, answers);
  wait_until (answers->len == 51);
  g_assert_cmpuint (count_answers (answers, "new"), ==, 50);
  g_assert_cmpuint (script_server_count (f->server, TOKEN), ==, 1);
}

/* C25: only invalid_grant ends the sign-in; trouble of the service does not. */
static void
test_renewal_fails (Fixture      *f,
                    gconstpointer unused)
{
  g_autoptr (GateRenewableToken) source = new_source (f, "r");
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);
  guint n_ended = 0;

  g_signal_connect_swapped (source, "ended", G_CALLBACK (g_atomic_int_inc), &n_ended);
  script_server_say (f->server, TOKEN, 503, "{}");
  script_server_say (f->server, TOKEN, 400, "{\"error\":\"invalid_grant\"}");
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "old", NULL, token_cb, answers);
  wait_until (answers->len == 1);
  g_assert_nonnull (gate_renewable_token_peek_token (source));
  g_assert_cmpuint (n_ended, ==, 0);
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "old", NULL, token_cb, answers);
  wait_until (answers->len == 2);
  g_assert_null (gate_renewable_token_peek_token (source));
  g_assert_cmpuint (n_ended, ==, 1);
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), NULL, NULL, token_cb, answers);
  wait_until (answers->len == 3);
  g_assert_cmpuint (count_answers (answers, "ended"), ==, 3);
  g_assert_cmpuint (script_server_count (f->server, TOKEN), ==, 2);
}

/* C22: without a refresh token, a refused token has ended. */
static void
test_no_refresh (Fixture      *f,
                 gconstpointer unused)
{
  g_autoptr (GateRenewableToken) source = new_source (f, NULL);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);

  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), NULL, NULL, token_cb, answers);
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "other", NULL, token_cb, answers);
  wait_until (answers->len == 2);
  g_assert_cmpuint (count_answers (answers, "old"), ==, 2);
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "old", NULL, token_cb, answers);
  wait_until (answers->len == 3);
  g_assert_cmpuint (count_answers (answers, "ended"), ==, 1);
  g_assert_cmpuint (script_server_count (f->server, TOKEN), ==, 0);
}

/* A client that signs in by itself asks when a token is needed, and again when it was refused. */
static void
test_client (Fixture      *f,
             gconstpointer unused)
{
  g_autofree char *endpoint = g_strconcat (f->origin, "/oauth/token", NULL);
  g_autoptr (GUri) address = g_uri_parse (endpoint, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GateRenewableToken) source =
      gate_renewable_token_new_client (f->http, address, CLIENT_ID, "s&cret");
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);

  script_server_say (f->server, TOKEN, 200,
                     "{\"access_token\":\"one\",\"token_type\":\"bearer\"}");
  script_server_say (f->server, TOKEN, 200,
                     "{\"access_token\":\"two\",\"token_type\":\"bearer\"}");
  script_server_say (f->server, TOKEN, 400, "{\"error\":\"invalid_client\"}");
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), NULL, NULL, token_cb, answers);
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), NULL, NULL, token_cb, answers);
  wait_until (answers->len == 2);
  g_assert_cmpuint (count_answers (answers, "one"), ==, 2);
  g_assert_cmpstr (script_server_get_body (f->server, 0), ==,
                   "grant_type=client_credentials&client_id=" CLIENT_ID "&client_secret=s%26cret");
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "one", NULL, token_cb, answers);
  wait_until (answers->len == 3);
  g_assert_cmpuint (count_answers (answers, "two"), ==, 1);
  gate_token_source_get_token_async (GATE_TOKEN_SOURCE (source), "two", NULL, token_cb, answers);
  wait_until (answers->len == 4);
  g_assert_cmpuint (count_answers (answers, "ended"), ==, 1);
  g_assert_cmpuint (script_server_count (f->server, TOKEN), ==, 3);
}

#define ADD(name, func) \
  g_test_add ("/session/browser-sign-in/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("signed-in", test_signed_in);
  ADD ("no-metadata", test_no_metadata);
  ADD ("untrusted", test_untrusted);
  ADD ("replaced", test_replaced);
  ADD ("paste", test_paste);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/session/browser-sign-in/refusal/%u", i);

      g_test_add (path, Fixture, &refusals[i], set_up, test_refusal, tear_down);
    }
  ADD ("renewed-once", test_renewed_once);
  ADD ("renewal-fails", test_renewal_fails);
  ADD ("no-refresh", test_no_refresh);
  ADD ("client", test_client);
  return g_test_run ();
}
