/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Hostile metadata: J76 to J79; and that we understand what our own organization says. */

#include "gate-wire-metadata.h"

#include "gate-error.h"
#include "gate-wire-oauth.h"

#include <string.h>

#define ISSUER "https://login.example.com"
#define LOCAL "http://127.0.7.1:8080"
#define METHODS ",\"code_challenge_methods_supported\":[\"S256\"]"
#define ENDPOINTS(authorize, token)                                                               \
  ",\"authorization_endpoint\":" authorize ",\"token_endpoint\":" token
#define GOOD ENDPOINTS ("\"" ISSUER "/oauth/authorize\"", "\"" ISSUER "/oauth/token\"")
#define FROM(issuer) "{\"issuer\":" issuer GOOD METHODS "}"
#define AT(authorize) "{\"issuer\":\"" ISSUER "\""                                                \
                      ENDPOINTS (authorize, "\"" ISSUER "/oauth/token\"") METHODS "}"
#define TOKEN_AT(token) "{\"issuer\":\"" ISSUER "\""                                              \
                        ENDPOINTS ("\"" ISSUER "/oauth/authorize\"", token) METHODS "}"
#define WITH(text) "{\"issuer\":\"" ISSUER "\"" GOOD METHODS "," text "}"
#define LOCAL_AT(authorize) "{\"issuer\":\"" LOCAL "\""                                           \
                            ENDPOINTS (authorize, "\"" LOCAL "/t\"") METHODS "}"
#define A_PLACE "authorization_endpoint: "
#define ELSEWHERE A_PLACE "not on the issuer’s host"

typedef struct
{
  const char *row;
  const char *body;
  const char *refusal; /* how the message begins; NULL: accepted */
  const char *issuer;  /* the one that is expected; NULL: the usual one */
  int code;            /* 0: protocol */
} Case;

