/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The list goes through five stages: items are adopted, their names compared, prepared, sorted in
 * their sections, and filtered. A call only marks a stage as out of date; run_slice() does the
 * work, so a signal handler may call the list during the work. A stage starts again when its input
 * changes. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-sliced-list-private.h"

#include "gate-hash.h"
#include "gate-idle.h"
#include "gate-search.h"

#include <string.h>

/* Up to this many items are sorted at once. */
#define SHORT_LIST 1000
#define SLICE_ITEMS 4096
#define SLICE_US 3000
#define STEP_ITEMS 64

GateListArrival *
gate_list_arrival_new (void)
{
  GateListArrival *self = g_new0 (GateListArrival, 1);

  self->sources = g_ptr_array_new_with_free_func (g_object_unref);
  self->newer = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  return self;
}

void
gate_list_arrival_free (GateListArrival *self)
{
  gate_idle_discard (self->sources);
  g_hash_table_unref (self->newer);
  g_free (self);
}

GateRows *
gate_sliced_list_new_rows (GateSlicedList *self)
{
  guint n_sections = GATE_SLICED_LIST_GET_CLASS (self)->n_sections;

  return gate_rows_new (n_sections, gate_sliced_list_get_private (self)->headings[0] != NULL);
}

static GateListWork *
work_new (GateSlicedList *self,
          GateListStage   stage)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GateListWork *work = g_new0 (GateListWork, 1);

  work->stage = stage;
  work->shown = gate_sliced_list_new_rows (self);
  if (stage != GATE_LIST_STAGE_ADOPTING)
    return work;
  work->all = gate_sliced_list_new_rows (self);
  if (priv->committed != NULL)
    work->set = gate_item_set_new ();
  if (GATE_SLICED_LIST_GET_CLASS (self)->add_name != NULL)
    work->names = gate_name_table_new ();
  for (guint i = 0; i < work->all->n_sections; i++)
    work->sorts[i] = gate_merge_sort_new (priv->compare);
  return work;
}

void
gate_list_work_free (GateListWork *work)
{
  for (guint i = 0; i < GATE_SLICED_LIST_MAX_SECTIONS; i++)
    g_clear_pointer (&work->sorts[i], gate_merge_sort_free);
  g_clear_pointer (&work->all, gate_rows_free);
  g_clear_pointer (&work->shown, gate_rows_free);
  g_clear_pointer (&work->names, gate_name_table_free);
  g_clear_pointer (&work->set, gate_item_set_discard);
  g_free (work);
}

static void
prepare_and_sort_in (GateSlicedList *self,
                     gpointer        item)
{
  GateSlicedListClass *klass = GATE_SLICED_LIST_GET_CLASS (self);
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  guint section;

  priv->is_preparing = TRUE;
  klass->prepare (self, item);
  priv->is_preparing = FALSE;
  section = klass->get_section != NULL ? klass->get_section (item) : 0;
  gate_merge_sort_push (priv->work->sorts[section], item);
}

static void
add_name (GateSlicedList *self,
          gpointer        item)
{
  GateNameTable *names = gate_sliced_list_get_private (self)->work->names;

  if (names != NULL)
    GATE_SLICED_LIST_GET_CLASS (self)->add_name (self, item, names);
}

/* Takes only the first of several sources with one ID. */
static void
adopt_source (GateSlicedList *self,
              gpointer        source)
{
  GateSlicedListClass *klass = GATE_SLICED_LIST_GET_CLASS (self);
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  g_autofree char *id = g_strdup (klass->get_id (source));
  gpointer known = gate_item_set_lookup (priv->set, id);
  g_autoptr (GObject) item = NULL;

  if (gate_item_set_lookup (priv->work->set, id) != NULL)
    return;
  if (known != NULL && g_hash_table_contains (priv->committed->newer, id))
    item = g_object_ref (known);
  else
    item = klass->adopt (self, source, known);
  gate_item_set_add (priv->work->set, id, item);
}

/* Keeps the items that were updated after the load began, also those that the load does not
 * have. */
