/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A long list in stages: what is shown is always the beginning of the model, every change is told
 * as it is, and the whole is there in the end. */

#include "gate-incremental-list.h"

#define N_MANY 1000
#define MAX_FIRST 50
#define MAX_STEP 16
#define DEADLINE_S 30

typedef struct
{
  GListStore *store;
  GateIncrementalList *list;
  GPtrArray *told; /* the items as somebody knows them who only listens */
  guint n_changes;
  guint largest;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  fixture->n_changes++;
  fixture->largest = MAX (added, removed);
  g_assert_cmpuint (position + removed, <=, fixture->told->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->told, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->told, position + i, g_list_model_get_item (model, position + i));
}

/* Shown, told and the beginning of the model are the same. */
static void
check (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  guint n = g_list_model_get_n_items (model);

  g_assert_cmpuint (fixture->told->len, ==, n);
  g_assert_null (g_list_model_get_item (model, n));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) shown = g_list_model_get_item (model, i);
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);

      g_assert_nonnull (item);
      g_assert_true (shown == item);
      g_assert_true (fixture->told->pdata[i] == item);
    }
}

static void
put (Fixture *fixture,
     guint    position,
     guint    n_removed,
     guint    n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (fixture->store, position, n_removed, added->pdata, n_added);
  check (fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->store = g_list_store_new (G_TYPE_OBJECT);
  fixture->list = gate_incremental_list_new ();
  fixture->told = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  gate_incremental_list_set_model (fixture->list, G_LIST_MODEL (fixture->store));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->store);
  g_ptr_array_unref (fixture->told);
}

static guint
n_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static void
wait_for_all (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;

  while (n_shown (fixture) < g_list_model_get_n_items (G_LIST_MODEL (fixture->store)))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      check (fixture);
    }
}

static void
test_stages (Fixture      *fixture,
             gconstpointer data)
{
  guint n_first;

  put (fixture, 0, 0, N_MANY);
  n_first = n_shown (fixture);
  g_assert_cmpuint (n_first, <=, MAX_FIRST);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  while (n_shown (fixture) == n_first)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->largest, <=, MAX_STEP);
  wait_for_all (fixture);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

static void
test_short (Fixture      *fixture,
            gconstpointer data)
{
  put (fixture, 0, 0, 3);
  g_assert_cmpuint (n_shown (fixture), ==, 3);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  put (fixture, 1, 1, 0);
  g_assert_cmpuint (n_shown (fixture), ==, 2);
}

/* Changes before, across and behind the end of what is shown. */
static void
test_changes (Fixture      *fixture,
              gconstpointer data)
{
  guint n_changes;

  put (fixture, 0, 0, N_MANY);
  put (fixture, 5, 0, 1);
  put (fixture, 5, 3, 0);
  put (fixture, 20, 40, 7);
  n_changes = fixture->n_changes;
  put (fixture, 500, 100, 100);
  g_assert_cmpuint (fixture->n_changes, ==, n_changes);
  put (fixture, 10, g_list_model_get_n_items (G_LIST_MODEL (fixture->store)) - 10, 0);
  g_assert_cmpuint (n_shown (fixture), ==, 10);
  put (fixture, 10, 0, 100);
  wait_for_all (fixture);
}

/* In the end it is as if it were the model itself. */
static void
test_exact (Fixture      *fixture,
            gconstpointer data)
{
  put (fixture, 0, 0, N_MANY);
  wait_for_all (fixture);
  fixture->n_changes = 0;
  put (fixture, 500, 2, 1);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->largest, ==, 2);
  g_assert_cmpuint (n_shown (fixture), ==, N_MANY - 1);
}

static void
test_show_all (Fixture      *fixture,
               gconstpointer data)
{
  put (fixture, 0, 0, N_MANY);
  gate_incremental_list_show_all (fixture->list);
  g_assert_cmpuint (n_shown (fixture), ==, N_MANY);
  check (fixture);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

/* Whoever looks for something else begins at the top: the first stage again, once. */
static void
test_something_else (Fixture      *fixture,
                     gconstpointer data)
{
  put (fixture, 0, 0, N_MANY);
  wait_for_all (fixture);
  gate_incremental_list_set_begins_anew (fixture->list, TRUE);
  put (fixture, 1, N_MANY - 1, N_MANY / 2);
  g_assert_cmpuint (n_shown (fixture), <=, MAX_FIRST);
  wait_for_all (fixture);
  put (fixture, 2, 100, 300);
  g_assert_cmpuint (n_shown (fixture), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (fixture->store)));

  gate_incremental_list_set_begins_anew (fixture->list, TRUE);
  put (fixture, 200, 1, 1);
  g_assert_cmpuint (n_shown (fixture), <=, MAX_FIRST);
  while (n_shown (fixture) < MAX_FIRST + MAX_STEP)
    g_main_context_iteration (NULL, TRUE);
  gate_incremental_list_set_begins_anew (fixture->list, TRUE);
  put (fixture, 300, 1, 1);
  g_assert_cmpuint (n_shown (fixture), <=, MAX_FIRST);
  wait_for_all (fixture);
  gate_incremental_list_set_begins_anew (fixture->list, TRUE);
  gate_incremental_list_set_begins_anew (fixture->list, FALSE);
  put (fixture, 200, 1, 1);
  g_assert_cmpuint (n_shown (fixture), >, MAX_FIRST);
}

/* What begins anew begins with the first stage: after nothing, and with another model. */
static void
test_anew (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GListStore) before = NULL;

  put (fixture, 0, 0, N_MANY);
  wait_for_all (fixture);
  put (fixture, 0, N_MANY, 0);
  put (fixture, 0, 0, N_MANY);
  g_assert_cmpuint (n_shown (fixture), <=, MAX_FIRST);
  wait_for_all (fixture);

  before = g_steal_pointer (&fixture->store);
  fixture->store = g_list_store_new (G_TYPE_OBJECT);
  gate_incremental_list_set_model (fixture->list, G_LIST_MODEL (fixture->store));
  check (fixture);
  g_list_store_remove_all (before);
  put (fixture, 0, 0, N_MANY);
  g_assert_cmpuint (n_shown (fixture), <=, MAX_FIRST);
  gate_incremental_list_set_model (fixture->list, NULL);
  g_assert_cmpuint (n_shown (fixture), ==, 0);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/incremental-list/stages", Fixture, NULL, set_up, test_stages, tear_down);
  g_test_add ("/ui/incremental-list/short", Fixture, NULL, set_up, test_short, tear_down);
  g_test_add ("/ui/incremental-list/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/ui/incremental-list/exact", Fixture, NULL, set_up, test_exact, tear_down);
  g_test_add ("/ui/incremental-list/show-all", Fixture, NULL, set_up, test_show_all, tear_down);
  g_test_add ("/ui/incremental-list/anew", Fixture, NULL, set_up, test_anew, tear_down);
  g_test_add ("/ui/incremental-list/something-else",
              Fixture,
              NULL,
              set_up,
              test_something_else,
              tear_down);
  return g_test_run ();
}
