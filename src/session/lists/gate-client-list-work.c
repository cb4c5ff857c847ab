/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The computations of the list of clients, a few milliseconds at a time. They start again when what
 * they follow from changes, so many changes in a row cost little more than one. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-client-list-private.h"

#include "gate-idle.h"
#include "gate-search.h"

#include <string.h>

#define SLICE_US 3000
#define STEP_ITEMS 64

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

/* Which of the filters, besides All, shows it; All when none does. */
static GateClientFilter
filter_of (GateClientEntry *entry)
{
  switch (gate_client_entry_get_state (entry))
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

static void
clear_next (GateClientList *self)
{
  g_clear_pointer (&self->next_by_id, g_hash_table_unref);
  g_clear_pointer (&self->next_all, g_ptr_array_unref);
  g_clear_pointer (&self->sort, gate_merge_sort_free);
}

static void
enter (GateClientList     *self,
       GateClientListStage stage)
{
  clear_next (self);
  self->stage = stage;
  self->index = 0;
  memset (self->next_counts, 0, sizeof self->next_counts);
  if (stage == GATE_CLIENT_LIST_TAKING_IN)
    {
      self->next_all = g_ptr_array_new_with_free_func (g_object_unref);
      self->next_by_id = g_hash_table_new (g_str_hash, g_str_equal);
    }
  else if (stage == GATE_CLIENT_LIST_CHOOSING)
    self->sort = gate_merge_sort_new (compares[self->order]);
}

static void
entry_changed_cb (GateClientList *self)
{
  if (!self->is_choosing)
    gate_client_list_choose (self);
}

static void
take_in_one (GateClientList *self,
             GateClient     *client)
{
  const char *id = gate_client_get_id (client);
  GateClientEntry *entry = g_hash_table_lookup (self->by_id, id);

  if (g_hash_table_contains (self->next_by_id, id))
    return;
  if (entry != NULL)
    {
      gate_client_entry_set_client (entry, client);
      g_object_ref (entry);
    }
  else
    {
      entry = gate_client_entry_new (client);
      g_signal_connect_object (entry,
                               "changed",
                               G_CALLBACK (entry_changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
    }
  g_ptr_array_add (self->next_all, entry);
  g_hash_table_insert (self->next_by_id, (char *) gate_client_entry_get_id (entry), entry);
}

static void
take_in (GateClientList *self)
{
  for (guint i = 0; i < STEP_ITEMS; i++)
    {
      g_autoptr (GateClient) client = g_list_model_get_item (self->clients, self->index);

      if (client == NULL)
        {
          g_autoptr (GHashTable) old_by_id = self->by_id;
          g_autoptr (GPtrArray) old_all = self->all;

          self->all = g_steal_pointer (&self->next_all);
          self->by_id = g_steal_pointer (&self->next_by_id);
          enter (self, GATE_CLIENT_LIST_CHOOSING);
          return;
        }
      take_in_one (self, client);
      self->index++;
    }
}

static void
choose (GateClientList *self)
{
  for (guint i = 0; i < STEP_ITEMS && self->index < self->all->len; i++)
    {
      GateClientEntry *entry = self->all->pdata[self->index++];
      const char *id = gate_client_entry_get_id (entry);
      GateClientFilter filter;

      gate_client_entry_set_authorization (
          entry,
          gate_authorization_list_lookup (self->authorizations, id));
      filter = filter_of (entry);
      self->next_counts[filter]++;
      if ((self->filter == GATE_CLIENT_FILTER_ALL || self->filter == filter) &&
          gate_search_matches (self->words, gate_client_entry_get_search_key (entry)))
        gate_merge_sort_push (self->sort, entry);
    }
  if (self->index == self->all->len)
    self->stage = GATE_CLIENT_LIST_SORTING;
}

static void
finish (GateClientList *self)
{
  g_autoptr (GPtrArray) sorted = gate_merge_sort_steal (self->sort);
  GPtrArray *shown = g_ptr_array_new_full (sorted->len, g_object_unref);
  guint counts[GATE_CLIENT_N_FILTERS];

  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (shown, g_object_ref (sorted->pdata[i]));
  memcpy (counts, self->next_counts, sizeof counts);
  counts[GATE_CLIENT_FILTER_ALL] = self->all->len;
  enter (self, GATE_CLIENT_LIST_IDLE);
  gate_client_list_publish (self, shown, counts);
}

static void
step (GateClientList *self)
{
  self->is_choosing = TRUE;
  switch (self->stage)
    {
    case GATE_CLIENT_LIST_TAKING_IN:
      take_in (self);
      break;
    case GATE_CLIENT_LIST_CHOOSING:
      choose (self);
      break;
    case GATE_CLIENT_LIST_SORTING:
      if (gate_merge_sort_step (self->sort, STEP_ITEMS, TRUE) < STEP_ITEMS)
        finish (self);
      break;
    case GATE_CLIENT_LIST_IDLE:
    default:
      break;
    }
  self->is_choosing = FALSE;
}

static gboolean
work_cb (gpointer user_data)
{
  g_autoptr (GateClientList) self = g_object_ref (user_data);
  gint64 until_us = g_get_monotonic_time () + SLICE_US;

  while (self->stage != GATE_CLIENT_LIST_IDLE && g_get_monotonic_time () < until_us)
    step (self);
  if (self->stage != GATE_CLIENT_LIST_IDLE)
    return G_SOURCE_CONTINUE;
  self->work_source = 0;
  gate_client_list_notify_busy (self);
  return G_SOURCE_REMOVE;
}

static void
start (GateClientList     *self,
       GateClientListStage stage)
{
  gboolean was_idle = self->stage == GATE_CLIENT_LIST_IDLE;

  enter (self, stage);
  if (self->work_source == 0)
    self->work_source = gate_idle_add (0, work_cb, self, NULL);
  if (was_idle)
    gate_client_list_notify_busy (self);
}

/* The clients are others, or in another order. */
void
gate_client_list_take_in (GateClientList *self)
{
  start (self, GATE_CLIENT_LIST_TAKING_IN);
}

/* The search text or an authorization changed. */
void
gate_client_list_choose (GateClientList *self)
{
  if (self->stage != GATE_CLIENT_LIST_TAKING_IN)
    start (self, GATE_CLIENT_LIST_CHOOSING);
}

void
gate_client_list_stop_work (GateClientList *self)
{
  enter (self, GATE_CLIENT_LIST_IDLE);
  g_clear_handle_id (&self->work_source, g_source_remove);
}
