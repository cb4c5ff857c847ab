/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-edit.h"

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"

/* Roles: "*" is All Roles, "-" is none at all. */
typedef struct
{
  const char *before;
  const char *mine;
  const char *theirs;
  const char *merged;
} Case;

static GateAuthorization *
with (const char *scopes,
      const char *roles)
{
  g_autoptr (GateClient) client = gate_client_new (ID);
  g_autoptr (GateAuthorization) authorization = gate_authorization_new (client);
  g_auto (GStrv) scope_list = g_strsplit (scopes, " ", -1);
  g_auto (GStrv) role_list = g_strsplit (g_str_equal (roles, "*") ? "" : roles, " ", -1);

  gate_authorization_set_state (authorization, GATE_AUTHORIZATION_AUTHORIZED);
  gate_authorization_set_scopes (authorization, (const char *const *) scope_list);
  gate_authorization_set_roles (authorization, (const char *const *) role_list);
  return g_steal_pointer (&authorization);
}

static const Case scope_cases[] = {
  { "a b", "a b", "a b", "a b" },
  { "a b", "a b c", "a b", "a b c" },
  { "a b", "a b", "a b c", "a b c" },
  { "a b", "a b c", "a b d", "a b c d" },
  { "a b", "a", "b", "" },
  { "a b", "a", "a b c", "a c" },
  { "a b", "a c", "b d", "c d" },
  { "a b", "a b c", "a b c", "a b c" },
  { "a b", "", "a b c", "c" },
  { "a", "a:readonly", "a b", "a:readonly b" },
  { "", "a", "b", "a b" },
};

static void
test_scopes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scope_cases); i++)
    {
      const Case *one = &scope_cases[i];
      g_autoptr (GateAuthorization) before = with (one->before, "r1");
      g_autoptr (GateAuthorization) theirs = with (one->theirs, "r1");
      g_autoptr (GateEdit) edit = gate_edit_new (before);
      g_auto (GStrv) mine = g_strsplit (one->mine, " ", -1);
      g_autofree char *merged = NULL;

      gate_edit_set_scopes (edit, (const char *const *) mine);
      gate_edit_merge (edit, theirs);
      merged = g_strjoinv (" ", (char **) gate_edit_get_scopes (edit));
      g_test_message ("%s: %s and %s", one->before, one->mine, one->theirs);
      g_assert_cmpstr (merged, ==, one->merged);
      g_assert_true (gate_authorization_equal (gate_edit_get_base (edit), theirs));
      g_assert_false (gate_edit_conflicts_with (edit, theirs));
    }
}

static const Case role_cases[] = {
  { "a b", "a b c", "a b d", "a b c d" },
  { "a b", "a", "b", "-" },
  { "a b", "a", "a b c", "a c" },
  { "a b", "-", "a b c", "c" },
  { "a b", "-", "a b", "-" },
  /* All Roles, and those that only one of both changed. */
  { "*", "*", "a", "a" },
  { "*", "a", "*", "a" },
  { "a", "*", "a", "*" },
  { "a", "a", "*", "*" },
  /* Both changed it: a list keeps out whom it was to keep out. */
  { "*", "a", "b", "a b" },
  { "a", "*", "a b", "a b" },
  { "a", "a b", "*", "a b" },
  { "a", "*", "*", "*" },
};

static void
set_roles (GateEdit   *edit,
           const char *roles)
{
  g_auto (GStrv) list = g_strsplit (strlen (roles) == 1 && strchr ("*-", *roles) ? "" : roles,
                                    " ",
                                    -1);

  gate_edit_set_open_to_all (edit, g_str_equal (roles, "*"));
  gate_edit_set_roles (edit, (const char *const *) list);
}

static void
test_roles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_cases); i++)
    {
      const Case *one = &role_cases[i];
      g_autoptr (GateAuthorization) before = with ("s", one->before);
      g_autoptr (GateAuthorization) theirs = with ("s", one->theirs);
      g_autoptr (GateEdit) edit = gate_edit_new (before);
      g_autofree char *merged = NULL;

      set_roles (edit, one->mine);
      gate_edit_merge (edit, theirs);
      merged = g_strjoinv (" ", (char **) gate_edit_get_roles (edit));
      g_test_message ("%s: %s and %s", one->before, one->mine, one->theirs);
      g_assert_cmpint (gate_edit_is_open_to_all (edit), ==, g_str_equal (one->merged, "*"));
      g_assert_cmpstr (merged, ==, strchr ("*-", *one->merged) ? "" : one->merged);
      g_assert_cmpint (gate_edit_get_verdict (edit) == GATE_EDIT_NO_ROLES,
                       ==,
                       g_str_equal (one->merged, "-"));
    }
}

/* What follows from one's own wishes alone stays one's own change afterwards. */
static void
test_what_is_left (void)
{
  g_autoptr (GateAuthorization) before = with ("a b", "r1");
  g_autoptr (GateAuthorization) theirs = with ("a b c", "r1 r2");
  g_autoptr (GateEdit) edit = gate_edit_new (before);
  g_autoptr (GateEdit) unchanged = gate_edit_new (before);
  const char *const mine[] = { "a", NULL };
  g_auto (GStrv) added = NULL;
  g_auto (GStrv) removed = NULL;

  gate_edit_set_scopes (edit, mine);
  gate_edit_merge (edit, theirs);
  g_assert_true (gate_edit_has_changes (edit));
  added = gate_edit_dup_added_scopes (edit);
  removed = gate_edit_dup_removed_scopes (edit);
  g_assert_cmpuint (g_strv_length (added), ==, 0);
  g_assert_cmpuint (g_strv_length (removed), ==, 1);
  g_assert_cmpstr (removed[0], ==, "b");

  gate_edit_merge (unchanged, theirs);
  g_assert_false (gate_edit_has_changes (unchanged));
  g_assert_true (gate_edit_is_applied_in (unchanged, theirs));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit-merge/scopes", test_scopes);
  g_test_add_func ("/edit-merge/roles", test_roles);
  g_test_add_func ("/edit-merge/what-is-left", test_what_is_left);
  return g_test_run ();
}
