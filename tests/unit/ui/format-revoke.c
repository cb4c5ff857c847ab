/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-format-revoke.h"

static GateAuthorization *
new_approved (const char *name)
{
  g_autoptr (GateClient) client = gate_client_new ("0f3c1f6a-0000-4000-8000-000000000001");
  GateAuthorization *it = gate_authorization_new (client);

  gate_client_set_name (client, name);
  gate_client_set_grant_type (client, GATE_GRANT_CODE);
  gate_authorization_set_state (it, GATE_AUTHORIZATION_AUTHORIZED);
  return it;
}

static GateAuthorization *
new_request (const char *name)
{
  GateAuthorization *it = new_approved (name);

  gate_authorization_set_state (it, GATE_AUTHORIZATION_REQUESTED);
  return it;
}

static void
check (char       *taken,
       const char *expected)
{
  g_autofree char *text = taken;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_effect (void)
{
  g_autoptr (GateAuthorization) built_in = new_approved ("Architect");
  g_autoptr (GateAuthorization) own = new_approved ("Survey 100%s");
  g_autoptr (GateAuthorization) request = new_request ("Phone Bridge");

  check (gate_format_revoke_effect (built_in),
         "Revoking disables Architect for every role, administrators included.");
  check (gate_format_revoke_effect (own),
         "Revoking ends Survey 100%s’s access to this organization at once.");
  check (gate_format_revoke_effect (request),
         "Denying the request of Phone Bridge gives it no access: it becomes Revoked.");
  g_assert_true (gate_format_revoke_is_denial (request));
  g_assert_false (gate_format_revoke_is_denial (own));
}

static void
test_locks_out (void)
{
  g_autoptr (GateAuthorization) main_client = new_approved ("Directory Web Client");
  g_autoptr (GateAuthorization) other = new_approved ("Architect");
  g_autoptr (GateAuthorization) namesake = new_approved ("Directory Web Client");

  gate_authorization_set_owner (namesake, GATE_OWNER_SELF);
  g_assert_true (gate_format_revoke_locks_out (main_client));
  g_assert_false (gate_format_revoke_locks_out (other));
  g_assert_false (gate_format_revoke_locks_out (namesake));
  /* Of two with this name each may be the one. */
  gate_authorization_set_namesakes (main_client, GATE_NAMESAKES_BUILT_IN, NULL);
  g_assert_true (gate_format_revoke_locks_out (main_client));
}

static void
check_numbers (GateHeadcountKind kind,
               gint64            n_people,
               const char       *number,
               const char       *caption)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  GateImpact impact = { .people = { kind, n_people }, .roles = roles };

  check (gate_format_revoke_n_people (&impact), number);
  check (gate_format_revoke_people (&impact, "Architect"), caption);
}

static void
test_numbers (void)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  GateImpact impact = { .roles = roles };

  check_numbers (GATE_HEADCOUNT_EXACT, 18, "18", "people lose Architect");
  check_numbers (GATE_HEADCOUNT_EXACT, 1, "1", "person loses Architect");
  check_numbers (GATE_HEADCOUNT_EXACT, 0, "0", "people lose Architect");
  check_numbers (GATE_HEADCOUNT_AT_MOST, 18, "At most 18", "people lose Architect");
  check_numbers (GATE_HEADCOUNT_AT_LEAST, 18, "At least 18", "people lose Architect");
  check_numbers (GATE_HEADCOUNT_UNKNOWN, 0, NULL, "people lose Architect");

  check (gate_format_revoke_you (&impact), NULL);
  impact.knows_you = TRUE;
  check (gate_format_revoke_you (&impact), "are not one of them");
  impact.includes_you = TRUE;
  check (gate_format_revoke_you (&impact), "are one of them");

  check (gate_format_revoke_n_roles (&impact), "0");
  g_ptr_array_add (roles, NULL);
  check (gate_format_revoke_n_roles (&impact), "1");
  check (gate_format_revoke_roles (&impact), "role loses access");
  impact.is_all_roles = TRUE;
  check (gate_format_revoke_n_roles (&impact), "All");
  check (gate_format_revoke_roles (&impact), "roles lose access");
}

