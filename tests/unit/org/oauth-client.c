/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Who may ask for tokens, and how it says who it is (S32, S33, S42 to S45, S54). */

#include "oauth-fixture.h"

#define CODE_FORM "grant_type=authorization_code&code=gate_c_x&redirect_uri=x"
#define IS_KNOWN "invalid_grant" /* what a client meets whose code is wrong */

static void
assert_answer (Fixture    *fixture,
               const char *authorization,
               const char *form,
               guint       status,
               const char *error)
{
  g_autoptr (GateOrgCall) call = post_as (fixture, "/oauth/token", authorization, FORM, form);
  const char *challenge = header_of (call, "WWW-Authenticate");

  g_test_message ("%s | %s", authorization != NULL ? authorization : "-", form);
  assert_oauth_error (call, status, error);
  g_assert_cmpint (status == 401, ==, challenge != NULL && g_str_has_prefix (challenge, "Basic "));
}

static void
test_basic (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *client_id;
    const char *secret;
    guint status;
    const char *error;
  } rows[] = {
    { CONFIDENTIAL_ID, SECRET, 400, IS_KNOWN },
    { CONFIDENTIAL_ID, "gate%5Fs_test", 400, IS_KNOWN },
    { CONFIDENTIAL_ID, SECRET "x", 401, "invalid_client" },
    { CONFIDENTIAL_ID, "", 401, "invalid_client" },
    { CONFIDENTIAL_ID, "%", 401, "invalid_client" },
    { CONFIDENTIAL_ID, SECRET "-alone", 401, "invalid_client" },
    { UNKNOWN_ID, SECRET, 401, "invalid_client" },
    { "' OR 1=1 --", SECRET, 401, "invalid_client" },
    /* A client without a secret cannot show one, not even an empty one. */
    { PUBLIC_ID, "", 401, "invalid_client" },
    { PUBLIC_ID, SECRET, 401, "invalid_client" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *header = basic (rows[i].client_id, rows[i].secret);

      assert_answer (fixture, header, CODE_FORM, rows[i].status, rows[i].error);
    }
  assert_answer (fixture, "Basic", CODE_FORM, 401, "invalid_client");
  assert_answer (fixture, "Basic ****", CODE_FORM, 401, "invalid_client");
  assert_answer (fixture, "Bearer abc", CODE_FORM, 401, "invalid_client");
  assert_answer (fixture, "Digest username=\"x\"", CODE_FORM, 401, "invalid_client");
}

static void
test_special_characters (Fixture      *fixture,
                         gconstpointer data)
{
  const char *secret = "a+b c:%&=/?#\xc3\xa4~";
  g_autofree char *header = basic (CONFIDENTIAL_ID, "a%2Bb+c%3A%25%26%3D%2F%3F%23%C3%A4~");
  g_autofree char *raw = basic (CONFIDENTIAL_ID, secret);

  give_secret (fixture, CONFIDENTIAL_ID, secret);
  assert_answer (fixture, header, CODE_FORM, 400, IS_KNOWN);
  assert_answer (fixture, raw, CODE_FORM, 401, "invalid_client");
  assert_answer (fixture, NULL,
                 CODE_FORM "&client_id=" CONFIDENTIAL_ID
                           "&client_secret=a%2Bb+c%3A%25%26%3D%2F%3F%23%C3%A4~",
                 400, IS_KNOWN);
}

