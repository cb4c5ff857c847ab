/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Codes: each binding broken once, used once, for a minute (S8, S9, S34 to S37). */

#include "gate-org-expiry.h"
#include "oauth-fixture.h"

#define SECOND_MS 1000

static void
test_public (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *code = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
  g_autofree char *form = code_form (code);
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);
  g_autofree char *token = answer_text (call, "access_token");
  g_autofree char *type = answer_text (call, "token_type");
  g_autofree char *scope = answer_text (call, "scope");
  g_autofree char *refresh = answer_text (call, "refresh_token");

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_cmpstr (header_of (call, "Pragma"), ==, "no-cache");
  g_assert_true (g_str_has_prefix (token, GATE_ORG_SECRET_ACCESS));
  g_assert_cmpstr (type, ==, "bearer");
  g_assert_cmpint (answer_number (call, "expires_in"), ==, 43200);
  /* Granted ∩ asked, after implication: quality was asked for, quality:readonly is granted. */
  g_assert_cmpstr (scope, ==, PUBLIC_SCOPES);
  g_assert_null (refresh);
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM refresh_tokens"), ==, 0);
  g_assert_cmpstr (gate_org_call_get_principal (call)->client_id, ==, PUBLIC_ID);
  g_assert_nonnull (gate_org_call_get_principal (call)->person_id);
}

static void
test_confidential (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *code = issue_code (fixture, CONFIDENTIAL_ID, "admin", NULL);
  g_autofree char *form = secret_form (code);
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);
  g_autofree char *token = answer_text (call, "access_token");
  g_autofree char *refresh = answer_text (call, "refresh_token");
  g_autofree char *scope = answer_text (call, "scope");

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  g_assert_true (g_str_has_prefix (refresh, GATE_ORG_SECRET_REFRESH));
  g_assert_cmpstr (scope, ==, CONFIDENTIAL_SCOPES);
  g_assert_cmpuint (strlen (token), ==, strlen (GATE_ORG_SECRET_ACCESS) + 43);
}

/* Also for a client with a secret the challenge counts. */
static void
test_bindings (Fixture      *fixture,
               gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *error;
  } rows[] = {
    { "code_verifier=" VERIFIER, "code_verifier=" VERIFIER "A", "invalid_grant" },
    { "code_verifier=" VERIFIER, "x=y", "invalid_grant" },
    { "code_verifier=" VERIFIER, "code_verifier=", "invalid_grant" },
    { "code_verifier=" VERIFIER, "code_verifier=" CHALLENGE, "invalid_grant" },
    { "code_verifier=" VERIFIER, "code_verifier=short", "invalid_grant" },
    { "callback", "callback2", "invalid_grant" },
    { "callback", "Callback", "invalid_grant" },
    { "callback", "callback%2F", "invalid_grant" },
    { "redirect_uri", "other_uri", "invalid_grant" },
    { "code=gate", "code=gatE", "invalid_grant" },
    { "code=gate", "code=", "invalid_grant" },
    { "&code=", "&kode=", "invalid_request" },
    { "grant_type=", "kind=", "invalid_request" },
    { "grant_type=authorization_code", "grant_type=", "invalid_request" },
    { "grant_type=authorization_code", "grant_type=Authorization_Code", "unsupported_grant_type" },
    { "grant_type=authorization_code", "grant_type=password", "unsupported_grant_type" },
    { "grant_type=authorization_code", "grant_type=implicit", "unsupported_grant_type" },
    { "grant_type=authorization_code", "grant_type=refresh_token", "unauthorized_client" },
    { "grant_type=authorization_code", "grant_type=client_credentials", "unauthorized_client" },
    { "&code=", "&code=a&code=", "invalid_request" },
    { "&redirect_uri=", "&redirect_uri=x&redirect_uri=", "invalid_request" },
    { "&code=", "&odd=%ff&code=", "invalid_request" },
    { "&code=", "&odd=%zz&code=", "invalid_request" },
    { "&code=", "&odd=%00&code=", "invalid_request" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *code = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
      g_autofree char *right = code_form (code);
      g_auto (GStrv) parts = g_strsplit (right, rows[i].from, 2);
      g_autofree char *wrong = NULL;
      g_autofree char *token = NULL;

      g_assert_nonnull (parts[1]);
      wrong = g_strjoinv (rows[i].to, parts);
      post_refused (fixture, wrong, rows[i].error);
      token = take (fixture, right, "access_token");
      g_assert_nonnull (token);
    }
}

