/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The direct writer: every answer to a change, and to the reading back that follows some. */

#include "api-fixture.h"

#include "gate-direct-writer.h"

#include <string.h>

#define GET_ONE "GET " ONE_PATH
#define PUT_ONE "PUT " ONE_PATH
#define DELETE_ONE "DELETE " ONE_PATH
#define BODY_OF(id, state, scopes, roles)                                                         \
  "{\"client\":{\"id\":\"" id "\",\"name\":\"App\"},\"scope\":[" scopes "],\"roles\":["            \
  roles "],\"state\":\"" state "\"}"
#define BODY(state, scopes, roles) BODY_OF (CLIENT_A, state, scopes, roles)
#define WANTED BODY ("Authorized", "\"users\",\"oauth\"", "\"r\"")
#define OLDER BODY ("Authorized", "\"users\"", "\"r\"")
#define REVOKED BODY ("Revoked", "\"users\",\"oauth\"", "\"r\"")
#define OF_ANOTHER BODY_OF (CLIENT_B, "Authorized", "\"users\",\"oauth\"", "\"r\"")
#define PART                                                                                      \
  "{\"client\":{\"id\":\"" CLIENT_A "\"},\"scope\":[\"users\",\"oauth\"],\"state\":\"Authorized\"}"
#define ENDED BODY ("Unauthorized", "", "")
#define CODE(code) "{\"code\":\"" code "\"}"
#define HTML "Content-Type: text/html\r\n"
#define NO_GET 1000 /* no reading back is expected */
#define SUCCESS -1

typedef struct
{
  const char *name;
  guint       status; /* of the change */
  const char *answer;
  guint       read_status;
  const char *read_answer;
  int         code; /* of the error, or SUCCESS */
  const char *headers; /* of the answer to the change; NULL: none */
} Case;

static const Case authorizations[] = {
  { "applied", 200, WANTED, NO_GET, NULL, SUCCESS },
  { "less", 200, OLDER, NO_GET, NULL, SUCCESS },
  { "somebody-else", 200, OF_ANOTHER, NO_GET, NULL, GATE_ERROR_UNKNOWN_OUTCOME },
  { "only-a-part", 200, PART, NO_GET, NULL, SUCCESS },
  { "lost", SCRIPT_HANG_UP, "", NO_GET, NULL, GATE_ERROR_UNKNOWN_OUTCOME },
  { "failed-but-applied", 500, "{}", 200, WANTED, SUCCESS },
  { "failed-and-not-applied", 500, "{}", 200, OLDER, GATE_ERROR_SERVER },
  { "failed-and-forgotten", 502, "{}", 404, "{}", GATE_ERROR_UNKNOWN_OUTCOME },
  { "failed-and-not-read-back", 502, "{}", 500, "{}", GATE_ERROR_UNKNOWN_OUTCOME },
  { "failed-and-signed-out", 502, "{}", 401, "{}", GATE_ERROR_UNKNOWN_OUTCOME },
  { "nonsense", 200, "[]", NO_GET, NULL, GATE_ERROR_UNKNOWN_OUTCOME },
  { "slow", 408, "{}", NO_GET, NULL, GATE_ERROR_UNKNOWN_OUTCOME },
  { "gateway", 504, "<html>", NO_GET, NULL, GATE_ERROR_UNKNOWN_OUTCOME, HTML },
  { "accepted-for-later", 202, "", NO_GET, NULL, GATE_ERROR_UNKNOWN_OUTCOME },
  { "permission", 403, CODE ("missing.any.permissions"), NO_GET, NULL, GATE_ERROR_FORBIDDEN },
  { "division", 403, CODE ("missing.division.permission"), NO_GET, NULL, GATE_ERROR_FORBIDDEN },
  { "policy", 403, CODE ("authz.policy.denied"), NO_GET, NULL, GATE_ERROR_FORBIDDEN },
  { "scope", 403, CODE ("app.not.authorized.for.scope"), NO_GET, NULL, GATE_ERROR_SCOPE },
  { "not-authorized", 403, CODE ("not.authorized"), 200, OLDER, GATE_ERROR_NOT_OFFERED },
  { "no-code", 403, "<html>", 200, OLDER, GATE_ERROR_NOT_OFFERED },
  { "block-page", 403, "<html>", NO_GET, NULL, GATE_ERROR_BLOCKED, HTML },
  { "method-blocked", 405, "<html>", NO_GET, NULL, GATE_ERROR_BLOCKED, HTML },
  { "captive-portal", 200, "<html>", 200, OLDER, GATE_ERROR_PROTOCOL, HTML },
  { "captive-portal-but-applied", 200, "<html>", 200, WANTED, SUCCESS, HTML },
  { "network-address", 401, CODE ("ip.not.authorized"), NO_GET, NULL, GATE_ERROR_BLOCKED },
  { "not-authorized-to-read", 403, "{}", 403, "{}", GATE_ERROR_FORBIDDEN },
  { "no-such-call", 404, "{}", 200, OLDER, GATE_ERROR_NOT_OFFERED },
  { "no-such-client", 404, "{}", 404, "{}", GATE_ERROR_NOT_FOUND },
  { "no-such-method", 405, "{}", 200, OLDER, GATE_ERROR_NOT_OFFERED },
  { "invalid", 400, CODE ("auth.invalid.scope"), NO_GET, NULL, GATE_ERROR_INVALID },
  { "conflict", 409, "{}", NO_GET, NULL, GATE_ERROR_CONFLICT },
  { "signed-out", 401, "{}", NO_GET, NULL, GATE_ERROR_UNAUTHORIZED },
};

