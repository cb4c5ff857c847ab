/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-heading.h"
#include "gate-authorization-list.h"
#include "shadow.h"

#include <locale.h>
#include <string.h>

/* A hundred thousand take at least this many turns of the main loop. */
#define MIN_TURNS 50

static char *
make_id (guint number)
{
  return g_strdup_printf ("%08x-2c5e-4e0c-9a64-7f0e3c1b9d42", number);
}

static GateAuthorization *
make (guint                  number,
      const char            *name,
      GateAuthorizationState state,
      const char            *scope)
{
  const char *scopes[] = { scope, NULL };
  g_autofree char *id = make_id (number);
  g_autoptr (GateClient) client = gate_client_new (id);
  GateAuthorization *item;

  gate_client_set_name (client, name);
  item = gate_authorization_new (client);
  gate_authorization_set_state (item, state);
  gate_authorization_set_scopes (item, scope != NULL ? scopes : NULL);
  return item;
}

static void
add (GPtrArray             *items,
     guint                  number,
     const char            *name,
     GateAuthorizationState state,
     const char            *scope)
{
  g_ptr_array_add (items, make (number, name, state, scope));
}

static GPtrArray *
make_some (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  add (items, 1, "Wallboard TV", GATE_AUTHORIZATION_AUTHORIZED, "analytics:readonly");
  add (items, 2, "iOS Collaborate", GATE_AUTHORIZATION_REVOKED, NULL);
  add (items, 3, "Phone Bridge", GATE_AUTHORIZATION_REQUESTED, "telephony");
  add (items, 4, "Architect", GATE_AUTHORIZATION_AUTHORIZED, "architect");
  add (items, 5, "agent scripts sync", GATE_AUTHORIZATION_AUTHORIZED, "scripts");
  add (items, 6, "Élan Export", GATE_AUTHORIZATION_UNAUTHORIZED, NULL);
  add (items, 7, "Payroll Export", GATE_AUTHORIZATION_REVOKED, "users:readonly");
  return items;
}

static void
load (GateAuthorizationList *authorizations,
      GPtrArray             *items)
{
  gate_sliced_list_begin (GATE_SLICED_LIST (authorizations));
  gate_sliced_list_add (GATE_SLICED_LIST (authorizations), items);
  gate_sliced_list_commit (GATE_SLICED_LIST (authorizations));
}

static GateAuthorizationList *
new_loaded (GPtrArray *items)
{
  GateAuthorizationList *authorizations = gate_authorization_list_new ();

  load (authorizations, items);
  return authorizations;
}

static gboolean
is_busy (GateAuthorizationList *authorizations)
{
  gboolean busy = FALSE;

  g_object_get (authorizations, "busy", &busy, NULL);
  return busy;
}

/* The rows as one text: headings in brackets, names behind them. */
static char *
spell (GateAuthorizationList *authorizations)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (authorizations)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (authorizations), i);

      if (GATE_IS_HEADING (item))
        g_string_append_printf (text, "[%s]", gate_heading_get_title (GATE_HEADING (item)));
      else
        g_string_append_printf (
            text, "%s;", gate_authorization_get_name (GATE_AUTHORIZATION (item)));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_rows (GateAuthorizationList *authorizations,
             const char            *wanted)
{
  g_autofree char *rows = spell (authorizations);

  g_assert_cmpstr (rows, ==, wanted);
}

static void
assert_count (GateAuthorizationList      *authorizations,
              GateAuthorizationListFilter filter,
              guint                       wanted)
{
  g_assert_cmpuint (gate_sliced_list_count (GATE_SLICED_LIST (authorizations), filter), ==, wanted);
}

static void
test_empty (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  assert_rows (authorizations, "");
  load (authorizations, none);
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "x");
  gate_sliced_list_clear (GATE_SLICED_LIST (authorizations));
  gate_sliced_list_abandon (GATE_SLICED_LIST (authorizations));
  assert_rows (authorizations, "");
  g_assert_cmpuint (shadow->n_changes, ==, 0);
  g_assert_false (is_busy (authorizations));
  g_assert_null (gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations),
                                          "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"));
}