static void
test_downgrade (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *bare = issue_code (fixture, CONFIDENTIAL_ID, "admin", NULL);
  g_autofree char *bound = issue_code (fixture, CONFIDENTIAL_ID, "admin", CHALLENGE);
  g_autofree char *bare_form = secret_form (bare);
  g_autofree char *bound_form = secret_form (bound);
  g_autofree char *with_verifier = g_strconcat (bare_form, "&code_verifier=" VERIFIER, NULL);
  g_autofree char *unproved = NULL;
  g_autofree char *unproved_form = NULL;

  post_refused (fixture, with_verifier, "invalid_grant");
  post_refused (fixture, bound_form, "invalid_grant");
  /* Nor may a client without a secret do without, whoever issued the code. */
  unproved = issue_code (fixture, PUBLIC_ID, "admin", NULL);
  unproved_form = g_strconcat ("grant_type=authorization_code&client_id=" PUBLIC_ID
                               "&redirect_uri=" REDIRECT_URI_ENCODED "&code=",
                               unproved, NULL);
  post_refused (fixture, unproved_form, "invalid_grant");
}

static void
test_other_client (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *code = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
  g_autofree char *form = secret_form (code);
  g_autofree char *theirs = g_strconcat (form, "&code_verifier=" VERIFIER, NULL);
  g_autofree char *mine = code_form (code);
  g_autofree char *token = NULL;

  for (guint i = 0; i < 5; i++)
    post_refused (fixture, theirs, "invalid_grant");
  token = take (fixture, mine, "access_token");
  g_assert_nonnull (token);
  post_refused (fixture, theirs, "invalid_grant");
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM families WHERE ended_ms IS NULL"),
                   ==, 1);
}

/* A second use ends what came of the first, and leaves a record; one with something wrong does
 * not. */
static void
test_replay (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *code = issue_code (fixture, CONFIDENTIAL_ID, "admin", CHALLENGE);
  g_autofree char *bare = secret_form (code);
  g_autofree char *form = g_strconcat (bare, "&code_verifier=" VERIFIER, NULL);
  g_autofree char *wrong = g_strconcat (bare, "&code_verifier=" CHALLENGE, NULL);
  g_autofree char *refresh = take (fixture, form, "refresh_token");
  g_autofree char *refreshing = refresh_form (refresh);
  g_autofree char *action = NULL;
  const char *alive = "SELECT count (*) FROM tokens WHERE family IS NOT NULL AND ended_ms IS NULL";

  for (guint i = 0; i < 5; i++)
    post_refused (fixture, wrong, "invalid_grant");
  g_assert_cmpint (query_number (fixture, alive), ==, 1);
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM audit"), ==, 0);
  post_refused (fixture, form, "invalid_grant");
  g_assert_cmpint (query_number (fixture, alive), ==, 0);
  post_refused (fixture, refreshing, "invalid_grant");
  post_refused (fixture, form, "invalid_grant");
  action = query_text (fixture, "SELECT action FROM audit WHERE client ="
                                " (SELECT number FROM clients WHERE id = ?1) AND person = 1",
                       CONFIDENTIAL_ID);
  g_assert_cmpstr (action, ==, "Reuse");
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM audit"), ==, 1);
}

static void
test_three_tries (Fixture      *fixture,
                  gconstpointer data)
{
  for (guint tries = 2; tries <= 3; tries++)
    {
      g_autofree char *code = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
      g_autofree char *form = code_form (code);
      g_auto (GStrv) parts = g_strsplit (form, VERIFIER, 2);
      g_autofree char *wrong = g_strjoinv (CHALLENGE, parts);

      for (guint i = 0; i < tries; i++)
        post_refused (fixture, wrong, "invalid_grant");
      if (tries == 3)
        post_refused (fixture, form, "invalid_grant");
      else
        g_free (take (fixture, form, "access_token"));
    }
}

static void
test_clock (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *early = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
  g_autofree char *late = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
  g_autofree char *early_form = code_form (early);
  g_autofree char *late_form = code_form (late);
  g_autofree char *token = NULL;

  gate_org_table_shift_clock (55 * SECOND_MS);
  token = take (fixture, early_form, "access_token");
  gate_org_table_shift_clock (60 * SECOND_MS);
  post_refused (fixture, late_form, "invalid_grant");
  /* The lifetime of the token is its client's. */
  g_free (g_steal_pointer (&token));
  g_assert_cmpint (query_number (fixture, "SELECT (expires_ms - issued_ms) / 1000 FROM tokens"
                                          " WHERE family IS NOT NULL"), ==, 43200);
}

static void
sweep (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean is_clean = FALSE;

  for (guint i = 0; !is_clean && i < 5; i++)
    g_assert_true (gate_org_expiry_run (fixture->store, &is_clean, &error));
  g_assert_true (is_clean);
}

