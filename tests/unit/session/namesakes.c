/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A name is not an identity: what the list finds out about names that repeat or look alike. */

#include "gate-authorization-list.h"

#include "gate-heading.h"

#define MANY 100000

static char *
make_id (guint number)
{
  return g_strdup_printf ("7a1b2c3d-0000-4000-8000-%012x", number);
}

static GateAuthorization *
make (guint                  number,
      const char            *name,
      GateAuthorizationState state)
{
  g_autofree char *id = make_id (number);
  g_autoptr (GateClient) client = gate_client_new (id);
  GateAuthorization *item;

  gate_client_set_name (client, name);
  item = gate_authorization_new (client);
  gate_authorization_set_state (item, state);
  return item;
}

static void
load (GateAuthorizationList *list,
      GPtrArray             *items)
{
  gate_sliced_list_begin (GATE_SLICED_LIST (list));
  gate_sliced_list_add (GATE_SLICED_LIST (list), items);
  gate_sliced_list_commit (GATE_SLICED_LIST (list));
  while (gate_sliced_list_is_busy (GATE_SLICED_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
}

/* Loads approved applications of these names; the numbers are their positions. */
static void
load_names (GateAuthorizationList *list,
            const char *const     *names)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (items, make (i, names[i], GATE_AUTHORIZATION_AUTHORIZED));
  load (list, items);
}

static GateAuthorization *
get (GateAuthorizationList *list,
     guint                  number)
{
  g_autofree char *id = make_id (number);

  return gate_sliced_list_lookup (GATE_SLICED_LIST (list), id);
}

static void
update (GateAuthorizationList *list,
        guint                  number,
        const char            *name,
        GateAuthorizationState state)
{
  g_autoptr (GateAuthorization) newer = make (number, name, state);

  gate_sliced_list_update_one (GATE_SLICED_LIST (list), newer);
}

static void
assert_namesakes (GateAuthorizationList *list,
                  guint                  number,
                  GateNamesakes          wanted)
{
  g_assert_cmpint (gate_authorization_get_namesakes (get (list, number)), ==, wanted);
}

/* The heading above a row. */
static void
assert_section (GateAuthorizationList *list,
                guint                  number,
                const char            *wanted)
{
  g_autofree char *id = make_id (number);
  guint position = 0;

  g_assert_true (gate_sliced_list_find (GATE_SLICED_LIST (list), id, &position));
  for (;; position--)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (list), position);

      if (!GATE_IS_HEADING (row))
        continue;
      g_assert_cmpstr (gate_heading_get_title (GATE_HEADING (row)), ==, wanted);
      return;
    }
}

static void
test_alike (void)
{
  static const char *const names[] = {
    "Phone Bridge", "phone  bridge", "Ph\xd0\xbene Br1dge", "Wallboard", "Payroll", NULL
  };
  g_autoptr (GateAuthorizationList) list = gate_authorization_list_new ();

  load_names (list, names);
  for (guint i = 0; i < 5; i++)
    assert_namesakes (list, i, i < 3 ? GATE_NAMESAKES_ALIKE : GATE_NAMESAKES_NONE);
}

/* Of two with one name of a built-in client neither is filed there. */
static void
test_two_built_in (void)
{
  static const char *const names[] = {
    "Architect", "Archi\xc2\xadtect", "iOS Collaborate", "\xd0\x90ndroid Collaborate",
    "Android Collaborate", NULL
  };
  g_autoptr (GateAuthorizationList) list = gate_authorization_list_new ();

  load_names (list, names);
  for (guint i = 0; i < 2; i++)
    {
      assert_namesakes (list, i, GATE_NAMESAKES_BUILT_IN);
      assert_section (list, i, "Applications");
      g_assert_false (gate_authorization_is_built_in (get (list, i)));
      g_assert_cmpint (gate_authorization_get_owner (get (list, i)), ==, GATE_OWNER_UNKNOWN);
    }
  assert_section (list, 2, "Built-in clients");
  assert_namesakes (list, 2, GATE_NAMESAKES_NONE);
  /* One that only looks like it is no rival, but neither stands there unmarked. */
  assert_section (list, 3, "Applications");
  assert_section (list, 4, "Built-in clients");
  assert_namesakes (list, 3, GATE_NAMESAKES_ALIKE);
  assert_namesakes (list, 4, GATE_NAMESAKES_ALIKE);
}

/* A client that is known to be the organization's own is no rival. */
static void
test_own_client (void)
{
  static const char *const names[] = { "Architect", "Architect", NULL };
  g_autoptr (GateAuthorizationList) list = gate_authorization_list_new ();
  g_autofree char *id = make_id (1);
  const char *ids[] = { id, NULL };

  load_names (list, names);
  gate_authorization_list_set_own_ids (list, ids, GATE_KNOWLEDGE_COMPLETE);
  assert_section (list, 0, "Built-in clients");
  assert_section (list, 1, "Applications");
  assert_namesakes (list, 0, GATE_NAMESAKES_ALIKE);
  assert_namesakes (list, 1, GATE_NAMESAKES_ALIKE);
  gate_authorization_list_set_own_ids (list, NULL, GATE_KNOWLEDGE_NONE);
  assert_section (list, 0, "Applications");
}

