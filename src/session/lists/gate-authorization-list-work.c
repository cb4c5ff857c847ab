/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The long computations of the list, cut into slices: merging a load (gate-authorization-merge.c)
 * and filtering what is shown. The rows that are shown stay until the new ones are complete. A
 * short list goes through all of it in one call. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-authorization-merge.h"

#include "gate-idle.h"

/* Up to this many items everything is done at once. */
#define SMALL_LIST 1000
#define SLICE_ITEMS 4096
#define SLICE_US 3000
#define STEP_ITEMS 64
/* An item is moved about this often until it is sorted among 10^5. */
#define MOVES_PER_ITEM 16

static void
clear_filtering (GateAuthorizationList *self)
{
  if (self->filtering == NULL)
    return;
  gate_authorization_sections_free (self->filtering->chosen);
  g_clear_pointer (&self->filtering, g_free);
}

static void
start_filtering (GateAuthorizationList           *self,
                 const GateAuthorizationSections *source)
{
  clear_filtering (self);
  self->filtering = g_new0 (GateAuthorizationListFiltering, 1);
  self->filtering->source = source;
  self->filtering->chosen = gate_authorization_sections_new ();
}

static void
clear_load (GateAuthorizationList *self)
{
  if (self->filtering != NULL && self->filtering->source != self->all)
    clear_filtering (self);
  g_clear_pointer (&self->load, gate_authorization_merge_free);
}

static guint
filter_step (GateAuthorizationList *self,
             guint                  max_items)
{
  GateAuthorizationListFiltering *filtering = self->filtering;
  guint n = 0;

  while (n < max_items && filtering->section < GATE_AUTHORIZATION_LIST_N_SECTIONS)
    {
      GPtrArray *section = filtering->source->sections[filtering->section];
      GateAuthorization *item;

      if (filtering->index == section->len)
        {
          filtering->section++;
          filtering->index = 0;
          continue;
        }
      item = section->pdata[filtering->index++];
      filtering->counts[gate_authorization_list_filter_of (item)]++;
      if (gate_authorization_list_shows (self, item))
        g_ptr_array_add (filtering->chosen->sections[filtering->section], item);
      n++;
    }
  return n;
}

static gpointer
copy_ref (gconstpointer item,
          gpointer      user_data)
{
  return g_object_ref ((gpointer) item);
}

/* Merges the list with itself, because the owners decide the sections and they changed. */
static void
start_resorting (GateAuthorizationList *self)
{
  GateAuthorizationMerge *load = gate_authorization_merge_new ();

  clear_load (self);
  load->is_resort = TRUE;
  load->committed = TRUE;
  g_ptr_array_extend (load->items, gate_authorization_set_peek (self->set), copy_ref, NULL);
  self->load = load;
  self->needs_resort = FALSE;
  clear_filtering (self);
}

static void
finish_filtering (GateAuthorizationList *self)
{
  g_autofree GateAuthorizationListFiltering *filtering = g_steal_pointer (&self->filtering);
  GateAuthorizationMerge *load = self->load;
  g_autoptr (GateAuthorizationSections) old_all = NULL;
  GateAuthorizationSet *old_set = NULL;

  if (filtering->source != self->all)
    {
      old_all = g_steal_pointer (&self->all);
      old_set = g_steal_pointer (&self->set);
      self->all = g_steal_pointer (&load->rows);
      self->set = g_steal_pointer (&load->set);
      self->needs_resort = load->needs_resort;
      clear_load (self);
    }
  self->needs_refilter = FALSE;
  gate_authorization_list_publish (self, g_steal_pointer (&filtering->chosen), filtering->counts);
  /* The rows shown before borrowed their objects from the old list. */
  g_clear_pointer (&old_set, gate_authorization_set_discard);
  if (self->needs_resort && self->load == NULL)
    start_resorting (self);
}

static gboolean
has_work (GateAuthorizationList *self)
{
  return self->filtering != NULL || (self->load != NULL && self->load->committed);
}

/* Returns how many items it touched. */
static guint
step (GateAuthorizationList *self,
      guint                  max_items)
{
  guint n;

  if (self->filtering == NULL)
    {
      n = gate_authorization_merge_step (self, max_items);
      if (self->load->stage == GATE_AUTHORIZATION_LIST_SETTLED)
        start_filtering (self, self->load->rows);
      return n;
    }
  n = filter_step (self, max_items);
  if (self->filtering->section == GATE_AUTHORIZATION_LIST_N_SECTIONS)
    finish_filtering (self);
  return n;
}

/* What handlers of our signals ask for meanwhile is done by the same loop. */
static void
run_slice (GateAuthorizationList *self,
           guint                  max_items,
           gint64                 until_us)
{
  guint n = 0;

  self->is_working = TRUE;
  while (has_work (self) && n < max_items && g_get_monotonic_time () < until_us)
    n += step (self, STEP_ITEMS);
  self->is_working = FALSE;
  self->longest_slice = MAX (self->longest_slice, n);
  gate_authorization_list_set_busy (self, has_work (self));
}

static gboolean
work_cb (gpointer user_data)
{
  g_autoptr (GateAuthorizationList) self = g_object_ref (user_data);

  run_slice (self, SLICE_ITEMS, g_get_monotonic_time () + SLICE_US);
  if (has_work (self))
    return G_SOURCE_CONTINUE;
  self->work_source = 0;
  return G_SOURCE_REMOVE;
}

