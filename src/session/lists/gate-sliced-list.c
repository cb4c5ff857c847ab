/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-sliced-list-private.h"

#include "gate-search.h"
#include "gate-text.h"

static void gate_sliced_list_list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (GateSlicedList,
                                  gate_sliced_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (GateSlicedList)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                         gate_sliced_list_list_model_init))

enum
{
  PROP_0,
  PROP_SEARCH,
  PROP_FILTER,
  PROP_BUSY,
  N_PROPS
};

enum
{
  COUNTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

GateSlicedListPrivate *
gate_sliced_list_get_private (GateSlicedList *self)
{
  return gate_sliced_list_get_instance_private (self);
}

static GType
gate_sliced_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gate_sliced_list_get_n_items (GListModel *model)
{
  return gate_rows_get_n_rows (gate_sliced_list_get_private (GATE_SLICED_LIST (model))->shown);
}

static gpointer
gate_sliced_list_get_item (GListModel *model,
                           guint       position)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (GATE_SLICED_LIST (model));
  guint heading;
  gpointer item = gate_rows_peek (priv->shown, position, &heading);

  if (item != NULL)
    return g_object_ref (item);
  return heading < priv->shown->n_sections ? g_object_ref (priv->headings[heading]) : NULL;
}

static void
gate_sliced_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gate_sliced_list_get_item_type;
  iface->get_n_items = gate_sliced_list_get_n_items;
  iface->get_item = gate_sliced_list_get_item;
}

static void
gate_sliced_list_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (GATE_SLICED_LIST (object));

  switch (prop_id)
    {
    case PROP_SEARCH:
      g_value_set_string (value, priv->search);
      break;
    case PROP_FILTER:
      g_value_set_uint (value, priv->filter);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, priv->is_busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_sliced_list_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GateSlicedList *self = GATE_SLICED_LIST (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      gate_sliced_list_set_search (self, g_value_get_string (value));
      break;
    case PROP_FILTER:
      gate_sliced_list_set_filter (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_sliced_list_constructed (GObject *object)
{
  GateSlicedList *self = GATE_SLICED_LIST (object);
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  priv->all = gate_sliced_list_new_rows (self);
  priv->shown = gate_sliced_list_new_rows (self);
  G_OBJECT_CLASS (gate_sliced_list_parent_class)->constructed (object);
}

static void
gate_sliced_list_dispose (GObject *object)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (GATE_SLICED_LIST (object));

  g_clear_handle_id (&priv->work_source, g_source_remove);
  g_clear_pointer (&priv->work, gate_list_work_free);
  g_clear_pointer (&priv->arriving, gate_list_arrival_free);
  g_clear_pointer (&priv->committed, gate_list_arrival_free);
  G_OBJECT_CLASS (gate_sliced_list_parent_class)->dispose (object);
}

static void
gate_sliced_list_finalize (GObject *object)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (GATE_SLICED_LIST (object));

  for (guint i = 0; i < GATE_SLICED_LIST_MAX_SECTIONS; i++)
    g_clear_object (&priv->headings[i]);
  gate_rows_free (priv->shown);
  gate_rows_free (priv->all);
  g_clear_pointer (&priv->names, gate_name_table_free);
  gate_item_set_free (priv->set);
  g_free (priv->search);
  g_strfreev (priv->words);
  G_OBJECT_CLASS (gate_sliced_list_parent_class)->finalize (object);
}

static void
gate_sliced_list_class_init (GateSlicedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_READABLE;
  GParamFlags write = read | G_PARAM_WRITABLE;

  object_class->get_property = gate_sliced_list_get_property;
  object_class->set_property = gate_sliced_list_set_property;
  object_class->constructed = gate_sliced_list_constructed;
  object_class->dispose = gate_sliced_list_dispose;
  object_class->finalize = gate_sliced_list_finalize;
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", write);
  properties[PROP_FILTER] =
      g_param_spec_uint ("filter", NULL, NULL, 0, GATE_SLICED_LIST_MAX_FILTERS - 1, 0, write);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[COUNTED] = g_signal_new ("counted",
                                   GATE_TYPE_SLICED_LIST,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
gate_sliced_list_init (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  priv->set = gate_item_set_new ();
  priv->search = g_strdup ("");
  priv->words = g_new0 (char *, 1);
}

const char *
gate_sliced_list_get_search (GateSlicedList *self)
{
  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), NULL);

  return gate_sliced_list_get_private (self)->search;
}

/**
 * gate_sliced_list_set_search:
 * @self: a list
 * @search: (nullable): words; a row must have all of them; none shows every row
 */
void
gate_sliced_list_set_search (GateSlicedList *self,
                             const char     *search)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  g_autofree char *valid = g_utf8_make_valid (search != NULL ? search : "", -1);
  g_auto (GStrv) words = NULL;

  g_return_if_fail (GATE_IS_SLICED_LIST (self));

  if (!gate_set_str (&priv->search, valid))
    return;
  words = gate_search_split (valid);
  if (!g_strv_equal ((const char *const *) words, (const char *const *) priv->words))
    {
      g_strfreev (priv->words);
      priv->words = g_steal_pointer (&words);
      priv->needs_filtering = TRUE;
      gate_sliced_list_do_work (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

guint
gate_sliced_list_get_filter (GateSlicedList *self)
{
  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), 0);

  return gate_sliced_list_get_private (self)->filter;
}

void
gate_sliced_list_set_filter (GateSlicedList *self,
                             guint           filter)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  g_return_if_fail (GATE_IS_SLICED_LIST (self));
  g_return_if_fail (filter < GATE_SLICED_LIST_GET_CLASS (self)->n_filters);

  if (priv->filter == filter)
    return;
  priv->filter = filter;
  priv->needs_filtering = TRUE;
  gate_sliced_list_do_work (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

gboolean
gate_sliced_list_is_busy (GateSlicedList *self)
{
  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), FALSE);

  return gate_sliced_list_get_private (self)->is_busy;
}