static const Case revocations[] = {
  { "applied", 200, "", NO_GET, NULL, SUCCESS },
  { "applied-later", 202, "", NO_GET, NULL, SUCCESS },
  { "applied-without-a-word", 204, "", NO_GET, NULL, SUCCESS },
  { "lost", SCRIPT_HANG_UP, "", NO_GET, NULL, GATE_ERROR_UNKNOWN_OUTCOME },
  { "failed-but-applied", 500, "{}", 200, REVOKED, SUCCESS },
  { "failed-but-not-authorized-any-more", 500, "{}", 200, ENDED, SUCCESS },
  { "failed-but-forgotten", 500, "{}", 404, "{}", GATE_ERROR_UNKNOWN_OUTCOME },
  { "failed-and-not-applied", 500, "{}", 200, WANTED, GATE_ERROR_SERVER },
  { "not-offered", 405, "{}", 200, WANTED, GATE_ERROR_NOT_OFFERED },
  { "unknown", 404, "{}", 404, "{}", GATE_ERROR_NOT_FOUND },
  { "permission", 403, CODE ("missing.permissions"), NO_GET, NULL, GATE_ERROR_FORBIDDEN },
  { "block-page", 403, "<html>", NO_GET, NULL, GATE_ERROR_BLOCKED, HTML },
  { "captive-portal", 200, "<html>", 200, WANTED, GATE_ERROR_PROTOCOL, HTML },
};

static void
prepare (Fixture    *fixture,
         const Case *one,
         const char *request)
{
  fake_token_set_failure (fixture->token, gate_error_new (GATE_ERROR_UNAUTHORIZED, "given"));
  script_server_say_with (fixture->server, request, one->status,
                          one->headers != NULL ? one->headers : "", one->answer);
  if (one->read_status != NO_GET)
    script_server_say (fixture->server, GET_ONE, one->read_status, one->read_answer);
}

static void
check (Fixture    *fixture,
       const Case *one,
       const char *request,
       GError     *error)
{
  g_assert_cmpuint (script_server_count (fixture->server, request), ==, 1);
  if (one->read_status == NO_GET)
    g_assert_cmpuint (script_server_count (fixture->server, GET_ONE), ==, 0);
  else
    g_assert_cmpuint (script_server_count (fixture->server, GET_ONE), >, 0);
  if (one->code != SUCCESS)
    g_assert_error (error, GATE_ERROR, one->code);
  else
    g_assert_no_error (error);
}

static GateAuthorization *
authorize (Fixture      *fixture,
           GCancellable *cancellable,
           GError      **error)
{
  static const char *const scopes[] = { "oauth", "users", NULL };
  static const char *const roles[] = { "r", NULL };
  g_autoptr (GateWriter) writer = gate_direct_writer_new (fixture->api);

  gate_writer_authorize_async (writer, CLIENT_A, scopes, roles, cancellable, fixture_ready_cb,
                               fixture);
  g_assert_null (fixture->result);
  return gate_writer_authorize_finish (writer, fixture_wait (fixture), error);
}

