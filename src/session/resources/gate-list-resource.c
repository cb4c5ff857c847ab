/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-list-resource-private.h"

#include "gate-hash.h"
#include "gate-idle.h"

typedef struct
{
  GPtrArray  *items;
  GHashTable *by_id; /* ID -> item; both belong to the items */
} GateListResourcePrivate;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (GateListResource, gate_list_resource, GATE_TYPE_RESOURCE,
                                  G_ADD_PRIVATE (GateListResource)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

#define PRIVATE(self)                                                                             \
  ((GateListResourcePrivate *) gate_list_resource_get_instance_private (GATE_LIST_RESOURCE (self)))

static GType
gate_list_resource_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gate_list_resource_get_n_items (GListModel *model)
{
  return PRIVATE (model)->items->len;
}

static gpointer
gate_list_resource_get_item (GListModel *model,
                             guint       position)
{
  GPtrArray *items = PRIVATE (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gate_list_resource_get_item_type;
  iface->get_n_items = gate_list_resource_get_n_items;
  iface->get_item = gate_list_resource_get_item;
}

static void
gate_list_resource_clear (GateResource *resource)
{
  GateListResourcePrivate *priv = PRIVATE (resource);
  guint n_items = priv->items->len;

  g_hash_table_remove_all (priv->by_id);
  gate_idle_discard (priv->items);
  priv->items = g_ptr_array_new_with_free_func (g_object_unref);
  gate_resource_set_empty (resource, TRUE);
  if (n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (resource), 0, n_items, 0);
}

static void
gate_list_resource_finalize (GObject *object)
{
  GateListResourcePrivate *priv = PRIVATE (object);

  g_hash_table_unref (priv->by_id);
  g_ptr_array_unref (priv->items);
  G_OBJECT_CLASS (gate_list_resource_parent_class)->finalize (object);
}

static void
gate_list_resource_class_init (GateListResourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_list_resource_finalize;
  GATE_RESOURCE_CLASS (klass)->clear = gate_list_resource_clear;
}

static void
gate_list_resource_init (GateListResource *self)
{
  GateListResourcePrivate *priv = PRIVATE (self);

  priv->items = g_ptr_array_new_with_free_func (g_object_unref);
  priv->by_id = g_hash_table_new (gate_text_hash, g_str_equal);
}

/**
 * gate_list_resource_take:
 * @self: a list
 * @list: an answer
 * @get_id: tells the ID of an item
 * @error: return location
 *
 * Makes @list the content.
 *
 * Returns: %FALSE as gate_resource_note_gaps()
 */
gboolean
gate_list_resource_take (GateListResource *self,
                         GateApiList      *list,
                         GateGetIdFunc     get_id,
                         GError          **error)
{
  GateListResourcePrivate *priv = PRIVATE (self);
  GCompareFunc compare = GATE_LIST_RESOURCE_GET_CLASS (self)->compare;
  GPtrArray *items;
  GPtrArray *old;

  if (!gate_resource_note_gaps (GATE_RESOURCE (self), list, error))
    return FALSE;
  items = gate_api_list_steal_items (list);
  if (compare != NULL)
    g_ptr_array_sort (items, compare);
  old = g_steal_pointer (&priv->items);
  priv->items = items;
  g_hash_table_remove_all (priv->by_id);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (priv->by_id, (gpointer) get_id (items->pdata[i]), items->pdata[i]);
  gate_resource_set_empty (GATE_RESOURCE (self), items->len == 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, items->len);
  gate_idle_discard (old);
  return TRUE;
}

/* The item with ID, borrowed, or NULL. */
gpointer
gate_list_resource_lookup (GateListResource *self,
                           const char       *id)
{
  return g_hash_table_lookup (PRIVATE (self)->by_id, id);
}

/* The item at POSITION, borrowed. */
gpointer
gate_list_resource_peek (GateListResource *self,
                         guint             position)
{
  return PRIVATE (self)->items->pdata[position];
}
