/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Sorted runs are kept on levels by their length. Two runs of one level are merged, item by item,
 * to a run of the next level. So the sort takes n log n moves with steps of any size, and most of
 * it runs before the last item arrives. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-merge-sort.h"

#define RUN_ITEMS 64
#define N_LEVELS 32

struct _GateMergeSort
{
  GCompareFunc compare;
  GPtrArray *inbox;            /* the next run, not sorted yet */
  GPtrArray *levels[N_LEVELS]; /* of runs, each a GPtrArray */
  GPtrArray *a;                /* two runs that are being merged */
  GPtrArray *b;
  GPtrArray *merged;
  guint      a_taken;
  guint      b_taken;
};

/**
 * gate_merge_sort_new:
 * @compare: compares two items by pointers to them, as g_ptr_array_sort() does
 *
 * Returns: (transfer full): an empty sort
 */
GateMergeSort *
gate_merge_sort_new (GCompareFunc compare)
{
  GateMergeSort *self = g_new0 (GateMergeSort, 1);

  self->compare = compare;
  self->inbox = g_ptr_array_sized_new (RUN_ITEMS);
  for (guint i = 0; i < N_LEVELS; i++)
    self->levels[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
gate_merge_sort_free (GateMergeSort *self)
{
  g_ptr_array_unref (self->inbox);
  for (guint i = 0; i < N_LEVELS; i++)
    g_ptr_array_unref (self->levels[i]);
  g_clear_pointer (&self->a, g_ptr_array_unref);
  g_clear_pointer (&self->b, g_ptr_array_unref);
  g_clear_pointer (&self->merged, g_ptr_array_unref);
  g_free (self);
}

static void
put_run (GateMergeSort *self,
         GPtrArray     *run)
{
  g_ptr_array_add (self->levels[g_bit_storage (run->len / RUN_ITEMS)], run);
}

static void
close_run (GateMergeSort *self)
{
  g_ptr_array_sort (self->inbox, self->compare);
  put_run (self, g_steal_pointer (&self->inbox));
  self->inbox = g_ptr_array_sized_new (RUN_ITEMS);
}

/**
 * gate_merge_sort_push:
 * @self: a sort
 * @item: (transfer none): an item; the caller keeps it alive and does not change its sort key
 */
void
gate_merge_sort_push (GateMergeSort *self,
                      gpointer       item)
{
  g_ptr_array_add (self->inbox, item);
  if (self->inbox->len == RUN_ITEMS)
    close_run (self);
}

static GPtrArray *
take_run (GPtrArray *level)
{
  return g_ptr_array_steal_index_fast (level, level->len - 1);
}

/* Takes two runs of one level; else, after the last item, the two shortest runs. */
static gboolean
begin_merge (GateMergeSort *self,
             gboolean       finish)
{
  GPtrArray *shortest = NULL;

  for (guint i = 0; i < N_LEVELS && self->a == NULL; i++)
    {
      GPtrArray *level = self->levels[i];

      if (level->len >= 2)
        {
          self->a = take_run (level);
          self->b = take_run (level);
        }
      else if (level->len == 1 && finish && shortest == NULL)
        shortest = level;
      else if (level->len == 1 && finish)
        {
          self->a = take_run (shortest);
          self->b = take_run (level);
        }
    }
  if (self->a == NULL)
    return FALSE;
  self->merged = g_ptr_array_sized_new (self->a->len + self->b->len);
  self->a_taken = 0;
  self->b_taken = 0;
  return TRUE;
}

static guint
merge (GateMergeSort *self,
       guint          max_moves)
{
  GPtrArray *a = self->a;
  GPtrArray *b = self->b;
  guint moves = 0;

  while (moves < max_moves && (self->a_taken < a->len || self->b_taken < b->len))
    {
      gboolean from_a = self->b_taken == b->len ||
                        (self->a_taken < a->len &&
                         self->compare (&a->pdata[self->a_taken], &b->pdata[self->b_taken]) <= 0);

      g_ptr_array_add (self->merged,
                       from_a ? a->pdata[self->a_taken++] : b->pdata[self->b_taken++]);
      moves++;
    }
  if (self->a_taken == a->len && self->b_taken == b->len)
    {
      g_clear_pointer (&self->a, g_ptr_array_unref);
      g_clear_pointer (&self->b, g_ptr_array_unref);
      put_run (self, g_steal_pointer (&self->merged));
    }
  return moves;
}

/**
 * gate_merge_sort_step:
 * @self: a sort
 * @max_moves: how many items to move at most
 * @finish: whether the last item has been pushed
 *
 * Returns: how many items were moved; fewer than @max_moves when the sort is finished for now
 */
guint
gate_merge_sort_step (GateMergeSort *self,
                      guint          max_moves,
                      gboolean       finish)
{
  guint moves = 0;

  if (finish && self->inbox->len > 0)
    close_run (self);
  while (moves < max_moves)
    {
      if (self->merged == NULL && !begin_merge (self, finish))
        break;
      moves += merge (self, max_moves - moves);
    }
  return moves;
}

/**
 * gate_merge_sort_steal:
 * @self: a sort that has been finished
 *
 * Returns: (transfer full): the sorted items; the sort is empty afterwards
 */
GPtrArray *
gate_merge_sort_steal (GateMergeSort *self)
{
  g_assert (self->inbox->len == 0 && self->merged == NULL);

  for (guint i = 0; i < N_LEVELS; i++)
    if (self->levels[i]->len > 0)
      return take_run (self->levels[i]);
  return g_ptr_array_new ();
}
