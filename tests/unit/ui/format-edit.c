/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-format-edit.h"

#include "gate-role.h"

#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
check (char       *taken,
       const char *expected)
{
  g_autofree char *text = taken;

  g_assert_cmpstr (text, ==, expected);
}

static GateAuthorization *
new_authorization (const char *const *scopes,
                   const char *const *roles)
{
  g_autoptr (GateClient) client = gate_client_new ("0f3c1f6a-0000-4000-8000-000000000001");
  GateAuthorization *it = gate_authorization_new (client);

  gate_authorization_set_state (it, GATE_AUTHORIZATION_AUTHORIZED);
  gate_authorization_set_scopes (it, scopes);
  gate_authorization_set_roles (it, roles);
  return it;
}

static GListModel *
new_roles (void)
{
  GListStore *roles = g_list_store_new (GATE_TYPE_ROLE);
  g_autoptr (GateRole) role = gate_role_new ("r1");

  gate_role_set_name (role, "Supervisor\n<b>");
  g_list_store_append (roles, role);
  return G_LIST_MODEL (roles);
}

/* A role that is gone is called by its ID; what came from outside stays on one line. */
static void
test_differences (void)
{
  g_autoptr (GListModel) roles = new_roles ();
  g_autoptr (GateAuthorization) base = new_authorization (LIST ("users"), LIST ("r2"));
  g_autoptr (GateEdit) edit = gate_edit_new (base);

  check (gate_format_edit_added (edit, roles, "+"), "");
  gate_edit_set_scopes (edit, LIST ("routing", "quality"));
  gate_edit_set_roles (edit, LIST ("r1"));
  check (gate_format_edit_added (edit, roles, "+"), "+ quality  + routing  + Supervisor <b>");
  check (gate_format_edit_removed (edit, roles, "−"), "− users  − r2");
  check (gate_format_edit_added (edit, roles, NULL), "quality, routing, Supervisor <b>");
}

static void
test_all_roles (void)
{
  g_autoptr (GListModel) roles = new_roles ();
  g_autoptr (GateAuthorization) listed = new_authorization (LIST ("users"), LIST ("r1"));
  g_autoptr (GateAuthorization) open = new_authorization (LIST ("users"), LIST ());
  g_autoptr (GateEdit) opened = gate_edit_new (listed);
  g_autoptr (GateEdit) closed = gate_edit_new (open);

  gate_edit_set_open_to_all (opened, TRUE);
  check (gate_format_edit_added (opened, roles, "+"), "+ All Roles");
  check (gate_format_edit_removed (opened, roles, "−"), "");
  gate_edit_set_roles (closed, LIST ("r1"));
  check (gate_format_edit_added (closed, roles, "+"), "+ Supervisor <b>");
  check (gate_format_edit_removed (closed, roles, "−"), "− All Roles");
}

static void
check_conflict (GateAuthorization *theirs,
                const char        *own_person_id,
                const char        *wanted)
{
  g_autoptr (GateAuthorization) base = new_authorization (LIST ("quality"), LIST ());
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 3, 4, 10, 0, 0);

  gate_authorization_set_date_modified (base, date);
  check (gate_format_edit_conflict (base, theirs, own_person_id), wanted);
}

/* The person whom an answer names changed it only if its date is newer. */
static void
test_conflict (void)
{
  g_autoptr (GateAuthorization) theirs = new_authorization (LIST ("users"), LIST ());
  g_autoptr (GDateTime) same = g_date_time_new_utc (2026, 3, 4, 10, 0, 0);
  g_autoptr (GDateTime) newer = g_date_time_new_utc (2026, 3, 4, 10, 0, 1);

  check_conflict (theirs, "u1", "It was changed meanwhile");
  gate_authorization_set_modified_by (theirs, "u2", "Dana Reyes");
  check_conflict (theirs, "u1", "It was changed meanwhile");
  gate_authorization_set_date_modified (theirs, same);
  check_conflict (theirs, "u1", "It was changed meanwhile");
  gate_authorization_set_date_modified (theirs, newer);
  check_conflict (theirs, "u1", "Dana Reyes changed it meanwhile");
  check_conflict (theirs, "u2", "It was changed in your name meanwhile");
  gate_authorization_set_state (theirs, GATE_AUTHORIZATION_REVOKED);
  check_conflict (theirs, NULL, "Dana Reyes revoked it meanwhile");
  check_conflict (theirs, "u2", "It was revoked in your name meanwhile");
  gate_authorization_set_date_modified (theirs, same);
  check_conflict (theirs, "u2", "It was revoked meanwhile");
  gate_authorization_set_state (theirs, GATE_AUTHORIZATION_UNAUTHORIZED);
  check_conflict (theirs, "u2", "It was removed meanwhile");
}

static void
test_verdict (void)
{
  g_assert_cmpstr (gate_format_edit_verdict (GATE_EDIT_NO_ROLES), ==, "Choose All Roles or revoke");
  g_assert_cmpstr (gate_format_edit_verdict (GATE_EDIT_NO_SCOPES),
                   ==,
                   "Select at least one scope, or revoke the authorization");
  g_assert_null (gate_format_edit_verdict (GATE_EDIT_READY));
  g_assert_null (gate_format_edit_verdict (GATE_EDIT_UNCHANGED));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format-edit/differences", test_differences);
  g_test_add_func ("/ui/format-edit/all-roles", test_all_roles);
  g_test_add_func ("/ui/format-edit/conflict", test_conflict);
  g_test_add_func ("/ui/format-edit/verdict", test_verdict);
  return g_test_run ();
}
