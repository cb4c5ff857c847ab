/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Sorted runs lie on a stack, longest first; two of like length are merged, item by item. So the
 * whole costs n log n however it is cut into steps, and most of it can be done before the last
 * item arrives. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-library-sort.h"

#include <string.h>

#define RUN_ITEMS 64

struct _GateLibrarySort
{
  GPtrArray *inbox;  /* the next run, not sorted yet */
  GPtrArray *runs;   /* of GPtrArray */
  GPtrArray *merged; /* of two runs, while they are merged */
  guint first;       /* the lower of the two; runs that come meanwhile lie above */
  guint left;
  guint right;
};

static int
compare (gconstpointer a, gconstpointer b)
{
  GateAuthorization *left = *(GateAuthorization *const *) a;
  GateAuthorization *right = *(GateAuthorization *const *) b;

  return strcmp (gate_authorization_get_sort_key (left), gate_authorization_get_sort_key (right));
}

/**
 * gate_library_sort_new:
 *
 * Returns: (transfer full): an empty sort
 */
GateLibrarySort *
gate_library_sort_new (void)
{
  GateLibrarySort *self = g_new0 (GateLibrarySort, 1);

  self->inbox = g_ptr_array_sized_new (RUN_ITEMS);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
gate_library_sort_free (GateLibrarySort *self)
{
  g_ptr_array_unref (self->inbox);
  g_ptr_array_unref (self->runs);
  g_clear_pointer (&self->merged, g_ptr_array_unref);
  g_free (self);
}

static void
close_run (GateLibrarySort *self)
{
  g_ptr_array_sort (self->inbox, compare);
  g_ptr_array_add (self->runs, g_steal_pointer (&self->inbox));
  self->inbox = g_ptr_array_sized_new (RUN_ITEMS);
}

/**
 * gate_library_sort_push:
 * @self: a sort
 * @item: (transfer none): an item, which the caller keeps alive and does not change
 */
void
gate_library_sort_push (GateLibrarySort *self, GateAuthorization *item)
{
  g_ptr_array_add (self->inbox, item);
  if (self->inbox->len == RUN_ITEMS)
    close_run (self);
}

static GPtrArray *
run_from_top (GateLibrarySort *self, guint depth)
{
  return self->runs->pdata[self->runs->len - 1 - depth];
}

static gboolean
should_merge (GateLibrarySort *self, gboolean finish)
{
  if (self->runs->len < 2)
    return FALSE;
  return finish || run_from_top (self, 1)->len <= run_from_top (self, 0)->len;
}

static void
begin_merge (GateLibrarySort *self)
{
  self->merged = g_ptr_array_sized_new (run_from_top (self, 1)->len + run_from_top (self, 0)->len);
  self->first = self->runs->len - 2;
  self->left = 0;
  self->right = 0;
}

static void
end_merge (GateLibrarySort *self)
{
  g_ptr_array_remove_range (self->runs, self->first, 2);
  g_ptr_array_insert (self->runs, (int) self->first, g_steal_pointer (&self->merged));
}

static guint
merge (GateLibrarySort *self, guint max_moves)
{
  GPtrArray *a = self->runs->pdata[self->first];
  GPtrArray *b = self->runs->pdata[self->first + 1];
  guint moves = 0;

  while (moves < max_moves && (self->left < a->len || self->right < b->len))
    {
      gboolean from_a =
          self->right == b->len ||
          (self->left < a->len && compare (&a->pdata[self->left], &b->pdata[self->right]) <= 0);

      g_ptr_array_add (self->merged, from_a ? a->pdata[self->left++] : b->pdata[self->right++]);
      moves++;
    }
  if (self->left == a->len && self->right == b->len)
    end_merge (self);
  return moves;
}

/**
 * gate_library_sort_step:
 * @self: a sort
 * @max_moves: how many items to move at most
 * @finish: whether nothing more will be pushed
 *
 * Returns: how many items were moved; fewer than @max_moves when there is nothing left to do
 */
guint
gate_library_sort_step (GateLibrarySort *self, guint max_moves, gboolean finish)
{
  guint moves = 0;

  if (finish && self->inbox->len > 0)
    close_run (self);
  while (moves < max_moves)
    {
      if (self->merged == NULL && !should_merge (self, finish))
        break;
      if (self->merged == NULL)
        begin_merge (self);
      moves += merge (self, max_moves - moves);
    }
  return moves;
}

/**
 * gate_library_sort_steal:
 * @self: a sort that has been finished
 *
 * Returns: (transfer full): the sorted items; the sort is empty afterwards
 */
GPtrArray *
gate_library_sort_steal (GateLibrarySort *self)
{
  g_assert (self->runs->len <= 1 && self->inbox->len == 0 && self->merged == NULL);

  if (self->runs->len == 0)
    return g_ptr_array_new ();
  return g_ptr_array_steal_index (self->runs, 0);
}
