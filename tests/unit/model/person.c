/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-organization.h"
#include "gate-person.h"
#include "gate-role.h"

#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
test_permission (void)
{
  static const struct
  {
    const char *held;
    const char *wanted;
    gboolean matches;
  } cases[] = {
    { "oauth:client:authorize", "oauth:client:authorize", TRUE },
    { "oauth:client:view", "oauth:client:authorize", FALSE },
    { "oauth:*:*", "oauth:client:authorize", TRUE },
    { "oauth:client:*", "oauth:client:authorize", TRUE },
    { "oauth:*:authorize", "oauth:client:authorize", TRUE },
    { "oauth:*:view", "oauth:client:authorize", FALSE },
    { "*:*:*", "oauth:client:authorize", TRUE },
    { "*:client:*", "oauth:client:authorize", TRUE },
    { "*:token:*", "oauth:client:authorize", FALSE },
    { "oauth:*", "oauth:client:authorize", FALSE },
    { "oauth", "oauth:client:authorize", FALSE },
    { "*", "oauth:client:authorize", FALSE },
    { "*:*", "oauth:client:authorize", FALSE },
    { "*:*:*:*", "oauth:client:authorize", FALSE },
    { "oauth:client:authorize:", "oauth:client:authorize", FALSE },
    { "oauth:client:auth*", "oauth:client:authorize", FALSE },
    { "oauth:client:authorize2", "oauth:client:authorize", FALSE },
    { "oauth:client:authoriz", "oauth:client:authorize", FALSE },
    { "OAuth:client:authorize", "oauth:client:authorize", FALSE },
    { "oauth::authorize", "oauth:client:authorize", FALSE },
    { "oauth:*:authorize", "oauth::authorize", FALSE },
    { "oauth::authorize", "oauth::authorize", TRUE },
    { "oauth:client:view", "oauth:*:*", FALSE },
    { "oauth:*:*", "oauth:*:*", TRUE },
    { "admin", "admin", TRUE },
    { "*", "admin", FALSE },
    { "admin", "oauth:client:authorize", FALSE },
    { "*:*:*", "admin", FALSE },
    { "", "", FALSE },
    { "", "admin", FALSE },
    { "*", "", FALSE },
    { NULL, "admin", FALSE },
    { "admin", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (gate_permission_matches (cases[i].held, cases[i].wanted),
                       ==,
                       cases[i].matches);
    }
}

static void
test_permissions (void)
{
  g_autoptr (GatePerson) person = gate_person_new ("p");

  g_assert_false (gate_person_has_permission (person, GATE_PERMISSION_AUTHORIZE));
  gate_person_set_permissions (person, LIST ("users:user:view", "oauth:*:*"));
  g_assert_true (gate_person_has_permission (person, GATE_PERMISSION_AUTHORIZE));
  g_assert_true (gate_person_has_permission (person, GATE_PERMISSION_VIEW_CLIENTS));
  g_assert_false (gate_person_has_permission (person, GATE_PERMISSION_VIEW_ROLES));
  g_assert_false (gate_permissions_include (NULL, GATE_PERMISSION_AUTHORIZE));
  g_assert_false (gate_permissions_include (LIST (), GATE_PERMISSION_AUTHORIZE));
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  ++*(guint *) user_data;
}

static void
test_person (void)
{
  g_autoptr (GatePerson) person = gate_person_new ("p-1");
  g_autofree char *fallback = NULL;
  g_autofree char *name = NULL;
  g_autofree char *email = NULL;
  g_autofree char *state = NULL;
  guint n = 0;

  g_signal_connect (person, "notify", G_CALLBACK (count_cb), &n);
  g_object_get (person, "name", &fallback, NULL);
  g_assert_cmpstr (fallback, ==, "p-1");
  g_assert_null (gate_person_get_name (person));
  g_assert_nonnull (gate_person_get_role_ids (person));
  g_assert_null (gate_person_get_role_ids (person)[0]);

  gate_person_set_name (person, "Dana\nReyes");
  gate_person_set_name (person, "Dana\nReyes");
  gate_person_set_email (person, "dana@example.org");
  gate_person_set_state (person, "active");
  gate_person_set_role_ids (person, LIST ("b", "a"));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (gate_person_get_name (person), ==, "Dana\nReyes");
  g_object_get (person, "name", &name, "email", &email, "state", &state, NULL);
  g_assert_cmpstr (name, ==, "Dana Reyes");
  g_assert_cmpstr (email, ==, "dana@example.org");
  g_assert_cmpstr (state, ==, "active");
  g_assert_cmpstr (gate_person_get_role_ids (person)[0], ==, "b");
}

static void
test_role (void)
{
  g_autoptr (GateRole) role = gate_role_new ("r-1");
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  gint64 n_people = 0;
  guint n = 0;

  g_assert_cmpint (gate_role_get_n_people (role), ==, -1);
  g_assert_null (gate_role_get_default_id (role));
  g_signal_connect (role, "notify", G_CALLBACK (count_cb), &n);
  gate_role_set_name (role, "<b>Supervisor</b>");
  gate_role_set_description (role, "sees\tqueues");
  gate_role_set_n_people (role, 1204);
  gate_role_set_n_people (role, 1204);
  gate_role_set_default_id (role, "supervisor");
  gate_role_set_permissions (role, LIST ("routing:queue:*"));
  g_assert_cmpuint (n, ==, 3);
  g_object_get (role, "name", &name, "description", &description, "n-people", &n_people, NULL);
  g_assert_cmpstr (name, ==, "<b>Supervisor</b>");
  g_assert_cmpstr (description, ==, "sees queues");
  g_assert_cmpint (n_people, ==, 1204);
  g_assert_cmpstr (gate_role_get_default_id (role), ==, "supervisor");
  g_assert_cmpstr (gate_role_get_permissions (role)[0], ==, "routing:queue:*");
  gate_role_set_n_people (role, -7);
  g_assert_cmpint (gate_role_get_n_people (role), ==, -1);
}

static void
test_organization (void)
{
  g_autoptr (GateOrganization) full =
      gate_organization_new ("o-1", "Acme\xe2\x80\xae Care", "acme");
  g_autoptr (GateOrganization) bare = gate_organization_new ("purecloud-builtin", NULL, NULL);
  g_autofree char *full_name = NULL;
  g_autofree char *bare_name = NULL;

  g_object_get (full, "name", &full_name, NULL);
  g_object_get (bare, "name", &bare_name, NULL);
  g_assert_cmpstr (full_name, ==, "Acme\xef\xbf\xbd Care");
  g_assert_cmpstr (bare_name, ==, "purecloud-builtin");
  g_assert_cmpstr (gate_organization_get_id (full), ==, "o-1");
  g_assert_cmpstr (gate_organization_get_short_name (full), ==, "acme");
  g_assert_null (gate_organization_get_short_name (bare));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person/permission", test_permission);
  g_test_add_func ("/person/permissions", test_permissions);
  g_test_add_func ("/person/person", test_person);
  g_test_add_func ("/person/role", test_role);
  g_test_add_func ("/person/organization", test_organization);
  return g_test_run ();
}
