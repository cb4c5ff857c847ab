/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Refresh tokens: each once, one family, one end (S38 to S41). */

#include "oauth-fixture.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

static Tokens
take_both (Fixture    *fixture,
           const char *form)
{
  g_autoptr (GateOrgCall) call = post (fixture, "/oauth/token", form);

  g_assert_cmpuint (gate_org_call_get_status (call), ==, 200);
  return (Tokens) { answer_text (call, "access_token"), answer_text (call, "refresh_token") };
}

static Tokens
log_in (Fixture *fixture)
{
  g_autofree char *code = issue_code (fixture, CONFIDENTIAL_ID, "admin", NULL);
  g_autofree char *form = secret_form (code);

  return take_both (fixture, form);
}

static Tokens
refresh (Fixture    *fixture,
         const char *token)
{
  g_autofree char *form = refresh_form (token);

  return take_both (fixture, form);
}

static void
refresh_refused (Fixture    *fixture,
                 const char *token,
                 const char *more,
                 const char *error)
{
  g_autofree char *form = refresh_form (token);
  g_autofree char *whole = g_strconcat (form, more, NULL);

  post_refused (fixture, whole, error);
}

/* user-basic-info is not among what the client may do with these tokens: 403, and 401 when
 * ended. */
static gboolean
is_alive (Fixture    *fixture,
          const char *access_token)
{
  guint status = status_with (fixture, access_token);

  g_assert_true (status == 403 || status == 401);
  return status == 403;
}

static void
test_rotation (Fixture      *fixture,
               gconstpointer data)
{
  g_auto (Tokens) first = log_in (fixture);
  g_auto (Tokens) second = refresh (fixture, first.refresh);
  g_auto (Tokens) third = refresh (fixture, second.refresh);

  g_assert_cmpstr (first.refresh, !=, second.refresh);
  g_assert_cmpstr (second.refresh, !=, third.refresh);
  g_assert_true (is_alive (fixture, first.access));
  g_assert_true (is_alive (fixture, third.access));
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM families"), ==, 1);
}

static void
test_reuse (Fixture      *fixture,
            gconstpointer data)
{
  g_auto (Tokens) first = log_in (fixture);
  g_auto (Tokens) second = refresh (fixture, first.refresh);
  g_auto (Tokens) other = log_in (fixture);
  g_autofree char *action = NULL;

  refresh_refused (fixture, first.refresh, "", "invalid_grant");
  g_assert_false (is_alive (fixture, first.access));
  g_assert_false (is_alive (fixture, second.access));
  refresh_refused (fixture, second.refresh, "", "invalid_grant");
  refresh_refused (fixture, first.refresh, "", "invalid_grant");
  g_assert_true (is_alive (fixture, other.access));
  action = query_text (fixture, "SELECT group_concat (action || person) FROM audit", NULL);
  g_assert_cmpstr (action, ==, "Reuse1");
}

static void
test_other_tokens (Fixture      *fixture,
                   gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture);
  g_autofree char *theirs = NULL;

  refresh_refused (fixture, tokens.access, "", "invalid_grant");
  refresh_refused (fixture, "", "", "invalid_request");
  refresh_refused (fixture, "gate_r_nothing", "", "invalid_grant");
  /* Another client, with a secret of its own. */
  give_secret (fixture, PUBLIC_ID, "other");
  theirs = g_strconcat ("grant_type=refresh_token&client_id=" PUBLIC_ID
                        "&client_secret=other&refresh_token=",
                        tokens.refresh, NULL);
  post_refused (fixture, theirs, "invalid_grant");
  g_assert_true (is_alive (fixture, tokens.access));
}

static void
test_scopes (Fixture      *fixture,
             gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture);
  static const char *const beyond[] = { "&scope=quality+users", "&scope=analytics",
                                        "&scope=quality++analytics:readonly", "&scope=%22",
                                        "&scope=quality%09analytics:readonly", "&scope=+quality" };
  g_autofree char *form = NULL;
  g_autofree char *narrow = NULL;
  g_autoptr (GateOrgCall) narrowed = NULL;
  g_autofree char *scope = NULL;
  g_autofree char *successor = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *wide_scope = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (beyond); i++)
    refresh_refused (fixture, tokens.refresh, beyond[i], "invalid_scope");
  form = refresh_form (tokens.refresh);
  narrow = g_strconcat (form, "&scope=quality:readonly+quality:readonly", NULL);
  narrowed = post (fixture, "/oauth/token", narrow);
  scope = answer_text (narrowed, "scope");
  g_assert_cmpstr (scope, ==, "quality:readonly");
  successor = answer_text (narrowed, "refresh_token");
  wide = refresh_form (successor);
  wide_scope = take (fixture, wide, "scope");
  g_assert_cmpstr (wide_scope, ==, CONFIDENTIAL_SCOPES);
}

static void
test_idle (Fixture      *fixture,
           gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture);

  gate_org_table_shift_clock (14 * DAY_MS);
  refresh_refused (fixture, tokens.refresh, "", "invalid_grant");
}