/* Never again, nor after a day, nor when the family is forgotten with the code. */
static void
test_forgotten (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *used = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
  g_autofree char *unused = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
  g_autofree char *used_form = code_form (used);
  g_autofree char *unused_form = code_form (unused);

  g_free (take (fixture, used_form, "access_token"));
  gate_org_table_shift_clock (G_GINT64_CONSTANT (2) * 24 * 3600 * SECOND_MS);
  sweep (fixture);
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM codes"), ==, 1);
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM tokens"), ==, 0);
  post_refused (fixture, unused_form, "invalid_grant");
  post_refused (fixture, used_form, "invalid_grant");
  gate_org_table_shift_clock (G_GINT64_CONSTANT (32) * 24 * 3600 * SECOND_MS);
  sweep (fixture);
  g_assert_cmpint (query_number (fixture, "SELECT (SELECT count (*) FROM codes)"
                                          " + (SELECT count (*) FROM families)"), ==, 0);
  post_refused (fixture, used_form, "invalid_grant");
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM audit"), ==, 1);
}

/* The decision counts when the code is redeemed, not when it was issued. */
static void
test_authorization (Fixture      *fixture,
                    gconstpointer data)
{
  static const struct
  {
    const char *change;
    const char *back;
  } rows[] = {
    { "UPDATE authorizations SET state = 'Revoked' WHERE client ="
      " (SELECT number FROM clients WHERE id = ?1)",
      "UPDATE authorizations SET state = 'Authorized' WHERE client ="
      " (SELECT number FROM clients WHERE id = ?1)" },
    { "INSERT INTO authorization_roles SELECT c.number, r.number FROM clients AS c, roles AS r"
      " WHERE c.id = ?1 AND r.name = 'Admin'",
      "DELETE FROM authorization_roles WHERE client = (SELECT number FROM clients WHERE id = ?1)" },
    { "UPDATE people SET state = 'inactive' WHERE user_name = 'agent' AND ?1 <> ''",
      "UPDATE people SET state = 'active' WHERE user_name = 'agent' AND ?1 <> ''" },
    { "UPDATE authorization_scopes SET scope = scope || 'x' WHERE client ="
      " (SELECT number FROM clients WHERE id = ?1)",
      "UPDATE authorization_scopes SET scope = substr (scope, 1, length (scope) - 1) WHERE client ="
      " (SELECT number FROM clients WHERE id = ?1)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *code = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
      g_autofree char *form = code_form (code);

      execute (fixture, rows[i].change, PUBLIC_ID);
      post_refused (fixture, form, "invalid_grant");
      execute (fixture, rows[i].back, PUBLIC_ID);
      g_free (take (fixture, form, "access_token"));
    }
}

/* Somebody with one of the client's roles gets tokens. */
static void
test_roles (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *code = issue_code (fixture, PUBLIC_ID, "agent", CHALLENGE);
  g_autofree char *form = code_form (code);

  execute (fixture,
           "INSERT INTO authorization_roles SELECT c.number, r.number FROM clients AS c, roles AS r"
           " WHERE c.id = ?1 AND r.name = 'Agent'",
           PUBLIC_ID);
  g_free (take (fixture, form, "access_token"));
}

/* What cannot be kept is not answered for, and leaves the code as it was. */
static void
test_store_fails (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const tables[] = { "tokens", "families", "refresh_tokens" };
  g_autofree char *code = issue_code (fixture, CONFIDENTIAL_ID, "admin", NULL);
  g_autofree char *form = secret_form (code);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("CREATE TRIGGER broken BEFORE INSERT ON %s"
                                              " BEGIN SELECT RAISE (ABORT, 'disk of /home'); END",
                                              tables[i]);
      g_autoptr (GateOrgCall) call = NULL;
      g_autofree char *description = NULL;

      execute (fixture, g_intern_string (sql), NULL);
      call = post (fixture, "/oauth/token", form);
      assert_oauth_error (call, 500, "server_error");
      description = answer_text (call, "error_description");
      g_assert_null (strstr (description, "home"));
      execute (fixture, "DROP TRIGGER broken", NULL);
    }
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM families"), ==, 0);
  g_free (take (fixture, form, "refresh_token"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_OAUTH ("/org/oauth-code/public", test_public);
  ADD_OAUTH ("/org/oauth-code/confidential", test_confidential);
  ADD_OAUTH ("/org/oauth-code/bindings", test_bindings);
  ADD_OAUTH ("/org/oauth-code/downgrade", test_downgrade);
  ADD_OAUTH ("/org/oauth-code/other-client", test_other_client);
  ADD_OAUTH ("/org/oauth-code/replay", test_replay);
  ADD_OAUTH ("/org/oauth-code/three-tries", test_three_tries);
  ADD_OAUTH ("/org/oauth-code/clock", test_clock);
  ADD_OAUTH ("/org/oauth-code/forgotten", test_forgotten);
  ADD_OAUTH ("/org/oauth-code/authorization", test_authorization);
  ADD_OAUTH ("/org/oauth-code/roles", test_roles);
  ADD_OAUTH ("/org/oauth-code/store-fails", test_store_fails);
  return g_test_run ();
}
