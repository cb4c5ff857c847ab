/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-client-list-private.h"

#include "gate-search.h"
#include "gate-text.h"

#include <string.h>

static void gate_client_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateClientList,
                               gate_client_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gate_client_list_list_model_init))

enum
{
  PROP_0,
  PROP_SEARCH,
  PROP_FILTER,
  PROP_ORDER,
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

void
gate_client_list_notify_busy (GateClientList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Takes SHOWN as the new rows. Rows that are equal at both ends are not reported as changed. */
void
gate_client_list_publish (GateClientList *self,
                          GPtrArray      *shown,
                          const guint    *counts)
{
  g_autoptr (GPtrArray) old = self->shown;
  gboolean counted = memcmp (self->counts, counts, sizeof self->counts) != 0;
  guint shorter = MIN (old->len, shown->len);
  guint start = 0;
  guint end = 0;

  while (start < shorter && old->pdata[start] == shown->pdata[start])
    start++;
  while (end < shorter - start &&
         old->pdata[old->len - 1 - end] == shown->pdata[shown->len - 1 - end])
    end++;
  memcpy (self->counts, counts, sizeof self->counts);
  self->shown = shown;
  if (start + end < old->len || start + end < shown->len)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                start,
                                old->len - start - end,
                                shown->len - start - end);
  if (counted)
    g_signal_emit (self, signals[COUNTED], 0);
}

static GType
gate_client_list_get_item_type (GListModel *model)
{
  return GATE_TYPE_CLIENT_ENTRY;
}

static guint
gate_client_list_get_n_items (GListModel *model)
{
  return GATE_CLIENT_LIST (model)->shown->len;
}

static gpointer
gate_client_list_get_item (GListModel *model,
                           guint       position)
{
  GPtrArray *shown = GATE_CLIENT_LIST (model)->shown;

  return position < shown->len ? g_object_ref (shown->pdata[position]) : NULL;
}

static void
gate_client_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gate_client_list_get_item_type;
  iface->get_n_items = gate_client_list_get_n_items;
  iface->get_item = gate_client_list_get_item;
}

