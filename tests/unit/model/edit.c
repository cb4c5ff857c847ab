/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-edit.h"
#include "gate-time.h"

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static GateAuthorization *
with (const char        *state,
      const char *const *scopes,
      const char *const *roles,
      const char        *modified)
{
  g_autoptr (GateClient) client = gate_client_new (ID);
  g_autoptr (GateAuthorization) authorization = gate_authorization_new (client);
  g_autoptr (GDateTime) date = gate_time_parse (modified);

  gate_authorization_set_state_from_wire (authorization, state, FALSE);
  gate_authorization_set_scopes (authorization, scopes);
  gate_authorization_set_roles (authorization, roles);
  gate_authorization_set_date_modified (authorization, date);
  return g_steal_pointer (&authorization);
}

#define MONDAY "2026-03-02T10:15:00Z"
#define TUESDAY "2026-03-03T10:15:00Z"

static GateAuthorization *
sample (void)
{
  return with ("Authorized", LIST ("users", "quality"), LIST ("r2", "r1"), MONDAY);
}

static void
test_begin (void)
{
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateEdit) edit = gate_edit_new (live);

  g_assert_cmpstr (gate_edit_get_client_id (edit), ==, ID);
  g_assert_cmpstrv ((char **) gate_edit_get_scopes (edit), LIST ("quality", "users"));
  g_assert_cmpstrv ((char **) gate_edit_get_roles (edit), LIST ("r1", "r2"));
  g_assert_false (gate_edit_has_changes (edit));
  g_assert_true (gate_authorization_equal (gate_edit_get_base (edit), live));
}

/* The list may be read again while a person is still thinking. */
static void
test_base_is_a_snapshot (void)
{
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateAuthorization) newer = with ("Revoked", LIST ("users"), LIST ("r1"), TUESDAY);
  g_autoptr (GateEdit) edit = gate_edit_new (live);

  g_assert_true (gate_edit_get_base (edit) != live);
  gate_authorization_update_from (live, newer);
  g_assert_cmpint (gate_authorization_get_state (gate_edit_get_base (edit)),
                   ==,
                   GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_cmpuint (
      g_strv_length ((char **) gate_authorization_get_scopes (gate_edit_get_base (edit))),
      ==,
      2);
  g_assert_true (gate_edit_conflicts_with (edit, live));
}

static void
assert_taken (char             **list,
              const char *const *expected)
{
  g_assert_cmpstrv (list, expected);
  g_strfreev (list);
}

static void
test_differences (void)
{
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateEdit) edit = gate_edit_new (live);

  assert_taken (gate_edit_dup_added_scopes (edit), LIST ());
  assert_taken (gate_edit_dup_removed_scopes (edit), LIST ());
  gate_edit_set_scopes (edit, LIST ("routing", "quality", "users:readonly", "quality"));
  gate_edit_set_roles (edit, LIST ("r3", "r1"));
  assert_taken (gate_edit_dup_added_scopes (edit), LIST ("routing", "users:readonly"));
  assert_taken (gate_edit_dup_removed_scopes (edit), LIST ("users"));
  assert_taken (gate_edit_dup_added_roles (edit), LIST ("r3"));
  assert_taken (gate_edit_dup_removed_roles (edit), LIST ("r2"));
  g_assert_cmpstrv ((char **) gate_edit_get_scopes (edit),
                    LIST ("quality", "routing", "users:readonly"));
  gate_edit_set_scopes (edit, NULL);
  assert_taken (gate_edit_dup_removed_scopes (edit), LIST ("quality", "users"));
}