static const Case cases[] = {
  { "76", FROM ("\"" ISSUER "\""), NULL },
  { "76", FROM ("\"https://login.example.org\""), "issuer: not the one" },
  { "76", FROM ("\"" ISSUER "/\""), "issuer: not the one" },
  { "76", FROM ("\"" ISSUER "?a=b\""), "issuer: not the one" },
  { "76", FROM ("\"" ISSUER ":443\""), "issuer: not the one" },
  { "76", FROM ("\"https://LOGIN.example.com\""), "issuer: not the one" },
  { "76", FROM ("\"" ISSUER " \""), "issuer: not the one" },
  { "76", FROM ("\"\""), "issuer: not the one" },
  { "76", FROM ("null"), "issuer: expected a string, not null" },
  { "76", FROM ("[\"" ISSUER "\"]"), "issuer: expected a string, not an array" },
  { "76", "{\"x\":1" GOOD METHODS "}", "issuer: missing" },
  { "76", "[]", "document: expected an object" },
  { "76", "", "byte 0" },
  /* An issuer that nobody should have asked. */
  { "76", FROM ("\"http://login.example.com\""), ELSEWHERE, "http://login.example.com" },
  { "76", FROM ("\"javascript:\""), ELSEWHERE, "javascript:" },
  { "76", FROM ("\"" ISSUER "?a\""), ELSEWHERE, ISSUER "?a" },
  { "76", FROM ("\"https://u@login.example.com\""), ELSEWHERE, "https://u@login.example.com" },
  { "76", FROM ("\"https:///\""), ELSEWHERE, "https:///" },
  { "76", FROM ("\"" ISSUER "/tenant\""), NULL, ISSUER "/tenant" },
  { "77", "{\"issuer\":\"" ISSUER "\"" METHODS "}", A_PLACE "missing" },
  { "77", AT ("null"), A_PLACE "expected a string, not null" },
  { "77", AT ("[]"), A_PLACE "expected a string, not an array" },
  { "77", AT ("\"\""), ELSEWHERE },
  { "77", AT ("\"http://login.example.com/oauth/authorize\""), ELSEWHERE },
  { "77", AT ("\"https://login.example.org/oauth/authorize\""), ELSEWHERE },
  { "77", AT ("\"https://login.example.com.evil.org/\""), ELSEWHERE },
  { "77", AT ("\"https://login.example.com@evil.org/\""), ELSEWHERE },
  { "77", AT ("\"https://login.example.com\\\\@evil.org/\""), ELSEWHERE },
  { "77", AT ("\"https://login.example.com:444/\""), ELSEWHERE },
  { "77", AT ("\"https://user@login.example.com/\""), ELSEWHERE },
  { "77", AT ("\"HTTPS://login.example.com/\""), ELSEWHERE },
  { "77", AT ("\"//login.example.com/\""), ELSEWHERE },
  { "77", AT ("\"/oauth/authorize\""), ELSEWHERE },
  { "77", AT ("\"oauth/authorize\""), ELSEWHERE },
  { "77", AT ("\"" ISSUER "\""), ELSEWHERE },
  { "77", AT ("\" " ISSUER "/oauth/authorize\""), ELSEWHERE },
  { "77", AT ("\"javascript:alert(1)\""), ELSEWHERE },
  { "77", AT ("\"file:///etc/passwd\""), ELSEWHERE },
  { "77", AT ("\"--flag\""), ELSEWHERE },
  { "77", AT ("\"" ISSUER "/a#b\""), A_PLACE "not an address" },
  { "77", AT ("\"" ISSUER "/a b\""), A_PLACE "not an address" },
  { "77", AT ("\"" ISSUER "/a\\nb\""), A_PLACE "not an address" },
  { "77", AT ("\"" ISSUER "/\\\\a\""), A_PLACE "not an address" },
  { "77", AT ("\"" ISSUER "/\\u00e4\""), A_PLACE "not an address" },
  { "77", AT ("\"" ISSUER "/`id`\""), A_PLACE "not an address" },
  { "77", AT ("\"" ISSUER "/a?org=x&y=%2F\""), NULL },
  { "77", TOKEN_AT ("\"https://login.example.org/t\""),
    "token_endpoint: not on the issuer’s host" },
  { "77", TOKEN_AT ("{}"), "token_endpoint: expected a string, not an object" },
  { "77", WITH ("\"revocation_endpoint\":\"https://evil.org/\""), "revocation_endpoint: not on" },
  { "77", WITH ("\"revocation_endpoint\":null"), "revocation_endpoint: expected" },
  { "77", WITH ("\"introspection_endpoint\":\"https://evil.org/\""), NULL },
  { "77", LOCAL_AT ("\"" LOCAL "/a\""), NULL, LOCAL },
  { "77", LOCAL_AT ("\"http://127.0.7.2:8080/a\""), ELSEWHERE, LOCAL },
  { "77", LOCAL_AT ("\"http://127.0.7.1:80801/a\""), ELSEWHERE, LOCAL },
  { "77", LOCAL_AT ("\"http://localhost:8080/a\""), ELSEWHERE, LOCAL },
  { "77", LOCAL_AT ("\"https://127.0.7.1:8080/a\""), ELSEWHERE, LOCAL },
  { "78", "{\"issuer\":\"" ISSUER "\"" GOOD "}", "code_challenge_methods_supported: missing", NULL,
    GATE_ERROR_NOT_OFFERED },
  { "78", "{\"issuer\":\"" ISSUER "\"" GOOD ",\"code_challenge_methods_supported\":[\"plain\"]}",
    "code_challenge_methods_supported: no S256" },
  { "78", "{\"issuer\":\"" ISSUER "\"" GOOD ",\"code_challenge_methods_supported\":[\"s256\"]}",
    "code_challenge_methods_supported: no S256" },
  { "78", "{\"issuer\":\"" ISSUER "\"" GOOD ",\"code_challenge_methods_supported\":\"S256\"}",
    "code_challenge_methods_supported: expected an array" },
  { "78", "{\"issuer\":\"" ISSUER "\"" GOOD ",\"code_challenge_methods_supported\":[7,\"S256\"]}",
    "code_challenge_methods_supported[0]: expected a string" },
  { "78", "{\"issuer\":\"" ISSUER "\"" GOOD ",\"code_challenge_methods_supported\":null}",
    "code_challenge_methods_supported: no S256" },
  { "78", WITH ("\"response_types_supported\":[\"token\"]"), "response_types_supported: not" },
  { "78", WITH ("\"response_modes_supported\":[\"fragment\"]"), "response_modes_supported: not" },
  { "78", WITH ("\"grant_types_supported\":[\"implicit\"]"), "grant_types_supported: not" },
  { "78", WITH ("\"response_types_supported\":[\"token\",\"code\"]"), NULL },
  { "78", WITH ("\"authorization_response_iss_parameter_supported\":\"true\""),
    "authorization_response_iss_parameter_supported: expected a boolean" },
  { "79", "{\"issuer\":\"" ISSUER "\",\"issuer\":\"" ISSUER "\"" GOOD METHODS "}", "byte " },
  { "79", "{\"issuer\":\"https://evil.org\",\"\\u0069ssuer\":\"" ISSUER "\"" GOOD METHODS "}",
    "byte " },
  { "79", FROM ("\"" ISSUER "\"") FROM ("\"" ISSUER "\""), "byte " },
};

static GateWireMetadata *
decode (const char *body,
        const char *issuer,
        GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return gate_wire_metadata_decode (bytes, issuer, error);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  const char *issuer = one->issuer != NULL ? one->issuer : ISSUER;
  const int code = one->code != 0 ? one->code : GATE_ERROR_PROTOCOL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateWireMetadata) metadata = decode (one->body, issuer, &error);

  if (error != NULL)
    g_test_message ("%s", error->message);
  if (one->refusal != NULL)
    {
      g_assert_null (metadata);
      g_assert_error (error, GATE_ERROR, code);
      g_assert_true (g_str_has_prefix (error->message, one->refusal));
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (metadata->issuer, ==, issuer);
  g_assert_nonnull (metadata->authorization_endpoint);
  g_assert_nonnull (metadata->token_endpoint);
  g_assert_null (metadata->revocation_endpoint);
  g_assert_false (metadata->names_issuer);
}

