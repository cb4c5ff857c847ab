/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What single authorizations mean for the list: whose client it is, whether it is shown, and how
 * one that was confirmed finds its place. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-builtin.h"
#include "gate-authorization-merge.h"
#include "gate-search.h"

#include <string.h>

/* Which of the filters, besides All, shows it; All when none does. */
GateAuthorizationListFilter
gate_authorization_list_filter_of (GateAuthorization *item)
{
  switch (gate_authorization_get_state (item))
    {
    case GATE_AUTHORIZATION_REQUESTED:
      return GATE_AUTHORIZATION_LIST_PENDING;
    case GATE_AUTHORIZATION_AUTHORIZED:
      return GATE_AUTHORIZATION_LIST_APPROVED;
    case GATE_AUTHORIZATION_REVOKED:
      return GATE_AUTHORIZATION_LIST_REVOKED;
    case GATE_AUTHORIZATION_UNAUTHORIZED:
    case GATE_AUTHORIZATION_OTHER:
    default:
      return GATE_AUTHORIZATION_LIST_ALL;
    }
}

/* Whether search and filter let it through: every word must be found. */
gboolean
gate_authorization_list_shows (GateAuthorizationList *self,
                               GateAuthorization     *item)
{
  if (self->filter != GATE_AUTHORIZATION_LIST_ALL &&
      gate_authorization_list_filter_of (item) != self->filter)
    return FALSE;
  return gate_search_matches (self->words, gate_authorization_get_search_key (item));
}

/* Whose client it is, from what is known of the organization's own ones. The name of a built-in
 * client can be anybody's, so a client of its own is never taken for one. */
GateClientOwner
gate_authorization_list_owner_of (GateAuthorization *item,
                                  gboolean           is_known,
                                  gboolean           is_own)
{
  if (is_own)
    return GATE_OWNER_SELF;
  if (gate_builtin_is_name (gate_client_get_name (gate_authorization_get_client (item))))
    return GATE_OWNER_BUILT_IN;
  return is_known ? GATE_OWNER_FOREIGN : GATE_OWNER_UNKNOWN;
}

void
gate_authorization_list_update_owner (GateAuthorizationList *self,
                                      GateAuthorization     *item)
{
  gboolean is_known = self->own_ids != NULL;
  gboolean is_own =
      is_known && g_hash_table_contains (self->own_ids, gate_authorization_get_id (item));

  gate_authorization_set_owner (item, gate_authorization_list_owner_of (item, is_known, is_own));
}

/**
 * gate_authorization_list_update_one:
 * @self: a list
 * @authorization: what the organization says of one client by now
 *
 * Adds or updates that one, and moves it where it belongs. It is newer than a list on its way.
 *
 * Returns: (transfer none): the list's object for that client
 */
GateAuthorization *
gate_authorization_list_update_one (GateAuthorizationList *self,
                                    GateAuthorization     *authorization)
{
  GateAuthorizationSections *shown;
  GateAuthorization *item;
  guint counts[GATE_AUTHORIZATION_LIST_N_FILTERS];
  /* Then the states are of the list on its way, and the counts of the one before: they are counted
   * when it is in order. */
  gboolean is_counted = self->load == NULL || self->load->stage == GATE_AUTHORIZATION_LIST_ARRIVING;

  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (authorization), NULL);

  memcpy (counts, self->counts, sizeof counts);
  counts[GATE_AUTHORIZATION_LIST_ALL] -= counts[GATE_AUTHORIZATION_LIST_PENDING] +
                                         counts[GATE_AUTHORIZATION_LIST_APPROVED] +
                                         counts[GATE_AUTHORIZATION_LIST_REVOKED];
  shown = gate_authorization_sections_copy (self->shown);
  item = gate_authorization_list_lookup (self, gate_authorization_get_id (authorization));
  if (item != NULL)
    {
      if (is_counted)
        counts[gate_authorization_list_filter_of (item)]--;
      gate_authorization_sections_remove (self->all, item);
      gate_authorization_sections_remove (shown, item);
      gate_authorization_update_from (item, authorization);
    }
  else
    {
      item = authorization;
      gate_authorization_set_add (self->set, item);
    }
  gate_authorization_list_update_owner (self, item);
  if (is_counted)
    counts[gate_authorization_list_filter_of (item)]++;
  gate_authorization_sections_insert (self->all, item);
  if (gate_authorization_list_shows (self, item))
    gate_authorization_sections_insert (shown, item);
  gate_authorization_list_publish (self, shown, counts);
  gate_authorization_list_merge_again (self, item);
  return item;
}

/**
 * gate_authorization_list_clear:
 * @self: a list
 *
 * Empties it, and forgets a list on its way. What is looked for stays.
 */
void
gate_authorization_list_clear (GateAuthorizationList *self)
{
  static const guint none[GATE_AUTHORIZATION_LIST_N_FILTERS] = { 0 };
  GateAuthorizationSet *old_set;
  g_autoptr (GateAuthorizationSections) old_all = NULL;

  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  gate_authorization_list_stop_work (self);
  self->needs_resort = FALSE;
  old_set = g_steal_pointer (&self->set);
  old_all = g_steal_pointer (&self->all);
  self->set = gate_authorization_set_new ();
  self->all = gate_authorization_sections_new ();
  gate_authorization_list_publish (self, gate_authorization_sections_new (), none);
  gate_authorization_set_discard (old_set);
}

static gboolean
same_ids (GHashTable *a,
          GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  if (a == NULL || b == NULL)
    return a == b;
  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (b, id))
      return FALSE;
  return TRUE;
}

/**
 * gate_authorization_list_set_own_ids:
 * @self: a list
 * @client_ids: (nullable): the IDs of the organization's own clients; %NULL when they are not
 *   known
 *
 * Says whose client each authorization is about.
 */
void
gate_authorization_list_set_own_ids (GateAuthorizationList *self,
                                     const char *const     *client_ids)
{
  g_autoptr (GHashTable) ids = NULL;

  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  if (client_ids != NULL)
    ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; client_ids != NULL && client_ids[i] != NULL; i++)
    g_hash_table_add (ids, g_strdup (client_ids[i]));
  if (same_ids (ids, self->own_ids))
    return;
  g_clear_pointer (&self->own_ids, g_hash_table_unref);
  self->own_ids = g_steal_pointer (&ids);
  gate_authorization_list_resort (self);
}
