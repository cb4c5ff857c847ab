/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A list on its way in: its items are accepted (told apart, given an owner and a section), sorted,
 * and settled: objects that were there before take over what is new. All in slices. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-library-load.h"

#include <string.h>

static void
clear_settled (GateLibraryLoad *load)
{
  g_clear_pointer (&load->set, gate_library_set_discard);
  g_clear_pointer (&load->rows, gate_library_rows_free);
}

void
gate_library_load_free (GateLibraryLoad *load)
{
  clear_settled (load);
  for (guint i = 0; i < GATE_LIBRARY_N_SECTIONS; i++)
    {
      g_clear_pointer (&load->sorts[i], gate_library_sort_free);
      g_clear_pointer (&load->sorted[i], g_ptr_array_unref);
    }
  g_hash_table_unref (load->seen);
  g_hash_table_unref (load->taken);
  gate_library_set_discard_items (load->items);
  g_free (load);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  GateAuthorization *left = *(GateAuthorization *const *) a;
  GateAuthorization *right = *(GateAuthorization *const *) b;

  return strcmp (gate_authorization_get_sort_key (left), gate_authorization_get_sort_key (right));
}

/**
 * gate_library_load_new:
 *
 * Returns: (transfer full): an empty list on its way in
 */
GateLibraryLoad *
gate_library_load_new (void)
{
  GateLibraryLoad *load = g_new0 (GateLibraryLoad, 1);

  load->items = g_ptr_array_new_with_free_func (g_object_unref);
  load->seen = g_hash_table_new (g_str_hash, g_str_equal);
  load->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < GATE_LIBRARY_N_SECTIONS; i++)
    load->sorts[i] = gate_library_sort_new (compare);
  return load;
}

static guint
accept (GateLibrary *self,
        guint        max_items)
{
  GateLibraryLoad *load = self->load;
  guint n = 0;

  for (; n < max_items && load->accepted < load->items->len; n++)
    {
      GateAuthorization *item = load->items->pdata[load->accepted++];

      if (!g_hash_table_add (load->seen, (char *) gate_authorization_get_id (item)))
        continue;
      gate_library_judge_owner (self, item);
      gate_library_sort_push (load->sorts[gate_library_section_of (item)], item);
    }
  return n;
}

static guint
sort (GateLibraryLoad *load,
      guint            max_items)
{
  guint n = 0;

  for (guint i = 0; i < GATE_LIBRARY_N_SECTIONS && n < max_items; i++)
    n += gate_library_sort_step (load->sorts[i], max_items - n, load->committed);
  return n;
}

/**
 * gate_library_load_settle_again:
 * @load: a list that is sorted
 *
 * Begins to settle, once more if something changed meanwhile.
 */
void
gate_library_load_settle_again (GateLibraryLoad *load)
{
  clear_settled (load);
  load->stage = GATE_LIBRARY_SETTLING;
  load->set = gate_library_set_new ();
  load->rows = gate_library_rows_new ();
  load->needs_regroup = FALSE;
  load->section = 0;
  load->index = 0;
  for (guint i = 0; i < GATE_LIBRARY_N_SECTIONS; i++)
    if (load->sorted[i] == NULL)
      load->sorted[i] = gate_library_sort_steal (load->sorts[i]);
}

static void
settle_item (GateLibrary       *self,
             GateAuthorization *item)
{
  GateLibraryLoad *load = self->load;
  const char *id = gate_authorization_get_id (item);
  GateAuthorization *known;

  if (g_hash_table_contains (load->taken, id))
    return;
  known = gate_library_set_lookup (self->set, id);
  if (known != NULL)
    {
      gate_authorization_update_from (known, item);
      item = known;
    }
  gate_library_judge_owner (self, item);
  if (gate_library_section_of (item) != (GateLibrarySection) load->section)
    load->needs_regroup = TRUE;
  gate_library_set_add (load->set, item);
  g_ptr_array_add (load->rows->sections[load->section], item);
}

static void
settle_taken (GateLibrary *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->load->taken);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      GateAuthorization *item = gate_library_set_lookup (self->set, id);

      if (gate_library_set_add (self->load->set, item))
        gate_library_rows_insert (self->load->rows, item);
    }
}

static guint
settle (GateLibrary *self,
        guint        max_items)
{
  GateLibraryLoad *load = self->load;
  guint n = 0;

  while (n < max_items && load->section < GATE_LIBRARY_N_SECTIONS)
    {
      GPtrArray *section = load->sorted[load->section];

      if (load->index < section->len)
        {
          settle_item (self, section->pdata[load->index++]);
          n++;
          continue;
        }
      load->section++;
      load->index = 0;
    }
  if (load->section == GATE_LIBRARY_N_SECTIONS)
    {
      settle_taken (self);
      load->stage = GATE_LIBRARY_SETTLED;
    }
  return n;
}

/**
 * gate_library_load_step:
 * @self: a library with a load
 * @max_items: how many items to touch at most
 *
 * Goes on with the list; once it is settled its rows can be chosen from.
 *
 * Returns: how many items it touched
 */
guint
gate_library_load_step (GateLibrary *self,
                        guint        max_items)
{
  GateLibraryLoad *load = self->load;
  guint n = 0;

  if (load->stage == GATE_LIBRARY_SETTLING)
    return settle (self, max_items);
  n = accept (self, max_items);
  if (n < max_items)
    n += sort (load, max_items - n);
  if (n < max_items && load->committed)
    gate_library_load_settle_again (load);
  return n;
}