/* A list on its way would have been chosen from with the newest search; without it, what there is
 * is chosen from. */
static void
make_up_for_load (GateAuthorizationList *self)
{
  if (self->load == NULL && self->needs_resort)
    start_resorting (self);
  else if (self->needs_refilter && self->filtering == NULL)
    start_filtering (self, self->all);
}

/* Works at once when there is little to do, else in slices. */
static void
work (GateAuthorizationList *self)
{
  guint n_load = self->load != NULL && self->load->committed ? self->load->items->len : 0;
  guint n_items = MAX (n_load, gate_authorization_sections_count (self->all));

  if (self->is_working)
    return;
  if (n_items <= SMALL_LIST)
    run_slice (self, G_MAXUINT, G_MAXINT64);
  else
    gate_authorization_list_set_busy (self, has_work (self));
  if (!has_work (self))
    g_clear_handle_id (&self->work_source, g_source_remove);
  else if (self->work_source == 0)
    self->work_source = gate_idle_add (0, work_cb, self, NULL);
}

/**
 * gate_authorization_list_refilter:
 * @self: a list
 *
 * Chooses anew what is shown, because what is looked for changed. A choice that was under way
 * starts again.
 */
void
gate_authorization_list_refilter (GateAuthorizationList *self)
{
  self->needs_refilter = TRUE;
  if (self->filtering != NULL)
    start_filtering (self, self->filtering->source);
  else if (self->load == NULL || !self->load->committed)
    start_filtering (self, self->all);
  work (self);
}

/**
 * gate_authorization_list_resort:
 * @self: a list
 *
 * Finds the owners anew, and the sections that follow from them.
 */
void
gate_authorization_list_resort (GateAuthorizationList *self)
{
  GateAuthorizationMerge *load = self->load;

  if (load == NULL || load->is_resort)
    start_resorting (self);
  else if (!load->committed)
    self->needs_resort = TRUE;
  else if (load->stage != GATE_AUTHORIZATION_LIST_ARRIVING)
    {
      clear_filtering (self);
      gate_authorization_merge_again (load);
    }
  work (self);
}

/**
 * gate_authorization_list_merge_again:
 * @self: a list
 * @taken: what was just put among its rows
 *
 * Lets what is under way know: it is newer than a list on its way, and no row may be missed.
 */
void
gate_authorization_list_merge_again (GateAuthorizationList *self,
                                     GateAuthorization     *taken)
{
  GateAuthorizationMerge *load = self->load;

  if (load != NULL && load->is_resort)
    start_resorting (self);
  else if (load != NULL)
    {
      g_hash_table_add (load->taken, g_strdup (gate_authorization_get_id (taken)));
      if (load->stage != GATE_AUTHORIZATION_LIST_ARRIVING)
        {
          clear_filtering (self);
          gate_authorization_merge_again (load);
        }
    }
  if (self->filtering != NULL)
    start_filtering (self, self->filtering->source);
  work (self);
}

void
gate_authorization_list_stop_work (GateAuthorizationList *self)
{
  clear_load (self);
  clear_filtering (self);
  g_clear_handle_id (&self->work_source, g_source_remove);
  gate_authorization_list_set_busy (self, FALSE);
}

guint
gate_authorization_list_get_longest_slice (GateAuthorizationList *self)
{
  return self->longest_slice;
}

/**
 * gate_authorization_list_begin:
 * @self: a list
 *
 * Begins to take in a whole new list. One that was on its way is forgotten. What is shown stays
 * until gate_authorization_list_commit() has put the new list in order.
 */
void
gate_authorization_list_begin (GateAuthorizationList *self)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  if (self->load != NULL && self->load->is_resort)
    self->needs_resort = TRUE;
  clear_load (self);
  self->load = gate_authorization_merge_new ();
  make_up_for_load (self);
  work (self);
}

/**
 * gate_authorization_list_add:
 * @self: a list, after gate_authorization_list_begin()
 * @authorizations: (element-type GateAuthorization): the next of the list, in any order
 *
 * The objects are the list's from now on. Of several of one client the first counts.
 */
void
gate_authorization_list_add (GateAuthorizationList *self,
                             GPtrArray             *authorizations)
{
  guint max_items = MIN (SLICE_ITEMS, authorizations->len * MOVES_PER_ITEM);
  guint n = 0;

  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));
  g_return_if_fail (self->load != NULL && !self->load->committed);

  for (guint i = 0; i < authorizations->len; i++)
    g_ptr_array_add (self->load->items, g_object_ref (authorizations->pdata[i]));
  n = gate_authorization_merge_step (self, max_items);
  self->longest_slice = MAX (self->longest_slice, n);
}

/**
 * gate_authorization_list_commit:
 * @self: a list, after gate_authorization_list_begin()
 *
 * The list is complete: shows it, with one `items-changed`. A long list is put in order in the
 * background first, see the property `busy`.
 */
void
gate_authorization_list_commit (GateAuthorizationList *self)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));
  g_return_if_fail (self->load != NULL && !self->load->committed);

  clear_filtering (self);
  self->load->committed = TRUE;
  work (self);
}

/**
 * gate_authorization_list_abandon:
 * @self: a list
 *
 * Forgets the list that is on its way, if there is one; what is shown stays.
 */
void
gate_authorization_list_abandon (GateAuthorizationList *self)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  if (self->load == NULL || self->load->is_resort)
    return;
  clear_load (self);
  make_up_for_load (self);
  work (self);
}