static void
test_conflicts (void)
{
  static const struct
  {
    const char *what;
    const char *state;
    const char *const scopes[4];
    const char *const roles[4];
    const char *modified;
    gboolean conflicts;
  } cases[] = {
    { "same", "Authorized", { "users", "quality" }, { "r2", "r1" }, MONDAY, FALSE },
    { "other order", "Authorized", { "quality", "users" }, { "r1", "r2" }, MONDAY, FALSE },
    { "without a date", "Authorized", { "users", "quality" }, { "r2", "r1" }, NULL, FALSE },
    { "touched", "Authorized", { "users", "quality" }, { "r2", "r1" }, TUESDAY, TRUE },
    { "revoked", "Revoked", { "users", "quality" }, { "r2", "r1" }, MONDAY, TRUE },
    { "other state", "Suspended", { "users", "quality" }, { "r2", "r1" }, MONDAY, TRUE },
    { "scope gone", "Authorized", { "users" }, { "r2", "r1" }, MONDAY, TRUE },
    { "scope new", "Authorized", { "users", "quality", "x" }, { "r2", "r1" }, MONDAY, TRUE },
    { "scope exchanged", "Authorized", { "users", "x" }, { "r2", "r1" }, MONDAY, TRUE },
    { "role gone", "Authorized", { "users", "quality" }, { "r1" }, MONDAY, TRUE },
    { "role exchanged", "Authorized", { "users", "quality" }, { "r1", "r3" }, NULL, TRUE },
    { "open to all", "Authorized", { "users", "quality" }, { NULL }, MONDAY, TRUE },
  };
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateEdit) edit = gate_edit_new (live);

  gate_edit_set_scopes (edit, LIST ("wanted"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateAuthorization) newer =
          with (cases[i].state, cases[i].scopes, cases[i].roles, cases[i].modified);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (gate_edit_conflicts_with (edit, newer), ==, cases[i].conflicts);
    }
}

static void
test_conflicts_unknown_states (void)
{
  g_autoptr (GateAuthorization) live = with ("Suspended", NULL, NULL, NULL);
  g_autoptr (GateAuthorization) same = with ("Suspended", NULL, NULL, TUESDAY);
  g_autoptr (GateAuthorization) other = with ("Frozen", NULL, NULL, NULL);
  g_autoptr (GateEdit) edit = gate_edit_new (live);

  g_assert_false (gate_edit_conflicts_with (edit, same));
  g_assert_true (gate_edit_conflicts_with (edit, other));
}

static void
test_applied (void)
{
  static const struct
  {
    const char *what;
    const char *state;
    const char *const scopes[4];
    const char *const roles[4];
    gboolean applied;
  } cases[] = {
    { "just so", "Authorized", { "quality", "routing" }, { "r1" }, TRUE },
    { "other order", "Authorized", { "routing", "quality" }, { "r1" }, TRUE },
    { "twice", "Authorized", { "routing", "quality", "quality" }, { "r1", "r1" }, TRUE },
    { "not authorized", "Requested", { "quality", "routing" }, { "r1" }, FALSE },
    { "revoked", "Revoked", { "quality", "routing" }, { "r1" }, FALSE },
    { "unknown state", "authorized", { "quality", "routing" }, { "r1" }, FALSE },
    { "a scope less", "Authorized", { "quality" }, { "r1" }, FALSE },
    { "a scope more", "Authorized", { "quality", "routing", "x" }, { "r1" }, FALSE },
    { "narrower scope", "Authorized", { "quality:readonly", "routing" }, { "r1" }, FALSE },
    { "no roles", "Authorized", { "quality", "routing" }, { NULL }, FALSE },
    { "other role", "Authorized", { "quality", "routing" }, { "r2" }, FALSE },
  };
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateEdit) edit = gate_edit_new (live);

  gate_edit_set_scopes (edit, LIST ("routing", "quality"));
  gate_edit_set_roles (edit, LIST ("r1"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateAuthorization) read_back =
          with (cases[i].state, cases[i].scopes, cases[i].roles, TUESDAY);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (gate_edit_is_applied_in (edit, read_back), ==, cases[i].applied);
    }
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_notify (void)
{
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateEdit) edit = gate_edit_new (live);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean has_changes = FALSE;

  g_signal_connect (edit, "notify", G_CALLBACK (notify_cb), names);
  gate_edit_set_scopes (edit, LIST ("users", "quality"));
  gate_edit_set_roles (edit, LIST ("r1", "r2", "r1"));
  g_assert_cmpstr (names->str, ==, "");
  gate_edit_set_scopes (edit, LIST ("users"));
  g_assert_cmpstr (names->str, ==, "scopes has-changes verdict ");
  g_object_get (edit, "has-changes", &has_changes, NULL);
  g_assert_true (has_changes);
  g_string_truncate (names, 0);
  gate_edit_set_roles (edit, NULL);
  g_assert_cmpstr (names->str, ==, "roles verdict ");
  g_string_truncate (names, 0);
  gate_edit_set_open_to_all (edit, TRUE);
  g_assert_cmpstr (names->str, ==, "open-to-all verdict ");
  g_string_truncate (names, 0);
  gate_edit_set_scopes (edit, LIST ("quality", "users"));
  g_assert_cmpstr (names->str, ==, "scopes ");
  g_string_truncate (names, 0);
  gate_edit_set_roles (edit, LIST ("r2", "r1"));
  g_assert_cmpstr (names->str, ==, "roles open-to-all has-changes verdict ");
  g_string_truncate (names, 0);
  gate_edit_reset (edit);
  g_assert_cmpstr (names->str, ==, "");
}