/**
 * gate_sliced_list_count:
 * @self: a list
 * @filter: a filter
 *
 * Returns: how many items pass the filter, without regard to the search
 */
guint
gate_sliced_list_count (GateSlicedList *self,
                        guint           filter)
{
  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), 0);
  g_return_val_if_fail (filter < GATE_SLICED_LIST_GET_CLASS (self)->n_filters, 0);

  return gate_sliced_list_get_private (self)->counts[filter];
}

GateKnowledge
gate_sliced_list_get_knowledge (GateSlicedList *self)
{
  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), GATE_KNOWLEDGE_NONE);

  return gate_sliced_list_get_private (self)->knowledge;
}

void
gate_sliced_list_set_knowledge (GateSlicedList *self,
                                GateKnowledge   knowledge)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  g_return_if_fail (GATE_IS_SLICED_LIST (self));

  if (priv->knowledge == knowledge)
    return;
  priv->knowledge = knowledge;
  g_signal_emit (self, signals[COUNTED], 0);
}

/* The number of rows that are not headings. */
guint
gate_sliced_list_get_n_shown (GateSlicedList *self)
{
  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), 0);

  return gate_rows_count_items (gate_sliced_list_get_private (self)->shown);
}

/**
 * gate_sliced_list_lookup:
 * @self: a list
 * @id: an ID
 *
 * Returns: (transfer none) (nullable): the item of that ID, shown or not
 */
gpointer
gate_sliced_list_lookup (GateSlicedList *self,
                         const char     *id)
{
  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return gate_item_set_lookup (gate_sliced_list_get_private (self)->set, id);
}

/**
 * gate_sliced_list_find:
 * @self: a list
 * @id: an ID
 * @position: (out) (optional): the row of its item
 *
 * Returns: whether the item is shown
 */
gboolean
gate_sliced_list_find (GateSlicedList *self,
                       const char     *id,
                       guint          *position)
{
  gpointer item = gate_sliced_list_lookup (self, id);
  guint found = 0;

  if (item == NULL || !gate_rows_find (gate_sliced_list_get_private (self)->shown, item, &found))
    return FALSE;
  if (position != NULL)
    *position = found;
  return TRUE;
}

/**
 * gate_sliced_list_dup_items:
 * @self: a list
 * @filter: a filter
 *
 * Returns: (transfer full): the items that pass the filter, shown or not, in no order
 */
GPtrArray *
gate_sliced_list_dup_items (GateSlicedList *self,
                            guint           filter)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *items;

  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), found);

  items = gate_item_set_peek (gate_sliced_list_get_private (self)->set);
  for (guint i = 0; i < items->len; i++)
    if (filter == 0 || GATE_SLICED_LIST_GET_CLASS (self)->get_filter (items->pdata[i]) == filter)
      g_ptr_array_add (found, g_object_ref (items->pdata[i]));
  return found;
}

/**
 * gate_sliced_list_begin:
 * @self: a list
 *
 * Begins a whole new list, and drops one that is still arriving.
 */
void
gate_sliced_list_begin (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  g_return_if_fail (GATE_IS_SLICED_LIST (self));

  g_clear_pointer (&priv->arriving, gate_list_arrival_free);
  priv->arriving = gate_list_arrival_new ();
}

/**
 * gate_sliced_list_add:
 * @self: a list, after gate_sliced_list_begin()
 * @sources: the next items of the new list, in any order
 */
