/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "authorization-fixture.h"
#include "gate-time.h"

#include <stdlib.h>
#include <string.h>

/* One change per row: how to make it, and the properties that must be notified for it. */
enum
{
  CHANGE_NOTHING,
  CHANGE_ORDER,
  CHANGE_STATE,
  CHANGE_STATE_NAME,
  CHANGE_SCOPES,
  CHANGE_N_SCOPES,
  CHANGE_ROLES,
  CHANGE_N_ROLES,
  CHANGE_CREATED,
  CHANGE_MODIFIED,
  CHANGE_CREATED_BY,
  CHANGE_MODIFIED_BY,
  CHANGE_PROBLEM,
  CHANGE_NAME,
  CHANGE_DESCRIPTION,
  CHANGE_TO_BUILT_IN,
  CHANGE_OWNER,
  N_CHANGES
};

static const char *const notified[N_CHANGES] = {
  [CHANGE_NOTHING] = NULL,
  [CHANGE_ORDER] = NULL,
  [CHANGE_STATE] = "state state-name ",
  [CHANGE_STATE_NAME] = "state state-name ",
  [CHANGE_SCOPES] = "scopes ",
  [CHANGE_N_SCOPES] = "scopes n-scopes ",
  [CHANGE_ROLES] = "roles ",
  [CHANGE_N_ROLES] = "roles n-roles ",
  [CHANGE_CREATED] = "",
  [CHANGE_MODIFIED] = "",
  [CHANGE_CREATED_BY] = "",
  [CHANGE_MODIFIED_BY] = "",
  [CHANGE_PROBLEM] = "problem ",
  [CHANGE_NAME] = "name client ",
  [CHANGE_DESCRIPTION] = "client ",
  [CHANGE_TO_BUILT_IN] = "name client is-built-in ",
  [CHANGE_OWNER] = "owner ",
};

static void
apply (GateAuthorization *authorization,
       guint              change)
{
  GateClient *client = gate_authorization_get_client (authorization);
  g_autoptr (GDateTime) later = gate_time_parse ("2026-05-05T10:15:00Z");

  switch (change)
    {
    case CHANGE_NOTHING:
      break;
    case CHANGE_ORDER:
      gate_authorization_set_scopes (authorization, LIST ("routing", "quality"));
      gate_authorization_set_roles (authorization, LIST ("r2", "r1"));
      break;
    case CHANGE_STATE:
      gate_authorization_set_state (authorization, GATE_AUTHORIZATION_REVOKED);
      break;
    case CHANGE_STATE_NAME:
      gate_authorization_set_state_from_wire (authorization, "Suspended", FALSE);
      break;
    case CHANGE_SCOPES:
      gate_authorization_set_scopes (authorization, LIST ("quality", "users"));
      break;
    case CHANGE_N_SCOPES:
      gate_authorization_set_scopes (authorization, NULL);
      break;
    case CHANGE_ROLES:
      gate_authorization_set_roles (authorization, LIST ("r1", "r3"));
      break;
    case CHANGE_N_ROLES:
      gate_authorization_set_roles (authorization, LIST ("r1", "r2", "r3"));
      break;
    case CHANGE_CREATED:
      gate_authorization_set_date_created (authorization, NULL);
      break;
    case CHANGE_MODIFIED:
      gate_authorization_set_date_modified (authorization, later);
      break;
    case CHANGE_CREATED_BY:
      gate_authorization_set_created_by (authorization, "p1", "Dana");
      break;
    case CHANGE_MODIFIED_BY:
      gate_authorization_set_modified_by (authorization, NULL, NULL);
      break;
    case CHANGE_PROBLEM:
      gate_authorization_add_problem (authorization, "roles is no list");
      break;
    case CHANGE_NAME:
      gate_client_set_name (client, "Quality Outlook");
      break;
    case CHANGE_DESCRIPTION:
      gate_client_set_description (client, "new");
      break;
    case CHANGE_TO_BUILT_IN:
      gate_client_set_name (client, "Architect");
      break;
    case CHANGE_OWNER:
      gate_authorization_set_owner (authorization, GATE_OWNER_SELF);
      break;
    default:
      g_assert_not_reached ();
    }
}

typedef struct
{
  GateAuthorization *expected;
  GString *names;
  guint n_changed;
} Watch;

/* Already at the first notification everything must be as it will stay. */
static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  Watch *watch = user_data;

  g_assert_cmpuint (watch->n_changed, ==, 0);
  g_assert_true (gate_authorization_equal (GATE_AUTHORIZATION (object), watch->expected));
  g_string_append_printf (watch->names, "%s ", pspec->name);
}

static void
changed_cb (GateAuthorization *authorization,
            gpointer           user_data)
{
  Watch *watch = user_data;

  g_assert_true (gate_authorization_equal (authorization, watch->expected));
  watch->n_changed++;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sorted_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  qsort (words, g_strv_length (words), sizeof words[0], compare_words);
  return g_strjoinv (" ", words);
}

