/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* How long a token is used, and what takes its place (C20 to C22). */

#include "gate-token.h"

#include <string.h>

#define SECOND G_USEC_PER_SEC
#define START ((gint64) 1000 * SECOND)

static GateWireTokenResponse *
new_answer (const char *access,
            const char *refresh,
            gint64      lifetime_s,
            const char *scopes)
{
  GateWireTokenResponse *answer = g_new0 (GateWireTokenResponse, 1);

  answer->access_token = g_strdup (access);
  answer->refresh_token = g_strdup (refresh);
  answer->lifetime_s = lifetime_s;
  answer->scopes = scopes != NULL ? g_strsplit (scopes, " ", -1) : NULL;
  return answer;
}

static void
test_due (void)
{
  static const struct
  {
    gint64 lifetime_s;
    gint64 due_us; /* behind the start; -1: never */
  } cases[] = {
    { -1, -1 },
    { 1, SECOND - SECOND / 10 },
    { 10, 9 * SECOND },
    { 300, 270 * SECOND },
    { 600, 540 * SECOND },
    { 86400, (gint64) 86340 * SECOND },
    { (gint64) 3650 * 86400, ((gint64) 3650 * 86400 - 60) * SECOND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateToken) token =
          gate_token_new (new_answer ("t", NULL, cases[i].lifetime_s, NULL), START);

      g_assert_false (gate_token_is_due (token, START));
      if (cases[i].due_us < 0)
        {
          g_assert_false (gate_token_is_due (token, G_MAXINT64 - 1));
          continue;
        }
      g_assert_false (gate_token_is_due (token, START + cases[i].due_us - 1));
      g_assert_true (gate_token_is_due (token, START + cases[i].due_us));
    }
}

static char *
dup_form (GateToken *token)
{
  g_autoptr (GBytes) form = gate_token_dup_renewal_request (token, "a b");

  if (form == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (form, NULL), g_bytes_get_size (form));
}

/* C22: none is usual. */
static void
test_no_refresh (void)
{
  g_autoptr (GateToken) token = gate_token_new (new_answer ("t", NULL, 60, NULL), START);

  g_assert_cmpstr (gate_token_peek_access (token), ==, "t");
  g_assert_null (gate_token_peek_refresh (token));
  g_assert_null (gate_token_get_scopes (token));
  g_assert_null (gate_token_dup_renewal_request (token, "id"));
}

static void
test_renewed (void)
{
  g_autoptr (GateToken) token = gate_token_new (new_answer ("t", "r+1", 60, "a b"), START);
  g_autoptr (GateToken) kept = NULL;
  g_autoptr (GateToken) rotated = NULL;
  g_autoptr (GateToken) held = gate_token_ref (token);
  g_autofree char *form = dup_form (token);
  g_autofree char *form_of_kept = NULL;
  g_autofree char *form_of_rotated = NULL;

  g_assert_cmpstr (form, ==, "grant_type=refresh_token&refresh_token=r%2B1&client_id=a%20b");
  g_assert_true (g_strv_contains (gate_token_get_scopes (held), "b"));
  kept = gate_token_new_renewed (token, new_answer ("u", NULL, 60, "a"), START + 60 * SECOND);
  rotated = gate_token_new_renewed (token, new_answer ("v", "r2", -1, NULL), START);
  g_clear_pointer (&token, gate_token_unref);
  form_of_kept = dup_form (kept);
  form_of_rotated = dup_form (rotated);
  g_assert_cmpstr (gate_token_peek_access (held), ==, "t");
  g_assert_cmpstr (gate_token_peek_access (kept), ==, "u");
  g_assert_cmpstr (form_of_kept, ==, form);
  g_assert_false (gate_token_is_due (kept, START + 61 * SECOND));
  g_assert_false (g_strv_contains (gate_token_get_scopes (kept), "b"));
  g_assert_cmpstr (form_of_rotated, ==,
                   "grant_type=refresh_token&refresh_token=r2&client_id=a%20b");
}

/* From the bytes of an answer to the token. */
static void
test_from_answer (void)
{
  static const char *const asked[] = { "oauth", NULL };
  static const char text[] = "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":300,"
                             "\"scope\":\"oauth:readonly users\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GateWireTokenResponse *answer = gate_wire_token_response_decode (200, TRUE, body, asked, &error);
  g_autoptr (GateToken) token = NULL;
  g_autofree char *scopes = NULL;

  g_assert_no_error (error);
  token = gate_token_new (answer, START);
  scopes = g_strjoinv (" ", (char **) gate_token_get_scopes (token));
  g_assert_cmpstr (scopes, ==, "oauth:readonly");
  g_assert_true (gate_token_is_due (token, START + 270 * SECOND));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/token/due", test_due);
  g_test_add_func ("/auth/token/no-refresh", test_no_refresh);
  g_test_add_func ("/auth/token/renewed", test_renewed);
  g_test_add_func ("/auth/token/from-answer", test_from_answer);
  return g_test_run ();
}
