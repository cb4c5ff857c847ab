/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The session against an organization that answers as the test says. */

#include "gate-error.h"
#include "session-fixture.h"

#include <string.h>

static gboolean
is_offline (GateSession *session)
{
  return gate_resource_is_stale (GATE_RESOURCE (gate_session_get_authorizations (session)));
}

static void
assert_text (GateSession *session,
             const char  *property,
             const char  *wanted)
{
  g_autofree char *text = session_dup (session, property);

  g_test_message ("%s: %s", property, text);
  g_assert_cmpstr (text, ==, wanted);
}

static GateResource *
list (Fixture *f)
{
  return GATE_RESOURCE (gate_session_get_authorizations (f->session));
}

static GateResource *
roles (Fixture *f)
{
  return GATE_RESOURCE (gate_session_get_roles (f->session));
}

static GatePerson *
person (Fixture *f)
{
  return gate_me_get_person (gate_session_get_me (f->session));
}

static const char *
describe_scope (Fixture    *f,
                const char *scope_id)
{
  return gate_scopes_describe (gate_session_get_scopes (f->session), scope_id);
}

static void
assert_list_text (Fixture    *f,
                  const char *property,
                  const char *wanted)
{
  g_autofree char *text = NULL;

  g_object_get (list (f), property, &text, NULL);
  g_test_message ("%s: %s", property, text);
  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_roles_text (Fixture    *f,
                   const char *wanted)
{
  g_assert_cmpstr (gate_resource_get_error_sentence (roles (f)), ==, wanted);
}

static void
load (Fixture *f)
{
  fixture_open (f);
  wait_until (!session_is_loading (f->session));
}

static void
reload (Fixture *f)
{
  gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
}

static void
test_loads (Fixture      *f,
            gconstpointer unused)
{
  g_autoptr (GDateTime) age = NULL;
  GateAuthorization *quality;
  guint n_loaded = 0;

  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_SIGNED_OUT);
  fixture_open (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_STARTING);
  g_assert_true (session_is_loading (f->session));
  wait_until (!session_is_loading (f->session));
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_true (gate_session_can_change (f->session));
  assert_text (f->session, "account-name", "Acme Care");
  assert_list_text (f, "error-sentence", NULL);
  assert_text (f->session, "notice", NULL);
  assert_text (f->session, "cannot-change-reason", NULL);
  g_object_get (list (f), "age", &age, "n-loaded", &n_loaded, NULL);
  g_assert_nonnull (age);
  g_assert_cmpuint (n_loaded, ==, 3);
  g_assert_cmpstr (gate_person_get_name (person (f)), ==, "Dana Reyes");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (roles (f))), ==, 2);
  g_assert_cmpstr (describe_scope (f, "users"), ==, "People");
  g_assert_nonnull (describe_scope (f, "quality"));
  g_assert_null (describe_scope (f, "no-such-scope"));
  quality =
      gate_sliced_list_lookup (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                               ID_QUALITY);
  g_assert_cmpuint (gate_authorization_get_owner (quality), ==, GATE_OWNER_FOREIGN);
  /* Nothing is asked for twice, nothing after another. */
  g_assert_cmpuint (script_server_count_all (f->server), ==, 9);
  g_assert_cmpint (gate_people_get_n_active (gate_session_get_people (f->session)), ==, 1204);
  g_assert_true (gate_resource_has_content (roles (f)));
  g_assert_cmpstr (gate_role_get_name (gate_roles_find (GATE_ROLES (roles (f)), "r1")), ==, "Agent");
  g_assert_null (gate_roles_find (GATE_ROLES (roles (f)), "r9"));
  assert_roles_text (f, NULL);
}

