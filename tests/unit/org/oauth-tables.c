/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Sessions, passwords and failed guesses, with a clock that is put forward. */

#include "gate-org-expiry.h"
#include "gate-org-login-attempts.h"
#include "gate-org-passwords-table.h"
#include "gate-org-sessions-table.h"
#include "oauth-fixture.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define MINUTE_MS (60 * 1000)

static char *
find_session (Fixture    *fixture,
              const char *hash,
              gint64      now_ms)
{
  g_autoptr (GError) error = NULL;
  char *person_id = NULL;

  g_assert_true (gate_org_sessions_table_find (fixture->store, hash, now_ms, &person_id, &error));
  g_assert_no_error (error);
  return person_id;
}

static void
assert_session (Fixture    *fixture,
                const char *hash,
                gint64      now_ms,
                const char *person_id)
{
  g_autofree char *found = find_session (fixture, hash, now_ms);

  g_assert_cmpstr (found, ==, person_id);
}

static void
test_sessions (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *agent = person_id_of (fixture, "agent");
  g_autoptr (GError) error = NULL;
  gint64 start = 1000 * MINUTE_MS;
  gboolean is_clean = TRUE;

  g_assert_true (gate_org_sessions_table_add (fixture->store, HASH, agent, start, &error));
  g_assert_true (gate_org_sessions_table_add (fixture->store, OTHER, agent, start, &error));
  assert_session (fixture, HASH, start, agent);
  assert_session (fixture, HASH, start + 15 * MINUTE_MS - 1, agent);
  assert_session (fixture, HASH, start + 29 * MINUTE_MS, agent);
  assert_session (fixture, OTHER, start + 15 * MINUTE_MS, NULL);
  /* Kept awake, it still ends after eight hours. */
  for (guint minute = 40; minute < 480; minute += 10)
    assert_session (fixture, HASH, start + minute * MINUTE_MS, agent);
  assert_session (fixture, HASH, start + 480 * MINUTE_MS, NULL);
  /* A clock that is set back brings nothing back. */
  assert_session (fixture, HASH, start - 2 * MINUTE_MS, NULL);
  g_assert_true (gate_org_expiry_run (fixture->store, &is_clean, &error));
  g_assert_false (is_clean);
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM sessions"), ==, 0);
}

