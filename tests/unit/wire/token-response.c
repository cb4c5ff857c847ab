/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Hostile answers of a token endpoint: J61 to J75. */

#include "gate-wire-token-response.h"

#include "gate-error.h"
#include "gate-wire-oauth.h"

#include <string.h>

#define UNKNOWN -1

typedef struct
{
  const char *row;
  const char *body;
  guint status;        /* 0: 200 */
  gboolean is_not_json; /* as its type says */
  const char *asked;   /* joined; NULL: the server chooses */
  /* Refused: */
  const char *refusal; /* how the message begins */
  int code;            /* 0: protocol */
  const char *server_code;
  const char *server_message;
  /* Accepted: */
  gint64 lifetime_s; /* 0: 3600 */
  const char *refresh_token;
  const char *scopes; /* joined; NULL: not known */
} Case;

#define TYPED "\"token_type\":\"bearer\""
#define TOKEN(text) "{\"access_token\":" text "," TYPED ",\"expires_in\":3600}"
#define TYPE(text) "{\"access_token\":\"t\",\"token_type\":" text ",\"expires_in\":3600}"
#define LIFETIME(text) "{\"access_token\":\"t\"," TYPED ",\"expires_in\":" text "}"
#define WITH(text) "{\"access_token\":\"t\"," TYPED ",\"expires_in\":3600," text "}"
#define FFFD "\357\277\275"
#define A_TOKEN "access_token: "
#define R_TOKEN "refresh_token: "

