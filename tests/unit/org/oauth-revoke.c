/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The end of a token, and what is told of one (S48, S49; RFC 7009, RFC 7662). */

#include "oauth-fixture.h"

static Tokens
log_in (Fixture    *fixture,
        const char *client_id)
{
  gboolean is_public = strcmp (client_id, PUBLIC_ID) == 0;
  g_autofree char *code = issue_code (fixture, client_id, "admin", is_public ? CHALLENGE : NULL);
  g_autofree char *form = is_public ? code_form (code) : secret_form (code);
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  return (Tokens) { answer_text (call, "access_token"), answer_text (call, "refresh_token") };
}

static gboolean
is_alive (Fixture    *fixture,
          const char *access_token)
{
  return status_with (fixture, access_token) != 401;
}

#define MINE "client_id=" CONFIDENTIAL_ID "&client_secret=" SECRET

static void
end_token (Fixture    *fixture,
           const char *client,
           const char *token,
           const char *more)
{
  g_autofree char *form = g_strconcat (client, "&token=", token, more, NULL);
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/revoke", form);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_null (gate_org_call_get_answer (call));
}

static void
test_access (Fixture      *fixture,
             gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture, CONFIDENTIAL_ID);
  g_autofree char *form = refresh_form (tokens.refresh);

  for (guint i = 0; i < 2; i++)
    {
      end_token (fixture, MINE, tokens.access, i == 0 ? "&token_type_hint=refresh_token" : "");
      g_assert_false (is_alive (fixture, tokens.access));
    }
  /* An access token takes nothing with it. */
  g_free (take (fixture, form, "access_token"));
}

static void
test_refresh (Fixture      *fixture,
              gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture, CONFIDENTIAL_ID);
  g_auto (Tokens) others = log_in (fixture, CONFIDENTIAL_ID);
  g_autofree char *form = refresh_form (tokens.refresh);

  end_token (fixture, MINE, tokens.refresh, "&token_type_hint=access_token");
  g_assert_false (is_alive (fixture, tokens.access));
  g_assert_true (is_alive (fixture, others.access));
  post_refused (fixture, form, "invalid_grant");
  end_token (fixture, MINE, tokens.refresh, "&token_type_hint=nonsense");
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM audit"), ==, 0);
}

/* What is another's, or nothing, is left alone, and the answer does not tell. */
static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  g_auto (Tokens) mine = log_in (fixture, CONFIDENTIAL_ID);
  g_auto (Tokens) theirs = log_in (fixture, PUBLIC_ID);
  g_autofree char *form = refresh_form (mine.refresh);

  end_token (fixture, MINE, theirs.access, "");
  end_token (fixture, MINE, "unknown", "");
  end_token (fixture, "client_id=" PUBLIC_ID, mine.access, "");
  end_token (fixture, "client_id=" PUBLIC_ID, mine.refresh, "");
  g_assert_true (is_alive (fixture, mine.access));
  g_assert_true (is_alive (fixture, theirs.access));
  g_free (take (fixture, form, "access_token"));
  end_token (fixture, "client_id=" PUBLIC_ID, theirs.access, "");
  g_assert_false (is_alive (fixture, theirs.access));
}

static void
test_revoke_refused (Fixture      *fixture,
                     gconstpointer data)
{
  static const struct
  {
    const char *form;
    const char *error;
  } rows[] = {
    { MINE, "invalid_request" },
    { MINE "&token=", "invalid_request" },
    { MINE "&token=a&token=b", "invalid_request" },
    { MINE "&token=gate_c_x", "unsupported_token_type" },
    { MINE "&token=" SECRET, "unsupported_token_type" },
    { "client_id=" CONFIDENTIAL_ID "&token=a", "invalid_client" },
    { "client_id=" CONFIDENTIAL_ID "&client_secret=wrong&token=a", "invalid_client" },
    { "client_id=" UNKNOWN_ID "&token=a", "invalid_client" },
    { "token=a", "invalid_client" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgCall) call = post (fixture, "/oauth/revoke", rows[i].form);

      g_test_message ("%s", rows[i].form);
      assert_oauth_error (call, 400, rows[i].error);
    }
}

static GateOrgCall *
introspect_as (Fixture    *fixture,
               const char *authorization,
               const char *client,
               const char *token)
{
  g_autofree char *form =
      g_strconcat (client, *client != '\0' ? "&token=" : "token=", token, NULL);

  return post_as (fixture, "/oauth/introspect", authorization, FORM, form);
}

static void
assert_inactive (Fixture    *fixture,
                 const char *authorization,
                 const char *client,
                 const char *token)
{
  g_autoptr (GateOrgCall) call = introspect_as (fixture, authorization, client, token);
  GBytes *answer = gate_org_call_get_answer (call);
  gsize length = 0;
  const char *text = g_bytes_get_data (answer, &length);
  g_autofree char *copy = g_strndup (text, length);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_cmpstr (copy, ==, "{\"active\":false}");
}

static void
assert_active (Fixture    *fixture,
               const char *authorization,
               const char *client,
               const char *token,
               const char *client_id,
               const char *scope)
{
  g_autoptr (GateOrgCall) call = introspect_as (fixture, authorization, client, token);
  g_autofree char *found_client = answer_text (call, "client_id");
  g_autofree char *found_scope = answer_text (call, "scope");
  g_autofree char *issuer = answer_text (call, "iss");
  g_autofree char *subject = answer_text (call, "sub");
  g_autofree char *admin = person_id_of (fixture, "admin");

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_cmpstr (found_client, ==, client_id);
  g_assert_cmpstr (found_scope, ==, scope);
  g_assert_cmpstr (issuer, ==, ORIGIN);
  g_assert_cmpstr (subject, ==, admin);
  g_assert_cmpint (answer_number (call, "exp"), >, answer_number (call, "iat"));
  g_assert_cmpint (ABS (answer_number (call, "iat") - gate_org_table_now_ms () / 1000), <, 100);
}

