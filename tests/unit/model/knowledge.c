/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What could not be read is not empty: an authorization whose scopes or roles are not known is
 * open to nobody for certain, equals nothing, and cannot be saved. */

#include "gate-access.h"
#include "gate-edit.h"
#include "gate-headcount.h"
#include "gate-impact.h"
#include "gate-role.h"

#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static GateAuthorization *
with_roles (GateKnowledge      knowledge,
            const char *const *roles)
{
  g_autoptr (GateClient) client = gate_client_new ("5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42");
  GateAuthorization *authorization = gate_authorization_new (client);

  gate_authorization_set_state (authorization, GATE_AUTHORIZATION_AUTHORIZED);
  gate_authorization_set_scopes (authorization, LIST ("users"));
  gate_authorization_set_roles (authorization, roles);
  gate_authorization_set_roles_knowledge (authorization, knowledge);
  return authorization;
}

static void
test_complete (void)
{
  g_autoptr (GateAuthorization) open = with_roles (GATE_KNOWLEDGE_COMPLETE, LIST ());
  g_autoptr (GateAuthorization) unread = with_roles (GATE_KNOWLEDGE_NONE, LIST ());
  g_autoptr (GateAuthorization) copy = with_roles (GATE_KNOWLEDGE_COMPLETE, LIST ());

  g_assert_true (gate_authorization_is_complete (open));
  g_assert_false (gate_authorization_is_complete (unread));
  g_assert_false (gate_authorization_equal (open, unread));
  gate_authorization_update_from (copy, unread);
  g_assert_true (gate_authorization_equal (copy, unread));
  g_assert_cmpint (gate_authorization_get_roles_knowledge (copy), ==, GATE_KNOWLEDGE_NONE);
  g_assert_cmpint (gate_authorization_get_scopes_knowledge (copy), ==, GATE_KNOWLEDGE_COMPLETE);
}

static void
test_matches (void)
{
  g_autoptr (GateAuthorization) open = with_roles (GATE_KNOWLEDGE_COMPLETE, LIST ());
  g_autoptr (GateAuthorization) unread = with_roles (GATE_KNOWLEDGE_NONE, LIST ());
  g_autoptr (GateAuthorization) some = with_roles (GATE_KNOWLEDGE_PARTIAL, LIST ("r1"));

  g_assert_true (gate_authorization_matches (open, LIST ("users"), LIST ()));
  g_assert_false (gate_authorization_matches (open, LIST ("users"), LIST ("r1")));
  g_assert_false (gate_authorization_matches (unread, LIST ("users"), LIST ()));
  g_assert_true (gate_authorization_matches (unread, LIST ("users"), NULL));
  g_assert_false (gate_authorization_matches (some, NULL, LIST ("r1")));
  gate_authorization_set_state (open, GATE_AUTHORIZATION_REVOKED);
  g_assert_false (gate_authorization_matches (open, NULL, NULL));
  g_assert_true (gate_authorization_has_ended (open));
  gate_authorization_set_state (open, GATE_AUTHORIZATION_UNAUTHORIZED);
  g_assert_true (gate_authorization_has_ended (open));
  g_assert_false (gate_authorization_has_ended (unread));
}

static void
test_access (void)
{
  g_autoptr (GateAuthorization) open = with_roles (GATE_KNOWLEDGE_COMPLETE, LIST ());
  g_autoptr (GateAuthorization) unread = with_roles (GATE_KNOWLEDGE_NONE, LIST ());
  g_autoptr (GateAuthorization) listed = with_roles (GATE_KNOWLEDGE_COMPLETE, LIST ("r1"));

  g_assert_true (gate_access_is_open (open));
  g_assert_false (gate_access_is_open (unread));
  g_assert_false (gate_access_is_open (listed));
  gate_authorization_set_state (open, GATE_AUTHORIZATION_REVOKED);
  g_assert_false (gate_access_is_open (open));
  g_assert_true (gate_access_would_be_open (open));
  g_assert_false (gate_access_would_be_open (unread));
}

