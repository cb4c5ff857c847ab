/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "authorization-fixture.h"

#include <string.h>

/* A word for a state that is not known is shown as it came. */
static void
test_state (void)
{
  static const struct
  {
    const char *state;
    gboolean pending;
    GateAuthorizationState expected;
    const char *name;
  } cases[] = {
    { "Authorized", FALSE, GATE_AUTHORIZATION_AUTHORIZED, "Authorized" },
    { "Requested", FALSE, GATE_AUTHORIZATION_REQUESTED, "Requested" },
    { "Revoked", FALSE, GATE_AUTHORIZATION_REVOKED, "Revoked" },
    { "Unauthorized", FALSE, GATE_AUTHORIZATION_UNAUTHORIZED, "Unauthorized" },
    { "Authorized", TRUE, GATE_AUTHORIZATION_AUTHORIZED, "Authorized" },
    { "Requested", TRUE, GATE_AUTHORIZATION_REQUESTED, "Requested" },
    { "Revoked", TRUE, GATE_AUTHORIZATION_REVOKED, "Revoked" },
    { "Unauthorized", TRUE, GATE_AUTHORIZATION_UNAUTHORIZED, "Unauthorized" },
    { NULL, TRUE, GATE_AUTHORIZATION_REQUESTED, "Requested" },
    { NULL, FALSE, GATE_AUTHORIZATION_OTHER, "Unknown" },
    { "", TRUE, GATE_AUTHORIZATION_OTHER, "Unknown" },
    { "", FALSE, GATE_AUTHORIZATION_OTHER, "Unknown" },
    { " \n", FALSE, GATE_AUTHORIZATION_OTHER, "Unknown" },
    { "authorized", FALSE, GATE_AUTHORIZATION_OTHER, "authorized" },
    { "AUTHORIZED", FALSE, GATE_AUTHORIZATION_OTHER, "AUTHORIZED" },
    { "Authorized ", FALSE, GATE_AUTHORIZATION_OTHER, "Authorized" },
    { "Suspended", TRUE, GATE_AUTHORIZATION_OTHER, "Suspended" },
    { "Sus\npended", FALSE, GATE_AUTHORIZATION_OTHER, "Sus pended" },
    { "Sus\xe2\x80\xae"
      "x",
      FALSE,
      GATE_AUTHORIZATION_OTHER,
      "Sus\xef\xbf\xbdx" },
    { "7", FALSE, GATE_AUTHORIZATION_OTHER, "7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateAuthorization) authorization = named_authorization (ID, "x");

      g_test_message ("%u", i);
      gate_authorization_set_state_from_wire (authorization, cases[i].state, cases[i].pending);
      g_assert_cmpint (gate_authorization_get_state (authorization), ==, cases[i].expected);
      g_assert_cmpstr (gate_authorization_get_state_name (authorization), ==, cases[i].name);
    }
}

static void
test_state_again (void)
{
  g_autoptr (GateAuthorization) authorization = named_authorization (ID, "x");
  g_autofree char *huge = g_strnfill (64 * 1024, 's');

  g_assert_cmpint (gate_authorization_get_state (authorization),
                   ==,
                   GATE_AUTHORIZATION_UNAUTHORIZED);
  gate_authorization_set_state_from_wire (authorization, huge, FALSE);
  g_assert_cmpint (g_utf8_strlen (gate_authorization_get_state_name (authorization), -1), ==, 41);
  gate_authorization_set_state_from_wire (authorization, "Revoked", FALSE);
  g_assert_cmpstr (gate_authorization_get_state_name (authorization), ==, "Revoked");
  gate_authorization_set_state (authorization, GATE_AUTHORIZATION_OTHER);
  g_assert_cmpstr (gate_authorization_get_state_name (authorization), ==, "Unknown");
}

static void
test_state_to_wire (void)
{
  for (guint state = 0; state < GATE_AUTHORIZATION_OTHER; state++)
    {
      g_autoptr (GateAuthorization) authorization = named_authorization (ID, "x");

      gate_authorization_set_state_from_wire (
          authorization,
          gate_authorization_state_to_wire ((GateAuthorizationState) state),
          FALSE);
      g_assert_cmpint (gate_authorization_get_state (authorization), ==, state);
    }
  g_assert_null (gate_authorization_state_to_wire (GATE_AUTHORIZATION_OTHER));
  g_assert_null (gate_authorization_state_to_wire ((GateAuthorizationState) 99));
}

static void
test_empty (void)
{
  g_autoptr (GateAuthorization) authorization = named_authorization (ID, NULL);

  g_assert_cmpstr (gate_authorization_get_id (authorization), ==, ID);
  g_assert_cmpstr (gate_authorization_get_name (authorization), ==, ID);
  g_assert_null (gate_authorization_get_scopes (authorization)[0]);
  g_assert_null (gate_authorization_get_roles (authorization)[0]);
  g_assert_null (gate_authorization_get_date_created (authorization));
  g_assert_null (gate_authorization_get_modified_by_id (authorization));
  g_assert_null (gate_authorization_get_problem (authorization));
  g_assert_cmpint (gate_authorization_get_owner (authorization), ==, GATE_OWNER_UNKNOWN);
}

/* What was read is written back unchanged, so nothing of a list may be lost or moved. */
static void
test_lists_lossless (void)
{
  g_autoptr (GateAuthorization) authorization = named_authorization (ID, "x");
  const char *const *odd = LIST ("users", "users:readonly", "not-known", "users", "a");

  gate_authorization_set_scopes (authorization, odd);
  gate_authorization_set_roles (authorization, odd);
  g_assert_cmpstrv ((char **) gate_authorization_get_scopes (authorization), odd);
  g_assert_cmpstrv ((char **) gate_authorization_get_roles (authorization), odd);
  gate_authorization_set_scopes (authorization, gate_authorization_get_scopes (authorization));
  g_assert_cmpstrv ((char **) gate_authorization_get_scopes (authorization), odd);
}

static void
test_lists_shared (void)
{
  g_autoptr (GateAuthorization) one = named_authorization ("1", "x");
  g_autoptr (GateAuthorization) two = named_authorization ("2", "y");
  g_autofree char *scope = g_strdup ("quality");

  gate_authorization_set_scopes (one, LIST (scope));
  gate_authorization_set_scopes (two, LIST ("quality"));
  scope[0] = 'X';
  g_assert_cmpstr (gate_authorization_get_scopes (one)[0], ==, "quality");
  g_assert_true (gate_authorization_get_scopes (one)[0] == gate_authorization_get_scopes (two)[0]);
}

static void
test_sort_key (void)
{
  g_autoptr (GateAuthorization) lower = named_authorization ("2", "agent scripts");
  g_autoptr (GateAuthorization) upper = named_authorization ("1", "Agent Scripts");
  g_autoptr (GateAuthorization) longer = named_authorization ("0", "Agent Scripts Sync");
  g_autoptr (GateAuthorization) last = named_authorization ("0", "Wallboard");
  g_autoptr (GateAuthorization) unnamed = named_authorization ("0", NULL);

  g_assert_cmpstr (gate_authorization_get_sort_key (upper),
                   <,
                   gate_authorization_get_sort_key (lower));
  g_assert_cmpstr (gate_authorization_get_sort_key (lower),
                   <,
                   gate_authorization_get_sort_key (longer));
  g_assert_cmpstr (gate_authorization_get_sort_key (longer),
                   <,
                   gate_authorization_get_sort_key (last));
  g_assert_cmpstr (gate_authorization_get_sort_key (unnamed), !=, "");
  g_assert_true (gate_authorization_get_sort_key (last) == gate_authorization_get_sort_key (last));
}

static gboolean
finds (GateAuthorization *authorization,
       const char        *typed)
{
  g_autofree char *needle = gate_authorization_fold_for_search (typed);

  return strstr (gate_authorization_get_search_key (authorization), needle) != NULL;
}

static void
test_search_key (void)
{
  g_autoptr (GateAuthorization) authorization = sample_authorization ();

  g_assert_true (finds (authorization, "quality ins"));
  g_assert_true (finds (authorization, "INSIGHTS"));
  g_assert_true (finds (authorization, "5D1F6B0A"));
  g_assert_true (finds (authorization, "routing"));
  g_assert_true (finds (authorization, "speech-and"));
  g_assert_true (finds (authorization, ""));
  g_assert_false (finds (authorization, "users"));
  g_assert_false (finds (authorization, "insights5d1f"));

  gate_authorization_set_scopes (authorization, LIST ("users"));
  g_assert_true (finds (authorization, "users"));
  g_assert_false (finds (authorization, "routing"));
}

static void
test_search_key_forms (void)
{
  g_autoptr (GateAuthorization) composed = named_authorization (ID,
                                                                "Caf\xc3\xa9 Stra\xc3\x9f"
                                                                "e");
  g_autoptr (GateAuthorization) wide =
      named_authorization (ID, "\xef\xbc\xa1\xef\xbc\xa2\xef\xbc\xa3");

  g_assert_true (finds (composed, "cafe\xcc\x81"));
  g_assert_true (finds (composed, "STRASSE"));
  g_assert_true (finds (wide, "abc"));
}

static void
test_built_in (void)
{
  static const struct
  {
    const char *name;
    GateClientOwner owner;
    gboolean built_in;
  } cases[] = {
    { "Architect", GATE_OWNER_UNKNOWN, TRUE },
    { "Architect", GATE_OWNER_BUILT_IN, TRUE },
    { "Architect", GATE_OWNER_FOREIGN, TRUE },
    { "Architect", GATE_OWNER_SELF, FALSE },
    { "architect", GATE_OWNER_UNKNOWN, FALSE },
    { "Archi\xe2\x80\x8btect", GATE_OWNER_UNKNOWN, TRUE }, /* shown as “Architect” */
    { "\xd0\x90rchitect", GATE_OWNER_UNKNOWN, FALSE },
    { NULL, GATE_OWNER_UNKNOWN, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateAuthorization) authorization = named_authorization (ID, cases[i].name);

      gate_authorization_set_owner (authorization, cases[i].owner);
      g_assert_cmpint (gate_authorization_is_built_in (authorization), ==, cases[i].built_in);
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* At most one of a name can be the built-in one; each may be. */
static void
test_namesakes (void)
{
  g_autoptr (GateAuthorization) it = named_authorization (ID, "Architect");
  g_autoptr (GateAuthorization) copy = named_authorization (ID, "Architect");
  guint n_changed = 0;
  guint n_built_in = 0;

  g_signal_connect_swapped (it, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (it, "notify::is-built-in", G_CALLBACK (count_cb), &n_built_in);
  gate_authorization_set_namesakes (it, GATE_NAMESAKES_NONE, NULL);
  g_assert_cmpuint (n_changed, ==, 0);
  gate_authorization_set_namesakes (it, GATE_NAMESAKES_ALIKE, NULL);
  g_assert_true (gate_authorization_is_built_in (it));
  gate_authorization_set_namesakes (it, GATE_NAMESAKES_BUILT_IN, NULL);
  g_assert_false (gate_authorization_is_built_in (it));
  g_assert_true (gate_authorization_may_be_built_in (it));
  gate_authorization_set_namesakes (it, GATE_NAMESAKES_BUILT_IN, "the-other");
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_cmpuint (n_built_in, ==, 1);

  /* An answer of the organization knows of none; a copy of it does. */
  gate_authorization_update_from (it, copy);
  g_assert_cmpint (gate_authorization_get_namesakes (it), ==, GATE_NAMESAKES_BUILT_IN);
  gate_authorization_update_from (copy, it);
  g_assert_false (gate_authorization_is_built_in (copy));
  g_assert_cmpstr (gate_authorization_get_approved_namesake (copy), ==, "the-other");
}

static void
test_problem (void)
{
  g_autoptr (GateAuthorization) authorization = named_authorization (ID, "x");

  gate_authorization_add_problem (authorization, NULL);
  gate_authorization_add_problem (authorization, "");
  g_assert_null (gate_authorization_get_problem (authorization));
  gate_authorization_add_problem (authorization, "scope is no list");
  gate_authorization_add_problem (authorization, "roles is no list");
  g_assert_cmpstr (gate_authorization_get_problem (authorization),
                   ==,
                   "scope is no list\nroles is no list");
  for (guint i = 0; i < 1000; i++)
    gate_authorization_add_problem (authorization, "one more of a thousand problems");
  g_assert_cmpuint (strlen (gate_authorization_get_problem (authorization)), <=, 2001);
}

static void
test_properties (void)
{
  g_autoptr (GateAuthorization) authorization = sample_authorization ();
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *state_name = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (GateClient) client = NULL;
  g_auto (GStrv) scopes = NULL;
  g_auto (GStrv) roles = NULL;
  guint owner = 9;
  guint state = 9;
  guint n_scopes = 9;
  guint n_roles = 9;
  gboolean built_in = TRUE;

  g_object_get (authorization,
                "id",
                &id,
                "name",
                &name,
                "client",
                &client,
                "owner",
                &owner,
                "state",
                &state,
                "state-name",
                &state_name,
                "is-built-in",
                &built_in,
                "scopes",
                &scopes,
                "n-scopes",
                &n_scopes,
                "roles",
                &roles,
                "n-roles",
                &n_roles,
                "problem",
                &problem,
                NULL);
  g_assert_cmpstr (id, ==, ID);
  g_assert_cmpstr (name, ==, "Quality Insights");
  g_assert_true (client == gate_authorization_get_client (authorization));
  g_assert_cmpuint (owner, ==, GATE_OWNER_UNKNOWN);
  g_assert_cmpuint (state, ==, GATE_AUTHORIZATION_AUTHORIZED);
  g_assert_cmpstr (state_name, ==, "Authorized");
  g_assert_false (built_in);
  g_assert_cmpstrv (scopes, LIST ("quality", "routing"));
  g_assert_cmpstrv (roles, LIST ("r1", "r2"));
  g_assert_cmpuint (n_scopes, ==, 2);
  g_assert_cmpuint (n_roles, ==, 2);
  g_assert_null (problem);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/authorization/state", test_state);
  g_test_add_func ("/authorization/state/again", test_state_again);
  g_test_add_func ("/authorization/state/to-wire", test_state_to_wire);
  g_test_add_func ("/authorization/empty", test_empty);
  g_test_add_func ("/authorization/lists/lossless", test_lists_lossless);
  g_test_add_func ("/authorization/lists/shared", test_lists_shared);
  g_test_add_func ("/authorization/sort-key", test_sort_key);
  g_test_add_func ("/authorization/search-key", test_search_key);
  g_test_add_func ("/authorization/search-key/forms", test_search_key_forms);
  g_test_add_func ("/authorization/built-in", test_built_in);
  g_test_add_func ("/authorization/namesakes", test_namesakes);
  g_test_add_func ("/authorization/problem", test_problem);
  g_test_add_func ("/authorization/properties", test_properties);
  return g_test_run ();
}
