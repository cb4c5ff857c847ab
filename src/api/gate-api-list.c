/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-list.h"

#include "gate-api-list-private.h"
#include "gate-hash.h"
#include "gate-idle.h"

struct _GateApiList
{
  GPtrArray  *items;
  GHashTable *by_id; /* ID, owned by the item -> 1 + the index of the item */
  guint       n_refused;
  guint       n_repeated; /* entities of a page that stand on it a second time */
  char       *refused;
  gint64      total;
  gboolean    is_cut;

  /* The state before the page, to drop the page when its request is repeated. */
  guint    page_start;
  guint    page_n_refused;
  guint    page_n_repeated;
};

GateApiList *
gate_api_list_new (void)
{
  GateApiList *list = g_new0 (GateApiList, 1);

  list->items = g_ptr_array_new_with_free_func (g_object_unref);
  list->by_id = g_hash_table_new (gate_text_hash, g_str_equal);
  list->total = -1;
  return list;
}

/**
 * gate_api_list_free:
 * @list: (nullable): a list
 */
void
gate_api_list_free (GateApiList *list)
{
  if (list == NULL)
    return;
  g_hash_table_unref (list->by_id);
  gate_idle_discard (list->items);
  g_free (list->refused);
  g_free (list);
}

GPtrArray *
gate_api_list_get_items (GateApiList *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  return list->items;
}

/**
 * gate_api_list_steal_items:
 * @list: a list, of which nothing but the numbers is asked for afterwards
 *
 * Returns: (transfer container): the items
 */
GPtrArray *
gate_api_list_steal_items (GateApiList *list)
{
  GPtrArray *items;

  g_return_val_if_fail (list != NULL, NULL);

  items = g_steal_pointer (&list->items);
  list->items = g_ptr_array_new ();
  g_hash_table_remove_all (list->by_id);
  return items;
}

/**
 * gate_api_list_is_cut:
 * @list: a list
 *
 * Returns: whether the organization has more than we read
 */
gboolean
gate_api_list_is_cut (GateApiList *list)
{
  g_return_val_if_fail (list != NULL, FALSE);

  return list->is_cut;
}

guint
gate_api_list_get_n_refused (GateApiList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->n_refused;
}

/**
 * gate_api_list_get_refused:
 * @list: a list
 *
 * Returns: (transfer none) (nullable): the reason for the first of them, an English sentence with
 *   the place
 */
const char *
gate_api_list_get_refused (GateApiList *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  return list->refused;
}

/**
 * gate_api_list_get_total:
 * @list: a list
 *
 * Returns: the number of entities according to the organization, -1 when it does not tell. It may
 *   differ from the length of the list
 */
gint64
gate_api_list_get_total (GateApiList *list)
{
  g_return_val_if_fail (list != NULL, -1);

  return list->total;
}

/**
 * gate_api_list_get_n_delivered:
 * @list: a list
 *
 * Returns: how many entities the pages had, unreadable and repeated ones included; one that came
 *   again on a later page counts once
 */
guint
gate_api_list_get_n_delivered (GateApiList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->items->len + list->n_refused + list->n_repeated;
}

void
gate_api_list_set_total (GateApiList *list,
                         gint64       total)
{
  list->total = total;
}

void
gate_api_list_set_cut (GateApiList *list)
{
  list->is_cut = TRUE;
}

gpointer
gate_api_list_find (GateApiList *list,
                    const char  *id)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (list->by_id, id));

  return place > 0 ? list->items->pdata[place - 1] : NULL;
}

/* Takes ownership of ITEM, which owns ID. */
void
gate_api_list_take (GateApiList *list,
                    const char  *id,
                    gpointer     item)
{
  g_ptr_array_add (list->items, item);
  g_hash_table_insert (list->by_id, (gpointer) id, GUINT_TO_POINTER (list->items->len));
}

static gboolean
is_of_page (gpointer id,
            gpointer place,
            gpointer list)
{
  return GPOINTER_TO_UINT (place) > ((GateApiList *) list)->page_start;
}

/* Counts an entity whose ID the list has already, unless an earlier page delivered it. */
void
gate_api_list_repeat (GateApiList *list,
                      const char  *id)
{
  if (is_of_page (NULL, g_hash_table_lookup (list->by_id, id), list))
    list->n_repeated++;
}

/* Only the first REASON is kept; the others may be NULL. */
void
gate_api_list_refuse (GateApiList *list,
                      const char  *reason)
{
  if (list->n_refused++ == 0)
    list->refused = g_strdup (reason);
}

void
gate_api_list_begin_page (GateApiList *list)
{
  list->page_start = list->items->len;
  list->page_n_refused = list->n_refused;
  list->page_n_repeated = list->n_repeated;
}

/* Drops the items since gate_api_list_begin_page(). */
void
gate_api_list_restart_page (GateApiList *list)
{
  GPtrArray *dropped = g_ptr_array_new_with_free_func (g_object_unref);

  g_hash_table_foreach_remove (list->by_id, is_of_page, list);
  while (list->items->len > list->page_start)
    g_ptr_array_add (dropped, g_ptr_array_steal_index_fast (list->items, list->items->len - 1));
  gate_idle_discard (dropped);
  list->n_refused = list->page_n_refused;
  list->n_repeated = list->page_n_repeated;
  if (list->n_refused == 0)
    g_clear_pointer (&list->refused, g_free);
}