/* Rows change when another appears, is renamed, or goes. */
static void
test_appears_and_goes (void)
{
  static const char *const one[] = { "Architect", NULL };
  g_autoptr (GateAuthorizationList) list = gate_authorization_list_new ();
  g_autoptr (GateAuthorization) item = NULL;

  load_names (list, one);
  item = g_object_ref (get (list, 0));
  assert_section (list, 0, "Built-in clients");
  update (list, 1, "Architect", GATE_AUTHORIZATION_REQUESTED);
  assert_section (list, 0, "Applications");
  assert_section (list, 1, "Pending");
  assert_namesakes (list, 0, GATE_NAMESAKES_BUILT_IN);
  update (list, 1, "architect", GATE_AUTHORIZATION_REQUESTED);
  assert_section (list, 0, "Built-in clients");
  assert_namesakes (list, 0, GATE_NAMESAKES_ALIKE);
  load_names (list, one);
  g_assert_true (get (list, 0) == item);
  assert_namesakes (list, 0, GATE_NAMESAKES_NONE);
}

static void
assert_approved (GateAuthorization *item,
                 guint              number)
{
  g_autofree char *id = make_id (number);

  g_assert_cmpstr (gate_authorization_get_approved_namesake (item), ==, id);
}

/* A request knows of an approved application of its name. */
static void
test_approved (void)
{
  g_autoptr (GateAuthorizationList) list = gate_authorization_list_new ();

  update (list, 0, "Phone Bridge", GATE_AUTHORIZATION_REQUESTED);
  update (list, 1, "Phone Bridge", GATE_AUTHORIZATION_REVOKED);
  g_assert_null (gate_authorization_get_approved_namesake (get (list, 0)));
  update (list, 2, "PHONE BRIDGE", GATE_AUTHORIZATION_AUTHORIZED);
  assert_approved (get (list, 0), 2);
  assert_approved (get (list, 1), 2);
  g_assert_null (gate_authorization_get_approved_namesake (get (list, 2)));
  update (list, 0, "Phone Bridge", GATE_AUTHORIZATION_AUTHORIZED);
  assert_approved (get (list, 2), 0);
  update (list, 2, "PHONE BRIDGE", GATE_AUTHORIZATION_REVOKED);
  update (list, 0, "Phone Bridge", GATE_AUTHORIZATION_REVOKED);
  g_assert_null (gate_authorization_get_approved_namesake (get (list, 1)));
}

/* What was looked up by its ID is compared with the list too. */
static void
test_not_listed (void)
{
  static const char *const names[] = { "Architect", "Phone Bridge", NULL };
  g_autoptr (GateAuthorizationList) list = gate_authorization_list_new ();
  g_autoptr (GateAuthorization) rival = make (7, "Architect", GATE_AUTHORIZATION_UNAUTHORIZED);
  g_autoptr (GateAuthorization) bridge = make (8, "Phone bridge", GATE_AUTHORIZATION_UNAUTHORIZED);
  g_autoptr (GateAuthorization) known = make (0, "Architect", GATE_AUTHORIZATION_AUTHORIZED);

  gate_authorization_list_find_owner (list, rival, TRUE, FALSE);
  g_assert_cmpint (gate_authorization_get_owner (rival), ==, GATE_OWNER_BUILT_IN);
  load_names (list, names);
  gate_authorization_list_find_owner (list, rival, TRUE, FALSE);
  gate_authorization_list_find_owner (list, bridge, FALSE, TRUE);
  gate_authorization_list_find_owner (list, known, TRUE, FALSE);
  g_assert_cmpint (gate_authorization_get_owner (rival), ==, GATE_OWNER_FOREIGN);
  assert_approved (rival, 0);
  g_assert_cmpint (gate_authorization_get_owner (bridge), ==, GATE_OWNER_SELF);
  assert_approved (bridge, 1);
  g_assert_cmpint (gate_authorization_get_owner (known), ==, GATE_OWNER_BUILT_IN);
  g_assert_cmpint (gate_authorization_get_namesakes (known), ==, GATE_NAMESAKES_NONE);
}

/* In a long list, where all of them have another of their name. */
static void
test_many (void)
{
  g_autoptr (GateAuthorizationList) list = gate_authorization_list_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Application %u", i / 2);

      g_ptr_array_add (items, make (i, name, GATE_AUTHORIZATION_AUTHORIZED));
    }
  load (list, items);
  for (guint i = 0; i < MANY; i++)
    g_assert_cmpint (gate_authorization_get_namesakes (items->pdata[i]), ==, GATE_NAMESAKES_ALIKE);
  update (list, MANY, "Application 7", GATE_AUTHORIZATION_AUTHORIZED);
  update (list, 9, "Application of its own", GATE_AUTHORIZATION_AUTHORIZED);
  while (gate_sliced_list_is_busy (GATE_SLICED_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
  assert_namesakes (list, 8, GATE_NAMESAKES_NONE);
  assert_namesakes (list, 9, GATE_NAMESAKES_NONE);
  assert_namesakes (list, MANY, GATE_NAMESAKES_ALIKE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/namesakes/alike", test_alike);
  g_test_add_func ("/namesakes/two-built-in", test_two_built_in);
  g_test_add_func ("/namesakes/own-client", test_own_client);
  g_test_add_func ("/namesakes/appears-and-goes", test_appears_and_goes);
  g_test_add_func ("/namesakes/approved", test_approved);
  g_test_add_func ("/namesakes/not-listed", test_not_listed);
  g_test_add_func ("/namesakes/many", test_many);
  return g_test_run ();
}
