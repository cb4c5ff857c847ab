/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-org-policy.h"

#include <string.h>

static GateOrgGrant *
new_grant (void)
{
  GateOrgGrant *grant = g_new0 (GateOrgGrant, 1);

  grant->expires_ms = 1000;
  grant->is_client_active = TRUE;
  grant->state = GATE_AUTHORIZATION_AUTHORIZED;
  grant->person_id = g_strdup ("p");
  grant->is_person_active = TRUE;
  grant->authorized_role_ids = g_strsplit ("", " ", -1);
  grant->held_role_ids = g_strsplit ("employee agent", " ", -1);
  grant->granted_scopes = g_strsplit ("oauth quality:readonly users", " ", -1);
  grant->asked_scopes = g_strsplit ("oauth:readonly quality routing", " ", -1);
  return grant;
}

typedef void (*Spoil) (GateOrgGrant *grant);

static void
end_it (GateOrgGrant *grant)
{
  grant->is_ended = TRUE;
}

static void
expire_it (GateOrgGrant *grant)
{
  grant->expires_ms = 500;
}

static void
stop_client (GateOrgGrant *grant)
{
  grant->is_client_active = FALSE;
}

static void
forget_authorization (GateOrgGrant *grant)
{
  grant->state = GATE_AUTHORIZATION_UNAUTHORIZED;
}

static void
make_pending (GateOrgGrant *grant)
{
  grant->state = GATE_AUTHORIZATION_REQUESTED;
}

static void
revoke_it (GateOrgGrant *grant)
{
  grant->state = GATE_AUTHORIZATION_REVOKED;
}

static void
stop_person (GateOrgGrant *grant)
{
  grant->is_person_active = FALSE;
}

static void
restrict_to_others (GateOrgGrant *grant)
{
  g_strfreev (grant->authorized_role_ids);
  grant->authorized_role_ids = g_strsplit ("admin billing", " ", -1);
}

static void
test_token_works (void)
{
  g_autoptr (GateOrgGrant) grant = new_grant ();

  g_assert_true (gate_org_policy_token_works (grant, 0));
  g_assert_true (gate_org_policy_token_works (grant, 999));
  g_assert_false (gate_org_policy_token_works (grant, 1000));
  g_strfreev (grant->authorized_role_ids);
  grant->authorized_role_ids = g_strsplit ("billing agent", " ", -1);
  g_assert_true (gate_org_policy_token_works (grant, 500));
}

/* Each condition alone is enough to stop a token. */
static void
test_token_stops (void)
{
  static const Spoil spoils[] = { end_it,       expire_it, stop_client, forget_authorization,
                                  make_pending, revoke_it, stop_person, restrict_to_others };

  for (gsize i = 0; i < G_N_ELEMENTS (spoils); i++)
    {
      g_autoptr (GateOrgGrant) grant = new_grant ();

      g_assert_true (gate_org_policy_token_works (grant, 500));
      spoils[i](grant);
      g_assert_false (gate_org_policy_token_works (grant, 500));
    }
}

static void
test_client_alone (void)
{
  g_autoptr (GateOrgGrant) grant = new_grant ();

  g_clear_pointer (&grant->person_id, g_free);
  grant->is_person_active = FALSE;
  restrict_to_others (grant);
  g_assert_true (gate_org_policy_token_works (grant, 500));
  revoke_it (grant);
  g_assert_false (gate_org_policy_token_works (grant, 500));
}

static void
test_token_scopes (void)
{
  g_autoptr (GateOrgGrant) grant = new_grant ();
  g_auto (GStrv) scopes = gate_org_policy_dup_token_scopes (grant);
  g_autofree char *joined = g_strjoinv (" ", scopes);

  /* oauth is granted and oauth:readonly asked for; quality the other way round. */
  g_assert_cmpstr (joined, ==, "oauth:readonly quality:readonly");
}

static void
test_any (void)
{
  static const char *const carried[] = { "oauth", "users:readonly", NULL };
  static const char *const read_oauth[] = { "oauth", "oauth:readonly", NULL };
  static const char *const only_implied[] = { "oauth:readonly", NULL };
  static const char *const change_people[] = { "users", NULL };
  static const char *const held[] = { "oauth:client:*", "directory:user:view", NULL };
  static const char *const authorize[] = { "oauth:client:authorize", NULL };
  static const char *const either[] = { "oauth:token:delete", "directory:user:view", NULL };
  static const char *const neither[] = { "oauth:token:delete", NULL };
  static const char *const none[] = { NULL };

  g_assert_true (gate_org_policy_has_any_scope (carried, read_oauth));
  g_assert_true (gate_org_policy_has_any_scope (carried, only_implied));
  g_assert_false (gate_org_policy_has_any_scope (carried, change_people));
  g_assert_false (gate_org_policy_has_any_scope (none, read_oauth));
  g_assert_true (gate_org_policy_has_any_scope (none, NULL));
  g_assert_true (gate_org_policy_has_any_permission (held, authorize));
  g_assert_true (gate_org_policy_has_any_permission (held, either));
  g_assert_false (gate_org_policy_has_any_permission (held, neither));
  g_assert_false (gate_org_policy_has_any_permission (none, authorize));
  g_assert_true (gate_org_policy_has_any_permission (none, NULL));
}

static void
test_foreign_scope (void)
{
  static const char *const asked[] = { "holograms", NULL };
  static const char *const granted[] = { "streaming-events:readonly", NULL };
  static const struct
  {
    const char *wanted;
    const char *foreign;
  } cases[] = {
    { "", NULL },
    { "quality users:readonly", NULL },
    { "holograms", NULL },
    { "holograms:readonly", NULL },
    { "streaming-events:readonly", NULL },
    { "streaming-events", "streaming-events" },
    { "quality bogus other", "bogus" },
    { "all", "all" },
    { "audits", "audits" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) wanted = g_strsplit (cases[i].wanted, " ", -1);

      g_assert_cmpstr (
          gate_org_policy_find_foreign_scope ((const char *const *) wanted, asked, granted),
          ==,
          cases[i].foreign);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/policy/token-works", test_token_works);
  g_test_add_func ("/org/policy/token-stops", test_token_stops);
  g_test_add_func ("/org/policy/client-alone", test_client_alone);
  g_test_add_func ("/org/policy/token-scopes", test_token_scopes);
  g_test_add_func ("/org/policy/any", test_any);
  g_test_add_func ("/org/policy/foreign-scope", test_foreign_scope);
  return g_test_run ();
}