static void
adopt_newer (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, priv->committed->newer);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    gate_item_set_add (priv->work->set, id, gate_item_set_lookup (priv->set, id));
}

static guint
adopt_some (GateSlicedList *self,
            guint           max_items)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GateListWork *work = priv->work;
  guint n = 0;

  /* A handler may have replaced the list, and the sources with it. */
  for (; work->set != NULL && !priv->needs_sorting &&
         work->index < priv->committed->sources->len && n < max_items;
       n++)
    {
      g_autoptr (GObject) source = g_object_ref (priv->committed->sources->pdata[work->index++]);

      adopt_source (self, source);
    }
  if (work->set != NULL &&
      (priv->needs_sorting || work->index < priv->committed->sources->len))
    return n;
  if (work->set != NULL)
    adopt_newer (self);
  work->stage = GATE_LIST_STAGE_NAMING;
  work->index = 0;
  return n;
}

/* Does a stage that looks at one item after the other. */
static guint
visit_some (GateSlicedList *self,
            guint           max_items,
            void          (*visit) (GateSlicedList *self, gpointer item))
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GateListWork *work = priv->work;
  GPtrArray *items = gate_item_set_peek (work->set != NULL ? work->set : priv->set);
  guint n = 0;

  for (; !priv->needs_sorting && work->index < items->len && n < max_items; n++)
    visit (self, items->pdata[work->index++]);
  if (priv->needs_sorting || work->index < items->len)
    return n;
  work->stage++;
  work->index = 0;
  return n;
}

static guint
sort_some (GateListWork *work,
           guint         max_items)
{
  guint n = 0;

  for (; work->section < work->all->n_sections; work->section++)
    {
      GateMergeSort *sort = work->sorts[work->section];

      n += gate_merge_sort_step (sort, max_items - n, TRUE);
      if (n == max_items)
        return n;
      g_ptr_array_unref (work->all->sections[work->section]);
      work->all->sections[work->section] = gate_merge_sort_steal (sort);
    }
  work->stage = GATE_LIST_STAGE_FILTERING;
  work->section = 0;
  work->index = 0;
  return n;
}

/* Replaces the rows and the counts, and then emits the signals. Takes ownership of SHOWN; the items
 * of the old rows must still be alive. */
static void
publish (GateSlicedList *self,
         GateRows       *shown,
         const guint    *counts)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  g_autoptr (GateRows) old = g_steal_pointer (&priv->shown);
  GateRowsChange change = gate_rows_compare (old, shown);
  gboolean is_counted = memcmp (priv->counts, counts, sizeof priv->counts) != 0;

  memcpy (priv->counts, counts, sizeof priv->counts);
  priv->shown = shown;
  if (change.removed > 0 || change.added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), change.position, change.removed, change.added);
  if (is_counted)
    g_signal_emit_by_name (self, "counted");
}

static void
finish_work (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GateListWork *work = g_steal_pointer (&priv->work);
  g_autoptr (GateRows) old_all = NULL;
  GateItemSet *old_set = NULL;

  if (work->all != NULL)
    {
      old_all = g_steal_pointer (&priv->all);
      priv->all = g_steal_pointer (&work->all);
      g_clear_pointer (&priv->names, gate_name_table_free);
      priv->names = g_steal_pointer (&work->names);
      g_clear_pointer (&priv->committed, gate_list_arrival_free);
    }
  if (work->set != NULL)
    {
      old_set = g_steal_pointer (&priv->set);
      priv->set = g_steal_pointer (&work->set);
    }
  work->counts[0] = gate_rows_count_items (priv->all);
  publish (self, g_steal_pointer (&work->shown), work->counts);
  g_clear_pointer (&old_set, gate_item_set_discard);
  gate_list_work_free (work);
}

static gboolean
is_shown (GateSlicedList *self,
          gpointer        item,
          guint           filter)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  return (priv->filter == 0 || priv->filter == filter) &&
         gate_search_matches (priv->words,
                              GATE_SLICED_LIST_GET_CLASS (self)->get_search_key (item));
}