/* The list is shown although nothing else has been answered. */
static void
test_list_first (Fixture      *f,
                 gconstpointer unused)
{
  static const char *const others[] = { ME,     ORGANIZATION, TOKEN,  CLIENTS,
                                        SCOPES, ROLES,        PEOPLE, INACTIVE };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    fixture_say (f, others[i], SCRIPT_HOLD, "");
  load (f);
  gate_session_close (f->session);
  fixture_open (f);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_READY);
  g_assert_true (session_is_loading (f->session));
  g_assert_false (gate_session_can_change (f->session));
  assert_text (f->session, "cannot-change-reason", NULL);
  assert_text (f->session, "account-name", "Organization");
}

static void
test_denied (Fixture      *f,
             gconstpointer unused)
{
  load (f);
  fixture_say (f,
               LIST,
               403,
               "{\"message\":\"m\",\"code\":\"missing.any.permissions\",\"status\":403,"
               "\"messageParams\":{\"permissions\":\"[oauth:client:authorize]\"}}");
  fixture_say (f, ME, 200, "{\"id\":\"u1\",\"name\":\"Dana Reyes\",\"authorization\":{\"permissions\":[]}}");
  reload (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_DENIED);
  assert_list_text (f, "missing", "oauth:client:authorize");
  assert_text (f->session, "account-name", "Acme Care");
  g_assert_cmpstr (
      gate_error_get_correlation_id (gate_resource_get_error (list (f))),
      ==,
      "scripted-id");
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gate_session_get_authorization_list (f->session))),
      ==,
      0);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                              GATE_AUTHORIZATION_LIST_ALL),
      ==,
      0);
  g_assert_nonnull (person (f));
  g_assert_false (gate_session_can_change (f->session));
  g_assert_false (is_offline (f->session));
}

/* What was loaded stays, with its age, until somebody signs in again. */
static void
test_signed_out (Fixture      *f,
                 gconstpointer unused)
{
  fixture_say (f, LIST, 401, "{\"message\":\"m\",\"code\":\"bad.credentials\",\"status\":401}");
  load (f);
  reload (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  assert_list_text (f, "error-sentence", "Your sign-in has ended. Sign in again to go on.");
  assert_text (f->session, "notice", NULL);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gate_session_get_authorization_list (f->session))),
      >,
      0);
  g_assert_false (gate_session_can_change (f->session));
}

/* C28: who signs in next must not see what the one before could see, not even for a moment longer
 * than it takes to know. */
static void
test_another_person (Fixture      *f,
                     gconstpointer unused)
{
  load (f);
  fixture_say (f, LIST, 200, "{\"entities\":[]}");
  reload (f);
  g_assert_cmpuint (script_server_count (f->server, LIST), ==, 2);
  fixture_say (f, ME, 200, "{\"id\":\"another\",\"name\":\"Another\",\"authorization\":"
                           "{\"permissions\":[\"oauth:client:authorize\"]}}");
  fixture_say (f, CLIENTS, SCRIPT_HOLD, "");
  gate_session_reload (f->session);
  wait_until (script_server_count (f->server, LIST) == 4);
  g_assert_false (gate_resource_has_content (
      GATE_RESOURCE (gate_session_get_clients (f->session))));
}

static void
test_first_load_fails (Fixture      *f,
                       gconstpointer unused)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *address = g_uri_to_string (script_server_get_address (server));

  script_server_say (server, LIST, 200, "{\"entities\":[{\"client\":");
  gate_session_open (f->session, address, NULL, f->token_file);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_FAILED);
  g_assert_false (session_is_loading (f->session));
  g_assert_false (is_offline (f->session));
  assert_list_text (f,
               "error-sentence",
               "The organization’s answer is not in the form it should have (byte 23: expected "
               "more, the document is not complete).");
  g_assert_error (
      (GError *) gate_resource_get_error (list (f)), GATE_ERROR, GATE_ERROR_PROTOCOL);

  script_server_say (server, LIST, 200, "{\"entities\":[]}");
  gate_session_reload (f->session);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_READY);
  assert_list_text (f, "error-sentence", NULL);
}