static void
test_properties (void)
{
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateEdit) edit = gate_edit_new (live);
  g_autoptr (GateAuthorization) base = NULL;
  g_auto (GStrv) scopes = NULL;
  g_auto (GStrv) roles = NULL;

  g_object_get (edit, "base", &base, "scopes", &scopes, "roles", &roles, NULL);
  g_assert_true (base == gate_edit_get_base (edit));
  g_assert_cmpstrv (scopes, LIST ("quality", "users"));
  g_assert_cmpstrv (roles, LIST ("r1", "r2"));
}

/* An empty list of an authorized client is All Roles; a list that was emptied is not. */
static void
test_open_to_all (void)
{
  g_autoptr (GateAuthorization) listed = sample ();
  g_autoptr (GateAuthorization) open = with ("Authorized", LIST ("users"), NULL, MONDAY);
  g_autoptr (GateAuthorization) revoked = with ("Revoked", LIST ("users"), NULL, MONDAY);
  g_autoptr (GateEdit) edit = gate_edit_new (listed);
  g_autoptr (GateEdit) other = gate_edit_new (open);
  g_autoptr (GateEdit) third = gate_edit_new (revoked);
  gboolean open_to_all = TRUE;

  g_assert_true (gate_edit_is_open_to_all (third));
  g_object_get (edit, "open-to-all", &open_to_all, NULL);
  g_assert_false (open_to_all);
  gate_edit_set_roles (edit, NULL);
  g_assert_false (gate_edit_is_open_to_all (edit));
  g_object_set (edit, "open-to-all", TRUE, NULL);
  g_assert_true (gate_edit_is_open_to_all (edit));
  gate_edit_set_roles (edit, LIST ("r9"));
  g_assert_false (gate_edit_is_open_to_all (edit));
  gate_edit_set_open_to_all (edit, TRUE);
  g_assert_cmpstrv ((char **) gate_edit_get_roles (edit), LIST ());
  assert_taken (gate_edit_dup_removed_roles (edit), LIST ("r1", "r2"));

  g_assert_true (gate_edit_is_open_to_all (other));
  gate_edit_set_roles (other, LIST ());
  g_assert_false (gate_edit_has_changes (other));
  gate_edit_set_roles (other, LIST ("r1"));
  gate_edit_set_roles (other, NULL);
  g_assert_false (gate_edit_is_open_to_all (other));
  g_assert_true (gate_edit_has_changes (other));
  gate_edit_set_open_to_all (other, TRUE);
  g_assert_false (gate_edit_has_changes (other));
}