static char *
fill (const char *before,
      const char *part,
      guint       n,
      const char *behind)
{
  g_autoptr (GString) text = g_string_new ("{\"issuer\":\"" ISSUER "\"" GOOD METHODS ",");

  g_string_append (text, before);
  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  g_string_append (text, behind);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* J79: larger or deeper than any metadata. */
static void
test_huge (void)
{
  g_autofree char *large = fill ("\"x\":\"", "y", 60 * 1024, "\"}");
  g_autofree char *huge = fill ("\"x\":\"", "y", 1024 * 1024, "\"}");
  g_autofree char *deep = fill ("\"x\":", "[", 100, "]]");
  g_autoptr (GateWireMetadata) metadata = decode (large, ISSUER, NULL);
  g_autoptr (GError) huge_error = NULL;
  g_autoptr (GError) deep_error = NULL;
  g_autoptr (GError) no_error = NULL;

  g_assert_nonnull (metadata);
  g_assert_null (decode (huge, ISSUER, &huge_error));
  g_assert_error (huge_error, GATE_ERROR, GATE_ERROR_TOO_LARGE);
  g_assert_null (decode (deep, ISSUER, &deep_error));
  g_assert_error (deep_error, GATE_ERROR, GATE_ERROR_TOO_LARGE);
  g_assert_null (gate_wire_metadata_decode (NULL, ISSUER, &no_error));
  g_assert_error (no_error, GATE_ERROR, GATE_ERROR_PROTOCOL);
  gate_wire_metadata_free (NULL);
}

/* What our own organization says of itself. */
static void
test_own (void)
{
  g_autoptr (GBytes) body = gate_wire_oauth_metadata_encode (LOCAL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateWireMetadata) metadata = gate_wire_metadata_decode (body, LOCAL, &error);
  g_autoptr (GError) other = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (metadata->issuer, ==, LOCAL);
  g_assert_cmpstr (metadata->authorization_endpoint, ==, LOCAL "/oauth/authorize");
  g_assert_cmpstr (metadata->token_endpoint, ==, LOCAL "/oauth/token");
  g_assert_cmpstr (metadata->revocation_endpoint, ==, LOCAL "/oauth/revoke");
  g_assert_true (metadata->names_issuer);
  g_assert_null (gate_wire_metadata_decode (body, "http://127.0.7.2:8080", &other));
  g_assert_error (other, GATE_ERROR, GATE_ERROR_PROTOCOL);
}

/* What the service says of itself (genesys-api.md 2.1). */
static void
test_service (void)
{
  static const char body[] =
      "{\"issuer\":\"https://login.mypurecloud.com\","
      "\"authorization_endpoint\":\"https://login.mypurecloud.com/oauth/authorize\","
      "\"token_endpoint\":\"https://login.mypurecloud.com/oauth/token\","
      "\"response_types_supported\":[\"code\"],\"response_modes_supported\":[\"query\"],"
      "\"grant_types_supported\":[\"authorization_code\",\"client_credentials\","
      "\"refresh_token\",\"urn:ietf:params:oauth:grant-type:saml2-bearer\"],"
      "\"code_challenge_methods_supported\":[\"S256\"],"
      "\"token_endpoint_auth_methods_supported\":[\"client_secret_basic\","
      "\"client_secret_post\"],"
      "\"service_documentation\":\"https://developer.genesys.cloud/authorization\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GateWireMetadata) metadata = decode (body, "https://login.mypurecloud.com", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (metadata->token_endpoint, ==, "https://login.mypurecloud.com/oauth/token");
  g_assert_null (metadata->revocation_endpoint);
  g_assert_false (metadata->names_issuer);
}

static void
test_address (void)
{
  static const char *const pairs[][2] = {
    { ISSUER, ISSUER "/.well-known/oauth-authorization-server" },
    { ISSUER "/", ISSUER "/.well-known/oauth-authorization-server" },
    { ISSUER "/a/b", ISSUER "/.well-known/oauth-authorization-server/a/b" },
    { LOCAL, LOCAL "/.well-known/oauth-authorization-server" },
    { "http://[::1]:8080", "http://[::1]:8080/.well-known/oauth-authorization-server" },
    { "http://login.example.com", NULL },
    { "http://localhost:8080", NULL },
    { "http://127.0.0.1.example.com", NULL },
    { "https://", NULL },
    { "https://a@b", NULL },
    { "https://a b", NULL },
    { "https://h?x", NULL },
    { "https://h#x", NULL },
    { "ftp://h", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *address = gate_wire_metadata_dup_address (pairs[i][0]);

      g_assert_cmpstr (address, ==, pairs[i][1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/wire/metadata/row-%s/%" G_GSIZE_FORMAT, cases[i].row, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/wire/metadata/row-79/huge", test_huge);
  g_test_add_func ("/wire/metadata/own", test_own);
  g_test_add_func ("/wire/metadata/service", test_service);
  g_test_add_func ("/wire/metadata/address", test_address);
  return g_test_run ();
}