void
gate_sliced_list_add (GateSlicedList *self,
                      GPtrArray      *sources)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  g_return_if_fail (GATE_IS_SLICED_LIST (self));
  g_return_if_fail (priv->arriving != NULL);

  for (guint i = 0; i < sources->len; i++)
    g_ptr_array_add (priv->arriving->sources, g_object_ref (sources->pdata[i]));
}

/**
 * gate_sliced_list_commit:
 * @self: a list, after gate_sliced_list_begin()
 *
 * Sorts the new list and shows it, with one `items-changed`.
 */
void
gate_sliced_list_commit (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  g_return_if_fail (GATE_IS_SLICED_LIST (self));
  g_return_if_fail (priv->arriving != NULL);

  g_clear_pointer (&priv->committed, gate_list_arrival_free);
  priv->committed = g_steal_pointer (&priv->arriving);
  gate_sliced_list_resort (self);
}

/**
 * gate_sliced_list_abandon:
 * @self: a list
 *
 * Drops a new list that is not shown yet, if there is one.
 */
void
gate_sliced_list_abandon (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  g_return_if_fail (GATE_IS_SLICED_LIST (self));

  g_clear_pointer (&priv->arriving, gate_list_arrival_free);
  if (priv->committed == NULL)
    return;
  g_clear_pointer (&priv->committed, gate_list_arrival_free);
  gate_sliced_list_resort (self);
}

static void
note_newer (GateListArrival *arrival,
            const char      *id)
{
  if (arrival != NULL)
    g_hash_table_add (arrival->newer, g_strdup (id));
}

/**
 * gate_sliced_list_update_one:
 * @self: a list
 * @source: the newest source of one item
 *
 * Adds or updates the item, which then counts as newer than an arriving list.
 *
 * Returns: (transfer none): the item
 */
gpointer
gate_sliced_list_update_one (GateSlicedList *self,
                             gpointer        source)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  GateSlicedListClass *klass = GATE_SLICED_LIST_GET_CLASS (self);
  g_autofree char *id = NULL;
  g_autoptr (GObject) item = NULL;

  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), NULL);

  id = g_strdup (klass->get_id (source));
  item = klass->adopt (self, source, gate_item_set_lookup (priv->set, id));
  klass->prepare (self, item);
  gate_item_set_add (priv->set, id, item);
  note_newer (priv->arriving, id);
  note_newer (priv->committed, id);
  gate_sliced_list_resort (self);
  return item;
}

/**
 * gate_sliced_list_clear:
 * @self: a list
 *
 * Empties it at once, and drops an arriving list. Search and filter stay.
 */
void
gate_sliced_list_clear (GateSlicedList *self)
{
  gate_sliced_list_begin (self);
  gate_sliced_list_commit (self);
}

/**
 * gate_sliced_list_set_heading:
 * @self: a list under construction
 * @section: a section
 * @title: its heading, translated
 *
 * Either all sections have headings or none has. To be called in instance init.
 */
void
gate_sliced_list_set_heading (GateSlicedList *self,
                              guint           section,
                              const char     *title)
{
  gate_sliced_list_get_private (self)->headings[section] = gate_heading_new (title);
}

/**
 * gate_sliced_list_set_compare:
 * @self: a list
 * @compare: compares two items by pointers to them, as g_ptr_array_sort() does
 *
 * Sets the order; instance init sets the first one.
 */
void
gate_sliced_list_set_compare (GateSlicedList *self,
                              GCompareFunc    compare)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);
  gboolean is_first = priv->compare == NULL;

  priv->compare = compare;
  if (!is_first)
    gate_sliced_list_resort (self);
}

/**
 * gate_sliced_list_resort:
 * @self: a list
 *
 * Prepares, sorts and filters all items again: a short list at once.
 */
void
gate_sliced_list_resort (GateSlicedList *self)
{
  gate_sliced_list_get_private (self)->needs_sorting = TRUE;
  gate_sliced_list_do_work (self);
}

/**
 * gate_sliced_list_queue_resort:
 * @self: a list
 *
 * Like gate_sliced_list_resort(), but later, so that many calls in a row cause one sort. Ignores
 * calls while the list prepares an item, because it makes that change itself.
 */
void
gate_sliced_list_queue_resort (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  if (priv->is_preparing)
    return;
  priv->needs_sorting = TRUE;
  gate_sliced_list_queue_work (self);
}

GateNameTable *
gate_sliced_list_get_names (GateSlicedList *self)
{
  GateSlicedListPrivate *priv = gate_sliced_list_get_private (self);

  g_return_val_if_fail (GATE_IS_SLICED_LIST (self), NULL);

  return priv->is_preparing ? priv->work->names : priv->names;
}