static void
test_sections (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) items = make_some ();

  load (authorizations, items);
  assert_rows (authorizations,
               "[Pending]Phone Bridge;[Built-in clients]Architect;iOS Collaborate;"
               "[Applications]agent scripts sync;Payroll Export;Wallboard TV;Élan Export;");
  g_assert_cmpuint (shadow->n_changes, ==, 1);
  g_assert_false (is_busy (authorizations));
  g_assert_cmpuint (gate_sliced_list_get_n_shown (GATE_SLICED_LIST (authorizations)), ==, 7);
}

static void
test_pending_built_in (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  add (items, 1, "Architect", GATE_AUTHORIZATION_REQUESTED, NULL);
  add (items, 2, "Android Collaborate", GATE_AUTHORIZATION_UNAUTHORIZED, NULL);
  load (authorizations, items);
  assert_rows (authorizations, "[Pending]Architect;[Built-in clients]Android Collaborate;");
}

static void
assert_search (GateAuthorizationList *authorizations,
               const char            *search,
               const char            *wanted)
{
  g_test_message ("search for “%s”", search);
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), search);
  assert_rows (authorizations, wanted);
}

static void
test_search (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) items = make_some ();

  load (authorizations, items);
  assert_search (authorizations, "EXPORT", "[Applications]Payroll Export;Élan Export;");
  assert_search (authorizations, " export  pay ", "[Applications]Payroll Export;");
  assert_search (authorizations, "export bridge", "");
  assert_search (authorizations, "00000003", "[Pending]Phone Bridge;");
  assert_search (authorizations, "élan", "[Applications]Élan Export;");
  assert_search (authorizations, "readonly", "[Applications]Payroll Export;Wallboard TV;");
  assert_search (authorizations, "\xff", "");
  g_assert_cmpstr (gate_sliced_list_get_search (GATE_SLICED_LIST (authorizations)), !=, NULL);
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), NULL);
  g_assert_cmpuint (shadow->rows->len, ==, 10);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_ALL, 7);
}

static void
test_same_words (void)
{
  g_autoptr (GPtrArray) items = make_some ();
  g_autoptr (GateAuthorizationList) authorizations = new_loaded (items);
  g_autoptr (Shadow) shadow = NULL;

  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "export");
  shadow = shadow_new (G_LIST_MODEL (authorizations));
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), " EXPORT ");
  g_assert_cmpuint (shadow->n_changes, ==, 0);
  g_assert_cmpstr (gate_sliced_list_get_search (GATE_SLICED_LIST (authorizations)), ==, " EXPORT ");
}

static void
test_filter (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) items = make_some ();

  load (authorizations, items);
  gate_sliced_list_set_filter (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_REVOKED);
  assert_rows (authorizations, "[Built-in clients]iOS Collaborate;[Applications]Payroll Export;");
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "pay");
  assert_rows (authorizations, "[Applications]Payroll Export;");
  g_object_set (authorizations, "filter", GATE_AUTHORIZATION_LIST_APPROVED, "search", "", NULL);
  assert_rows (authorizations,
               "[Built-in clients]Architect;[Applications]agent scripts sync;Wallboard TV;");
  gate_sliced_list_set_filter (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_PENDING);
  assert_rows (authorizations, "[Pending]Phone Bridge;");
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_ALL, 7);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_PENDING, 1);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_APPROVED, 3);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_REVOKED, 2);
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) items = make_some ();
  g_autoptr (GateAuthorizationList) authorizations = new_loaded (items);
  g_autofree char *id = make_id (7);
  guint position = 0;

  g_assert_true (gate_sliced_list_find (GATE_SLICED_LIST (authorizations), id, &position));
  g_assert_cmpuint (position, ==, 7);
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "phone");
  g_assert_false (gate_sliced_list_find (GATE_SLICED_LIST (authorizations), id, &position));
  g_assert_true (gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), id) ==
                 items->pdata[6]);
}

