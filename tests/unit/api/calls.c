/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Single calls: what is asked, what comes of each status, what a 401 and a cancellation do. */

#include "api-fixture.h"

#include "gate-api-clients.h"
#include "gate-api-me.h"
#include "gate-api-private.h"
#include "gate-api-roles.h"

#include <string.h>

static GateAuthorization *
get_one (Fixture *fixture,
         GError **error)
{
  gate_api_authorizations_get_async (fixture->api, CLIENT_A, fixture->cancellable,
                                     fixture_ready_cb, fixture);
  g_assert_null (fixture->result);
  return gate_api_authorizations_get_finish (fixture->api, fixture_wait (fixture), error);
}

static void
check_head (Fixture    *fixture,
            guint       index,
            const char *line)
{
  const char *head = script_server_get_head (fixture->server, index);

  if (strstr (head, line) == NULL)
    g_error ("“%s” is not in:\n%s", line, head);
}

static void
test_get (Fixture      *fixture,
          gconstpointer data)
{
  g_autofree char *body =
      fixture_new_authorization (CLIENT_A, "Authorized", "\"users\"", "\"r\"");
  g_autoptr (GateAuthorization) one = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " ONE_PATH, 200, body);
  one = get_one (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gate_authorization_get_id (one), ==, CLIENT_A);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 1);
  check_head (fixture, 0, "GET " ONE_PATH " HTTP/1.1\r\n");
  check_head (fixture, 0, "\r\nAuthorization: Bearer token-1\r\n");
  check_head (fixture, 0, "\r\nAccept-Language: en-us\r\n");
  check_head (fixture, 0, "\r\nAccept: application/json\r\n");
}

/* J50. */
static void
test_other_client (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *body = fixture_new_authorization (CLIENT_B, "Authorized", "", "");
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " ONE_PATH, 200, body);
  g_assert_null (get_one (fixture, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_PROTOCOL);
  g_assert_cmpstr (gate_error_get_correlation_id (error), ==, "scripted-id");
}

typedef struct
{
  guint       status;
  const char *headers;
  const char *body;
  int         code;
  guint       n_requests;
} Refusal;

static const Refusal refusals[] = {
  { 200, "", "", GATE_ERROR_PROTOCOL, 1 },
  { 200, "", "[]", GATE_ERROR_PROTOCOL, 1 },
  { 200, "", "{} {}", GATE_ERROR_PROTOCOL, 1 },
  { 200, "", "{\"client\":", GATE_ERROR_PROTOCOL, 1 },
  { 200, "Content-Type: text/html\r\n", "<html>", GATE_ERROR_PROTOCOL, 1 },
  { 200, "Content-Type: text/plain\r\n", "{\"client\":{}}", GATE_ERROR_PROTOCOL, 1 },
  { 201, "", "{}", GATE_ERROR_PROTOCOL, 1 },
  { 204, "", "", GATE_ERROR_PROTOCOL, 1 },
  { 302, "Location: http://127.0.0.1:1/\r\n", "", GATE_ERROR_PROTOCOL, 1 },
  { 400, "", "{\"code\":\"bad.request\"}", GATE_ERROR_INVALID, 1 },
  { 403, "", "{\"code\":\"missing.any.permissions\"}", GATE_ERROR_FORBIDDEN, 1 },
  { 403, "", "{\"code\":\"app.not.authorized.for.scope\"}", GATE_ERROR_SCOPE, 1 },
  { 404, "", "{\"code\":\"not.found\"}", GATE_ERROR_NOT_FOUND, 1 },
  { 405, "", "", GATE_ERROR_NOT_OFFERED, 1 },
  { 409, "", "{}", GATE_ERROR_INVALID, 1 },
  { 429, "Retry-After: 1\r\n", "{}", GATE_ERROR_RATE_LIMITED, 4 },
  { 500, "Content-Type: text/html\r\n", "<html>", GATE_ERROR_SERVER, 1 },
  { 503, "", "{\"code\":\"service.unavailable\"}", GATE_ERROR_SERVER, 4 },
};

static void
test_refusals (Fixture      *fixture,
               gconstpointer data)
{
  const Refusal *one = data;
  g_autoptr (GError) error = NULL;

  script_server_say_with (fixture->server, "GET " ONE_PATH, one->status, one->headers, one->body);
  g_assert_null (get_one (fixture, &error));
  g_assert_error (error, GATE_ERROR, one->code);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, one->n_requests);
  if (one->status != 302 && strstr (one->headers, "Content-Type") == NULL)
    g_assert_cmpstr (gate_error_get_correlation_id (error), ==, "scripted-id");
}