static void
test_authorize (Fixture      *fixture,
                gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GateAuthorization) authorization = NULL;
  g_autoptr (GError) error = NULL;

  prepare (fixture, one, PUT_ONE);
  authorization = authorize (fixture, NULL, &error);
  check (fixture, one, PUT_ONE, error);
  g_assert_true ((authorization != NULL) == (one->code == SUCCESS));
  if (authorization != NULL)
    g_assert_cmpstr (gate_authorization_get_id (authorization), ==, CLIENT_A);
  g_assert_cmpstr (script_server_get_body (fixture->server, 0), ==,
                   "{\"scope\":[\"oauth\",\"users\"],\"roles\":[\"r\"]}");
}

static void
test_revoke (Fixture      *fixture,
             gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GateWriter) writer = gate_direct_writer_new (fixture->api);
  g_autoptr (GError) error = NULL;
  gboolean accepted;

  prepare (fixture, one, DELETE_ONE);
  gate_writer_revoke_async (writer, CLIENT_A, NULL, fixture_ready_cb, fixture);
  accepted = gate_writer_revoke_finish (writer, fixture_wait (fixture), &error);
  check (fixture, one, DELETE_ONE, error);
  g_assert_true (accepted == (one->code == SUCCESS));
}

/* What is left out is neither sent nor compared. */
static void
test_scopes_only (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const scopes[] = { "users", NULL };
  g_autoptr (GateWriter) writer = gate_direct_writer_new (fixture->api);
  g_autoptr (GateAuthorization) authorization = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, PUT_ONE, 500, "{}");
  script_server_say (fixture->server, GET_ONE, 200, OLDER);
  gate_writer_authorize_async (writer, CLIENT_A, scopes, NULL, NULL, fixture_ready_cb, fixture);
  authorization = gate_writer_authorize_finish (writer, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_nonnull (authorization);
  g_assert_cmpstr (script_server_get_body (fixture->server, 0), ==, "{\"scope\":[\"users\"]}");
}

static void
test_no_server (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GUri) nowhere = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->api);
  nowhere = g_uri_parse ("http://127.0.0.1:1/", G_URI_FLAGS_NONE, NULL);
  fixture->api = gate_api_new (fixture->http, nowhere, GATE_TOKEN_SOURCE (fixture->token));
  g_assert_null (authorize (fixture, NULL, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_NETWORK);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  guint n_cancelled = 0;
  guint n_unknown = 0;

  script_server_say (fixture->server, PUT_ONE, 200, WANTED);
  script_server_say (fixture->server, GET_ONE, 200, WANTED);
  for (guint turns = 0; turns < 60; turns++)
    {
      static const char *const none[] = { NULL };
      g_autoptr (GateWriter) writer = gate_direct_writer_new (fixture->api);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GateAuthorization) authorization = NULL;
      g_autoptr (GError) error = NULL;

      gate_writer_authorize_async (writer, CLIENT_A, none, none, cancellable, fixture_ready_cb,
                                   fixture);
      for (guint i = 0; i < turns && fixture->result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      authorization = gate_writer_authorize_finish (writer, fixture_wait (fixture), &error);
      g_assert_true (authorization != NULL || gate_error_is_cancelled (error) ||
                     gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME));
      n_cancelled += gate_error_is_cancelled (error);
      n_unknown += gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME);
    }
  g_assert_cmpuint (n_cancelled, >, 0);
  g_assert_cmpuint (n_unknown, >, 0);
}

static void
add (const char *group,
     const Case *cases,
     gsize       n,
     void      (*test) (Fixture *, gconstpointer))
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat ("/api/writer/", group, "/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], fixture_set_up, test, fixture_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("authorize", authorizations, G_N_ELEMENTS (authorizations), test_authorize);
  add ("revoke", revocations, G_N_ELEMENTS (revocations), test_revoke);
  FIXTURE_ADD ("/api/writer/scopes-only", test_scopes_only);
  FIXTURE_ADD ("/api/writer/no-server", test_no_server);
  FIXTURE_ADD ("/api/writer/cancelled", test_cancelled);
  return g_test_run ();
}
