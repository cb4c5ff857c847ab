/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-item-set.h"

#include "gate-hash.h"
#include "gate-idle.h"

struct _GateItemSet
{
  GPtrArray    *items;
  GHashTable   *by_id;
  GStringChunk *ids; /* copies: an item frees its own text of its ID when it is updated */
};

GateItemSet *
gate_item_set_new (void)
{
  GateItemSet *self = g_new0 (GateItemSet, 1);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (gate_text_hash, g_str_equal);
  self->ids = g_string_chunk_new (4096);
  return self;
}

void
gate_item_set_free (GateItemSet *self)
{
  g_hash_table_unref (self->by_id);
  g_string_chunk_free (self->ids);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * gate_item_set_add:
 * @self: a set
 * @id: the ID of the item
 * @item: (transfer none): a GObject
 *
 * Returns: whether it was added; %FALSE when the set has one of this ID already
 */
gboolean
gate_item_set_add (GateItemSet *self,
                   const char  *id,
                   gpointer     item)
{
  if (g_hash_table_contains (self->by_id, id))
    return FALSE;
  g_hash_table_insert (self->by_id, g_string_chunk_insert (self->ids, id), item);
  g_ptr_array_add (self->items, g_object_ref (item));
  return TRUE;
}

gpointer
gate_item_set_lookup (GateItemSet *self,
                      const char  *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

GPtrArray *
gate_item_set_peek (GateItemSet *self)
{
  return self->items;
}

/**
 * gate_item_set_discard:
 * @self: (transfer full): a set
 *
 * Frees the set, and its items like gate_idle_discard().
 */
void
gate_item_set_discard (GateItemSet *self)
{
  gate_idle_discard (g_steal_pointer (&self->items));
  self->items = g_ptr_array_new ();
  gate_item_set_free (self);
}