#define HTML "Content-Type: text/html; charset=UTF-8\r\n"
#define PAGE "<html><title>Attention Required!</title>"

typedef struct
{
  const char *name;
  guint       status;
  const char *headers;
  const char *body;
  GateCause   cause;
  const char *ray_id;
  const char *host;
} Foreign;

static const Foreign foreign[] = {
  { "block-page", 403, HTML "CF-RAY: 8f1c2d3e4f5a6b7c-FRA\r\n", PAGE, GATE_CAUSE_BLOCKED,
    "CF-RAY: 8f1c2d3e4f5a6b7c-FRA", "127.0.0.1" },
  { "odd-ray", 403, HTML "CF-RAY: a\x1b[1m\r\n", PAGE, GATE_CAUSE_BLOCKED, "CF-RAY: a?[1m",
    "127.0.0.1" },
  { "block-page-401", 401, HTML, PAGE, GATE_CAUSE_BLOCKED, NULL, "127.0.0.1" },
  { "no-api", 404, HTML, PAGE, GATE_CAUSE_NO_API, NULL, "127.0.0.1" },
  { "captive-portal", 200, HTML, PAGE, GATE_CAUSE_WEB_PAGE, NULL, "127.0.0.1" },
  { "redirect", 307, "Location: https://login.hotel.example/?a=b\r\n", "", GATE_CAUSE_WEB_PAGE,
    NULL, "login.hotel.example" },
  { "redirect-nowhere", 307, "", "", GATE_CAUSE_WEB_PAGE, NULL, "127.0.0.1" },
  { "proxy", 407, HTML, PAGE, GATE_CAUSE_WEB_PAGE, NULL, "127.0.0.1" },
  { "network-address", 401, "", "{\"code\":\"ip.not.authorized\"}", GATE_CAUSE_NETWORK_ADDRESS,
    NULL, "127.0.0.1" },
};

/* What answers in place of the service, or refuses the address, gets one request and one token. */
static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  const Foreign *one = data;
  g_autoptr (GError) error = NULL;

  script_server_say_with (fixture->server, "GET " ONE_PATH, one->status, one->headers, one->body);
  g_assert_null (get_one (fixture, &error));
  g_assert_cmpstr (gate_cause_get_nick (gate_error_get_cause (error)), ==,
                   gate_cause_get_nick (one->cause));
  g_assert_cmpstr (gate_error_get_ray_id (error), ==, one->ray_id);
  g_assert_cmpstr (gate_error_get_host (error), ==, one->host);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 1);
  g_assert_cmpuint (fake_token_get_n_renewed (fixture->token), ==, 0);
}

/* Where the service answered before, a page is not the address's fault. */
static void
test_foreign_later (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *body = fixture_new_authorization (CLIENT_A, "Revoked", "", "");
  g_autoptr (GateAuthorization) first = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " ONE_PATH, 200, body);
  script_server_say_with (fixture->server, "GET " ONE_PATH, 404, HTML, PAGE);
  first = get_one (fixture, &error);
  g_assert_no_error (error);
  g_assert_null (get_one (fixture, &error));
  g_assert_cmpint (gate_error_get_cause (error), ==, GATE_CAUSE_BLOCKED);
}

/* A page that ends a DELETE with 200 did not delete anything for sure. */
static void
test_foreign_delete (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  script_server_say_with (fixture->server, "DELETE " ONE_PATH, 200, HTML, PAGE);
  gate_api_authorizations_revoke_async (fixture->api, CLIENT_A, NULL, fixture_ready_cb, fixture);
  g_assert_false (
      gate_api_authorizations_revoke_finish (fixture->api, fixture_wait (fixture), &error));
  g_assert_cmpint (gate_error_get_cause (error), ==, GATE_CAUSE_WEB_PAGE);
}

static void
test_renewed_once (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *body = fixture_new_authorization (CLIENT_A, "Revoked", "", "");
  g_autoptr (GateAuthorization) one = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " ONE_PATH, 401, "{\"code\":\"bad.credentials\"}");
  script_server_say (fixture->server, "GET " ONE_PATH, 200, body);
  one = get_one (fixture, &error);
  g_assert_no_error (error);
  g_assert_nonnull (one);
  g_assert_cmpuint (fake_token_get_n_renewed (fixture->token), ==, 1);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 2);
  check_head (fixture, 0, "\r\nAuthorization: Bearer token-1\r\n");
  check_head (fixture, 1, "\r\nAuthorization: Bearer token-2\r\n");
}