static void
assert_verdict (GateEdit       *edit,
                GateEditVerdict expected)
{
  guint verdict = 99;

  g_object_get (edit, "verdict", &verdict, NULL);
  g_assert_cmpuint (verdict, ==, expected);
  g_assert_cmpuint (gate_edit_get_verdict (edit), ==, expected);
}

static void
test_verdict (void)
{
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateEdit) edit = gate_edit_new (live);

  assert_verdict (edit, GATE_EDIT_UNCHANGED);
  gate_edit_set_roles (edit, LIST ("r1"));
  assert_verdict (edit, GATE_EDIT_READY);
  gate_edit_set_roles (edit, NULL);
  assert_verdict (edit, GATE_EDIT_NO_ROLES);
  gate_edit_set_open_to_all (edit, TRUE);
  assert_verdict (edit, GATE_EDIT_READY);
  gate_edit_set_open_to_all (edit, FALSE);
  assert_verdict (edit, GATE_EDIT_NO_ROLES);
  gate_edit_set_scopes (edit, NULL);
  assert_verdict (edit, GATE_EDIT_NO_SCOPES);
  gate_edit_reset (edit);
  assert_verdict (edit, GATE_EDIT_UNCHANGED);
}

static void
test_verdict_without_scopes (void)
{
  g_autoptr (GateAuthorization) live = with ("Authorized", NULL, LIST ("r1"), MONDAY);
  g_autoptr (GateEdit) edit = gate_edit_new (live);
  GateClient *client = gate_authorization_get_client (gate_edit_get_base (edit));

  gate_edit_set_roles (edit, LIST ("r2"));
  assert_verdict (edit, GATE_EDIT_READY);
  gate_client_set_scopes (client, LIST ("users"));
  assert_verdict (edit, GATE_EDIT_NO_SCOPES);
}

static void
test_rebase (void)
{
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateAuthorization) newer =
      with ("Authorized", LIST ("users"), LIST ("r1", "r3"), TUESDAY);
  g_autoptr (GateEdit) edit = gate_edit_new (live);
  g_autoptr (GString) names = g_string_new (NULL);

  gate_edit_set_scopes (edit, LIST ("users"));
  g_assert_true (gate_edit_conflicts_with (edit, newer));
  g_signal_connect (edit, "notify", G_CALLBACK (notify_cb), names);
  gate_edit_rebase (edit, newer);
  g_assert_cmpstr (names->str, ==, "base ");
  g_assert_false (gate_edit_conflicts_with (edit, newer));
  g_assert_true (gate_edit_get_base (edit) != newer);
  assert_taken (gate_edit_dup_removed_scopes (edit), LIST ());
  assert_taken (gate_edit_dup_added_roles (edit), LIST ("r2"));
  assert_taken (gate_edit_dup_removed_roles (edit), LIST ("r3"));
  g_string_truncate (names, 0);
  gate_edit_reset (edit);
  g_assert_cmpstr (names->str, ==, "roles has-changes verdict ");
  g_assert_cmpstrv ((char **) gate_edit_get_roles (edit), LIST ("r1", "r3"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/begin", test_begin);
  g_test_add_func ("/edit/base-is-a-snapshot", test_base_is_a_snapshot);
  g_test_add_func ("/edit/differences", test_differences);
  g_test_add_func ("/edit/conflicts", test_conflicts);
  g_test_add_func ("/edit/conflicts/unknown-states", test_conflicts_unknown_states);
  g_test_add_func ("/edit/applied", test_applied);
  g_test_add_func ("/edit/notify", test_notify);
  g_test_add_func ("/edit/properties", test_properties);
  g_test_add_func ("/edit/open-to-all", test_open_to_all);
  g_test_add_func ("/edit/verdict", test_verdict);
  g_test_add_func ("/edit/verdict/without-scopes", test_verdict_without_scopes);
  g_test_add_func ("/edit/rebase", test_rebase);
  return g_test_run ();
}
