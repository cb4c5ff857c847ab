/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What the session makes of a list that is refused, by the service or by something else. */

#include "gate-error.h"
#include "gate-session-describe.h"
#include "session-fixture.h"

#include <string.h>

#define HTML "Content-Type: text/html\r\n"
#define PAGE "<html><h1>Sorry, you have been blocked</h1>"
#define REFUSED(code, message) "{\"code\":\"" code "\",\"message\":\"" message "\",\"status\":403}"
#define PERSON(permissions)                                                                        \
  "{\"id\":\"u1\",\"name\":\"Dana Reyes\",\"authorization\":{\"permissions\":[" permissions        \
  "],\"roles\":[]}}"
#define AUTHORIZE "\"oauth:client:authorize\""
#define SCOPE_CODE "app.not.authorized.for.scope"

typedef struct
{
  const char      *name;
  guint            status;
  const char      *headers;
  const char      *body;
  const char      *person;
  GateSessionState state;
  gboolean         keeps; /* the list that was there before */
  GateCause        cause;
  const char      *sentence; /* a part of it */
  const char      *evidence;
} Case;

static const Case cases[] = {
  { "block-page", 403, HTML "CF-RAY: 8f1c-FRA\r\n", PAGE, PERSON (AUTHORIZE), GATE_SESSION_FAILED,
    TRUE, GATE_CAUSE_BLOCKED, "Something between you and the organization refused the request",
    "CF-RAY: 8f1c-FRA" },
  { "unsigned", 403, "Content-Type: application/json\r\n", "{\"message\":\"Forbidden\"}",
    PERSON (AUTHORIZE), GATE_SESSION_FAILED, TRUE, GATE_CAUSE_BLOCKED,
    "Something between you and the organization refused the request", NULL },
  { "contradiction", 403, "", REFUSED ("not.authorized", "No."), PERSON (AUTHORIZE),
    GATE_SESSION_FAILED, TRUE, GATE_CAUSE_PERMISSION_CONTRADICTED,
    "also says that you have the permission: oauth:client:authorize.",
    "The organization says: No.\nCorrelation ID: scripted-id" },
  { "wildcard", 403, "", REFUSED ("missing.any.permissions", "One of: [a:b:c, oauth:client:authorize]"),
    PERSON ("\"oauth:*:*\""), GATE_SESSION_FAILED, TRUE, GATE_CAUSE_PERMISSION_CONTRADICTED,
    "oauth:client:authorize.", "The organization says: One of: [a:b:c, oauth:client:authorize]\n"
    "Correlation ID: scripted-id" },
  { "not-permitted", 403, "", REFUSED ("not.authorized", "No."), PERSON ("\"oauth:client:view\""),
    GATE_SESSION_DENIED, FALSE, GATE_CAUSE_NOT_PERMITTED, "permission", NULL },
  { "one-of-two", 403, "", REFUSED ("missing.permissions", "[oauth:client:authorize, a:b:c]"),
    PERSON (AUTHORIZE), GATE_SESSION_DENIED, FALSE, GATE_CAUSE_PERMISSION_MISSING, "a:b:c", NULL },
  { "not-known", 403, "", REFUSED ("not.authorized", "No."), "{\"id\":\"u1\",\"name\":\"D\"}",
    GATE_SESSION_DENIED, FALSE, GATE_CAUSE_NOT_PERMITTED, "permission", NULL },
  { "scope", 403, "", REFUSED (SCOPE_CODE, "App not authorized to use scope [x:readonly, x]"),
    PERSON (AUTHORIZE), GATE_SESSION_FAILED, FALSE, GATE_CAUSE_SCOPE_MISSING,
    "one of them is enough: x:readonly, x.", NULL },
  { "scope-held", 403, "", REFUSED (SCOPE_CODE, "App not authorized to use scope [oauth]"),
    PERSON (AUTHORIZE), GATE_SESSION_FAILED, TRUE, GATE_CAUSE_SCOPE_CONTRADICTED,
    "but it also says that it does: oauth.", NULL },
  { "network-address", 401, "", "{\"code\":\"ip.not.authorized\",\"message\":\"Not from [192.0.2.7]\"}",
    PERSON (AUTHORIZE), GATE_SESSION_FAILED, TRUE, GATE_CAUSE_NETWORK_ADDRESS,
    "Acme Care does not accept connections from your network address.",
    "The organization says: Not from [192.0.2.7]\nCorrelation ID: scripted-id" },
  { "captive-portal", 200, HTML, PAGE, PERSON (AUTHORIZE), GATE_SESSION_FAILED, TRUE,
    GATE_CAUSE_WEB_PAGE, "A web page of 127.0.0.1 answered", NULL },
  { "redirected", 307, "Location: https://login.hotel.example/\r\n", "", PERSON (AUTHORIZE),
    GATE_SESSION_FAILED, TRUE, GATE_CAUSE_WEB_PAGE, "A web page of login.hotel.example answered",
    NULL },
};