static void
gate_client_list_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GateClientList *self = GATE_CLIENT_LIST (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_FILTER:
      g_value_set_uint (value, self->filter);
      break;
    case PROP_ORDER:
      g_value_set_uint (value, self->order);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, gate_client_list_is_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_client_list_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GateClientList *self = GATE_CLIENT_LIST (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      gate_client_list_set_search (self, g_value_get_string (value));
      break;
    case PROP_FILTER:
      gate_client_list_set_filter (self, g_value_get_uint (value));
      break;
    case PROP_ORDER:
      gate_client_list_set_order (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_client_list_dispose (GObject *object)
{
  GateClientList *self = GATE_CLIENT_LIST (object);

  gate_client_list_stop_work (self);
  g_clear_object (&self->clients);
  g_clear_object (&self->authorizations);
  G_OBJECT_CLASS (gate_client_list_parent_class)->dispose (object);
}

static void
gate_client_list_finalize (GObject *object)
{
  GateClientList *self = GATE_CLIENT_LIST (object);

  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->all);
  g_free (self->search);
  g_strfreev (self->words);
  G_OBJECT_CLASS (gate_client_list_parent_class)->finalize (object);
}

static void
gate_client_list_class_init (GateClientListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_READABLE;
  GParamFlags write = read | G_PARAM_WRITABLE;

  object_class->get_property = gate_client_list_get_property;
  object_class->set_property = gate_client_list_set_property;
  object_class->dispose = gate_client_list_dispose;
  object_class->finalize = gate_client_list_finalize;
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", write);
  properties[PROP_FILTER] =
      g_param_spec_uint ("filter", NULL, NULL, 0, GATE_CLIENT_N_FILTERS - 1, 0, write);
  properties[PROP_ORDER] =
      g_param_spec_uint ("order", NULL, NULL, 0, GATE_CLIENT_N_ORDERS - 1, 0, write);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[COUNTED] = g_signal_new ("counted",
                                   GATE_TYPE_CLIENT_LIST,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
gate_client_list_init (GateClientList *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->search = g_strdup ("");
  self->words = g_new0 (char *, 1);
}

/**
 * gate_client_list_new:
 * @clients: (transfer none): of GateClient, in any order
 * @authorizations: (transfer none): what was decided about them and others
 *
 * Returns: (transfer full): the list, which follows both
 */
GateClientList *
gate_client_list_new (GListModel            *clients,
                      GateAuthorizationList *authorizations)
{
  GateClientList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (clients), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (authorizations), NULL);

  self = g_object_new (GATE_TYPE_CLIENT_LIST, NULL);
  self->clients = g_object_ref (clients);
  self->authorizations = g_object_ref (authorizations);
  g_signal_connect_object (clients,
                           "items-changed",
                           G_CALLBACK (gate_client_list_take_in),
                           self,
                           G_CONNECT_SWAPPED);
  /* An authorization that is there for the first time. */
  g_signal_connect_object (authorizations,
                           "notify::n-all",
                           G_CALLBACK (gate_client_list_choose),
                           self,
                           G_CONNECT_SWAPPED);
  if (g_list_model_get_n_items (clients) > 0)
    gate_client_list_take_in (self);
  return self;
}

const char *
gate_client_list_get_search (GateClientList *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_LIST (self), NULL);

  return self->search;
}

/**
 * gate_client_list_set_search:
 * @self: a list
 * @search: (nullable): what is looked for in names and client IDs: every word must be found
 */
void
gate_client_list_set_search (GateClientList *self,
                             const char     *search)
{
  g_autofree char *valid = g_utf8_make_valid (search != NULL ? search : "", -1);

  g_return_if_fail (GATE_IS_CLIENT_LIST (self));

  if (!gate_set_str (&self->search, valid))
    return;
  g_strfreev (self->words);
  self->words = gate_search_split (valid);
  gate_client_list_choose (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

GateClientFilter
gate_client_list_get_filter (GateClientList *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_LIST (self), GATE_CLIENT_FILTER_ALL);

  return self->filter;
}

void
gate_client_list_set_filter (GateClientList  *self,
                             GateClientFilter filter)
{
  g_return_if_fail (GATE_IS_CLIENT_LIST (self));
  g_return_if_fail ((guint) filter < GATE_CLIENT_N_FILTERS);

  if (self->filter == filter)
    return;
  self->filter = filter;
  gate_client_list_choose (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

GateClientOrder
gate_client_list_get_order (GateClientList *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_LIST (self), GATE_CLIENT_ORDER_NAME);

  return self->order;
}

void
gate_client_list_set_order (GateClientList *self,
                            GateClientOrder order)
{
  g_return_if_fail (GATE_IS_CLIENT_LIST (self));
  g_return_if_fail ((guint) order < GATE_CLIENT_N_ORDERS);

  if (self->order == order)
    return;
  self->order = order;
  gate_client_list_choose (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

/**
 * gate_client_list_count:
 * @self: a list
 * @filter: a filter
 *
 * Returns: how many clients the filter lets through, whatever is searched for
 */
guint
gate_client_list_count (GateClientList  *self,
                        GateClientFilter filter)
{
  g_return_val_if_fail (GATE_IS_CLIENT_LIST (self), 0);
  g_return_val_if_fail ((guint) filter < GATE_CLIENT_N_FILTERS, 0);

  return self->counts[filter];
}

/* Whether the rows are out of date, because a slice of work is still to come. */
gboolean
gate_client_list_is_busy (GateClientList *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_LIST (self), FALSE);

  return self->stage != GATE_CLIENT_LIST_IDLE;
}

void
gate_client_list_look_again (GateClientList *self)
{
  g_return_if_fail (GATE_IS_CLIENT_LIST (self));

  gate_client_list_choose (self);
}