static void
test_refused_for_good (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET " ONE_PATH, 401, "{\"code\":\"bad.credentials\"}");
  g_assert_null (get_one (fixture, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (gate_error_get_server_code (error), ==, "bad.credentials");
  g_assert_cmpuint (fake_token_get_n_renewed (fixture->token), ==, 1);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 2);
}

static void
test_not_renewable (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fake_token_set_failure (fixture->token, gate_error_new (GATE_ERROR_UNAUTHORIZED, "given"));
  script_server_say (fixture->server, "GET " ONE_PATH, 401, "{\"code\":\"bad.credentials\"}");
  g_assert_null (get_one (fixture, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (gate_error_get_server_code (error), ==, "bad.credentials");
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 1);
}

static void
test_renewal_fails (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fake_token_set_failure (fixture->token, gate_error_new (GATE_ERROR_NETWORK, "login is down"));
  script_server_say (fixture->server, "GET " ONE_PATH, 401, "{}");
  g_assert_null (get_one (fixture, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_NETWORK);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 1);
}

static void
test_odd_id (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gate_api_authorizations_get_async (fixture->api, "../x?y#z/%2f\n", NULL, fixture_ready_cb,
                                     fixture);
  g_assert_null (
      gate_api_authorizations_get_finish (fixture->api, fixture_wait (fixture), &error));
  /* Whether it was sent or not: as one segment or not at all. */
  for (guint i = 0; i < script_server_count_all (fixture->server); i++)
    check_head (fixture, i, "GET " LIST_PATH "/..%2Fx%3Fy%23z%2F%252f%0A HTTP/1.1\r\n");
}

static void
test_put (Fixture      *fixture,
          gconstpointer data)
{
  static const char *const scopes[] = { "users", "oauth:readonly", NULL };
  static const char *const roles[] = { NULL };
  g_autofree char *body = fixture_new_authorization (CLIENT_A, "Authorized", "\"users\"", "");
  g_autoptr (GateAuthorization) one = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "PUT " ONE_PATH, 401, "{}");
  script_server_say (fixture->server, "PUT " ONE_PATH, 200, body);
  gate_api_authorizations_authorize_async (fixture->api, CLIENT_A, scopes, roles, NULL,
                                           fixture_ready_cb, fixture);
  one = gate_api_authorizations_authorize_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_nonnull (one);
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      check_head (fixture, i, "\r\nContent-Type: application/json\r\n");
      g_assert_cmpstr (script_server_get_body (fixture->server, i), ==,
                       "{\"scope\":[\"users\",\"oauth:readonly\"],\"roles\":[]}");
    }
}

static void
test_delete (Fixture      *fixture,
             gconstpointer data)
{
  static const guint statuses[] = { 200, 202, 204, 404 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    script_server_say (fixture->server, "DELETE " ONE_PATH, statuses[i], "");
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      gate_api_authorizations_revoke_async (fixture->api, CLIENT_A, NULL, fixture_ready_cb,
                                            fixture);
      done = gate_api_authorizations_revoke_finish (fixture->api, fixture_wait (fixture), &error);
      g_assert_cmpint (done, ==, statuses[i] != 404);
      g_assert_cmpint (done, ==, error == NULL);
      g_assert_cmpstr (script_server_get_body (fixture->server, (guint) i), ==, "");
    }
}

static void
test_me (Fixture      *fixture,
         gconstpointer data)
{
  const char *request = "GET /api/v2/users/me?expand=authorization";
  g_autoptr (GatePerson) person = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, request, 200,
                     "{\"id\":\"u\",\"name\":\"Ana\",\"authorization\":{\"roles\":[],"
                     "\"permissions\":[\"oauth:*:*\"]}}");
  gate_api_me_get_async (fixture->api, NULL, fixture_ready_cb, fixture);
  person = gate_api_me_get_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_true (gate_person_has_permission (person, GATE_PERMISSION_AUTHORIZE));
}

