/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A list on its way in: its items are accepted (told apart, given an owner and a section), sorted,
 * and merged: objects that were there before take over what is new. All in slices. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-authorization-merge.h"

#include <string.h>

static void
clear_merged (GateAuthorizationMerge *load)
{
  g_clear_pointer (&load->set, gate_authorization_set_discard);
  g_clear_pointer (&load->rows, gate_authorization_sections_free);
}

void
gate_authorization_merge_free (GateAuthorizationMerge *load)
{
  clear_merged (load);
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    {
      g_clear_pointer (&load->sorts[i], gate_merge_sort_free);
      g_clear_pointer (&load->sorted[i], g_ptr_array_unref);
    }
  g_hash_table_unref (load->seen);
  g_hash_table_unref (load->taken);
  gate_authorization_set_discard_items (load->items);
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
 * gate_authorization_merge_new:
 *
 * Returns: (transfer full): an empty list on its way in
 */
GateAuthorizationMerge *
gate_authorization_merge_new (void)
{
  GateAuthorizationMerge *load = g_new0 (GateAuthorizationMerge, 1);

  load->items = g_ptr_array_new_with_free_func (g_object_unref);
  load->seen = g_hash_table_new (g_str_hash, g_str_equal);
  load->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    load->sorts[i] = gate_merge_sort_new (compare);
  return load;
}

static guint
add_items (GateAuthorizationList *self,
           guint                  max_items)
{
  GateAuthorizationMerge *load = self->load;
  guint n = 0;

  for (; n < max_items && load->accepted < load->items->len; n++)
    {
      GateAuthorization *item = load->items->pdata[load->accepted++];

      if (!g_hash_table_add (load->seen, (char *) gate_authorization_get_id (item)))
        continue;
      gate_authorization_list_update_owner (self, item);
      gate_merge_sort_push (load->sorts[gate_authorization_list_section_of (item)],
                            item);
    }
  return n;
}

static guint
sort_items (GateAuthorizationMerge *load,
            guint                   max_items)
{
  guint n = 0;

  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS && n < max_items; i++)
    n += gate_merge_sort_step (load->sorts[i], max_items - n, load->committed);
  return n;
}

/**
 * gate_authorization_merge_again:
 * @load: a list that is sorted
 *
 * Begins to merge, once more if something changed meanwhile.
 */
void
gate_authorization_merge_again (GateAuthorizationMerge *load)
{
  clear_merged (load);
  load->stage = GATE_AUTHORIZATION_LIST_SETTLING;
  load->set = gate_authorization_set_new ();
  load->rows = gate_authorization_sections_new ();
  load->needs_resort = FALSE;
  load->section = 0;
  load->index = 0;
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    if (load->sorted[i] == NULL)
      load->sorted[i] = gate_merge_sort_steal (load->sorts[i]);
}

static void
merge_item (GateAuthorizationList *self,
            GateAuthorization     *item)
{
  GateAuthorizationMerge *load = self->load;
  const char *id = gate_authorization_get_id (item);
  GateAuthorization *known;

  if (g_hash_table_contains (load->taken, id))
    return;
  known = gate_authorization_set_lookup (self->set, id);
  if (known != NULL)
    {
      gate_authorization_update_from (known, item);
      item = known;
    }
  gate_authorization_list_update_owner (self, item);
  if (gate_authorization_list_section_of (item) != (GateAuthorizationListSection) load->section)
    load->needs_resort = TRUE;
  gate_authorization_set_add (load->set, item);
  g_ptr_array_add (load->rows->sections[load->section], item);
}

static void
merge_updated (GateAuthorizationList *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->load->taken);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      GateAuthorization *item = gate_authorization_set_lookup (self->set, id);

      if (gate_authorization_set_add (self->load->set, item))
        gate_authorization_sections_insert (self->load->rows, item);
    }
}

static guint
merge (GateAuthorizationList *self,
       guint                  max_items)
{
  GateAuthorizationMerge *load = self->load;
  guint n = 0;

  while (n < max_items && load->section < GATE_AUTHORIZATION_LIST_N_SECTIONS)
    {
      GPtrArray *section = load->sorted[load->section];

      if (load->index < section->len)
        {
          merge_item (self, section->pdata[load->index++]);
          n++;
          continue;
        }
      load->section++;
      load->index = 0;
    }
  if (load->section == GATE_AUTHORIZATION_LIST_N_SECTIONS)
    {
      merge_updated (self);
      load->stage = GATE_AUTHORIZATION_LIST_SETTLED;
    }
  return n;
}

/**
 * gate_authorization_merge_step:
 * @self: a list with a load
 * @max_items: how many items to touch at most
 *
 * Goes on with the list; once it is merged its rows can be chosen from.
 *
 * Returns: how many items it touched
 */
guint
gate_authorization_merge_step (GateAuthorizationList *self,
                               guint                  max_items)
{
  GateAuthorizationMerge *load = self->load;
  guint n = 0;

  if (load->stage == GATE_AUTHORIZATION_LIST_SETTLING)
    return merge (self, max_items);
  n = add_items (self, max_items);
  if (n < max_items)
    n += sort_items (load, max_items - n);
  if (n < max_items && load->committed)
    gate_authorization_merge_again (load);
  return n;
}