static void
assert_last (Shadow *shadow,
             guint   n_changes,
             guint   position,
             guint   removed,
             guint   added)
{
  g_assert_cmpuint (shadow->n_changes, ==, n_changes);
  g_assert_cmpuint (shadow->position, ==, position);
  g_assert_cmpuint (shadow->removed, ==, removed);
  g_assert_cmpuint (shadow->added, ==, added);
}

static void
test_reload (void)
{
  g_autoptr (GPtrArray) first = make_some ();
  g_autoptr (GateAuthorizationList) authorizations = new_loaded (first);
  g_autoptr (GPtrArray) same = make_some ();
  g_autoptr (GPtrArray) other = make_some ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));

  load (authorizations, same);
  g_assert_cmpuint (shadow->n_changes, ==, 0);

  /* One is gone, one is new, one is revoked now: its row stays, its object too. */
  g_ptr_array_remove_index (other, 6);
  add (other, 8, "Payroll Import", GATE_AUTHORIZATION_AUTHORIZED, NULL);
  gate_authorization_set_state (other->pdata[0], GATE_AUTHORIZATION_REVOKED);
  load (authorizations, other);
  assert_last (shadow, 1, 7, 1, 1);
  g_assert_cmpuint (gate_authorization_get_state (first->pdata[0]), ==, GATE_AUTHORIZATION_REVOKED);
  g_assert_true (gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations),
                                          gate_authorization_get_id (first->pdata[0])) ==
                 first->pdata[0]);
  g_assert_null (gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations),
                                          gate_authorization_get_id (first->pdata[6])));
}

static void
test_reload_abandoned (void)
{
  g_autoptr (GPtrArray) first = make_some ();
  g_autoptr (GateAuthorizationList) authorizations = new_loaded (first);
  g_autoptr (GPtrArray) other = make_some ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));

  gate_authorization_set_state (other->pdata[0], GATE_AUTHORIZATION_REVOKED);
  gate_sliced_list_begin (GATE_SLICED_LIST (authorizations));
  gate_sliced_list_add (GATE_SLICED_LIST (authorizations), other);
  gate_sliced_list_abandon (GATE_SLICED_LIST (authorizations));
  g_assert_cmpuint (shadow->n_changes, ==, 0);
  g_assert_cmpuint (
      gate_authorization_get_state (first->pdata[0]), ==, GATE_AUTHORIZATION_AUTHORIZED);
}

static void
test_twice_in_one_list (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  add (items, 1, "First", GATE_AUTHORIZATION_AUTHORIZED, NULL);
  add (items, 1, "Second", GATE_AUTHORIZATION_REQUESTED, NULL);
  load (authorizations, items);
  assert_rows (authorizations, "[Applications]First;");
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_ALL, 1);
}

static void
test_take (void)
{
  g_autoptr (GPtrArray) items = make_some ();
  g_autoptr (GateAuthorizationList) authorizations = new_loaded (items);
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GateAuthorization) in_place =
      make (7, "Payroll Export", GATE_AUTHORIZATION_AUTHORIZED, "users");
  g_autoptr (GateAuthorization) added =
      make (9, "Quality Insights", GATE_AUTHORIZATION_AUTHORIZED, "quality");
  g_autoptr (GateAuthorization) moved =
      make (3, "Phone Bridge", GATE_AUTHORIZATION_AUTHORIZED, "telephony");

  g_assert_true (gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), in_place) ==
                 items->pdata[6]);
  g_assert_cmpuint (shadow->n_changes, ==, 0);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_REVOKED, 1);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_APPROVED, 4);

  g_assert_true (gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), added) == added);
  assert_last (shadow, 1, 8, 0, 1);

  /* The only pending one becomes an application: its heading goes too. */
  g_assert_true (gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), moved) ==
                 items->pdata[2]);
  g_assert_cmpuint (shadow->n_changes, ==, 2);
  assert_rows (authorizations,
               "[Built-in clients]Architect;iOS Collaborate;[Applications]agent scripts sync;"
               "Payroll Export;Phone Bridge;Quality Insights;Wallboard TV;Élan Export;");
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_PENDING, 0);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_ALL, 8);
}