static guint
filter_some (GateSlicedList *self,
             guint           max_items)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GateListWork *work = priv->work;
  const GateRows *all = work->all != NULL ? work->all : priv->all;
  guint n = 0;

  while (n < max_items && work->section < all->n_sections)
    {
      GPtrArray *section = all->sections[work->section];
      gpointer item;
      guint filter;

      if (work->index == section->len)
        {
          work->section++;
          work->index = 0;
          continue;
        }
      item = section->pdata[work->index++];
      filter = GATE_SLICED_LIST_GET_CLASS (self)->get_filter (item);
      work->counts[filter]++;
      if (is_shown (self, item, filter))
        g_ptr_array_add (work->shown->sections[work->section], item);
      n++;
    }
  if (work->section == all->n_sections)
    finish_work (self);
  return n;
}

static gboolean
has_work (GateSlicedListPrivate *priv)
{
  return priv->work != NULL || priv->needs_sorting || priv->needs_filtering;
}

static void
restart_filtering (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GateListWork *work = priv->work;

  priv->needs_filtering = FALSE;
  if (work == NULL)
    priv->work = work_new (self, GATE_LIST_STAGE_FILTERING);
  else if (work->stage == GATE_LIST_STAGE_FILTERING)
    {
      work->section = 0;
      work->index = 0;
      memset (work->counts, 0, sizeof work->counts);
      gate_rows_free (work->shown);
      work->shown = gate_sliced_list_new_rows (self);
    }
}

/* Returns the number of items it worked on. */
static guint
step (GateSlicedList *self,
      guint           max_items)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  if (priv->needs_sorting)
    {
      priv->needs_sorting = FALSE;
      priv->needs_filtering = FALSE;
      g_clear_pointer (&priv->work, gate_list_work_free);
      priv->work = work_new (self, GATE_LIST_STAGE_ADOPTING);
    }
  else if (priv->needs_filtering)
    restart_filtering (self);
  switch (priv->work->stage)
    {
    case GATE_LIST_STAGE_ADOPTING:
      return adopt_some (self, max_items);
    case GATE_LIST_STAGE_NAMING:
      return visit_some (self, max_items, add_name);
    case GATE_LIST_STAGE_PREPARING:
      return visit_some (self, max_items, prepare_and_sort_in);
    case GATE_LIST_STAGE_SORTING:
      return sort_some (priv->work, max_items);
    case GATE_LIST_STAGE_FILTERING:
    default:
      return filter_some (self, max_items);
    }
}

static void
update_busy (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  if (priv->is_busy == has_work (priv))
    return;
  priv->is_busy = !priv->is_busy;
  g_object_notify (G_OBJECT (self), "busy");
}

static void
run_slice (GateSlicedList *self,
           guint           max_items,
           gint64          until_us)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  guint n = 0;

  priv->is_working = TRUE;
  while (has_work (priv) && n < max_items && g_get_monotonic_time () < until_us)
    n += step (self, STEP_ITEMS);
  priv->is_working = FALSE;
  update_busy (self);
}

static gboolean
work_cb (gpointer user_data)
{
  g_autoptr (GateSlicedList) self = g_object_ref (user_data);
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  run_slice (self, SLICE_ITEMS, g_get_monotonic_time () + SLICE_US);
  if (has_work (priv))
    return G_SOURCE_CONTINUE;
  priv->work_source = 0;
  return G_SOURCE_REMOVE;
}

void
gate_sliced_list_queue_work (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  if (priv->is_working)
    return;
  if (priv->work_source == 0)
    priv->work_source = gate_idle_add (0, work_cb, self, NULL);
  update_busy (self);
}

void
gate_sliced_list_do_work (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  guint n_items = priv->committed != NULL ? priv->committed->sources->len :
                                            gate_item_set_peek (priv->set)->len;

  if (priv->is_working)
    return;
  if (n_items > SHORT_LIST)
    gate_sliced_list_queue_work (self);
  else
    {
      g_clear_handle_id (&priv->work_source, g_source_remove);
      run_slice (self, G_MAXUINT, G_MAXINT64);
    }
}