static void
test_body (Fixture      *fixture,
           gconstpointer data)
{
  static const struct
  {
    const char *form;
    guint status;
    const char *error;
  } rows[] = {
    { CODE_FORM "&client_id=" CONFIDENTIAL_ID "&client_secret=" SECRET, 400, IS_KNOWN },
    { CODE_FORM "&client_id=" CONFIDENTIAL_ID "&client_secret=" SECRET "x", 400, "invalid_client" },
    { CODE_FORM "&client_id=" CONFIDENTIAL_ID "&client_secret=", 400, "invalid_client" },
    { CODE_FORM "&client_id=" CONFIDENTIAL_ID, 400, "invalid_client" },
    { CODE_FORM "&client_id=" PUBLIC_ID, 400, IS_KNOWN },
    { CODE_FORM "&client_id=" PUBLIC_ID "&client_secret=", 400, IS_KNOWN },
    { CODE_FORM "&client_id=" PUBLIC_ID "&client_secret=x", 400, "invalid_client" },
    { CODE_FORM "&client_id=" UNKNOWN_ID, 400, "invalid_client" },
    { CODE_FORM "&client_id=", 400, "invalid_client" },
    { CODE_FORM, 400, "invalid_client" },
    { CODE_FORM "&client_secret=" SECRET, 400, "invalid_client" },
    { CODE_FORM "&client_id=" PUBLIC_ID "&client_id=" PUBLIC_ID, 400, "invalid_request" },
    { CODE_FORM "&client_id=" PUBLIC_ID "&client_id=", 400, "invalid_request" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_answer (fixture, NULL, rows[i].form, rows[i].status, rows[i].error);
}

static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *header = basic (CONFIDENTIAL_ID, SECRET);

  assert_answer (fixture, header, CODE_FORM "&client_id=" CONFIDENTIAL_ID, 400, IS_KNOWN);
  assert_answer (fixture, header, CODE_FORM "&client_id=" PUBLIC_ID, 400, "invalid_request");
  assert_answer (fixture, header, CODE_FORM "&client_secret=" SECRET, 400, "invalid_request");
  assert_answer (fixture, header,
                 CODE_FORM "&client_id=" CONFIDENTIAL_ID "&client_secret=" SECRET, 400,
                 "invalid_request");
}

static void
test_form (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const types[] = { NULL, "", "application/json", "text/plain",
                                       "multipart/form-data; boundary=x", FORM "; charset=utf-7",
                                       FORM "; charset=utf-8; x=y", FORM "x" };
  const char *form = CODE_FORM "&client_id=" PUBLIC_ID;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GateOrgCall) call = post_as (fixture, "/oauth/token", NULL, types[i], form);

      assert_oauth_error (call, 415, "invalid_request");
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GateOrgCall) call =
          post_as (fixture, "/oauth/token", NULL, i == 0 ? FORM "; charset=UTF-8" : FORM, form);

      assert_oauth_error (call, 400, IS_KNOWN);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GateOrgCall) call = post_as (
          fixture, i == 0 ? "/oauth/token?client_id=" PUBLIC_ID : "/oauth/token?x=y", NULL, FORM,
          form);

      assert_oauth_error (call, 400, "invalid_request");
    }
  post_refused (fixture, "", "invalid_request");
}

static void
test_inactive (Fixture      *fixture,
               gconstpointer data)
{
  execute (fixture, "UPDATE clients SET state = 'disabled' WHERE id = ?1", PUBLIC_ID);
  assert_answer (fixture, NULL, CODE_FORM "&client_id=" PUBLIC_ID, 400, "invalid_client");
}

#define ALONE_FORM                                                                                 \
  "grant_type=client_credentials&client_id=" ALONE_ID "&client_secret=" SECRET "-alone"

static void
test_client_credentials (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", ALONE_FORM);
  g_autofree char *token = answer_text (call, "access_token");
  g_autofree char *refresh = answer_text (call, "refresh_token");

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_nonnull (token);
  g_assert_cmpuint (status_with (fixture, token), ==, 200);
  g_assert_null (refresh);
  g_assert_cmpint (answer_number (call, "expires_in"), ==, 3600);
  g_assert_null (gate_org_call_get_principal (call)->person_id);
  post_refused (fixture, ALONE_FORM "&scope=users", "invalid_scope");
  /* No client may use the grant of another kind. */
  post_refused (fixture,
                "grant_type=client_credentials&client_id=" CONFIDENTIAL_ID "&client_secret=" SECRET,
                "unauthorized_client");
  post_refused (fixture,
                "grant_type=authorization_code&code=x&client_id=" ALONE_ID "&client_secret=" SECRET
                "-alone",
                "unauthorized_client");
  execute (fixture,
           "UPDATE authorizations SET state = 'Revoked' WHERE client ="
           " (SELECT number FROM clients WHERE id = ?1)",
           ALONE_ID);
  post_refused (fixture, ALONE_FORM, "unauthorized_client");
  g_assert_cmpuint (status_with (fixture, token), ==, 401);
}

/* Its own roles decide what it may, in place of scopes. */
static void
test_roles_of_client (Fixture      *fixture,
                      gconstpointer data)
{
  static const char view[] = "/api/v2/oauth/clients";
  g_autofree char *token = take (fixture, ALONE_FORM, "access_token");
  g_autoptr (GateOrgCall) refused = ask_as (fixture, token, "GET", view, NULL);
  g_autoptr (GateOrgCall) me = ask_as (fixture, token, "GET", "/api/v2/users/me", NULL);
  g_autoptr (GateOrgCall) allowed = NULL;

  assert_problem (refused, 403, "missing.any.permissions");
  assert_problem (me, 400, "not.a.user");
  execute (fixture,
           "INSERT INTO client_roles SELECT c.number, r.number FROM clients AS c, roles AS r"
           " WHERE c.id = ?1 AND r.name = 'Security Reviewer'",
           ALONE_ID);
  allowed = ask_as (fixture, token, "GET", view, NULL);
  g_assert_cmpuint (gate_org_call_get_status (allowed), ==, 200);
}