static void
test_take_hidden (void)
{
  g_autoptr (GPtrArray) items = make_some ();
  g_autoptr (GateAuthorizationList) authorizations = new_loaded (items);
  g_autoptr (Shadow) shadow = NULL;
  g_autoptr (GateAuthorization) hidden =
      make (9, "Quality Insights", GATE_AUTHORIZATION_AUTHORIZED, "quality");

  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "export");
  shadow = shadow_new (G_LIST_MODEL (authorizations));
  gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), hidden);
  g_assert_cmpuint (shadow->n_changes, ==, 0);
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "quality");
  assert_rows (authorizations, "[Applications]Quality Insights;");
}

/* What the organization confirmed after a list was asked for is newer than that list. */
static void
test_take_while_loading (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) first = make_some ();
  g_autoptr (GPtrArray) older = make_some ();
  g_autoptr (GateAuthorization) approved =
      make (3, "Phone Bridge", GATE_AUTHORIZATION_AUTHORIZED, "telephony");
  g_autoptr (GateAuthorization) added =
      make (9, "Quality Insights", GATE_AUTHORIZATION_AUTHORIZED, "quality");

  load (authorizations, first);
  gate_sliced_list_begin (GATE_SLICED_LIST (authorizations));
  gate_sliced_list_add (GATE_SLICED_LIST (authorizations), older);
  gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), approved);
  gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), added);
  gate_sliced_list_commit (GATE_SLICED_LIST (authorizations));
  assert_rows (authorizations,
               "[Built-in clients]Architect;iOS Collaborate;[Applications]agent scripts sync;"
               "Payroll Export;Phone Bridge;Quality Insights;Wallboard TV;Élan Export;");
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_PENDING, 0);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_APPROVED, 5);
}

static void
test_owners (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) items = make_some ();
  g_autofree char *impostor = make_id (4);
  g_autofree char *own = make_id (7);
  const char *ids[] = { impostor, own, NULL };

  load (authorizations, items);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[0]), ==, GATE_OWNER_UNKNOWN);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[3]), ==, GATE_OWNER_BUILT_IN);
  gate_authorization_list_set_own_ids (authorizations, ids, GATE_KNOWLEDGE_COMPLETE);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[0]), ==, GATE_OWNER_FOREIGN);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[1]), ==, GATE_OWNER_BUILT_IN);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[3]), ==, GATE_OWNER_SELF);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[6]), ==, GATE_OWNER_SELF);
  assert_rows (authorizations,
               "[Pending]Phone Bridge;[Built-in clients]iOS Collaborate;"
               "[Applications]agent scripts sync;Architect;Payroll Export;Wallboard TV;"
               "Élan Export;");
  gate_authorization_list_set_own_ids (authorizations, NULL, GATE_KNOWLEDGE_NONE);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[0]), ==, GATE_OWNER_UNKNOWN);
  g_assert_cmpuint (gate_authorization_get_owner (items->pdata[3]), ==, GATE_OWNER_BUILT_IN);
}

static void
test_owners_first (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (GPtrArray) items = make_some ();
  g_autofree char *impostor = make_id (4);
  const char *ids[] = { impostor, NULL };

  gate_sliced_list_begin (GATE_SLICED_LIST (authorizations));
  gate_sliced_list_add (GATE_SLICED_LIST (authorizations), items);
  gate_authorization_list_set_own_ids (authorizations, ids, GATE_KNOWLEDGE_COMPLETE);
  gate_sliced_list_commit (GATE_SLICED_LIST (authorizations));
  assert_rows (authorizations,
               "[Pending]Phone Bridge;[Built-in clients]iOS Collaborate;"
               "[Applications]agent scripts sync;Architect;Payroll Export;Wallboard TV;"
               "Élan Export;");
}