static void
test_afterwards (void)
{
  g_autoptr (GateAuthorization) own = new_approved ("Survey");
  g_autoptr (GateAuthorization) machine = new_approved ("Nightly");
  g_autoptr (GateAuthorization) request = new_request ("Phone Bridge");

  gate_client_set_grant_type (gate_authorization_get_client (machine),
                              GATE_GRANT_CLIENT_CREDENTIALS);
  check (gate_format_revoke_tokens (86400, TRUE), "End at once");
  check (gate_format_revoke_tokens (86400, FALSE),
         "End at once where the service does that, otherwise after 24 hours at most");
  check (gate_format_revoke_tokens (0, FALSE),
         "End at once where the service does that, otherwise when they run out");
  check (gate_format_revoke_way_back (own),
         "“Undo” at once or “Authorize Again…” later restore its scopes and roles; "
         "people must sign in again");
  check (gate_format_revoke_way_back (machine),
         "“Undo” at once or “Authorize Again…” later restore its scopes and roles");
  check (gate_format_revoke_way_back (request), "“Authorize Again…” approves it after all");
}

static void
test_unread (void)
{
  g_autoptr (GateAuthorization) it = new_approved ("Survey");
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  GateImpact impact = { .roles = roles, .roles_known = GATE_KNOWLEDGE_NONE };

  gate_authorization_set_roles_knowledge (it, GATE_KNOWLEDGE_NONE);
  check (gate_format_revoke_way_back (it),
         "Its roles could not be read, so Gatehouse cannot bring it back: there is no Undo");
  check (gate_format_revoke_n_roles (&impact), "?");
  check (gate_format_revoke_roles (&impact), "roles lose access");
}

static const char *
to_type (const char *name)
{
  g_autoptr (GateAuthorization) it = new_approved (name);

  return g_intern_string (gate_format_revoke_to_type (it));
}

/* A name that nobody could type is not asked for. */
static void
test_typed (void)
{
  g_autofree char *long_name = g_strnfill (300, 'L');

  g_assert_cmpstr (to_type ("Survey Tool"), ==, "Survey Tool");
  g_assert_cmpstr (to_type ("Bell\a"), ==, "0f3c1f6a-0000-4000-8000-000000000001");
  g_assert_cmpstr (to_type (long_name), ==, "0f3c1f6a-0000-4000-8000-000000000001");
  g_assert_cmpstr (to_type (""), ==, "0f3c1f6a-0000-4000-8000-000000000001");
  g_assert_true (gate_format_revoke_is_typed ("Survey Tool", "Survey Tool"));
  g_assert_true (gate_format_revoke_is_typed ("  survey tool ", "Survey Tool"));
  g_assert_true (gate_format_revoke_is_typed ("U\314\210ber", "\303\234ber"));
  g_assert_false (gate_format_revoke_is_typed ("Survey", "Survey Tool"));
  g_assert_false (gate_format_revoke_is_typed ("", "Survey Tool"));
  g_assert_false (gate_format_revoke_is_typed ("", ""));
}

static void
test_denial_message (void)
{
  g_autoptr (GateAuthorization) request = new_request ("Phone Bridge");

  check (gate_format_revoke_denial_message (request, "Acme Care", ""),
         "The request to approve Phone Bridge (client ID 0f3c1f6a-0000-4000-8000-000000000001) in "
         "Acme Care was denied.");
  check (gate_format_revoke_denial_message (request, NULL, "100 %s too many scopes"),
         "The request to approve Phone Bridge (client ID 0f3c1f6a-0000-4000-8000-000000000001) was "
         "denied.\nReason: 100 %s too many scopes");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format-revoke/effect", test_effect);
  g_test_add_func ("/ui/format-revoke/locks-out", test_locks_out);
  g_test_add_func ("/ui/format-revoke/numbers", test_numbers);
  g_test_add_func ("/ui/format-revoke/afterwards", test_afterwards);
  g_test_add_func ("/ui/format-revoke/unread", test_unread);
  g_test_add_func ("/ui/format-revoke/typed", test_typed);
  g_test_add_func ("/ui/format-revoke/denial-message", test_denial_message);
  return g_test_run ();
}