static void
test_absolute (Fixture      *fixture,
               gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture);

  for (guint day = 10; day < 30; day += 10)
    {
      g_auto (Tokens) next = { NULL, NULL };

      gate_org_table_shift_clock (day * DAY_MS);
      next = refresh (fixture, tokens.refresh);
      tokens_clear (&tokens);
      tokens = (Tokens) { g_steal_pointer (&next.access), g_steal_pointer (&next.refresh) };
    }
  gate_org_table_shift_clock (30 * DAY_MS);
  refresh_refused (fixture, tokens.refresh, "", "invalid_grant");
}

/* What stops a person or a client stops its refresh tokens; what is undone lets them go on. */
static void
test_stopped (Fixture      *fixture,
              gconstpointer data)
{
  static const struct
  {
    const char *change;
    const char *back;
    const char *error;
  } rows[] = {
    { "UPDATE people SET state = 'inactive' WHERE number = 1 AND ?1 <> ''",
      "UPDATE people SET state = 'active' WHERE number = 1 AND ?1 <> ''", "invalid_grant" },
    { "UPDATE clients SET state = 'disabled' WHERE id = ?1",
      "UPDATE clients SET state = 'active' WHERE id = ?1", "invalid_client" },
    { "INSERT INTO authorization_roles SELECT c.number, r.number FROM clients AS c, roles AS r"
      " WHERE c.id = ?1 AND r.name = 'Agent'",
      "DELETE FROM authorization_roles WHERE client = (SELECT number FROM clients WHERE id = ?1)",
      "invalid_grant" },
    { "UPDATE authorization_scopes SET scope = scope || 'x' WHERE client ="
      " (SELECT number FROM clients WHERE id = ?1)",
      "UPDATE authorization_scopes SET scope = substr (scope, 1, length (scope) - 1) WHERE client ="
      " (SELECT number FROM clients WHERE id = ?1)",
      "invalid_grant" },
  };
  g_auto (Tokens) tokens = log_in (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Tokens) next = { NULL, NULL };

      execute (fixture, rows[i].change, CONFIDENTIAL_ID);
      refresh_refused (fixture, tokens.refresh, "", rows[i].error);
      execute (fixture, rows[i].back, CONFIDENTIAL_ID);
      next = refresh (fixture, tokens.refresh);
      tokens_clear (&tokens);
      tokens = (Tokens) { g_steal_pointer (&next.access), g_steal_pointer (&next.refresh) };
    }
}

/* Revoking the client ends tokens, families and codes for good, and in one transaction. */
static void
test_revoked (Fixture      *fixture,
              gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture);
  g_autofree char *code = issue_code (fixture, CONFIDENTIAL_ID, "admin", NULL);
  g_autofree char *form = secret_form (code);
  g_autoptr (GateOrgCall) revoked = ask (fixture, "DELETE", PUT_PATH CONFIDENTIAL_ID, NULL);
  g_autoptr (GateOrgCall) again = NULL;

  g_assert_cmpuint (gate_org_call_get_status (revoked), ==, 200);
  g_assert_false (is_alive (fixture, tokens.access));
  refresh_refused (fixture, tokens.refresh, "", "invalid_grant");
  post_refused (fixture, form, "invalid_grant");
  again = ask (fixture, "PUT", PUT_PATH CONFIDENTIAL_ID, "{\"roles\": []}");
  g_assert_cmpuint (gate_org_call_get_status (again), ==, 200);
  g_assert_false (is_alive (fixture, tokens.access));
  refresh_refused (fixture, tokens.refresh, "", "invalid_grant");
  post_refused (fixture, form, "invalid_grant");
}

/* The database refuses what a mistake in the code could do. */
static void
test_one_successor (Fixture      *fixture,
                    gconstpointer data)
{
  g_auto (Tokens) tokens = log_in (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (
      fixture->store,
      "INSERT INTO refresh_tokens SELECT printf ('%064d', 9), family, 1, 2, NULL"
      " FROM refresh_tokens",
      &error);

  g_assert_no_error (error);
  g_assert_false (gate_org_statement_run (statement, &error));
  g_assert_nonnull (tokens.refresh);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_OAUTH ("/org/oauth-refresh/rotation", test_rotation);
  ADD_OAUTH ("/org/oauth-refresh/reuse", test_reuse);
  ADD_OAUTH ("/org/oauth-refresh/other-tokens", test_other_tokens);
  ADD_OAUTH ("/org/oauth-refresh/scopes", test_scopes);
  ADD_OAUTH ("/org/oauth-refresh/idle", test_idle);
  ADD_OAUTH ("/org/oauth-refresh/absolute", test_absolute);
  ADD_OAUTH ("/org/oauth-refresh/stopped", test_stopped);
  ADD_OAUTH ("/org/oauth-refresh/revoked", test_revoked);
  ADD_OAUTH ("/org/oauth-refresh/one-successor", test_one_successor);
  return g_test_run ();
}