static GateAuthorizationState
random_state (GRand *rand)
{
  return (GateAuthorizationState) g_rand_int_range (rand, 0, GATE_AUTHORIZATION_OTHER + 1);
}

static GateAuthorization *
make_random (GRand *rand,
             guint  number)
{
  static const char *const words[] = { "Agent", "Bridge", "Call", "Desk", "Export", "Flow" };
  g_autofree char *name = NULL;

  if (g_rand_int_range (rand, 0, 40) == 0)
    return make (number, "Architect", random_state (rand), NULL);
  name = g_strdup_printf ("%s %s %u",
                          words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                          words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))],
                          g_rand_int_range (rand, 0, 300));
  return make (number, name, random_state (rand), g_rand_boolean (rand) ? "users" : "quality");
}

static GPtrArray *
make_random_list (GRand *rand,
                  guint  n_items)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_items; i++)
    if (g_rand_int_range (rand, 0, 10) > 0)
      g_ptr_array_add (items, make_random (rand, i));
  for (guint i = 1; i < items->len; i++)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
      gpointer item = items->pdata[i];

      items->pdata[i] = items->pdata[other];
      items->pdata[other] = item;
    }
  return items;
}

/* Order, sections, filter and search, read off the rows alone. */
static void
assert_invariants (GateAuthorizationList *authorizations,
                   const char            *word)
{
  const char *title = NULL;
  const char *key = "";
  guint n_shown = 0;
  guint n_rows = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (authorizations)); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (authorizations), i);
      GateAuthorization *item;
      const char *wanted = "Applications";

      if (GATE_IS_HEADING (row))
        {
          g_assert_true (i == 0 || n_rows > 0);
          title = gate_heading_get_title (GATE_HEADING (row));
          key = "";
          n_rows = 0;
          continue;
        }
      item = GATE_AUTHORIZATION (row);
      if (gate_authorization_get_state (item) == GATE_AUTHORIZATION_REQUESTED)
        wanted = "Pending";
      else if (gate_authorization_is_built_in (item))
        wanted = "Built-in clients";
      g_assert_cmpstr (title, ==, wanted);
      g_assert_cmpint (strcmp (key, gate_authorization_get_sort_key (item)), <, 0);
      g_assert_nonnull (strstr (gate_authorization_get_search_key (item), word));
      key = gate_authorization_get_sort_key (item);
      n_rows++;
      n_shown++;
    }
  g_assert_cmpuint (gate_sliced_list_get_n_shown (GATE_SLICED_LIST (authorizations)), ==, n_shown);
}

static const GateAuthorizationState states[GATE_AUTHORIZATION_LIST_N_FILTERS] = {
  [GATE_AUTHORIZATION_LIST_PENDING] = GATE_AUTHORIZATION_REQUESTED,
  [GATE_AUTHORIZATION_LIST_APPROVED] = GATE_AUTHORIZATION_AUTHORIZED,
  [GATE_AUTHORIZATION_LIST_REVOKED] = GATE_AUTHORIZATION_REVOKED,
};

static guint
count_matches (GateAuthorizationList      *authorizations,
               GateAuthorizationListFilter filter,
               const char                 *word)
{
  g_autoptr (GPtrArray) items =
      gate_sliced_list_dup_items (GATE_SLICED_LIST (authorizations), GATE_AUTHORIZATION_LIST_ALL);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      GateAuthorization *item = items->pdata[i];

      if ((filter == GATE_AUTHORIZATION_LIST_ALL ||
           gate_authorization_get_state (item) == states[filter]) &&
          strstr (gate_authorization_get_search_key (item), word) != NULL)
        n++;
    }
  return n;
}

