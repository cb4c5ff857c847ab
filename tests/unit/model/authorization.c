/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-authorization.h"
#include "gate-time.h"

#include <string.h>

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static GateAuthorization *
named (const char *id,
       const char *name)
{
  g_autoptr (GateClient) client = gate_client_new (id);

  gate_client_set_name (client, name);
  return gate_authorization_new (client);
}

static GateAuthorization *
sample (void)
{
  g_autoptr (GateAuthorization) authorization = named (ID, "Quality Insights");
  g_autoptr (GDateTime) created = gate_time_parse ("2026-03-03T10:15:00Z");
  g_autoptr (GDateTime) modified = gate_time_parse ("2026-03-04T10:15:00Z");

  gate_client_set_scopes (gate_authorization_get_client (authorization),
                          LIST ("quality", "speech-and-text-analytics"));
  gate_authorization_set_state (authorization, GATE_AUTHORIZATION_AUTHORIZED);
  gate_authorization_set_scopes (authorization, LIST ("quality", "routing"));
  gate_authorization_set_roles (authorization, LIST ("r1", "r2"));
  gate_authorization_set_date_created (authorization, created);
  gate_authorization_set_date_modified (authorization, modified);
  gate_authorization_set_created_by (authorization, "p1", "Dana Reyes");
  gate_authorization_set_modified_by (authorization, "p2", "Kim Osei");
  return g_steal_pointer (&authorization);
}

/* Rows 57 of the list of hostile input: what is not known is shown as it came. */
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
      g_autoptr (GateAuthorization) authorization = named (ID, "x");

      g_test_message ("%u", i);
      gate_authorization_set_state_from_wire (authorization, cases[i].state, cases[i].pending);
      g_assert_cmpint (gate_authorization_get_state (authorization), ==, cases[i].expected);
      g_assert_cmpstr (gate_authorization_get_state_name (authorization), ==, cases[i].name);
    }
}

static void
test_state_again (void)
{
  g_autoptr (GateAuthorization) authorization = named (ID, "x");
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
      g_autoptr (GateAuthorization) authorization = named (ID, "x");

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
  g_autoptr (GateAuthorization) authorization = named (ID, NULL);

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
  g_autoptr (GateAuthorization) authorization = named (ID, "x");
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
  g_autoptr (GateAuthorization) one = named ("1", "x");
  g_autoptr (GateAuthorization) two = named ("2", "y");
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
  g_autoptr (GateAuthorization) lower = named ("2", "agent scripts");
  g_autoptr (GateAuthorization) upper = named ("1", "Agent Scripts");
  g_autoptr (GateAuthorization) longer = named ("0", "Agent Scripts Sync");
  g_autoptr (GateAuthorization) last = named ("0", "Wallboard");
  g_autoptr (GateAuthorization) unnamed = named ("0", NULL);

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
  g_autoptr (GateAuthorization) authorization = sample ();

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
  g_autoptr (GateAuthorization) composed = named (ID,
                                                  "Caf\xc3\xa9 Stra\xc3\x9f"
                                                  "e");
  g_autoptr (GateAuthorization) wide = named (ID, "\xef\xbc\xa1\xef\xbc\xa2\xef\xbc\xa3");

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
    { "Archi\xe2\x80\x8btect", GATE_OWNER_UNKNOWN, FALSE },
    { NULL, GATE_OWNER_UNKNOWN, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateAuthorization) authorization = named (ID, cases[i].name);

      gate_authorization_set_owner (authorization, cases[i].owner);
      g_assert_cmpint (gate_authorization_is_built_in (authorization), ==, cases[i].built_in);
    }
}

static void
test_problem (void)
{
  g_autoptr (GateAuthorization) authorization = named (ID, "x");

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
      g_autoptr (GateAuthorization) live = sample ();
      g_autoptr (GateAuthorization) newer = sample ();
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
  g_autoptr (GateAuthorization) one = sample ();

  g_assert_true (gate_authorization_equal (one, one));
  for (guint change = 0; change < N_CHANGES; change++)
    {
      g_autoptr (GateAuthorization) other = sample ();
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
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateAuthorization) newer = sample ();

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
  g_autoptr (GateAuthorization) live = sample ();
  g_autoptr (GateAuthorization) newer = sample ();

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

static void
test_owner_notifies (void)
{
  g_autoptr (GateAuthorization) authorization = named (ID, "Architect");
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (authorization, "notify", G_CALLBACK (name_cb), names);
  gate_authorization_set_owner (authorization, GATE_OWNER_UNKNOWN);
  g_assert_cmpstr (names->str, ==, "");
  gate_authorization_set_owner (authorization, GATE_OWNER_BUILT_IN);
  g_assert_cmpstr (names->str, ==, "owner ");
  gate_authorization_set_owner (authorization, GATE_OWNER_SELF);
  g_assert_cmpstr (names->str, ==, "owner owner is-built-in ");
}

static void
test_properties (void)
{
  g_autoptr (GateAuthorization) authorization = sample ();
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
  g_test_add_func ("/authorization/problem", test_problem);
  g_test_add_func ("/authorization/update", test_update);
  g_test_add_func ("/authorization/update/keeps-owner", test_update_keeps_owner);
  g_test_add_func ("/authorization/update/is-a-copy", test_update_is_a_copy);
  g_test_add_func ("/authorization/equal", test_equal);
  g_test_add_func ("/authorization/owner-notifies", test_owner_notifies);
  g_test_add_func ("/authorization/properties", test_properties);
  return g_test_run ();
}
