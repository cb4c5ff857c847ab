/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-library.h"

#include "gate-builtin.h"
#include "gate-library-private.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void gate_library_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateLibrary,
                               gate_library,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gate_library_list_model_init))

enum
{
  PROP_0,
  PROP_SEARCH,
  PROP_FILTER,
  PROP_N_ALL,
  PROP_N_PENDING,
  PROP_N_APPROVED,
  PROP_N_REVOKED,
  PROP_N_SHOWN,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Which of the filters, besides All, shows it; All when none does. */
GateLibraryFilter
gate_library_filter_of (GateAuthorization *item)
{
  switch (gate_authorization_get_state (item))
    {
    case GATE_AUTHORIZATION_REQUESTED:
      return GATE_LIBRARY_PENDING;
    case GATE_AUTHORIZATION_AUTHORIZED:
      return GATE_LIBRARY_APPROVED;
    case GATE_AUTHORIZATION_REVOKED:
      return GATE_LIBRARY_REVOKED;
    case GATE_AUTHORIZATION_UNAUTHORIZED:
    case GATE_AUTHORIZATION_OTHER:
    default:
      return GATE_LIBRARY_ALL;
    }
}

/* Whether search and filter let it through: every word must be found. */
gboolean
gate_library_shows (GateLibrary *self, GateAuthorization *item)
{
  if (self->filter != GATE_LIBRARY_ALL && gate_library_filter_of (item) != self->filter)
    return FALSE;
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (gate_authorization_get_search_key (item), self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Whose client it is, from what is known of the organization's own ones. The name of a built-in
 * client can be anybody's, so a client of its own is never taken for one. */
GateClientOwner
gate_library_owner_of (GateAuthorization *item, gboolean is_known, gboolean is_own)
{
  if (is_own)
    return GATE_OWNER_SELF;
  if (gate_builtin_is_name (gate_client_get_name (gate_authorization_get_client (item))))
    return GATE_OWNER_BUILT_IN;
  return is_known ? GATE_OWNER_FOREIGN : GATE_OWNER_UNKNOWN;
}

void
gate_library_judge_owner (GateLibrary *self, GateAuthorization *item)
{
  gboolean is_known = self->own_ids != NULL;
  gboolean is_own =
      is_known && g_hash_table_contains (self->own_ids, gate_authorization_get_id (item));

  gate_authorization_set_owner (item, gate_library_owner_of (item, is_known, is_own));
}

void
gate_library_set_busy (GateLibrary *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
notify_counts (GateLibrary *self, const guint *before, guint n_shown_before)
{
  for (guint i = 0; i < GATE_LIBRARY_N_FILTERS; i++)
    if (self->counts[i] != before[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ALL + i]);
  if (gate_library_rows_count (self->shown) != n_shown_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

/* Shows other rows: all is consistent before anybody hears of it. SHOWN is taken; the rows shown
 * before must still be alive. COUNTS are by gate_library_filter_of(). */
void
gate_library_publish (GateLibrary *self, GateLibraryRows *shown, const guint *counts)
{
  g_autoptr (GateLibraryRows) old = g_steal_pointer (&self->shown);
  GateLibraryChange change = gate_library_rows_compare (old, shown);
  guint n_old = gate_library_rows_count (old);
  guint old_counts[GATE_LIBRARY_N_FILTERS];

  memcpy (old_counts, self->counts, sizeof old_counts);
  memcpy (self->counts, counts, sizeof self->counts);
  for (guint i = GATE_LIBRARY_ALL + 1; i < GATE_LIBRARY_N_FILTERS; i++)
    self->counts[GATE_LIBRARY_ALL] += counts[i];
  self->shown = shown;
  if (change.removed > 0 || change.added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), change.position, change.removed, change.added);
  notify_counts (self, old_counts, n_old);
}

static GType
gate_library_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gate_library_get_n_items (GListModel *model)
{
  return gate_library_rows_n_items (GATE_LIBRARY (model)->shown);
}

static gpointer
gate_library_get_item (GListModel *model, guint position)
{
  GateLibrary *self = GATE_LIBRARY (model);
  GateLibrarySection heading;
  GateAuthorization *item = gate_library_rows_peek (self->shown, position, &heading);

  if (item != NULL)
    return g_object_ref (item);
  if (heading < GATE_LIBRARY_N_SECTIONS)
    return g_object_ref (self->headings[heading]);
  return NULL;
}

static void
gate_library_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gate_library_get_item_type;
  iface->get_n_items = gate_library_get_n_items;
  iface->get_item = gate_library_get_item;
}

static void
gate_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GateLibrary *self = GATE_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_FILTER:
      g_value_set_uint (value, self->filter);
      break;
    case PROP_N_ALL:
    case PROP_N_PENDING:
    case PROP_N_APPROVED:
    case PROP_N_REVOKED:
      g_value_set_uint (value, self->counts[prop_id - PROP_N_ALL]);
      break;
    case PROP_N_SHOWN:
      g_value_set_uint (value, gate_library_rows_count (self->shown));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_library_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GateLibrary *self = GATE_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      gate_library_set_search (self, g_value_get_string (value));
      break;
    case PROP_FILTER:
      gate_library_set_filter (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_library_dispose (GObject *object)
{
  gate_library_stop_work (GATE_LIBRARY (object));
  G_OBJECT_CLASS (gate_library_parent_class)->dispose (object);
}

static void
gate_library_finalize (GObject *object)
{
  GateLibrary *self = GATE_LIBRARY (object);

  for (guint i = 0; i < GATE_LIBRARY_N_SECTIONS; i++)
    g_object_unref (self->headings[i]);
  gate_library_rows_free (self->shown);
  gate_library_rows_free (self->all);
  gate_library_set_free (self->set);
  g_free (self->search);
  g_strfreev (self->words);
  g_clear_pointer (&self->own_ids, g_hash_table_unref);
  G_OBJECT_CLASS (gate_library_parent_class)->finalize (object);
}

static GParamSpec *
count_property (const char *name)
{
  return g_param_spec_uint (name,
                            NULL,
                            NULL,
                            0,
                            G_MAXUINT,
                            0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
gate_library_class_init (GateLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_library_get_property;
  object_class->set_property = gate_library_set_property;
  object_class->dispose = gate_library_dispose;
  object_class->finalize = gate_library_finalize;
  properties[PROP_SEARCH] =
      g_param_spec_string ("search", NULL, NULL, "", flags | G_PARAM_READWRITE);
  properties[PROP_FILTER] = g_param_spec_uint ("filter",
                                               NULL,
                                               NULL,
                                               GATE_LIBRARY_ALL,
                                               GATE_LIBRARY_REVOKED,
                                               GATE_LIBRARY_ALL,
                                               flags | G_PARAM_READWRITE);
  properties[PROP_N_ALL] = count_property ("n-all");
  properties[PROP_N_PENDING] = count_property ("n-pending");
  properties[PROP_N_APPROVED] = count_property ("n-approved");
  properties[PROP_N_REVOKED] = count_property ("n-revoked");
  properties[PROP_N_SHOWN] = count_property ("n-shown");
  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_library_init (GateLibrary *self)
{
  self->headings[GATE_LIBRARY_SECTION_PENDING] = gate_heading_new (C_ ("heading", "Pending"));
  self->headings[GATE_LIBRARY_SECTION_BUILT_IN] =
      gate_heading_new (C_ ("heading", "Built-in clients"));
  self->headings[GATE_LIBRARY_SECTION_APPLICATIONS] =
      gate_heading_new (C_ ("heading", "Applications"));
  self->set = gate_library_set_new ();
  self->all = gate_library_rows_new ();
  self->shown = gate_library_rows_new ();
  self->search = g_strdup ("");
  self->words = g_new0 (char *, 1);
}

/**
 * gate_library_new:
 *
 * Returns: (transfer full): an empty library
 */
GateLibrary *
gate_library_new (void)
{
  return g_object_new (GATE_TYPE_LIBRARY, NULL);
}

const char *
gate_library_get_search (GateLibrary *self)
{
  g_return_val_if_fail (GATE_IS_LIBRARY (self), NULL);

  return self->search;
}

static char **
split_words (const char *text)
{
  g_autofree char *folded = gate_authorization_fold_for_search (text);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;

  for (char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      memset (p, ' ', (gsize) (g_utf8_next_char (p) - p));
  parts = g_strsplit (folded, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/**
 * gate_library_set_search:
 * @self: a library
 * @search: (nullable): what is looked for in names, client IDs and scopes: every word must be
 *   found; nothing for everything
 *
 * In a long list the rows shown stay until the new ones are found, see the property `busy`.
 */
void
gate_library_set_search (GateLibrary *self, const char *search)
{
  g_autofree char *valid = g_utf8_make_valid (search != NULL ? search : "", -1);
  g_auto (GStrv) words = NULL;

  g_return_if_fail (GATE_IS_LIBRARY (self));

  if (!gate_set_str (&self->search, valid))
    return;
  words = split_words (valid);
  if (!g_strv_equal ((const char *const *) words, (const char *const *) self->words))
    {
      g_strfreev (self->words);
      self->words = g_steal_pointer (&words);
      gate_library_sift (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

GateLibraryFilter
gate_library_get_filter (GateLibrary *self)
{
  g_return_val_if_fail (GATE_IS_LIBRARY (self), GATE_LIBRARY_ALL);

  return self->filter;
}

/**
 * gate_library_set_filter:
 * @self: a library
 * @filter: which states are shown
 */
void
gate_library_set_filter (GateLibrary *self, GateLibraryFilter filter)
{
  g_return_if_fail (GATE_IS_LIBRARY (self));
  g_return_if_fail ((guint) filter < GATE_LIBRARY_N_FILTERS);

  if (self->filter == filter)
    return;
  self->filter = filter;
  gate_library_sift (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/**
 * gate_library_count:
 * @self: a library
 * @filter: a filter
 *
 * Returns: how many authorizations, shown or not, the filter lets through
 */
guint
gate_library_count (GateLibrary *self, GateLibraryFilter filter)
{
  g_return_val_if_fail (GATE_IS_LIBRARY (self), 0);
  g_return_val_if_fail ((guint) filter < GATE_LIBRARY_N_FILTERS, 0);

  return self->counts[filter];
}

/**
 * gate_library_lookup:
 * @self: a library
 * @client_id: a client ID
 *
 * Returns: (transfer none) (nullable): the authorization of that client, shown or not
 */
GateAuthorization *
gate_library_lookup (GateLibrary *self, const char *client_id)
{
  g_return_val_if_fail (GATE_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  return gate_library_set_lookup (self->set, client_id);
}

/**
 * gate_library_find:
 * @self: a library
 * @client_id: a client ID
 * @position: (out) (optional): its row
 *
 * Returns: whether it is among what is shown
 */
gboolean
gate_library_find (GateLibrary *self, const char *client_id, guint *position)
{
  GateAuthorization *item = gate_library_lookup (self, client_id);
  guint found = 0;

  if (item == NULL || !gate_library_rows_find (self->shown, item, &found))
    return FALSE;
  if (position != NULL)
    *position = found;
  return TRUE;
}

/**
 * gate_library_take:
 * @self: a library
 * @authorization: what the organization says of one client by now
 *
 * Adds or updates that one, and moves it where it belongs. It is newer than a list on its way.
 *
 * Returns: (transfer none): the library's object for that client
 */
GateAuthorization *
gate_library_take (GateLibrary *self, GateAuthorization *authorization)
{
  GateLibraryRows *shown;
  GateAuthorization *item;
  guint counts[GATE_LIBRARY_N_FILTERS];

  g_return_val_if_fail (GATE_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (authorization), NULL);

  memcpy (counts, self->counts, sizeof counts);
  counts[GATE_LIBRARY_ALL] -=
      counts[GATE_LIBRARY_PENDING] + counts[GATE_LIBRARY_APPROVED] + counts[GATE_LIBRARY_REVOKED];
  shown = gate_library_rows_copy (self->shown);
  item = gate_library_lookup (self, gate_authorization_get_id (authorization));
  if (item != NULL)
    {
      counts[gate_library_filter_of (item)]--;
      gate_library_rows_remove (self->all, item);
      gate_library_rows_remove (shown, item);
      gate_authorization_update_from (item, authorization);
    }
  else
    {
      item = authorization;
      gate_library_set_add (self->set, item);
    }
  gate_library_judge_owner (self, item);
  counts[gate_library_filter_of (item)]++;
  gate_library_rows_insert (self->all, item);
  if (gate_library_shows (self, item))
    gate_library_rows_insert (shown, item);
  gate_library_publish (self, shown, counts);
  gate_library_resettle (self, item);
  return item;
}

/**
 * gate_library_clear:
 * @self: a library
 *
 * Empties it, and forgets a list on its way. What is looked for stays.
 */
void
gate_library_clear (GateLibrary *self)
{
  static const guint none[GATE_LIBRARY_N_FILTERS] = { 0 };
  GateLibrarySet *old_set;
  g_autoptr (GateLibraryRows) old_all = NULL;

  g_return_if_fail (GATE_IS_LIBRARY (self));

  gate_library_stop_work (self);
  self->needs_regroup = FALSE;
  old_set = g_steal_pointer (&self->set);
  old_all = g_steal_pointer (&self->all);
  self->set = gate_library_set_new ();
  self->all = gate_library_rows_new ();
  gate_library_publish (self, gate_library_rows_new (), none);
  gate_library_set_discard (old_set);
}

static gboolean
same_ids (GHashTable *a, GHashTable *b)
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
 * gate_library_set_own_ids:
 * @self: a library
 * @client_ids: (nullable): the IDs of the organization's own clients; %NULL when they are not
 *   known
 *
 * Says whose client each authorization is about.
 */
void
gate_library_set_own_ids (GateLibrary *self, const char *const *client_ids)
{
  g_autoptr (GHashTable) ids = NULL;

  g_return_if_fail (GATE_IS_LIBRARY (self));

  if (client_ids != NULL)
    ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; client_ids != NULL && client_ids[i] != NULL; i++)
    g_hash_table_add (ids, g_strdup (client_ids[i]));
  if (same_ids (ids, self->own_ids))
    return;
  g_clear_pointer (&self->own_ids, g_hash_table_unref);
  self->own_ids = g_steal_pointer (&ids);
  gate_library_regroup (self);
}