static void
test_sessions_end (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *agent = person_id_of (fixture, "agent");
  g_autofree char *gone = person_id_of (fixture, "owen.griffiths");
  g_autoptr (GError) error = NULL;

  g_assert_true (gate_org_sessions_table_add (fixture->store, HASH, agent, 1000, &error));
  g_assert_true (gate_org_sessions_table_add (fixture->store, OTHER, agent, 1000, &error));
  g_assert_true (gate_org_sessions_table_end (fixture->store, HASH, &error));
  assert_session (fixture, HASH, 1000, NULL);
  assert_session (fixture, OTHER, 1000, agent);
  g_assert_true (gate_org_sessions_table_end (fixture->store, HASH, &error));
  g_assert_true (gate_org_sessions_table_end_person (fixture->store, agent, &error));
  assert_session (fixture, OTHER, 1000, NULL);
  g_assert_false (gate_org_sessions_table_add (fixture->store, HASH, gone, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A code dies with the session that it was issued in. */
static void
test_session_of_code (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *agent = person_id_of (fixture, "agent");
  g_autoptr (GError) error = NULL;
  const GateOrgCodeTerms terms = {
    .client_id = PUBLIC_ID,
    .person_id = agent,
    .session_hash = HASH,
    .redirect_uri = REDIRECT_URI,
    .challenge = CHALLENGE,
    .scopes = public_scopes,
  };

  for (guint logged_out = 0; logged_out < 2; logged_out++)
    {
      g_autofree char *code = NULL;
      g_autofree char *form = NULL;

      gate_org_sessions_table_add (fixture->store, HASH, agent, gate_org_table_now_ms (), &error);
      g_assert_no_error (error);
      code = gate_org_codes_issue (fixture->store, &terms, &error);
      g_assert_no_error (error);
      form = code_form (code);
      if (logged_out)
        gate_org_sessions_table_end (fixture->store, HASH, &error);
      if (logged_out)
        post_refused (fixture, form, "invalid_grant");
      else
        g_free (take (fixture, form, "access_token"));
      gate_org_sessions_table_end (fixture->store, HASH, &error);
    }
}

static void
assert_password (Fixture    *fixture,
                 const char *name,
                 const char *person,
                 const char *hash)
{
  g_autofree char *expected = person != NULL ? person_id_of (fixture, person) : NULL;
  g_autofree char *found_id = NULL;
  g_autofree char *found_hash = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", name);
  g_assert_true (gate_org_passwords_table_get_hash (fixture->store, name, &found_id, &found_hash,
                                                    &error));
  g_assert_cmpstr (found_id, ==, expected);
  g_assert_cmpstr (found_hash, ==, hash);
}

static void
set_password (Fixture    *fixture,
              const char *hash)
{
  g_autoptr (GError) error = NULL;

  gate_org_store_begin (fixture->store, &error);
  g_assert_true (gate_org_passwords_table_set_all (fixture->store, hash, &error));
  gate_org_store_commit (fixture->store, &error);
  g_assert_no_error (error);
}

static void
test_passwords (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *email =
      query_text (fixture, "SELECT upper (email) FROM people WHERE user_name = 'agent'", NULL);
  g_autofree char *code = issue_code (fixture, CONFIDENTIAL_ID, "admin", NULL);
  g_autofree char *form = secret_form (code);
  g_autofree char *token = take (fixture, form, "access_token");
  g_autoptr (GError) error = NULL;
  g_autofree char *unset = NULL;
  g_autofree char *common = NULL;

  g_assert_true (gate_org_passwords_table_get_common_hash (fixture->store, &unset, &error));
  g_assert_null (unset);
  assert_password (fixture, "admin", "admin", NULL);
  set_password (fixture, "$argon2id$x");
  /* Who had none is not logged out. */
  g_assert_cmpuint (status_with (fixture, token), ==, 403);
  g_assert_true (gate_org_passwords_table_get_common_hash (fixture->store, &common, &error));
  g_assert_cmpstr (common, ==, "$argon2id$x");
  assert_password (fixture, "admin", "admin", "$argon2id$x");
  assert_password (fixture, "ADMIN", "admin", "$argon2id$x");
  assert_password (fixture, email, "agent", "$argon2id$x");
  assert_password (fixture, "owen.griffiths", NULL, NULL);
  assert_password (fixture, "nobody", NULL, NULL);
  assert_password (fixture, "", NULL, NULL);
  assert_password (fixture, "' OR 1=1 --", NULL, NULL);
  assert_password (fixture, "%", NULL, NULL);
  set_password (fixture, "$argon2id$y");
  g_assert_cmpuint (status_with (fixture, token), ==, 401);
}

static void
assert_guesses (Fixture    *fixture,
                const char *account,
                guint       failures,
                gint64      next_ms)
{
  g_autoptr (GError) error = NULL;
  gint64 found_ms = -1;
  guint found = 99;

  g_assert_true (gate_org_login_attempts_get (fixture->store, account, &found_ms, &found, &error));
  g_assert_cmpuint (found, ==, failures);
  g_assert_cmpint (found_ms, ==, next_ms);
}

static void
test_guesses (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 now_ms = gate_org_table_now_ms ();
  gboolean is_clean = TRUE;

  assert_guesses (fixture, "agent", 0, 0);
  for (guint i = 1; i <= 7; i++)
    {
      g_assert_true (gate_org_login_attempts_fail (fixture->store, i % 2 ? "agent" : "Agent",
                                                   now_ms + i, &error));
      assert_guesses (fixture, "AGENT", i, now_ms + i);
    }
  assert_guesses (fixture, "agent2", 0, 0);
  g_assert_true (gate_org_login_attempts_clear (fixture->store, "agent", &error));
  assert_guesses (fixture, "agent", 0, 0);
  /* What was typed is not kept, and what nobody tries any more is forgotten. */
  gate_org_login_attempts_fail (fixture->store, "my password", now_ms, &error);
  g_assert_cmpint (query_number (fixture, "SELECT count (*) FROM guesses"
                                          " WHERE account_hash LIKE '%pass%'"), ==, 0);
  gate_org_table_shift_clock (G_GINT64_CONSTANT (25) * 60 * MINUTE_MS);
  g_assert_true (gate_org_expiry_run (fixture->store, &is_clean, &error));
  g_assert_false (is_clean);
  assert_guesses (fixture, "my password", 0, 0);
}

/* Every kind has its own face, all of 256 bits, and none comes twice. */
static void
test_secrets (void)
{
  static const char *const prefixes[] = { GATE_ORG_SECRET_ACCESS, GATE_ORG_SECRET_REFRESH,
                                          GATE_ORG_SECRET_CODE, GATE_ORG_SECRET_CLIENT };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100000; i++)
    {
      const char *prefix = prefixes[i % G_N_ELEMENTS (prefixes)];
      char *secret = gate_org_secret_new (prefix);

      g_assert_true (g_str_has_prefix (secret, prefix));
      g_assert_cmpuint (strlen (secret), ==, strlen (prefix) + 43);
      g_assert_true (g_hash_table_add (seen, secret));
    }
  for (guint i = 1; i < G_N_ELEMENTS (prefixes); i++)
    g_assert_cmpstr (prefixes[i], !=, prefixes[i - 1]);
  g_assert_true (gate_org_secret_hashes_match (HASH, HASH));
  g_assert_false (gate_org_secret_hashes_match (HASH, OTHER));
  g_assert_false (gate_org_secret_hashes_match (HASH, ""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/oauth-tables/secrets", test_secrets);
  ADD_OAUTH ("/org/oauth-tables/sessions", test_sessions);
  ADD_OAUTH ("/org/oauth-tables/sessions-end", test_sessions_end);
  ADD_OAUTH ("/org/oauth-tables/session-of-code", test_session_of_code);
  ADD_OAUTH ("/org/oauth-tables/passwords", test_passwords);
  ADD_OAUTH ("/org/oauth-tables/guesses", test_guesses);
  return g_test_run ();
}