static GateResource *
list (Fixture *f)
{
  return GATE_RESOURCE (gate_session_get_authorizations (f->session));
}

static void
check (Fixture    *f,
       const Case *one)
{
  const GError *error = gate_resource_get_error (list (f));
  g_autofree char *evidence = gate_session_describe_evidence (error);
  g_autofree char *cause = g_strdup (gate_cause_get_nick (gate_error_get_cause (error)));

  g_test_message ("%s", gate_resource_get_error_sentence (list (f)));
  g_assert_cmpstr (cause, ==, gate_cause_get_nick (one->cause));
  g_assert_nonnull (strstr (gate_resource_get_error_sentence (list (f)), one->sentence));
  if (one->evidence != NULL)
    g_assert_cmpstr (evidence, ==, one->evidence);
}

/* At the first load there is nothing to keep. */
static void
test_first (Fixture      *f,
            gconstpointer data)
{
  const Case *one = data;
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *address = g_uri_to_string (script_server_get_address (server));

  script_server_say_with (server, LIST, one->status, one->headers, one->body);
  script_server_say (server, ME, 200, one->person);
  script_server_say (server, ORGANIZATION, 200, "{\"id\":\"o1\",\"name\":\"Acme Care\"}");
  script_server_say (server, TOKEN, 200, "{\"authorizedScope\":[\"oauth\"]}");
  gate_session_open (f->session, address, NULL, f->token_file);
  wait_until (gate_session_get_state (f->session) == one->state);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpuint (gate_session_get_state (f->session), ==, one->state);
  if (one->cause != GATE_CAUSE_NETWORK_ADDRESS)
    check (f, one);
  gate_session_close (f->session);
}

static void
test_later (Fixture      *f,
            gconstpointer data)
{
  const Case *one = data;

  fixture_open (f);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  script_server_say_with (f->server, LIST, one->status, one->headers, one->body);
  fixture_say (f, ME, 200, one->person);
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpuint (gate_session_get_state (f->session), ==,
                    one->keeps ? GATE_SESSION_READY : one->state);
  g_assert_cmpint (gate_resource_is_stale (list (f)), ==, one->keeps);
  check (f, one);
}

/* Until users/me answers, the refusal may be wrong: what was there stays, without a word. */
static void
test_waits (Fixture      *f,
            gconstpointer unused)
{
  fixture_say (f, ME, SCRIPT_HOLD, "");
  fixture_open (f);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_READY);
  fixture_say (f, LIST, 403, REFUSED ("not.authorized", "No."));
  gate_session_reload (f->session);
  wait_until (gate_resource_get_state (list (f)) == GATE_RESOURCE_REFUSED);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_true (gate_resource_has_content (list (f)));
  g_assert_false (gate_resource_is_stale (list (f)));
}

/* An address at which something else answers; its 404 is not about what was asked for. */
static void
test_no_api (Fixture      *f,
             gconstpointer unused)
{
  static const char *const requests[] = { LIST,   ME,     ORGANIZATION, TOKEN,   CLIENTS,
                                          SCOPES, ROLES,  PEOPLE,       INACTIVE };
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *address = g_uri_to_string (script_server_get_address (server));

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    script_server_say_with (server, requests[i], 404, HTML, PAGE);
  gate_session_open (f->session, address, NULL, f->token_file);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_FAILED);
  g_assert_nonnull (strstr (gate_resource_get_error_sentence (list (f)),
                            "There is no Genesys API at this address (127.0.0.1)."));
  gate_session_close (f->session);
}

/* The API answered there a moment ago, so its address is right. */
static void
test_proven (Fixture      *f,
             gconstpointer unused)
{
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
  script_server_say_with (f->server, LIST, 404, HTML, PAGE);
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpint (gate_error_get_cause (gate_resource_get_error (list (f))), ==,
                   GATE_CAUSE_BLOCKED);
  g_assert_true (gate_resource_is_stale (list (f)));
}

static void
add (const char *group,
     void      (*test) (Fixture *, gconstpointer))
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/session/refusals/", group, "/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], fixture_set_up, test, fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("first", test_first);
  add ("later", test_later);
  g_test_add ("/session/refusals/waits", Fixture, NULL, fixture_set_up, test_waits,
              fixture_tear_down);
  g_test_add ("/session/refusals/proven", Fixture, NULL, fixture_set_up, test_proven,
              fixture_tear_down);
  g_test_add ("/session/refusals/no-api", Fixture, NULL, fixture_set_up, test_no_api,
              fixture_tear_down);
  return g_test_run ();
}
