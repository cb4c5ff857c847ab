/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Passwords and how often they may be tried (S26 to S28). */

#include "gate-org-passwords.h"

#include "api-fixture.h"
#include "gate-org-passwords-table.h"
#include "gate-org-throttle.h"

#include <sodium.h>

#define PASSWORD "corr\xc3\xa9" "ct horse"

typedef struct
{
  GateOrgPasswords *passwords;
  gint64 wait_ms;
  guint n_waiting;
  char *person_id;
} Check;

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Check *check = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&check->person_id, g_free);
  g_assert_true (gate_org_passwords_check_finish (check->passwords, result, &check->person_id,
                                                  &check->wait_ms, &error));
  g_assert_no_error (error);
  check->n_waiting--;
}

static gboolean
matches (GateOrgPasswords *passwords,
         GateOrgStore     *store,
         const char       *name,
         const char       *password)
{
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  Check check = { passwords, 0, 1, NULL };
  gboolean found;

  gate_org_passwords_check_async (passwords, throttle, store, name, password, NULL, checked_cb,
                                  &check);
  while (check.n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (check.wait_ms, ==, 0);
  found = check.person_id != NULL;
  g_free (check.person_id);
  return found;
}

static void
test_hash (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GateOrgPasswords) passwords = gate_org_passwords_new ();
  g_autofree char *person_id = NULL;
  g_autofree char *hash = NULL;

  g_assert_true (gate_org_passwords_set_all (passwords, fixture->store, PASSWORD, NULL));
  /* Whoever comes too early waits for it. */
  g_assert_true (matches (passwords, fixture->store, "agent", PASSWORD));
  gate_org_passwords_table_get_hash (fixture->store, "agent", &person_id, &hash, NULL);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$v=19$m=65536,t=2,p=1$"));
  g_assert_null (strstr (hash, "horse"));
  g_assert_true (matches (passwords, fixture->store, "agent@acme-care.example", PASSWORD));
  g_assert_true (matches (passwords, fixture->store, "AGENT", PASSWORD));
  /* Bytes are compared as they are: the same letters in another form are another password. */
  g_assert_false (matches (passwords, fixture->store, "agent", "corre\xcc\x81" "ct horse"));
  g_assert_false (matches (passwords, fixture->store, "agent", PASSWORD " "));
  g_assert_false (matches (passwords, fixture->store, "agent", "Corr\xc3\xa9" "ct horse"));
  g_assert_false (matches (passwords, fixture->store, "agent", ""));
  g_assert_false (matches (passwords, fixture->store, "owen.griffiths", PASSWORD));
}

/* The same work for somebody who does not exist: a hash of the same cost is computed. */
static void
test_nobody (Fixture      *fixture,
             gconstpointer data)
{
  static const char nobody[crypto_pwhash_STRBYTES] =
      "$argon2id$v=19$m=65536,t=2,p=1$Z2F0ZWhvdXNlLm5vYm9keQ$"
      "bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm8";
  g_autoptr (GateOrgPasswords) passwords = gate_org_passwords_new ();
  guint before;

  g_assert_true (gate_org_passwords_set_all (passwords, fixture->store, PASSWORD, NULL));
  g_assert_true (matches (passwords, fixture->store, "agent", PASSWORD));
  before = gate_org_passwords_get_n_hashes (passwords);
  g_assert_false (matches (passwords, fixture->store, "agent", "wrong"));
  g_assert_cmpuint (gate_org_passwords_get_n_hashes (passwords), ==, before + 1);
  g_assert_false (matches (passwords, fixture->store, "nobody", "wrong"));
  g_assert_cmpuint (gate_org_passwords_get_n_hashes (passwords), ==, before + 2);
  g_assert_cmpint (crypto_pwhash_str_needs_rehash (nobody, 2, 64 * 1024 * 1024), ==, 0);
}

