/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-authorization-set.h"

#include "gate-idle.h"

#define DISCARD_ITEMS 250

struct _GateAuthorizationSet
{
  GPtrArray    *items;
  GHashTable   *by_id;
  GStringChunk *ids; /* an item's own text of its ID goes when the item is updated */
};

GateAuthorizationSet *
gate_authorization_set_new (void)
{
  GateAuthorizationSet *self = g_new0 (GateAuthorizationSet, 1);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_string_chunk_new (4096);
  return self;
}

void
gate_authorization_set_free (GateAuthorizationSet *self)
{
  g_hash_table_unref (self->by_id);
  g_string_chunk_free (self->ids);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * gate_authorization_set_add:
 * @self: a set
 * @item: (transfer none): an authorization
 *
 * Returns: whether it was taken; %FALSE when there is one of the same client already
 */
gboolean
gate_authorization_set_add (GateAuthorizationSet *self,
                            GateAuthorization    *item)
{
  const char *id = gate_authorization_get_id (item);

  if (g_hash_table_contains (self->by_id, id))
    return FALSE;
  g_hash_table_insert (self->by_id, g_string_chunk_insert (self->ids, id), item);
  g_ptr_array_add (self->items, g_object_ref (item));
  return TRUE;
}

GateAuthorization *
gate_authorization_set_lookup (GateAuthorizationSet *self,
                               const char           *client_id)
{
  return g_hash_table_lookup (self->by_id, client_id);
}

GPtrArray *
gate_authorization_set_peek (GateAuthorizationSet *self)
{
  return self->items;
}

static gboolean
discard_cb (gpointer user_data)
{
  GPtrArray *items = user_data;

  g_ptr_array_set_size (items, (int) (items->len - MIN (items->len, DISCARD_ITEMS)));
  return items->len > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * gate_authorization_set_discard_items:
 * @items: (transfer full): objects that are not needed any more
 *
 * Releases them bit by bit between frames: a hundred thousand take a while.
 */
void
gate_authorization_set_discard_items (GPtrArray *items)
{
  if (items->len <= DISCARD_ITEMS)
    g_ptr_array_unref (items);
  else
    gate_idle_add (0, discard_cb, items, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * gate_authorization_set_discard:
 * @self: (transfer full): a set
 *
 * Frees it, and what it owns bit by bit.
 */
void
gate_authorization_set_discard (GateAuthorizationSet *self)
{
  gate_authorization_set_discard_items (g_steal_pointer (&self->items));
  self->items = g_ptr_array_new ();
  gate_authorization_set_free (self);
}