/* A client of that kind that has no secret cannot show who it is. */
static void
test_client_credentials_without_secret (Fixture      *fixture,
                                        gconstpointer data)
{
  execute (fixture, "DELETE FROM client_secrets WHERE ?1 <> ''", ALONE_ID);
  post_refused (fixture, "grant_type=client_credentials&client_id=" ALONE_ID,
                "unauthorized_client");
}

/* The old secret works for five minutes more; the one before it at once no longer. */
static void
test_rotation (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/api/v2/oauth/clients/", CONFIDENTIAL_ID, "/secret", NULL);
  g_autofree char *first = basic (CONFIDENTIAL_ID, SECRET);
  g_autoptr (GateOrgCall) call = ask (fixture, "POST", path, NULL);
  g_autofree char *secret = answer_text (call, "secret");
  g_autofree char *id = answer_text (call, "id");
  g_autofree char *second = NULL;
  g_autofree char *action = NULL;

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_cmpstr (id, ==, CONFIDENTIAL_ID);
  second = basic (CONFIDENTIAL_ID, secret);
  assert_answer (fixture, first, CODE_FORM, 400, IS_KNOWN);
  assert_answer (fixture, second, CODE_FORM, 400, IS_KNOWN);
  gate_org_table_shift_clock (GATE_ORG_OLD_SECRET_MS);
  assert_answer (fixture, first, CODE_FORM, 401, "invalid_client");
  assert_answer (fixture, second, CODE_FORM, 400, IS_KNOWN);
  give_secret (fixture, CONFIDENTIAL_ID, "third");
  assert_answer (fixture, first, CODE_FORM, 401, "invalid_client");
  assert_answer (fixture, second, CODE_FORM, 400, IS_KNOWN);
  give_secret (fixture, CONFIDENTIAL_ID, "fourth");
  assert_answer (fixture, second, CODE_FORM, 401, "invalid_client");
  action = query_text (fixture, "SELECT action || ' ' || person FROM audit", NULL);
  g_assert_cmpstr (action, ==, "NewSecret 1");
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM client_secrets"
                                          " WHERE hash LIKE 'gate%' OR length (hash) <> 64"),
                   ==, 0);
}

static void
test_secret_refused (Fixture      *fixture,
                     gconstpointer data)
{
  static const struct
  {
    const char *client;
    guint status;
    const char *code;
  } rows[] = {
    { "Wallboard TV", 400, "bad.grant.type" },
    { "Roster Import", 400, "bad.client.state" },
    { "Phone Bridge", 404, "client.not.found" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = client_id_of (fixture, rows[i].client);
      g_autofree char *path = g_strconcat ("/api/v2/oauth/clients/", id, "/secret", NULL);
      g_autoptr (GateOrgCall) call = ask (fixture, "POST", path, NULL);

      assert_problem (call, rows[i].status, rows[i].code);
    }
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM audit"), ==, 0);
}

/* Nobody gives away more than he holds. */
static void
test_secret_beyond (Fixture      *fixture,
                    gconstpointer data)
{
  const char *path = "/api/v2/oauth/clients/" ALONE_ID "/secret";
  g_autoptr (GateOrgCall) within = ask (fixture, "POST", path, NULL);
  g_autoptr (GateOrgCall) beyond = NULL;

  g_assert_cmpuint (gate_org_call_get_status (within), ==, 200);
  execute (fixture,
           "INSERT INTO client_roles SELECT c.number, r.number FROM clients AS c, roles AS r"
           " WHERE c.id = ?1 AND r.name = 'Master Admin'",
           ALONE_ID);
  beyond = ask (fixture, "POST", path, NULL);
  assert_problem (beyond, 400, "bad.client.role");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_OAUTH ("/org/oauth-client/basic", test_basic);
  ADD_OAUTH ("/org/oauth-client/special-characters", test_special_characters);
  ADD_OAUTH ("/org/oauth-client/body", test_body);
  ADD_OAUTH ("/org/oauth-client/twice", test_twice);
  ADD_OAUTH ("/org/oauth-client/form", test_form);
  ADD_OAUTH ("/org/oauth-client/inactive", test_inactive);
  ADD_OAUTH ("/org/oauth-client/client-credentials", test_client_credentials);
  ADD_OAUTH ("/org/oauth-client/roles-of-client", test_roles_of_client);
  ADD_OAUTH ("/org/oauth-client/no-secret", test_client_credentials_without_secret);
  ADD_OAUTH ("/org/oauth-client/rotation", test_rotation);
  ADD_OAUTH ("/org/oauth-client/secret-refused", test_secret_refused);
  ADD_OAUTH ("/org/oauth-client/secret-beyond", test_secret_beyond);
  return g_test_run ();
}