/* Many of one account at once: each is counted when it is its turn, and a good one clears it. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GateOrgPasswords) passwords = gate_org_passwords_new ();
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  Check check = { passwords, 0, 10, NULL };

  g_assert_true (gate_org_passwords_set_all (passwords, fixture->store, PASSWORD, NULL));
  for (guint i = 0; i < 10; i++)
    gate_org_passwords_check_async (passwords, throttle, fixture->store,
                                    i % 2 == 0 ? "agent" : "agent@acme-care.example", PASSWORD,
                                    NULL, checked_cb, &check);
  while (check.n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (check.person_id);
  g_assert_cmpint (check.wait_ms, ==, 0);
  g_free (check.person_id);
}

/* Guesses that come at once get no further than guesses that come one after the other. */
static void
test_many_guesses (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GateOrgPasswords) passwords = gate_org_passwords_new ();
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  Check checks[12] = { { NULL } };
  guint n_tried = 0;
  guint n_waiting = G_N_ELEMENTS (checks);

  g_assert_true (gate_org_passwords_set_all (passwords, fixture->store, PASSWORD, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      checks[i] = (Check){ passwords, 0, 1, NULL };
      gate_org_passwords_check_async (passwords, throttle, fixture->store, "agent", "wrong",
                                      NULL, checked_cb, &checks[i]);
    }
  while (n_waiting > 0)
    {
      g_main_context_iteration (NULL, TRUE);
      n_waiting = 0;
      for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
        n_waiting += checks[i].n_waiting;
    }
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    n_tried += checks[i].wait_ms == 0;
  g_assert_cmpuint (n_tried, ==, 5);
}

static void
test_waits (void)
{
  static const gint64 seconds[] = { 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60 };

  for (guint failures = 0; failures < G_N_ELEMENTS (seconds); failures++)
    g_assert_cmpint (gate_org_throttle_get_wait_ms (failures, GATE_ORG_FREE_FAILURES), ==,
                     seconds[failures] * 1000);
  g_assert_cmpint (gate_org_throttle_get_wait_ms (G_MAXUINT, 0), ==, 60000);
}

static gint64
attempt (GateOrgThrottle *throttle,
         Fixture         *fixture,
         const char      *account,
         gint64           now_ms)
{
  g_autoptr (GError) error = NULL;
  gint64 wait_ms = -1;

  g_assert_true (
      gate_org_throttle_attempt (throttle, fixture->store, account, now_ms, &wait_ms, &error));
  g_assert_no_error (error);
  return wait_ms;
}

static void
test_account (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  g_autoptr (GateOrgThrottle) restarted = gate_org_throttle_new ();
  gint64 now_ms = g_get_real_time () / 1000;

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (attempt (throttle, fixture, "agent", now_ms), ==, 0);
  g_assert_cmpint (attempt (throttle, fixture, "agent", now_ms), ==, 1000);
  /* It survives a restart, trying on does not make it longer, and others do not wait. */
  g_assert_cmpint (attempt (restarted, fixture, "agent", now_ms + 400), ==, 600);
  g_assert_cmpint (attempt (restarted, fixture, "agent", now_ms + 400), ==, 600);
  g_assert_cmpint (attempt (restarted, fixture, "admin", now_ms + 400), ==, 0);
  g_assert_cmpint (attempt (restarted, fixture, "agent", now_ms + 1000), ==, 0);
  g_assert_cmpint (attempt (restarted, fixture, "agent", now_ms + 1000), ==, 2000);
  /* A clock that was set back makes nobody wait for longer than the longest wait. */
  g_assert_cmpint (attempt (restarted, fixture, "agent", now_ms - 1000 * 1000), ==, 60000);
  g_assert_cmpint (attempt (restarted, fixture, "agent", now_ms + 3000), ==, 0);
  g_assert_true (gate_org_throttle_succeed (restarted, fixture->store, "agent", NULL));
  g_assert_cmpint (attempt (restarted, fixture, "agent", now_ms + 3000), ==, 0);
}