/* The permissions are not known, which is not the same as none; or policies tell them. */
static void
test_me_permissions (Fixture      *fixture,
                     gconstpointer data)
{
  static const struct
  {
    const char *authorization;
    gboolean has;
    gboolean lacks;
  } cases[] = {
    { "", FALSE, FALSE },
    { ",\"authorization\":null", FALSE, FALSE },
    { ",\"authorization\":{}", FALSE, FALSE },
    { ",\"authorization\":{\"permissions\":7}", FALSE, FALSE },
    { ",\"authorization\":{\"permissions\":[7]}", FALSE, FALSE },
    { ",\"authorization\":{\"permissions\":[]}", FALSE, TRUE },
    { ",\"authorization\":{\"permissions\":[\"oauth:client:view\"]}", FALSE, TRUE },
    { ",\"authorization\":{\"permissionPolicies\":[{\"domain\":\"oauth\",\"entityName\":\"client\","
      "\"actionSet\":[\"*\"]}]}",
      TRUE,
      FALSE },
    { ",\"authorization\":{\"permissionPolicies\":[{\"domain\":\"oauth\",\"entityName\":\"client\","
      "\"actionSet\":[\"view\"]}]}",
      FALSE,
      TRUE },
    { ",\"authorization\":{\"permissionPolicies\":[{\"domain\":\"oauth\",\"actionSet\":[\"view\"]}]"
      "}",
      FALSE,
      FALSE },
    { ",\"authorization\":{\"permissionPolicies\":[7]}", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"id\":\"u\"%s}", cases[i].authorization);
      g_autoptr (GatePerson) person = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", body);
      script_server_say (fixture->server, "GET /api/v2/users/me?expand=authorization", 200, body);
      gate_api_me_get_async (fixture->api, NULL, fixture_ready_cb, fixture);
      person = gate_api_me_get_finish (fixture->api, fixture_wait (fixture), &error);
      g_assert_no_error (error);
      g_assert_cmpint (gate_person_has_permission (person, GATE_PERMISSION_AUTHORIZE),
                       ==,
                       cases[i].has);
      g_assert_cmpint (gate_person_lacks_permission (person, GATE_PERMISSION_AUTHORIZE),
                       ==,
                       cases[i].lacks);
    }
}

/* Refused with `expand`, the person is still known; a token of an application has no person. */
static void
test_me_without_expand (Fixture      *fixture,
                        gconstpointer data)
{
  const char *request = "GET /api/v2/users/me?expand=authorization";
  g_autoptr (GatePerson) person = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server,
                     request,
                     403,
                     "{\"code\":\"not.authorized\",\"message\":\"m\"}");
  script_server_say (fixture->server,
                     "GET /api/v2/users/me",
                     200,
                     "{\"id\":\"u\",\"name\":\"Ana\"}");
  gate_api_me_get_async (fixture->api, NULL, fixture_ready_cb, fixture);
  person = gate_api_me_get_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gate_person_get_name (person), ==, "Ana");
  g_assert_false (gate_person_lacks_permission (person, GATE_PERMISSION_AUTHORIZE));

  script_server_say (fixture->server, request, 400, "{\"code\":\"not.a.user\",\"message\":\"m\"}");
  gate_api_me_get_async (fixture->api, NULL, fixture_ready_cb, fixture);
  g_assert_null (gate_api_me_get_finish (fixture->api, fixture_wait (fixture), &error));
  g_assert_cmpstr (gate_error_get_server_code (error), ==, "not.a.user");
  g_assert_cmpuint (script_server_count_all (fixture->server), ==, 3);
}

static void
test_organization_and_token (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GateOrganization) organization = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) scopes = NULL;
  g_autofree char *client_id = NULL;

  script_server_say (fixture->server, "GET /api/v2/organizations/me", 200,
                     "{\"id\":\"o\",\"name\":\"Acme\"}");
  script_server_say (fixture->server, "GET /api/v2/tokens/me", 200,
                     "{\"authorizedScope\":[\"oauth\"],\"OAuthClient\":{\"id\":\"" CLIENT_B "\"}}");
  gate_api_me_organization_async (fixture->api, NULL, fixture_ready_cb, fixture);
  organization =
      gate_api_me_organization_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gate_organization_get_name (organization), ==, "Acme");
  gate_api_me_token_async (fixture->api, NULL, fixture_ready_cb, fixture);
  g_assert_true (
      gate_api_me_token_finish (fixture->api, fixture_wait (fixture), &client_id, &scopes, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (scopes[0], ==, "oauth");
  g_assert_null (scopes[1]);
  g_assert_cmpstr (client_id, ==, CLIENT_B);
  g_assert_null (strstr (script_server_get_head (fixture->server, 0), "Accept-Language"));
}

static void
test_client_and_role (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GateClient) client = NULL;
  g_autoptr (GateRole) role = NULL;
  g_autoptr (GError) error = NULL;

  script_server_say (fixture->server, "GET /api/v2/oauth/clients/" CLIENT_A, 200,
                     "{\"id\":\"" CLIENT_A "\",\"name\":\"App\"}");
  script_server_say (fixture->server, "GET /api/v2/authorization/roles/a%2Fb?userCount=false", 200,
                     "{\"id\":\"a/b\",\"name\":\"Odd\"}");
  script_server_say (fixture->server, "GET /api/v2/authorization/roles/c?userCount=false", 200,
                     "{\"id\":\"a/b\"}");
  gate_api_clients_get_async (fixture->api, CLIENT_A, NULL, fixture_ready_cb, fixture);
  client = gate_api_clients_get_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gate_client_get_name (client), ==, "App");
  gate_api_roles_get_async (fixture->api, "a/b", NULL, fixture_ready_cb, fixture);
  role = gate_api_roles_get_finish (fixture->api, fixture_wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gate_role_get_name (role), ==, "Odd");
  gate_api_roles_get_async (fixture->api, "c", NULL, fixture_ready_cb, fixture);
  g_assert_null (gate_api_roles_get_finish (fixture->api, fixture_wait (fixture), &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_PROTOCOL);
}