static void
test_introspect (Fixture      *fixture,
                 gconstpointer data)
{
  g_auto (Tokens) mine = log_in (fixture, CONFIDENTIAL_ID);
  g_auto (Tokens) theirs = log_in (fixture, PUBLIC_ID);
  g_autofree char *header = basic (CONFIDENTIAL_ID, SECRET);
  g_autofree char *code = issue_code (fixture, CONFIDENTIAL_ID, "admin", NULL);
  g_autofree char *form = refresh_form (mine.refresh);
  g_auto (GStrv) secret = g_strsplit (mine.access, "_a_", 2);

  assert_active (fixture, NULL, MINE, mine.access, CONFIDENTIAL_ID, CONFIDENTIAL_SCOPES);
  assert_active (fixture, header, "", mine.access, CONFIDENTIAL_ID, CONFIDENTIAL_SCOPES);
  assert_active (fixture, NULL, MINE, mine.refresh, CONFIDENTIAL_ID,
                 "analytics:readonly quality recordings:readonly");
  execute (fixture, "UPDATE people SET state = 'inactive' WHERE number = 1 AND ?1 <> ''", "x");
  assert_inactive (fixture, NULL, MINE, mine.access);
  assert_inactive (fixture, NULL, MINE, mine.refresh);
  execute (fixture, "UPDATE people SET state = 'active' WHERE number = 1 AND ?1 <> ''", "x");
  assert_inactive (fixture, NULL, MINE, theirs.access);
  assert_inactive (fixture, NULL, MINE, "unknown");
  assert_inactive (fixture, NULL, MINE, code);
  assert_inactive (fixture, NULL, MINE, secret[1]);
  g_free (take (fixture, form, "access_token"));
  assert_inactive (fixture, NULL, MINE, mine.refresh);
  end_token (fixture, MINE, mine.access, "");
  assert_inactive (fixture, NULL, MINE, mine.access);
}

static void
test_introspect_clock (Fixture      *fixture,
                       gconstpointer data)
{
  g_auto (Tokens) mine = log_in (fixture, CONFIDENTIAL_ID);

  gate_org_table_shift_clock (G_GINT64_CONSTANT (86400) * 1000);
  assert_inactive (fixture, NULL, MINE, mine.access);
  gate_org_table_shift_clock (G_GINT64_CONSTANT (14) * 86400 * 1000);
  assert_inactive (fixture, NULL, MINE, mine.refresh);
}

/* A person who may see the clients may ask about every token, with a token of a client that may. */
static void
test_introspect_bearer (Fixture      *fixture,
                        gconstpointer data)
{
  g_auto (Tokens) theirs = log_in (fixture, PUBLIC_ID);
  g_autofree char *header = g_strconcat ("Bearer ", fixture->token, NULL);
  g_autofree char *agent =
      issue (fixture, gate_org_populate_get_gatehouse_client_id (), "agent");
  g_autofree char *agent_header = g_strconcat ("Bearer ", agent, NULL);
  g_autofree char *narrow_header = g_strconcat ("Bearer ", theirs.access, NULL);
  const struct
  {
    const char *header;
    guint status;
  } rows[] = {
    { agent_header, 403 },
    { narrow_header, 403 },
    { "Bearer nothing", 401 },
    { "Bearer", 401 },
  };

  assert_active (fixture, header, "", theirs.access, PUBLIC_ID, PUBLIC_SCOPES);
  assert_inactive (fixture, header, "", "unknown");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgCall) call = introspect_as (fixture, rows[i].header, "", theirs.access);

      g_assert_cmpuint (gate_org_call_get_status (call), ==, rows[i].status);
    }
}

static void
test_introspect_refused (Fixture      *fixture,
                         gconstpointer data)
{
  static const struct
  {
    const char *form;
    const char *error;
  } rows[] = {
    { "token=a", "invalid_client" },
    { "client_id=" PUBLIC_ID "&token=a", "invalid_client" },
    { "client_id=" CONFIDENTIAL_ID "&token=a", "invalid_client" },
    { MINE, "invalid_request" },
    { MINE "&token=a&token=a", "invalid_request" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgCall) call = post (fixture, "/oauth/introspect", rows[i].form);

      assert_oauth_error (call, 400, rows[i].error);
    }
}

/* The application's own way to end its token; nothing else ends with it. */
static void
test_delete (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *other =
      issue (fixture, gate_org_populate_get_gatehouse_client_id (), "admin");
  g_autoptr (GateOrgCall) call = ask_as (fixture, other, "DELETE", "/api/v2/tokens/me", NULL);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_cmpuint (status_with (fixture, other), ==, 401);
  g_assert_cmpuint (status_with (fixture, fixture->token), ==, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_OAUTH ("/org/oauth-revoke/access", test_access);
  ADD_OAUTH ("/org/oauth-revoke/refresh", test_refresh);
  ADD_OAUTH ("/org/oauth-revoke/foreign", test_foreign);
  ADD_OAUTH ("/org/oauth-revoke/refused", test_revoke_refused);
  ADD_OAUTH ("/org/oauth-introspect/list", test_introspect);
  ADD_OAUTH ("/org/oauth-introspect/clock", test_introspect_clock);
  ADD_OAUTH ("/org/oauth-introspect/bearer", test_introspect_bearer);
  ADD_OAUTH ("/org/oauth-introspect/refused", test_introspect_refused);
  ADD_OAUTH ("/org/oauth-revoke/delete", test_delete);
  return g_test_run ();
}