/* Nothing comes out of an edit of it, and a newer answer that cannot be read is a conflict. */
static void
test_edit (void)
{
  g_autoptr (GateAuthorization) open = with_roles (GATE_KNOWLEDGE_COMPLETE, LIST ());
  g_autoptr (GateAuthorization) unread = with_roles (GATE_KNOWLEDGE_NONE, LIST ());
  g_autoptr (GateEdit) edit = gate_edit_new (unread);
  g_autoptr (GateEdit) mine = gate_edit_new (open);

  g_assert_false (gate_edit_is_open_to_all (edit));
  g_assert_false (gate_edit_has_changes (edit));
  gate_edit_set_open_to_all (edit, TRUE);
  g_assert_cmpint (gate_edit_get_verdict (edit), ==, GATE_EDIT_NOT_READ);

  gate_edit_set_scopes (mine, LIST ("users", "routing"));
  g_assert_cmpint (gate_edit_get_verdict (mine), ==, GATE_EDIT_READY);
  g_assert_true (gate_edit_conflicts_with (mine, unread));
  g_assert_false (gate_edit_is_applied_in (mine, unread));
  gate_edit_rebase (mine, unread);
  g_assert_cmpint (gate_edit_get_verdict (mine), ==, GATE_EDIT_NOT_READ);
  gate_edit_rebase (mine, open);
  gate_authorization_set_roles_knowledge (unread, GATE_KNOWLEDGE_COMPLETE);
  gate_authorization_set_scopes_knowledge (unread, GATE_KNOWLEDGE_PARTIAL);
  g_assert_true (gate_edit_conflicts_with (mine, unread));
}

static void
check_people (GateKnowledge      knowledge,
              const char *const *role_ids,
              GateHeadcountKind  kind,
              gint64             n_people)
{
  g_autoptr (GListStore) roles = g_list_store_new (GATE_TYPE_ROLE);
  g_autoptr (GateRole) role = gate_role_new ("r1");
  g_autoptr (GatePerson) you = gate_person_new ("me");
  g_autoptr (GateAuthorization) it = with_roles (knowledge, role_ids);
  g_autoptr (GateImpact) impact = NULL;

  gate_role_set_n_people (role, 12);
  g_list_store_append (roles, role);
  gate_person_set_role_ids (you, LIST ("r9"));
  impact = gate_impact_new (it, G_LIST_MODEL (roles), you, 40);
  g_assert_cmpint (impact->people.kind, ==, kind);
  g_assert_cmpint (impact->people.n_people, ==, n_people);
  g_assert_cmpint (impact->roles_known, ==, knowledge);
  g_assert_cmpint (impact->is_all_roles,
                   ==,
                   knowledge == GATE_KNOWLEDGE_COMPLETE && role_ids[0] == NULL);
  g_assert_cmpint (impact->knows_you, ==, knowledge == GATE_KNOWLEDGE_COMPLETE);
}

static void
test_people (void)
{
  check_people (GATE_KNOWLEDGE_COMPLETE, LIST (), GATE_HEADCOUNT_EXACT, 40);
  check_people (GATE_KNOWLEDGE_COMPLETE, LIST ("r1"), GATE_HEADCOUNT_EXACT, 12);
  check_people (GATE_KNOWLEDGE_PARTIAL, LIST ("r1"), GATE_HEADCOUNT_AT_LEAST, 12);
  check_people (GATE_KNOWLEDGE_NONE, LIST (), GATE_HEADCOUNT_UNKNOWN, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/knowledge/complete", test_complete);
  g_test_add_func ("/model/knowledge/matches", test_matches);
  g_test_add_func ("/model/knowledge/access", test_access);
  g_test_add_func ("/model/knowledge/edit", test_edit);
  g_test_add_func ("/model/knowledge/people", test_people);
  return g_test_run ();
}
