/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-client-list.h"

#include <string.h>

struct _GateClientList
{
  GateSlicedList parent_instance;

  GListModel            *clients;
  GateAuthorizationList *authorizations;
  GateClientOrder        order;
};

G_DEFINE_FINAL_TYPE (GateClientList, gate_client_list, GATE_TYPE_SLICED_LIST)

enum
{
  PROP_0,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  GateClientEntry *left = *(GateClientEntry *const *) a;
  GateClientEntry *right = *(GateClientEntry *const *) b;

  return strcmp (gate_client_entry_get_sort_key (left), gate_client_entry_get_sort_key (right));
}

static guint
rank_grant_type (gconstpointer a)
{
  GateClient *client = gate_client_entry_get_client (*(GateClientEntry *const *) a);
  GateGrantType grant_type = gate_client_get_grant_type (client);

  return grant_type == GATE_GRANT_UNKNOWN ? G_MAXUINT : grant_type;
}

static int
compare_grant_types (gconstpointer a,
                     gconstpointer b)
{
  guint left = rank_grant_type (a);
  guint right = rank_grant_type (b);

  return left != right ? (left > right) - (left < right) : compare_names (a, b);
}

static guint
rank_state (gconstpointer a)
{
  switch (gate_client_entry_get_state (*(GateClientEntry *const *) a))
    {
    case GATE_AUTHORIZATION_REQUESTED:
      return 0;
    case GATE_AUTHORIZATION_UNAUTHORIZED:
      return 1;
    case GATE_AUTHORIZATION_AUTHORIZED:
      return 3;
    case GATE_AUTHORIZATION_REVOKED:
      return 4;
    case GATE_AUTHORIZATION_OTHER:
    default:
      return 2;
    }
}

static int
compare_authorizations (gconstpointer a,
                        gconstpointer b)
{
  guint left = rank_state (a);
  guint right = rank_state (b);

  return left != right ? (left > right) - (left < right) : compare_names (a, b);
}

static GDateTime *
date_of (gconstpointer a)
{
  return gate_client_get_date_created (
      gate_client_entry_get_client (*(GateClientEntry *const *) a));
}

/* Clients without a date come last in both orders. */
static int
compare_dates (gconstpointer a,
               gconstpointer b,
               int           direction)
{
  GDateTime *left = date_of (a);
  GDateTime *right = date_of (b);
  int difference = 0;

  if (left == NULL || right == NULL)
    difference = (left == NULL) - (right == NULL);
  else
    difference = direction * g_date_time_compare (left, right);
  return difference != 0 ? difference : compare_names (a, b);
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  return compare_dates (a, b, -1);
}

static int
compare_oldest (gconstpointer a,
                gconstpointer b)
{
  return compare_dates (a, b, 1);
}

static const GCompareFunc compares[GATE_CLIENT_N_ORDERS] = {
  [GATE_CLIENT_ORDER_NAME] = compare_names,
  [GATE_CLIENT_ORDER_GRANT_TYPE] = compare_grant_types,
  [GATE_CLIENT_ORDER_AUTHORIZATION] = compare_authorizations,
  [GATE_CLIENT_ORDER_NEWEST] = compare_newest,
  [GATE_CLIENT_ORDER_OLDEST] = compare_oldest,
};

static guint
get_filter (gpointer item)
{
  switch (gate_client_entry_get_state (item))
    {
    case GATE_AUTHORIZATION_REQUESTED:
    case GATE_AUTHORIZATION_UNAUTHORIZED:
      return GATE_CLIENT_FILTER_NOT_AUTHORIZED;
    case GATE_AUTHORIZATION_AUTHORIZED:
      return GATE_CLIENT_FILTER_APPROVED;
    case GATE_AUTHORIZATION_REVOKED:
      return GATE_CLIENT_FILTER_REVOKED;
    case GATE_AUTHORIZATION_OTHER:
    default:
      return GATE_CLIENT_FILTER_ALL;
    }
}