static void
do_something (GateAuthorizationList *authorizations,
              GRand                 *rand,
              const char           **word)
{
  static const char *const words[] = { "", "export", "call", "users", "nothing", "1" };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GateAuthorization) one = NULL;
  g_autofree char *id = make_id ((guint) g_rand_int_range (rand, 0, 1500));
  const char *ids[] = { id, NULL };

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
      list = make_random_list (rand, (guint) g_rand_int_range (rand, 0, 1500));
      load (authorizations, list);
      break;
    case 1:
      list = make_random_list (rand, (guint) g_rand_int_range (rand, 0, 1500));
      gate_sliced_list_begin (GATE_SLICED_LIST (authorizations));
      gate_sliced_list_add (GATE_SLICED_LIST (authorizations), list);
      break;
    case 2:
      gate_sliced_list_abandon (GATE_SLICED_LIST (authorizations));
      break;
    case 3:
      if (g_rand_boolean (rand))
        gate_authorization_list_set_own_ids (authorizations, ids, GATE_KNOWLEDGE_COMPLETE);
      else
        gate_authorization_list_set_own_ids (authorizations, NULL, GATE_KNOWLEDGE_NONE);
      break;
    case 4:
      gate_sliced_list_set_filter (GATE_SLICED_LIST (authorizations),
                                   (GateAuthorizationListFilter) g_rand_int_range (rand, 0, 4));
      break;
    case 5:
    case 6:
      *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
      gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), *word);
      break;
    case 7:
    case 8:
    case 9:
      one = make_random (rand, (guint) g_rand_int_range (rand, 0, 1500));
      gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), one);
      break;
    default:
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_random (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  const char *word = "";
  guint n_compared = 0;

  for (guint i = 0; i < 400; i++)
    {
      do_something (authorizations, rand, &word);
      if (i % 10 == 9)
        wait_until (!is_busy (authorizations));
      if (is_busy (authorizations))
        continue;
      assert_invariants (authorizations, word);
      g_assert_cmpuint (
          gate_sliced_list_get_n_shown (GATE_SLICED_LIST (authorizations)),
          ==,
          count_matches (authorizations,
                         gate_sliced_list_get_filter (GATE_SLICED_LIST (authorizations)),
                         word));
      for (guint filter = 0; filter < GATE_AUTHORIZATION_LIST_N_FILTERS; filter++)
        g_assert_cmpuint (gate_sliced_list_count (GATE_SLICED_LIST (authorizations), filter),
                          ==,
                          count_matches (authorizations, (GateAuthorizationListFilter) filter, ""));
      n_compared++;
    }
  g_assert_cmpuint (n_compared, >, 100);
  gate_sliced_list_clear (GATE_SLICED_LIST (authorizations));
  assert_rows (authorizations, "");
}

/* A change is confirmed while a long list, which says something else of it, is put in order. */
static void
test_counts_while_busy (void)
{
  const guint n_items = 20000;
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (GPtrArray) approved = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) revoked = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GateAuthorization) change = make (0, "A 00000", GATE_AUTHORIZATION_AUTHORIZED, NULL);
  GateAuthorization *first;

  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *name = g_strdup_printf ("A %05u", i);

      add (approved, i, name, GATE_AUTHORIZATION_AUTHORIZED, NULL);
      add (revoked, i, name, GATE_AUTHORIZATION_REVOKED, NULL);
    }
  load (authorizations, approved);
  wait_until (!is_busy (authorizations));
  first = gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations),
                                   gate_authorization_get_id (change));
  load (authorizations, revoked);
  while (gate_authorization_get_state (first) != GATE_AUTHORIZATION_REVOKED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_busy (authorizations));
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_REVOKED, 0);
  gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), change);
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_FILTERS; i++)
    g_assert_cmpuint (gate_sliced_list_count (GATE_SLICED_LIST (authorizations), i), <=, n_items);
  wait_until (!is_busy (authorizations));
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_APPROVED, 1);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_REVOKED, n_items - 1);
}

static void
test_freed_while_busy (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GPtrArray) items = make_random_list (rand, 3000);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();

      load (authorizations, items);
      g_assert_true (is_busy (authorizations));
      for (guint n = 0; n < i; n++)
        g_main_context_iteration (NULL, FALSE);
      gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "call");
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

#define MANY 100000
#define BATCH 40