static const Case cases[] = {
  { "61", "{" TYPED "}", .refusal = A_TOKEN "missing" },
  { "61", TOKEN ("null"), .refusal = A_TOKEN "expected a string, not null" },
  { "61", TOKEN ("7"), .refusal = A_TOKEN "expected a string, not a number" },
  { "61", TOKEN ("{}"), .refusal = A_TOKEN "expected a string, not an object" },
  { "61", TOKEN ("[\"t\"]"), .refusal = A_TOKEN "expected a string, not an array" },
  { "61", TOKEN ("\"\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\" \""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"a,b\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"a=b\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"a b\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"a\\nb\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"t\\r\\nHost: x\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"t\\u007f\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"t\\u00e4\""), .refusal = A_TOKEN "not a token" },
  { "61", TOKEN ("\"t\\u0000\""), .refusal = "byte " },
  { "61", TOKEN ("\"t\""), },
  { "61", TOKEN ("\"aZ09-._~+/==\""), },
  { "61", TOKEN ("\"a!\\\"\\\\\""), .refusal = A_TOKEN "not a token" },
  { "64", WITH ("\"refresh_token\":\"aZ09-._~+/==!{}\""), .refresh_token = "aZ09-._~+/==!{}" },
  { "62", "{\"access_token\":\"t\"}", .refusal = "token_type: missing" },
  { "62", TYPE ("null"), .refusal = "token_type: expected a string, not null" },
  { "62", TYPE ("\"mac\""), .refusal = "token_type: not bearer" },
  { "62", TYPE ("\"BEARER \""), .refusal = "token_type: not bearer" },
  { "62", TYPE ("\"bearer\\u0000\""), .refusal = "byte " },
  { "62", TYPE ("\"\""), .refusal = "token_type: not bearer" },
  { "62", TYPE ("[\"bearer\"]"), .refusal = "token_type: expected a string, not an array" },
  { "62", TYPE ("\"Bearer\""), },
  { "62", TYPE ("\"BEARER\""), },
  { "63", "{\"access_token\":\"t\"," TYPED "}", .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("\"3600\""), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("-1"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("0"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("-0"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("1e3"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("1.5"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("null"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("true"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("[3600]"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("9223372036854775807"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("315360001"), .lifetime_s = UNKNOWN },
  { "63", LIFETIME ("315360000"), .lifetime_s = 315360000 },
  { "63", LIFETIME ("1"), .lifetime_s = 1 },
  /* The scanner takes no number that nothing can hold, wherever it stands (decision 1). */
  { "63", LIFETIME ("9223372036854775808"), .refusal = "byte " },
  { "63", LIFETIME ("1e400"), .refusal = "byte " },
  { "64", WITH ("\"x\":1"), },
  { "65", WITH ("\"refresh_token\":null"), .refusal = R_TOKEN "expected a string, not null" },
  { "65", WITH ("\"refresh_token\":7"), .refusal = R_TOKEN "expected a string, not a number" },
  { "65", WITH ("\"refresh_token\":\"\""), .refusal = R_TOKEN "not a token" },
  { "65", WITH ("\"refresh_token\":\"a\\tb\""), .refusal = R_TOKEN "not a token" },
  { "65", WITH ("\"refresh_token\":\"same\""), .refresh_token = "same" },
  { "66", WITH ("\"scope\":\"oauth users\""), .asked = "users", .scopes = "users" },
  { "66", WITH ("\"scope\":\"oauth\""), .asked = "oauth:readonly", .scopes = "oauth:readonly" },
  { "66", WITH ("\"scope\":\"oauth:readonly\""), .asked = "oauth", .scopes = "oauth:readonly" },
  { "66", WITH ("\"scope\":\"users\""), .asked = "oauth users", .scopes = "users" },
  { "66", WITH ("\"scope\":\"users\""), .asked = "oauth", .scopes = "" },
  { "66", WITH ("\"x\":1"), .asked = "users oauth", .scopes = "users oauth" },
  { "66", WITH ("\"scope\":null"), .asked = "users", .scopes = "users" },
  { "66", WITH ("\"scope\":\"users oauth users\""), .scopes = "oauth users" },
  { "66", WITH ("\"scope\":\"\""), .asked = "users", .scopes = "" },
  { "66", WITH ("\"scope\":\" a\\\"b  users\\nx y \""), .scopes = "y" },
  { "66", WITH ("\"scope\":[\"users\"]"), .refusal = "scope: expected a string, not an array" },
  { "67", WITH ("\"error\":\"invalid_grant\""), .refusal = "status 200, invalid_grant",
    .code = GATE_ERROR_UNAUTHORIZED, .server_code = "invalid_grant",
    .server_message = "invalid_grant" },
  { "67", WITH ("\"error\":{}"), .refusal = "status 200, no reason", .code = GATE_ERROR_INVALID },
  { "67", WITH ("\"error\":\"\""), .refusal = "status 200, no reason",
    .code = GATE_ERROR_INVALID },
  { "67", WITH ("\"error\":null"), },
  { "68", "{\"error\":\"invalid_client\",\"description\":\"client not found\"}",
    .refusal = "status 200, invalid_client", .code = GATE_ERROR_INVALID,
    .server_code = "invalid_client", .server_message = "client not found" },
  { "68", "{\"error\":\"invalid_scope\",\"error_description\":\"first\",\"description\":\"2nd\"}",
    .refusal = "status 200, invalid_scope", .code = GATE_ERROR_INVALID,
    .server_code = "invalid_scope", .server_message = "first" },
  { "69", WITH ("\"scope\":\"oauth\""), 400, .refusal = "status 400, no reason",
    .code = GATE_ERROR_INVALID },
  { "69", WITH ("\"error\":\"invalid_request\""), 400, .refusal = "status 400, invalid_request",
    .code = GATE_ERROR_INVALID, .server_code = "invalid_request",
    .server_message = "invalid_request" },
  { "69", WITH ("\"x\":1"), 201, .refusal = "status 201", .code = GATE_ERROR_PROTOCOL },
  { "69", WITH ("\"x\":1"), 302, .refusal = "status 302", .code = GATE_ERROR_PROTOCOL },
  { "69", WITH ("\"x\":1"), 500, .refusal = "status 500", .code = GATE_ERROR_SERVER },
  { "70", "access_token=t&token_type=bearer&expires_in=3600", .refusal = "byte 0" },
  { "70", "access_token=t&token_type=bearer", .is_not_json = TRUE,
    .refusal = "the token answer is not JSON" },
  { "71", "[" TOKEN ("\"t\"") "]", .refusal = "document: expected an object, not an array" },
  { "71", "\"t\"", .refusal = "document: expected an object, not a string" },
  { "71", "null", .refusal = "document: expected an object, not null" },
  { "71", "", .refusal = "byte 0" },
  { "71", TOKEN ("\"t\"") TOKEN ("\"u\""), .refusal = "byte " },
  { "71", "{\"access_token\":\"t\",\"access_token\":\"t\"," TYPED "}", .refusal = "byte " },
  { "72", TOKEN ("\"t\""), .is_not_json = TRUE, .refusal = "the token answer is not JSON" },
  { "72", "<html></html>", 400, TRUE, .refusal = "status 400, no reason",
    .code = GATE_ERROR_INVALID },
  { "72", "<html></html>", 502, TRUE, .refusal = "status 502", .code = GATE_ERROR_SERVER },
  { "73", WITH ("\"id_token\":\"a.b.c\""), },
  { "73", WITH ("\"id_token\":{\"x\":[]}"), },
  { "74", "{\"error\":\"invalid_grant\",\"error_description\":\"<b>a</b>\\u202eb\\u0007\\nc\"}",
    400, .refusal = "status 400, invalid_grant", .code = GATE_ERROR_UNAUTHORIZED,
    .server_code = "invalid_grant", .server_message = "<b>a</b>" FFFD "b" FFFD " c" },
  { "74", "{\"error\":\"%s%n\",\"error_description\":\"%s%n\"}", 400,
    .refusal = "status 400, %s%n", .code = GATE_ERROR_INVALID, .server_code = "%s%n",
    .server_message = "%s%n" },
  { "74", "{\"error\":\"in valid\",\"error_description\":7,\"description\":\"it\"}", 400,
    .refusal = "status 400, no reason", .code = GATE_ERROR_INVALID, .server_message = "it" },
  { "74", "{\"error\":\"x\",\"error_description\":\" \\u0009 \",\"description\":\"it\"}", 400,
    .refusal = "status 400, x", .code = GATE_ERROR_INVALID, .server_code = "x",
    .server_message = "x" },
  { "74", "{\"error\":[\"x\"],\"error_description\":null}", 401, .refusal = "status 401, no reason",
    .code = GATE_ERROR_UNAUTHORIZED },
  { "74", "{\"error\":\"invalid_client\",\"description\":\"authentication failed\"}", 401,
    .refusal = "status 401, invalid_client", .code = GATE_ERROR_INVALID,
    .server_code = "invalid_client", .server_message = "authentication failed" },
  { "74", "{\"error\":\"x\",\"error_description\":\"\\ud800\"}", 400,
    .refusal = "status 400, no reason", .code = GATE_ERROR_INVALID },
  { "74", "{\"error\":\"slow_down\"}", 429, .refusal = "status 429, slow_down",
    .code = GATE_ERROR_RATE_LIMITED, .server_code = "slow_down", .server_message = "slow_down" },
  { "75", "{\"error\":\"x\",\"error_uri\":\"javascript:alert(1)\"}", 400,
    .refusal = "status 400, x", .code = GATE_ERROR_INVALID, .server_code = "x",
    .server_message = "x" },
  { "75", "{\"error\":\"x\",\"error_uri\":\"file:///etc/passwd\"}", 200,
    .refusal = "status 200, x", .code = GATE_ERROR_INVALID, .server_code = "x",
    .server_message = "x" },
};

static GateWireTokenResponse *
decode (const Case *one,
        GBytes     *body,
        GError    **error)
{
  g_auto (GStrv) asked = one->asked != NULL ? g_strsplit (one->asked, " ", -1) : NULL;

  return gate_wire_token_response_decode (one->status != 0 ? one->status : 200, !one->is_not_json,
                                          body, (const char *const *) asked, error);
}

static void
check_refused (const Case   *one,
               const GError *error)
{
  const int code = one->code != 0 ? one->code : GATE_ERROR_PROTOCOL;

  g_assert_error (error, GATE_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, one->refusal));
  g_assert_cmpstr (gate_error_get_server_code (error), ==, one->server_code);
  g_assert_cmpstr (gate_error_get_server_message (error), ==, one->server_message);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GBytes) body = g_bytes_new_static (one->body, strlen (one->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (GateWireTokenResponse) answer = decode (one, body, &error);
  g_autofree char *scopes = NULL;

  if (error != NULL)
    g_test_message ("%s", error->message);
  if (one->refusal != NULL)
    {
      g_assert_null (answer);
      check_refused (one, error);
      return;
    }
  g_assert_no_error (error);
  g_assert_nonnull (answer->access_token);
  g_assert_nonnull (strstr (one->body, answer->refresh_token != NULL ? answer->refresh_token : ""));
  g_assert_cmpint (answer->lifetime_s, ==, one->lifetime_s != 0 ? one->lifetime_s : 3600);
  g_assert_cmpstr (answer->refresh_token, ==, one->refresh_token);
  scopes = answer->scopes != NULL ? g_strjoinv (" ", answer->scopes) : NULL;
  g_assert_cmpstr (scopes, ==, one->scopes);
}

static GateWireTokenResponse *
decode_token (gsize    n_bytes,
              GError **error)
{
  static const Case plain = { 0 };
  g_autofree char *token = g_strnfill (n_bytes, 't');
  char *text = g_strdup_printf (TOKEN ("\"%s\""), token);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  return decode (&plain, body, error);
}

/* J61: no token is 100 kB long. */
static void
test_long_token (void)
{
  g_autoptr (GateWireTokenResponse) longest = decode_token (8192, NULL);
  g_autoptr (GError) long_error = NULL;
  g_autoptr (GError) huge_error = NULL;

  g_assert_cmpuint (strlen (longest->access_token), ==, 8192);
  g_assert_null (decode_token (8193, &long_error));
  g_assert_error (long_error, GATE_ERROR, GATE_ERROR_PROTOCOL);
  g_assert_null (decode_token (100 * 1024, &huge_error));
  g_assert_error (huge_error, GATE_ERROR, GATE_ERROR_TOO_LARGE);
}

static GError *
decode_description (gsize n_bytes)
{
  static const Case refused = { .status = 400 };
  g_autofree char *filling = g_strnfill (n_bytes, 'x');
  char *text = g_strdup_printf ("{\"error\":\"x\",\"error_description\":\"%s\"}", filling);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  GError *error = NULL;

  g_assert_null (decode (&refused, body, &error));
  return error;
}

/* J74: a sentence of 1 MB is not read, a long one is cut. */
static void
test_long_description (void)
{
  g_autoptr (GError) cut = decode_description (60 * 1024);
  g_autoptr (GError) unread = decode_description (1024 * 1024);

  g_assert_cmpint (g_utf8_strlen (gate_error_get_server_message (cut), -1), ==, 301);
  g_assert_cmpstr (gate_error_get_server_code (cut), ==, "x");
  g_assert_error (unread, GATE_ERROR, GATE_ERROR_INVALID);
  g_assert_null (gate_error_get_server_message (unread));
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;

  g_assert_null (gate_wire_token_response_decode (200, TRUE, NULL, NULL, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_PROTOCOL);
  g_assert_null (gate_wire_token_response_decode (400, FALSE, NULL, NULL, &refused));
  g_assert_error (refused, GATE_ERROR, GATE_ERROR_INVALID);
  gate_wire_token_response_free (NULL);
}

/* What our own organization gives. */
static void
test_own_tokens (void)
{
  static const Case plain = { .asked = "oauth users:readonly" };
  static const char *const scopes[] = { "oauth", "users:readonly", NULL };
  const GateWireOauthTokens tokens = { "access", "refresh", 86400, scopes };
  g_autoptr (GBytes) body = gate_wire_oauth_tokens_encode (&tokens);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateWireTokenResponse) answer = decode (&plain, body, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", answer->scopes);
  g_assert_cmpstr (answer->access_token, ==, "access");
  g_assert_cmpstr (answer->refresh_token, ==, "refresh");
  g_assert_cmpint (answer->lifetime_s, ==, 86400);
  g_assert_cmpstr (joined, ==, "oauth users:readonly");
}

/* And what it refuses, with the sentence in it twice. */
static void
test_own_error (void)
{
  static const Case plain = { .status = 401 };
  g_autoptr (GBytes) body =
      gate_wire_oauth_error_encode ("invalid_client", "authentication failed");
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (&plain, body, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
  g_assert_cmpstr (gate_error_get_server_code (error), ==, "invalid_client");
  g_assert_cmpstr (gate_error_get_server_message (error), ==, "authentication failed");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/wire/token-response/row-%s/%" G_GSIZE_FORMAT, cases[i].row, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/wire/token-response/row-61/long", test_long_token);
  g_test_add_func ("/wire/token-response/row-74/long", test_long_description);
  g_test_add_func ("/wire/token-response/nothing", test_nothing);
  g_test_add_func ("/wire/token-response/own-tokens", test_own_tokens);
  g_test_add_func ("/wire/token-response/own-error", test_own_error);
  return g_test_run ();
}