static const char *
get_id (gpointer source)
{
  return gate_client_get_id (source);
}

static gpointer
adopt (GateSlicedList *self,
       gpointer        source,
       gpointer        known)
{
  GateClientEntry *entry;

  if (known != NULL)
    {
      gate_client_entry_set_client (known, source);
      return g_object_ref (known);
    }
  entry = gate_client_entry_new (source);
  g_signal_connect_object (entry,
                           "changed",
                           G_CALLBACK (gate_sliced_list_queue_resort),
                           self,
                           G_CONNECT_SWAPPED);
  return entry;
}

static void
find_authorization (GateSlicedList *list,
                    gpointer        item)
{
  GateSlicedList *authorizations = GATE_SLICED_LIST (GATE_CLIENT_LIST (list)->authorizations);

  gate_client_entry_set_authorization (
      item,
      gate_sliced_list_lookup (authorizations, gate_client_entry_get_id (item)));
}

static const char *
get_search_key (gpointer item)
{
  return gate_client_entry_get_search_key (item);
}

static void
take_clients (GateClientList *self)
{
  guint n_clients = g_list_model_get_n_items (self->clients);
  g_autoptr (GPtrArray) clients = g_ptr_array_new_full (n_clients, g_object_unref);

  for (guint i = 0; i < n_clients; i++)
    g_ptr_array_add (clients, g_list_model_get_item (self->clients, i));
  gate_sliced_list_begin (GATE_SLICED_LIST (self));
  gate_sliced_list_add (GATE_SLICED_LIST (self), clients);
  gate_sliced_list_commit (GATE_SLICED_LIST (self));
}

static void
gate_client_list_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ORDER:
      g_value_set_uint (value, GATE_CLIENT_LIST (object)->order);
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
  switch (prop_id)
    {
    case PROP_ORDER:
      gate_client_list_set_order (GATE_CLIENT_LIST (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_client_list_finalize (GObject *object)
{
  GateClientList *self = GATE_CLIENT_LIST (object);

  g_clear_object (&self->clients);
  g_clear_object (&self->authorizations);
  G_OBJECT_CLASS (gate_client_list_parent_class)->finalize (object);
}

static void
gate_client_list_class_init (GateClientListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GateSlicedListClass *list_class = GATE_SLICED_LIST_CLASS (klass);

  object_class->get_property = gate_client_list_get_property;
  object_class->set_property = gate_client_list_set_property;
  object_class->finalize = gate_client_list_finalize;
  list_class->n_sections = 1;
  list_class->n_filters = GATE_CLIENT_N_FILTERS;
  list_class->get_id = get_id;
  list_class->adopt = adopt;
  list_class->prepare = find_authorization;
  list_class->get_filter = get_filter;
  list_class->get_search_key = get_search_key;
  properties[PROP_ORDER] = g_param_spec_uint ("order",
                                              NULL,
                                              NULL,
                                              0,
                                              GATE_CLIENT_N_ORDERS - 1,
                                              0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                  G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_client_list_init (GateClientList *self)
{
  gate_sliced_list_set_compare (GATE_SLICED_LIST (self), compares[GATE_CLIENT_ORDER_NAME]);
}

/**
 * gate_client_list_new:
 * @clients: (transfer none): of GateClient, in any order
 * @authorizations: (transfer none): the authorizations of these and other clients
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
                           G_CALLBACK (take_clients),
                           self,
                           G_CONNECT_SWAPPED);
  /* A changed authorization reaches the list through its entry, a new one only through this
   * signal. */
  g_signal_connect_object (authorizations,
                           "counted",
                           G_CALLBACK (gate_sliced_list_queue_resort),
                           self,
                           G_CONNECT_SWAPPED);
  take_clients (self);
  return self;
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
  gate_sliced_list_set_compare (GATE_SLICED_LIST (self), compares[order]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}