static void
test_later_load_fails (Fixture      *f,
                       gconstpointer unused)
{
  g_autoptr (GDateTime) age = NULL;
  g_autoptr (GDateTime) later = NULL;
  static const char *const empty = "{\"entities\":[]}";

  load (f);
  g_object_get (list (f), "age", &age, NULL);
  fixture_say (f, LIST, 500, "{\"message\":\"m\",\"code\":\"internal.server.error\"}");
  fixture_say (f, LIST, 200, empty);
  reload (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_true (is_offline (f->session));
  g_assert_false (gate_session_can_change (f->session));
  assert_list_text (f, "error-sentence", "The organization has trouble answering just now.");
  assert_text (f->session,
               "cannot-change-reason",
               "The list could not be loaded again, so nothing can be changed now.");
  g_object_get (list (f), "age", &later, NULL);
  g_assert_true (age == later);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                              GATE_AUTHORIZATION_LIST_ALL),
      ==,
      3);

  reload (f);
  g_assert_false (is_offline (f->session));
  g_assert_true (gate_session_can_change (f->session));
  assert_list_text (f, "error-sentence", NULL);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                              GATE_AUTHORIZATION_LIST_ALL),
      ==,
      0);
}

static void
test_read_only (Fixture      *f,
                gconstpointer unused)
{
  fixture_say (f,
               TOKEN,
               200,
               "{\"organization\":{\"id\":\"o1\"},\"authorizedScope\":[\"oauth:readonly\"],"
               "\"OAuthClient\":{\"id\":\"" ID_OWN "\"}}");
  load (f);
  reload (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_false (gate_session_can_change (f->session));
  assert_text (f->session,
               "cannot-change-reason",
               "Your sign-in carries only the scope oauth:readonly: you can look at everything, "
               "but not change it.");
}

static void
test_parts_refused (Fixture      *f,
                    gconstpointer unused)
{
  static const char *const no =
      "{\"message\":\"m\",\"code\":\"missing.any.permissions\",\"status\":403}";
  GateAuthorization *quality;

  load (f);
  fixture_say (f, ROLES, 403, no);
  fixture_say (f, CLIENTS, 403, no);
  reload (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  assert_text (f->session, "notice", NULL);
  quality =
      gate_sliced_list_lookup (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                               ID_QUALITY);
  g_assert_cmpuint (gate_authorization_get_owner (quality), ==, GATE_OWNER_UNKNOWN);
}

static void
test_parts_fail (Fixture      *f,
                 gconstpointer unused)
{
  g_autofree char *notice = NULL;

  load (f);
  fixture_say (f, ROLES, 500, "{}");
  fixture_say (f,
               LIST,
               200,
               "{\"entities\":[{\"client\":{\"id\":\"" ID_QUALITY "\"},\"state\":\"Authorized\"},"
               "{\"client\":7},{}]}");
  reload (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                              GATE_AUTHORIZATION_LIST_ALL),
      ==,
      1);
  notice = session_dup (f->session, "notice");
  g_test_message ("%s", notice);
  g_assert_nonnull (strstr (notice, "2 entries of the answer could not be read: entities[1]"));
  g_assert_null (strstr (notice, "roles"));
  g_assert_nonnull (gate_resource_get_error_sentence (roles (f)));
}

static void
test_reload_supersedes (Fixture      *f,
                        gconstpointer unused)
{
  g_autoptr (Shadow) shadow = NULL;

  fixture_say (f, LIST, SCRIPT_HOLD, "");
  fixture_say (f, LIST, 200, "{\"entities\":[]}");
  load (f);
  shadow = shadow_new (G_LIST_MODEL (gate_session_get_authorization_list (f->session)));
  gate_session_reload (f->session);
  wait_until (script_server_count (f->server, LIST) == 2);
  g_assert_true (session_is_loading (f->session));
  for (guint i = 0; i < 5; i++)
    gate_session_reload (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_cmpuint (shadow->n_changes, ==, 1);
  g_assert_cmpuint (shadow->rows->len, ==, 0);
}

/* The request is repeated after half of its answer: what only the first half had is not there. */
static void
test_list_breaks_off (Fixture      *f,
                      gconstpointer unused)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (f->session);
  g_autofree char *gone = fixture_entity (ID_NEW, "Gone", "Authorized", "");
  g_autofree char *stays = fixture_entity (ID_QUALITY, "Quality Insights", "Revoked", "");
  g_autofree char *half = g_strdup_printf ("{\"entities\":[%s,%s,", gone, stays);
  g_autofree char *whole = g_strdup_printf ("{\"entities\":[%s]}", stays);
  guint n_loaded = 0;

  load (f);
  script_server_say_with (f->server, LIST, SCRIPT_CUT, "Content-Length: 5000\r\n", half);
  fixture_say (f, LIST, 200, whole);
  reload (f);
  g_assert_cmpuint (script_server_count (f->server, LIST), ==, 3);
  g_assert_false (is_offline (f->session));
  g_assert_null (gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), ID_NEW));
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_ALL),
      ==,
      1);
  g_assert_cmpuint (
      gate_sliced_list_count (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_REVOKED),
      ==,
      1);
  g_object_get (list (f), "n-loaded", &n_loaded, NULL);
  g_assert_cmpuint (n_loaded, ==, 1);
}