/* At each point of the way: the one error, in time, and nothing left behind. */
static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *body = fixture_new_authorization (CLIENT_A, "Authorized", "", "");
  guint n_cancelled = 0;

  script_server_say (fixture->server, "GET " ONE_PATH, 401, "{}");
  script_server_say (fixture->server, "GET " ONE_PATH, 200, body);
  for (guint turns = 0; turns < 60; turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GateAuthorization) one = NULL;
      g_autoptr (GError) error = NULL;

      gate_api_authorizations_get_async (fixture->api, CLIENT_A, cancellable, fixture_ready_cb,
                                         fixture);
      for (guint i = 0; i < turns && fixture->result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      one = gate_api_authorizations_get_finish (fixture->api, fixture_wait (fixture), &error);
      g_assert_true (one != NULL || gate_error_is_cancelled (error));
      n_cancelled += one == NULL;
    }
  g_assert_cmpuint (n_cancelled, >, 0);
}

static void
test_language (void)
{
  static const char *const pairs[][2] = {
    { "de_AT.UTF-8", "de-at" }, { "de_DE", "de-de" },   { "ca_ES@valencia", "ca-es" },
    { "fr", "fr" },             { "C", "en-us" },       { "C.UTF-8", "en-us" },
    { "POSIX", "en-us" },       { "", "en-us" },        { "en_US", "en-us" },
    { "haw_US", "haw-us" },     { "de_", "en-us" },     { "x\r\nHost: y", "en-us" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *language = gate_api_dup_language (pairs[i][0]);

      g_assert_cmpstr (language, ==, pairs[i][1]);
    }
}

static void
add_refusals (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/api/calls/refusal/%u/%" G_GSIZE_FORMAT, refusals[i].status, i);

      g_test_add (path, Fixture, &refusals[i], fixture_set_up, test_refusals, fixture_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/api/calls/get", test_get);
  FIXTURE_ADD ("/api/calls/row-50/other-client", test_other_client);
  add_refusals ();
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autofree char *path = g_strconcat ("/api/calls/foreign/", foreign[i].name, NULL);

      g_test_add (path, Fixture, &foreign[i], fixture_set_up, test_foreign, fixture_tear_down);
    }
  FIXTURE_ADD ("/api/calls/foreign-later", test_foreign_later);
  FIXTURE_ADD ("/api/calls/foreign-delete", test_foreign_delete);
  FIXTURE_ADD ("/api/calls/renewed-once", test_renewed_once);
  FIXTURE_ADD ("/api/calls/refused-for-good", test_refused_for_good);
  FIXTURE_ADD ("/api/calls/not-renewable", test_not_renewable);
  FIXTURE_ADD ("/api/calls/renewal-fails", test_renewal_fails);
  FIXTURE_ADD ("/api/calls/odd-id", test_odd_id);
  FIXTURE_ADD ("/api/calls/put", test_put);
  FIXTURE_ADD ("/api/calls/delete", test_delete);
  FIXTURE_ADD ("/api/calls/me", test_me);
  FIXTURE_ADD ("/api/calls/me-permissions", test_me_permissions);
  FIXTURE_ADD ("/api/calls/me-without-expand", test_me_without_expand);
  FIXTURE_ADD ("/api/calls/organization-and-token", test_organization_and_token);
  FIXTURE_ADD ("/api/calls/client-and-role", test_client_and_role);
  FIXTURE_ADD ("/api/calls/cancelled", test_cancelled);
  g_test_add_func ("/api/calls/language", test_language);
  return g_test_run ();
}