static void
test_update (void)
{
  for (guint change = 0; change < N_CHANGES; change++)
    {
      g_autoptr (GateAuthorization) live = sample_authorization ();
      g_autoptr (GateAuthorization) newer = sample_authorization ();
      g_autoptr (GString) names = g_string_new (NULL);
      g_autofree char *got = NULL;
      g_autofree char *expected = NULL;
      Watch watch = { newer, names, 0 };

      g_test_message ("%u", change);
      gate_authorization_get_sort_key (live);
      gate_authorization_get_search_key (live);
      apply (newer, change);
      g_signal_connect (live, "notify", G_CALLBACK (notify_cb), &watch);
      g_signal_connect (live, "changed", G_CALLBACK (changed_cb), &watch);
      gate_authorization_update_from (live, newer);

      got = sorted_words (names->str);
      expected = sorted_words (notified[change] != NULL ? notified[change] : "");
      g_assert_cmpstr (got, ==, expected);
      g_assert_cmpuint (watch.n_changed, ==, notified[change] != NULL ? 1 : 0);
      g_assert_true (gate_authorization_equal (live, newer));
      g_assert_cmpstr (gate_authorization_get_state_name (live),
                       ==,
                       gate_authorization_get_state_name (newer));
      g_assert_cmpstr (gate_authorization_get_sort_key (live),
                       ==,
                       gate_authorization_get_sort_key (newer));
      if (notified[change] != NULL)
        g_assert_cmpstr (gate_authorization_get_search_key (live),
                         ==,
                         gate_authorization_get_search_key (newer));
      gate_authorization_update_from (live, newer);
      g_assert_cmpuint (watch.n_changed, ==, notified[change] != NULL ? 1 : 0);
    }
}

static void
test_equal (void)
{
  g_autoptr (GateAuthorization) one = sample_authorization ();

  g_assert_true (gate_authorization_equal (one, one));
  for (guint change = 0; change < N_CHANGES; change++)
    {
      g_autoptr (GateAuthorization) other = sample_authorization ();
      gboolean same = change == CHANGE_NOTHING || change == CHANGE_ORDER || change == CHANGE_OWNER;

      apply (other, change);
      g_test_message ("%u", change);
      g_assert_cmpint (gate_authorization_equal (one, other), ==, same);
      g_assert_cmpint (gate_authorization_equal (other, one), ==, same);
    }
}

/* A decoder does not know whose client it is; what the session found out stays. */
static void
test_update_keeps_owner (void)
{
  g_autoptr (GateAuthorization) live = sample_authorization ();
  g_autoptr (GateAuthorization) newer = sample_authorization ();

  gate_authorization_set_owner (live, GATE_OWNER_SELF);
  gate_authorization_set_state (newer, GATE_AUTHORIZATION_REVOKED);
  gate_authorization_update_from (live, newer);
  g_assert_cmpint (gate_authorization_get_owner (live), ==, GATE_OWNER_SELF);
  gate_authorization_set_owner (newer, GATE_OWNER_FOREIGN);
  gate_authorization_update_from (live, newer);
  g_assert_cmpint (gate_authorization_get_owner (live), ==, GATE_OWNER_FOREIGN);
}

static void
test_update_is_a_copy (void)
{
  g_autoptr (GateAuthorization) live = sample_authorization ();
  g_autoptr (GateAuthorization) newer = sample_authorization ();

  apply (newer, CHANGE_SCOPES);
  apply (newer, CHANGE_PROBLEM);
  gate_authorization_update_from (live, newer);
  gate_authorization_set_scopes (newer, NULL);
  gate_authorization_set_created_by (newer, NULL, NULL);
  g_clear_object (&newer);
  g_assert_cmpstrv ((char **) gate_authorization_get_scopes (live), LIST ("quality", "users"));
  g_assert_cmpstr (gate_authorization_get_created_by_name (live), ==, "Dana Reyes");
  g_assert_cmpstr (gate_authorization_get_problem (live), ==, "roles is no list");
  gate_authorization_update_from (live, live);
}