static void
test_slow (Fixture      *f,
           gconstpointer unused)
{
  gboolean slow = FALSE;

  load (f);
  fixture_say (f, LIST, SCRIPT_HOLD, "");
  gate_session_reload (f->session);
  g_object_get (f->session, "slow", &slow, NULL);
  g_assert_false (slow);
  wait_until ((g_object_get (f->session, "slow", &slow, NULL), slow));
  gate_session_close (f->session);
  g_object_get (f->session, "slow", &slow, NULL);
  g_assert_false (slow);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_SIGNED_OUT);
  assert_text (f->session, "account-name", "");
}

/* An organization that was started again has another token; it is read with every load. */
static void
test_new_token (Fixture      *f,
                gconstpointer unused)
{
  guint last;

  load (f);
  fixture_write_token (f, "second-token");
  reload (f);
  last = script_server_count_all (f->server) - 1;
  g_assert_nonnull (strstr (script_server_get_head (f->server, 0), "Bearer first-token"));
  g_assert_nonnull (strstr (script_server_get_head (f->server, last), "Bearer second-token"));
}

static void
test_no_token (Fixture      *f,
               gconstpointer unused)
{
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/token");

  gate_session_open (f->session, "http://127.0.0.1:1", NULL, missing);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_FAILED);
  g_assert_false (session_is_loading (f->session));
  assert_list_text (f, "error-sentence", "The file with the token is not there.");
}

/* Each form has a sentence of its own, and nothing of the file leaves the program. */
static void
test_bad_token_files (Fixture      *f,
                      gconstpointer unused)
{
  static const struct
  {
    const char *text, *sentence;
  } cases[] = {
    { " \n", "The file with the token is empty." },
    { "\"abc\"", "The token stands in quotes in its file. Leave only what is between them." },
    { "\xef\xbb\xbf" "abc",
      "The file with the token begins with a byte order mark. Save it as plain text without one." },
    { "Bearer abc",
      "The file with the token begins with “Bearer”. Leave only the token behind it." },
    { "abc\ndef\n", "The file with the token has more than one line. Leave only the token." },
    { "{\"access_token\":\"abc\"}",
      "The file with the token holds JSON. Leave only the value of access_token, without quotes." },
    { "a b",
      "The file with the token holds something that no token has: blanks, or characters other than "
      "a–z, 0–9 and -._~+/ with = at the end." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_write_token (f, cases[i].text);
      fixture_open (f);
      wait_until (gate_session_get_state (f->session) == GATE_SESSION_FAILED);
      assert_list_text (f, "error-sentence", cases[i].sentence);
      gate_session_close (f->session);
    }
  g_assert_cmpuint (script_server_count_all (f->server), ==, 0);
}

/* As the API's documentation writes its address. */
static void
test_whole_address (Fixture      *f,
                    gconstpointer unused)
{
  g_autofree char *origin = g_uri_to_string (script_server_get_address (f->server));
  g_autofree char *address =
      g_strconcat (origin, g_str_has_suffix (origin, "/") ? "" : "/", "api/v2/", NULL);

  fixture_write_token (f, "abc\r\n");
  gate_session_open (f->session, address, NULL, f->token_file);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  assert_text (f->session, "account-name", "Acme Care");
}

static void
test_bad_address (Fixture      *f,
                  gconstpointer unused)
{
  gate_session_open (f->session, "ftp://example.com", NULL, f->token_file);
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_FAILED);
  g_assert_false (session_is_loading (f->session));
  assert_list_text (f,
               "error-sentence",
               "The address of the organization cannot be used. It has to begin with https://.");
}