/* However long the check took, the wait is as long as it is said to be. */
static void
test_slow_failure (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  gint64 now_ms = g_get_real_time () / 1000;

  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (attempt (throttle, fixture, "agent", now_ms), ==, 0);
      g_assert_true (gate_org_throttle_fail (throttle, fixture->store, "agent", now_ms + 900, NULL));
    }
  g_assert_cmpint (attempt (throttle, fixture, "agent", now_ms + 900), ==, 1000);
}

static void
test_all_accounts (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  gint64 now_ms = g_get_real_time () / 1000;

  for (guint i = 0; i < 21; i++)
    {
      g_autofree char *account = g_strdup_printf ("account %u", i);

      g_assert_cmpint (attempt (throttle, fixture, account, now_ms + i), ==, 0);
    }
  /* Who has not failed does not wait; of those who have, nobody has a free failure. */
  g_assert_cmpint (attempt (throttle, fixture, "somebody else", now_ms + 20), ==, 0);
  g_assert_cmpint (attempt (throttle, fixture, "somebody else", now_ms + 20), ==, 1000);
  g_assert_cmpint (attempt (throttle, fixture, "somebody else", now_ms + 1020), ==, 0);
  g_assert_cmpint (attempt (throttle, fixture, "somebody else", now_ms + 1020), ==, 2000);
  /* After a quiet minute it is as before. */
  g_assert_cmpint (attempt (throttle, fixture, "and again", now_ms + 120 * 1000), ==, 0);
  g_assert_cmpint (attempt (throttle, fixture, "and again", now_ms + 120 * 1000), ==, 0);
}

/* In a browser that an account has logged in with, others do not make it wait; guesses there are
 * counted there. */
static void
test_known_browser (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  g_autofree char *unknown = gate_org_throttle_dup_account (throttle, "agent", "first");
  g_autofree char *known = NULL;
  g_autofree char *other = NULL;
  gint64 now_ms = g_get_real_time () / 1000;

  gate_org_throttle_remember (throttle, "agent", "first");
  known = gate_org_throttle_dup_account (throttle, "agent", "first");
  other = gate_org_throttle_dup_account (throttle, "agent", "second");
  g_assert_cmpstr (unknown, ==, "agent");
  g_assert_cmpstr (other, ==, "agent");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (attempt (throttle, fixture, other, now_ms), ==, 0);
  g_assert_cmpint (attempt (throttle, fixture, other, now_ms), ==, 1000);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (attempt (throttle, fixture, known, now_ms), ==, 0);
  g_assert_cmpint (attempt (throttle, fixture, known, now_ms), ==, 1000);
}

static void
test_successes_are_free (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GateOrgThrottle) throttle = gate_org_throttle_new ();
  gint64 now_ms = g_get_real_time () / 1000;

  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpint (attempt (throttle, fixture, "agent", now_ms), ==, 0);
      g_assert_true (gate_org_throttle_succeed (throttle, fixture->store, "agent", NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add ("/passwords/hash", Fixture, NULL, fixture_set_up, test_hash, fixture_tear_down);
  g_test_add ("/passwords/nobody", Fixture, NULL, fixture_set_up, test_nobody, fixture_tear_down);
  g_test_add ("/passwords/many", Fixture, NULL, fixture_set_up, test_many, fixture_tear_down);
  g_test_add ("/passwords/many-guesses", Fixture, NULL, fixture_set_up, test_many_guesses,
              fixture_tear_down);
  g_test_add_func ("/throttle/waits", test_waits);
  g_test_add ("/throttle/account", Fixture, NULL, fixture_set_up, test_account, fixture_tear_down);
  g_test_add ("/throttle/slow-failure", Fixture, NULL, fixture_set_up, test_slow_failure,
              fixture_tear_down);
  g_test_add ("/throttle/all-accounts", Fixture, NULL, fixture_set_up, test_all_accounts,
              fixture_tear_down);
  g_test_add ("/throttle/known-browser", Fixture, NULL, fixture_set_up, test_known_browser,
              fixture_tear_down);
  g_test_add ("/throttle/successes-are-free", Fixture, NULL, fixture_set_up,
              test_successes_are_free, fixture_tear_down);
  return g_test_run ();
}