static void
name_cb (GObject    *object,
         GParamSpec *pspec,
         gpointer    user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

/* As sample(), whose decision is of 4 March; its registration was changed on DATE. */
static GateAuthorization *
registered (const char        *date,
            const char *const *asked)
{
  GateAuthorization *authorization = sample_authorization ();
  GateClient *client = gate_authorization_get_client (authorization);
  g_autoptr (GDateTime) modified = date != NULL ? gate_time_parse (date) : NULL;

  gate_client_set_date_modified (client, modified);
  gate_client_set_scopes (client, asked);
  return authorization;
}

static void
assert_new (GateAuthorization *authorization,
            const char        *expected)
{
  g_auto (GStrv) scopes = gate_authorization_dup_new_requests (authorization);
  g_autofree char *text = g_strjoinv (" ", scopes);

  g_assert_cmpstr (text, ==, expected);
}

/* New is only what there is evidence for. */
static void
test_new_requests (void)
{
  const char *const *asked = LIST ("quality:readonly", "routing", "users", "upload");
  g_autoptr (GateAuthorization) unknown = registered (NULL, asked);
  g_autoptr (GateAuthorization) before = registered ("2026-03-03T10:15:00Z", asked);
  g_autoptr (GateAuthorization) same = registered ("2026-03-04T10:15:00Z", asked);
  g_autoptr (GateAuthorization) after = registered ("2026-03-05T10:15:00Z", asked);

  assert_new (unknown, "");
  assert_new (before, "");
  assert_new (same, "");
  assert_new (after, "users upload");
  gate_authorization_set_state (after, GATE_AUTHORIZATION_REVOKED);
  assert_new (after, "");
  gate_authorization_set_state (after, GATE_AUTHORIZATION_AUTHORIZED);
  gate_authorization_set_date_modified (after, NULL);
  assert_new (after, "");
}

/* A registration may be changed for another reason: what was refused before is not new then. */
static void
test_refused_before (void)
{
  g_autoptr (GDateTime) again = gate_time_parse ("2026-03-06T10:15:00Z");
  g_autoptr (GateAuthorization) seen =
      registered ("2026-03-03T10:15:00Z", LIST ("quality", "users"));
  g_autoptr (GateAuthorization) renamed =
      registered ("2026-03-05T10:15:00Z", LIST ("quality", "users", "upload"));
  g_autoptr (GateAuthorization) decided =
      registered ("2026-03-05T10:15:00Z", LIST ("quality", "users", "upload"));
  g_autoptr (GateAuthorization) newer =
      registered ("2026-03-07T10:15:00Z", LIST ("quality", "users", "upload", "flows"));

  gate_authorization_update_from (seen, renamed);
  assert_new (seen, "upload");
  gate_authorization_set_date_modified (decided, again);
  gate_authorization_update_from (seen, decided);
  assert_new (seen, "");
  gate_authorization_set_date_modified (newer, again);
  gate_authorization_update_from (seen, newer);
  assert_new (seen, "flows");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* The organization says the roles of a client, not what they are called. */
static void
test_role_names (void)
{
  g_autoptr (GateAuthorization) seen = sample_authorization ();
  g_autoptr (GateAuthorization) again = sample_authorization ();
  g_autoptr (GateAuthorization) other = sample_authorization ();
  guint n_changed = 0;

  gate_client_set_role_ids (gate_authorization_get_client (seen), LIST ("r1"));
  gate_client_set_role_ids (gate_authorization_get_client (again), LIST ("r1"));
  gate_client_set_description (gate_authorization_get_client (again), "Newer");
  gate_client_set_role_ids (gate_authorization_get_client (other), LIST ("r2"));
  g_signal_connect_swapped (seen, "changed", G_CALLBACK (count_cb), &n_changed);
  gate_authorization_set_role_names (seen, LIST ("Supervisor"));
  gate_authorization_set_role_names (seen, LIST ("Supervisor"));
  g_assert_cmpuint (n_changed, ==, 1);
  gate_authorization_update_from (seen, again);
  g_assert_cmpstr (gate_client_get_role_names (gate_authorization_get_client (seen))[0],
                   ==,
                   "Supervisor");
  gate_authorization_update_from (seen, other);
  g_assert_null (gate_client_get_role_names (gate_authorization_get_client (seen))[0]);
}

static void
test_owner_notifies (void)
{
  g_autoptr (GateAuthorization) authorization = named_authorization (ID, "Architect");
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (authorization, "notify", G_CALLBACK (name_cb), names);
  gate_authorization_set_owner (authorization, GATE_OWNER_UNKNOWN);
  g_assert_cmpstr (names->str, ==, "");
  gate_authorization_set_owner (authorization, GATE_OWNER_BUILT_IN);
  g_assert_cmpstr (names->str, ==, "owner ");
  gate_authorization_set_owner (authorization, GATE_OWNER_SELF);
  g_assert_cmpstr (names->str, ==, "owner owner is-built-in ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/authorization/update", test_update);
  g_test_add_func ("/authorization/update/keeps-owner", test_update_keeps_owner);
  g_test_add_func ("/authorization/update/is-a-copy", test_update_is_a_copy);
  g_test_add_func ("/authorization/equal", test_equal);
  g_test_add_func ("/authorization/owner-notifies", test_owner_notifies);
  g_test_add_func ("/authorization/new-requests", test_new_requests);
  g_test_add_func ("/authorization/refused-before", test_refused_before);
  g_test_add_func ("/authorization/role-names", test_role_names);
  return g_test_run ();
}