static void
load_many (GateAuthorizationList *authorizations,
           GPtrArray             *items)
{
  gate_sliced_list_begin (GATE_SLICED_LIST (authorizations));
  for (guint i = 0; i < items->len; i += BATCH)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new ();

      for (guint j = i; j < MIN (i + BATCH, items->len); j++)
        g_ptr_array_add (batch, items->pdata[j]);
      gate_sliced_list_add (GATE_SLICED_LIST (authorizations), batch);
    }
  gate_sliced_list_commit (GATE_SLICED_LIST (authorizations));
}

static void
test_many (void)
{
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (authorizations));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GateAuthorization) one = make (7, "Zone", GATE_AUTHORIZATION_REVOKED, NULL);
  guint n_turns = 0;

  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (items, make_random (rand, i * 2654435761u));
  load_many (authorizations, items);
  g_assert_true (is_busy (authorizations));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (authorizations)), ==, 0);
  for (; is_busy (authorizations); n_turns++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_turns, >=, MIN_TURNS);
  g_assert_cmpuint (shadow->n_changes, ==, 1);
  assert_count (authorizations, GATE_AUTHORIZATION_LIST_ALL, MANY);
  assert_invariants (authorizations, "");

  /* A keystroke replaces the one before; the old rows stay until the last one is answered. */
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "bri");
  g_main_context_iteration (NULL, FALSE);
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "bridge 7");
  g_assert_true (is_busy (authorizations));
  g_assert_cmpuint (shadow->n_changes, ==, 1);
  wait_until (!is_busy (authorizations));
  g_assert_cmpuint (shadow->n_changes, ==, 2);
  assert_invariants (authorizations, "bridge");
  gate_sliced_list_set_search (GATE_SLICED_LIST (authorizations), "");
  wait_until (!is_busy (authorizations));

  gate_sliced_list_update_one (GATE_SLICED_LIST (authorizations), one);
  g_assert_nonnull (
      gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), gate_authorization_get_id (one)));
  wait_until (!is_busy (authorizations));
  g_assert_cmpuint (shadow->n_changes, ==, 4);
  g_assert_cmpuint (shadow->added, ==, 1);

  load_many (authorizations, items);
  wait_until (!is_busy (authorizations));
  g_assert_cmpuint (shadow->n_changes, ==, 5);
  g_assert_cmpuint (shadow->removed, ==, 1);
  g_assert_cmpuint (shadow->added, ==, 0);
  gate_sliced_list_clear (GATE_SLICED_LIST (authorizations));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/authorization-list/empty", test_empty);
  g_test_add_func ("/session/authorization-list/sections", test_sections);
  g_test_add_func ("/session/authorization-list/pending-built-in", test_pending_built_in);
  g_test_add_func ("/session/authorization-list/search", test_search);
  g_test_add_func ("/session/authorization-list/same-words", test_same_words);
  g_test_add_func ("/session/authorization-list/filter", test_filter);
  g_test_add_func ("/session/authorization-list/find", test_find);
  g_test_add_func ("/session/authorization-list/reload", test_reload);
  g_test_add_func ("/session/authorization-list/reload-abandoned", test_reload_abandoned);
  g_test_add_func ("/session/authorization-list/twice-in-one-list", test_twice_in_one_list);
  g_test_add_func ("/session/authorization-list/take", test_take);
  g_test_add_func ("/session/authorization-list/take-hidden", test_take_hidden);
  g_test_add_func ("/session/authorization-list/take-while-loading", test_take_while_loading);
  g_test_add_func ("/session/authorization-list/owners", test_owners);
  g_test_add_func ("/session/authorization-list/owners-first", test_owners_first);
  g_test_add_func ("/session/authorization-list/random", test_random);
  g_test_add_func ("/session/authorization-list/counts-while-busy", test_counts_while_busy);
  g_test_add_func ("/session/authorization-list/freed-while-busy", test_freed_while_busy);
  g_test_add_func ("/session/authorization-list/many", test_many);
  return g_test_run ();
}