static void
test_no_program (Fixture      *f,
                 gconstpointer unused)
{
  gate_session_open_local (f->session, "admin");
  assert_text (f->session, "account-name", "Local Organization");
  wait_until (gate_session_get_state (f->session) == GATE_SESSION_FAILED);
  assert_list_text (f,
               "error-sentence",
               "The local organization does not run. "
               "The program gatehouse-org cannot be started. Is it installed?");
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

static GateAuthorization *
look_up (Fixture    *f,
         const char *typed,
         GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gate_session_look_up_async (f->session, typed, NULL, looked_up_cb, &result);
  g_assert_null (result);
  wait_until (result != NULL);
  return gate_session_look_up_finish (f->session, result, error);
}

static void
test_look_up_malformed (Fixture      *f,
                        gconstpointer unused)
{
  static const char none[] = "That is not a client ID. A client ID looks like "
                             "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42.";
  static const struct
  {
    const char *typed, *sentence;
  } cases[] = {
    { "", none },
    { "hello", none },
    { ID_NEW "0", none },
    { "44444444-2c5e-4e0c-9a64", none },
    { "🙂", none },
    { ID_NEW ", " ID_OWN,
      "That holds more than one client ID. Leave only the one that you mean." },
  };
  guint before;

  load (f);
  before = script_server_count_all (f->server);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *sentence = NULL;

      g_assert_null (look_up (f, cases[i].typed, &error));
      g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
      sentence = gate_session_describe_error (f->session, error);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
  g_assert_cmpuint (script_server_count_all (f->server), ==, before);
}

static void
test_look_up (Fixture      *f,
              gconstpointer unused)
{
  g_autoptr (GateAuthorization) foreign = NULL;
  g_autoptr (GateAuthorization) own = NULL;
  g_autoptr (GateAuthorization) built_in = NULL;
  g_autoptr (GError) error = NULL;

  load (f);
  fixture_say_one (f, ID_NEW, "New App", "Unauthorized", "");
  fixture_say (f, "GET /api/v2/oauth/clients/" ID_NEW, 404, "{\"code\":\"not.found\"}");
  foreign = look_up (f, "client_id={44444444‑2C5E‑4e0c‑9a64‑7f0e3c1b9d42},\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_authorization_get_owner (foreign), ==, GATE_OWNER_FOREIGN);
  g_assert_null (
      gate_sliced_list_lookup (GATE_SLICED_LIST (gate_session_get_authorization_list (f->session)),
                               ID_NEW));

  fixture_say_one (f, ID_OWN, "Gatehouse", "Authorized", "\"oauth\"");
  own = look_up (f, ID_OWN, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_authorization_get_owner (own), ==, GATE_OWNER_SELF);

  fixture_say_one (f, ID_PHONE, "Architect", "Authorized", "");
  fixture_say (
      f, "GET /api/v2/oauth/clients/" ID_PHONE, 403, "{\"code\":\"missing.any.permissions\"}");
  built_in = look_up (f, ID_PHONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gate_authorization_get_owner (built_in), ==, GATE_OWNER_BUILT_IN);
}

static void
test_look_up_unknown (Fixture      *f,
                      gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  load (f);
  fixture_say (f, LIST "/" ID_NEW, 404, "{\"code\":\"not.found\"}");
  fixture_say (f, "GET /api/v2/oauth/clients/" ID_NEW, 500, "{}");
  g_assert_null (look_up (f, ID_NEW, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_NOT_FOUND);
  sentence = gate_session_describe_error (f->session, error);
  g_assert_cmpstr (
      sentence, ==, "No application has this client ID in this organization or its region.");
}

static void
test_look_up_signed_out (Fixture      *f,
                         gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up (f, ID_NEW, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_UNAUTHORIZED);
}

/* What belongs to the account that was left is not shown in the next one. */
static void
test_look_up_left (Fixture      *f,
                   gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  load (f);
  fixture_say_one (f, ID_NEW, "New App", "Unauthorized", "");
  gate_session_look_up_async (f->session, ID_NEW, NULL, looked_up_cb, &result);
  gate_session_close (f->session);
  wait_until (result != NULL);
  g_assert_null (gate_session_look_up_finish (f->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The roles alone fail, and are read again alone. */
static void
test_roles_fail (Fixture      *f,
                 gconstpointer unused)
{
  guint n_before = 0;

  load (f);
  gate_session_close (f->session);
  g_assert_false (gate_resource_has_content (roles (f)));
  fixture_say (f, ROLES, 500, "{}");
  fixture_say (f, PEOPLE, 404, "{}");
  load (f);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
  g_assert_false (gate_resource_has_content (roles (f)));
  g_assert_nonnull (gate_resource_get_error_sentence (roles (f)));
  g_assert_cmpint (gate_people_get_n_active (gate_session_get_people (f->session)), ==, -1);
  assert_text (f->session, "notice", NULL);

  n_before = script_server_count_all (f->server);
  gate_session_reload_roles (f->session);
  g_assert_true (session_is_loading (f->session));
  gate_session_reload_roles (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_nonnull (gate_resource_get_error_sentence (roles (f)));
  assert_text (f->session, "notice", NULL);
  g_assert_cmpuint (script_server_count_all (f->server), ==, n_before + 3);
}

#define SOMEBODY(id, state)                                                                        \
  "{\"id\":\"" id "\",\"state\":\"" state                                                            \
  "\",\"authorization\":{\"permissions\":[],\"roles\":[{\"id\":\"r1\"}]}}"

/* A role's people are active ones as far as the others are known, all of them. */
static void
test_inactive (Fixture      *f,
               gconstpointer unused)
{
  static const struct
  {
    const char *answer;
    gint64 n_inactive;
    gint64 n_of_role;
  } cases[] = {
    { "{\"entities\":[" SOMEBODY ("u7", "inactive") "],\"total\":1}", 1, 1 },
    { "{\"entities\":[],\"total\":0}", 0, 0 },
    { "{\"entities\":[" SOMEBODY ("u7", "inactive") "],\"total\":2}", 2, -1 },
    { "{\"entities\":[" SOMEBODY ("u7", "active") "],\"total\":1}", -1, -1 },
    { "{\"entities\":[{\"id\":\"u7\",\"state\":\"inactive\"}],\"total\":1}", 1, -1 },
    { "{}", -1, -1 },
  };

  load (f);
  gate_session_close (f->session);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].answer);
      fixture_say (f, INACTIVE, 200, cases[i].answer);
      load (f);
      g_assert_cmpint (gate_people_get_n_inactive (gate_session_get_people (f->session)),
                       ==,
                       cases[i].n_inactive);
      g_assert_cmpint (gate_role_get_n_inactive (gate_roles_find (GATE_ROLES (roles (f)), "r1")),
                       ==,
                       cases[i].n_of_role);
      gate_session_close (f->session);
    }
}

static void
test_roles_come_later (Fixture      *f,
                       gconstpointer unused)
{
  load (f);
  fixture_say (f, ROLES, 500, "{}");
  fixture_say (f, PEOPLE, 500, "{}");
  reload (f);
  g_assert_true (gate_resource_has_content (roles (f)));
  g_assert_nonnull (gate_resource_get_error_sentence (roles (f)));
  g_assert_cmpint (gate_people_get_n_active (gate_session_get_people (f->session)), ==, 1204);
  fixture_say (f, ROLES, 200, "{\"entities\":[{\"id\":\"r1\"}],\"total\":1}");
  fixture_say (f, PEOPLE, 200, "{\"entities\":[],\"total\":0}");
  fixture_say (f, PEOPLE, 200, "{\"entities\":[],\"total\":7}");
  gate_session_reload_roles (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_true (gate_resource_has_content (roles (f)));
  g_assert_null (gate_resource_get_error_sentence (roles (f)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (roles (f))), ==, 1);
  /* Whoever asks is one of them. */
  g_assert_cmpint (gate_people_get_n_active (gate_session_get_people (f->session)), ==, -1);
  gate_session_reload_roles (f->session);
  wait_until (!session_is_loading (f->session));
  g_assert_cmpint (gate_people_get_n_active (gate_session_get_people (f->session)), ==, 7);
  g_assert_cmpuint (gate_session_get_state (f->session), ==, GATE_SESSION_READY);
}

static void
test_roles_refused (Fixture      *f,
                    gconstpointer unused)
{
  load (f);
  fixture_say (f, ROLES, 403, "{}");
  reload (f);
  assert_text (f->session, "notice", NULL);
  assert_roles_text (f, "You do not have the permission to see the roles.");
  gate_session_close (f->session);
  assert_roles_text (f, NULL);
  gate_session_reload_roles (f->session);
  g_assert_false (session_is_loading (f->session));
}

/* C53: at any moment the session may be left, or go. */
static void
test_goes_any_time (Fixture      *f,
                    gconstpointer unused)
{
  g_autofree char *address = g_uri_to_string (script_server_get_address (f->server));
  guint tick = g_timeout_add (1, shadow_tick_cb, NULL);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GateSession) session = gate_session_new ("/nonexistent", f->folder);

      gate_session_open (session, address, NULL, f->token_file);
      for (guint n = 0; n < i / 2; n++)
        g_main_context_iteration (NULL, TRUE);
      if (i % 3 == 0)
        gate_session_reload (session);
      if (i % 5 == 0)
        gate_session_close (session);
      g_assert_finalize_object (g_steal_pointer (&session));
    }
  g_source_remove (tick);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

#define ADD(name, func)                                                                           \
  g_test_add ("/session/failures/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("loads", test_loads);
  ADD ("list-first", test_list_first);
  ADD ("denied", test_denied);
  ADD ("signed-out", test_signed_out);
  ADD ("another-person", test_another_person);
  ADD ("first-load-fails", test_first_load_fails);
  ADD ("later-load-fails", test_later_load_fails);
  ADD ("read-only", test_read_only);
  ADD ("parts-refused", test_parts_refused);
  ADD ("parts-fail", test_parts_fail);
  ADD ("reload-supersedes", test_reload_supersedes);
  ADD ("list-breaks-off", test_list_breaks_off);
  ADD ("slow", test_slow);
  ADD ("new-token", test_new_token);
  ADD ("no-token", test_no_token);
  ADD ("whole-address", test_whole_address);
  ADD ("bad-token-files", test_bad_token_files);
  ADD ("bad-address", test_bad_address);
  ADD ("no-program", test_no_program);
  ADD ("look-up-malformed", test_look_up_malformed);
  ADD ("look-up", test_look_up);
  ADD ("look-up-unknown", test_look_up_unknown);
  ADD ("look-up-signed-out", test_look_up_signed_out);
  ADD ("look-up-left", test_look_up_left);
  ADD ("roles-fail", test_roles_fail);
  ADD ("inactive", test_inactive);
  ADD ("roles-come-later", test_roles_come_later);
  ADD ("roles-refused", test_roles_refused);
  ADD ("goes-any-time", test_goes_any_time);
  return g_test_run ();
}
