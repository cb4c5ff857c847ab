/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-authorization-list.h"

#include "gate-authorization-list-private.h"
#include "gate-search.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void gate_authorization_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateAuthorizationList,
                               gate_authorization_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gate_authorization_list_list_model_init))

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

void
gate_authorization_list_set_busy (GateAuthorizationList *self,
                                  gboolean               busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
notify_counts (GateAuthorizationList *self,
               const guint           *before,
               guint                  n_shown_before)
{
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_FILTERS; i++)
    if (self->counts[i] != before[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ALL + i]);
  if (gate_authorization_sections_count (self->shown) != n_shown_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
}

/* Shows other rows: all is consistent before anybody hears of it. SHOWN is taken; the rows shown
 * before must still be alive. COUNTS are by gate_authorization_list_filter_of(). */
void
gate_authorization_list_publish (GateAuthorizationList     *self,
                                 GateAuthorizationSections *shown,
                                 const guint               *counts)
{
  g_autoptr (GateAuthorizationSections) old = g_steal_pointer (&self->shown);
  GateSectionsChange change = gate_authorization_sections_compare (old, shown);
  guint n_old = gate_authorization_sections_count (old);
  guint old_counts[GATE_AUTHORIZATION_LIST_N_FILTERS];

  memcpy (old_counts, self->counts, sizeof old_counts);
  memcpy (self->counts, counts, sizeof self->counts);
  for (guint i = GATE_AUTHORIZATION_LIST_ALL + 1; i < GATE_AUTHORIZATION_LIST_N_FILTERS; i++)
    self->counts[GATE_AUTHORIZATION_LIST_ALL] += counts[i];
  self->shown = shown;
  if (change.removed > 0 || change.added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), change.position, change.removed, change.added);
  notify_counts (self, old_counts, n_old);
}

static GType
gate_authorization_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
gate_authorization_list_get_n_items (GListModel *model)
{
  return gate_authorization_sections_n_items (GATE_AUTHORIZATION_LIST (model)->shown);
}

static gpointer
gate_authorization_list_get_item (GListModel *model,
                                  guint       position)
{
  GateAuthorizationList *self = GATE_AUTHORIZATION_LIST (model);
  GateAuthorizationListSection heading;
  GateAuthorization *item = gate_authorization_sections_peek (self->shown, position, &heading);

  if (item != NULL)
    return g_object_ref (item);
  if (heading < GATE_AUTHORIZATION_LIST_N_SECTIONS)
    return g_object_ref (self->headings[heading]);
  return NULL;
}

static void
gate_authorization_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gate_authorization_list_get_item_type;
  iface->get_n_items = gate_authorization_list_get_n_items;
  iface->get_item = gate_authorization_list_get_item;
}

static void
gate_authorization_list_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  GateAuthorizationList *self = GATE_AUTHORIZATION_LIST (object);

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
      g_value_set_uint (value, gate_authorization_sections_count (self->shown));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorization_list_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  GateAuthorizationList *self = GATE_AUTHORIZATION_LIST (object);

  switch (prop_id)
    {
    case PROP_SEARCH:
      gate_authorization_list_set_search (self, g_value_get_string (value));
      break;
    case PROP_FILTER:
      gate_authorization_list_set_filter (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorization_list_dispose (GObject *object)
{
  gate_authorization_list_stop_work (GATE_AUTHORIZATION_LIST (object));
  G_OBJECT_CLASS (gate_authorization_list_parent_class)->dispose (object);
}

static void
gate_authorization_list_finalize (GObject *object)
{
  GateAuthorizationList *self = GATE_AUTHORIZATION_LIST (object);

  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    g_object_unref (self->headings[i]);
  gate_authorization_sections_free (self->shown);
  gate_authorization_sections_free (self->all);
  gate_authorization_set_free (self->set);
  g_free (self->search);
  g_strfreev (self->words);
  g_clear_pointer (&self->own_ids, g_hash_table_unref);
  G_OBJECT_CLASS (gate_authorization_list_parent_class)->finalize (object);
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
gate_authorization_list_class_init (GateAuthorizationListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_authorization_list_get_property;
  object_class->set_property = gate_authorization_list_set_property;
  object_class->dispose = gate_authorization_list_dispose;
  object_class->finalize = gate_authorization_list_finalize;
  properties[PROP_SEARCH] =
      g_param_spec_string ("search", NULL, NULL, "", flags | G_PARAM_READWRITE);
  properties[PROP_FILTER] = g_param_spec_uint ("filter",
                                               NULL,
                                               NULL,
                                               GATE_AUTHORIZATION_LIST_ALL,
                                               GATE_AUTHORIZATION_LIST_REVOKED,
                                               GATE_AUTHORIZATION_LIST_ALL,
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
gate_authorization_list_init (GateAuthorizationList *self)
{
  self->headings[GATE_AUTHORIZATION_LIST_SECTION_PENDING] =
      gate_heading_new (C_ ("heading", "Pending"));
  self->headings[GATE_AUTHORIZATION_LIST_SECTION_BUILT_IN] =
      gate_heading_new (C_ ("heading", "Built-in clients"));
  self->headings[GATE_AUTHORIZATION_LIST_SECTION_APPLICATIONS] =
      gate_heading_new (C_ ("heading", "Applications"));
  self->set = gate_authorization_set_new ();
  self->all = gate_authorization_sections_new ();
  self->shown = gate_authorization_sections_new ();
  self->search = g_strdup ("");
  self->words = g_new0 (char *, 1);
}

/**
 * gate_authorization_list_new:
 *
 * Returns: (transfer full): an empty list
 */
GateAuthorizationList *
gate_authorization_list_new (void)
{
  return g_object_new (GATE_TYPE_AUTHORIZATION_LIST, NULL);
}

const char *
gate_authorization_list_get_search (GateAuthorizationList *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), NULL);

  return self->search;
}

/**
 * gate_authorization_list_set_search:
 * @self: a list
 * @search: (nullable): what is looked for in names, client IDs and scopes: every word must be
 *   found; nothing for everything
 *
 * In a long list the rows shown stay until the new ones are found, see the property `busy`.
 */
void
gate_authorization_list_set_search (GateAuthorizationList *self,
                                    const char            *search)
{
  g_autofree char *valid = g_utf8_make_valid (search != NULL ? search : "", -1);
  g_auto (GStrv) words = NULL;

  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  if (!gate_set_str (&self->search, valid))
    return;
  words = gate_search_split (valid);
  if (!g_strv_equal ((const char *const *) words, (const char *const *) self->words))
    {
      g_strfreev (self->words);
      self->words = g_steal_pointer (&words);
      gate_authorization_list_refilter (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

GateAuthorizationListFilter
gate_authorization_list_get_filter (GateAuthorizationList *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), GATE_AUTHORIZATION_LIST_ALL);

  return self->filter;
}

/**
 * gate_authorization_list_set_filter:
 * @self: a list
 * @filter: which states are shown
 */
void
gate_authorization_list_set_filter (GateAuthorizationList      *self,
                                    GateAuthorizationListFilter filter)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));
  g_return_if_fail ((guint) filter < GATE_AUTHORIZATION_LIST_N_FILTERS);

  if (self->filter == filter)
    return;
  self->filter = filter;
  gate_authorization_list_refilter (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/**
 * gate_authorization_list_count:
 * @self: a list
 * @filter: a filter
 *
 * Returns: how many authorizations, shown or not, the filter lets through
 */
guint
gate_authorization_list_count (GateAuthorizationList      *self,
                               GateAuthorizationListFilter filter)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), 0);
  g_return_val_if_fail ((guint) filter < GATE_AUTHORIZATION_LIST_N_FILTERS, 0);

  return self->counts[filter];
}

/**
 * gate_authorization_list_lookup:
 * @self: a list
 * @client_id: a client ID
 *
 * Returns: (transfer none) (nullable): the authorization of that client, shown or not
 */
GateAuthorization *
gate_authorization_list_lookup (GateAuthorizationList *self,
                                const char            *client_id)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  return gate_authorization_set_lookup (self->set, client_id);
}

/**
 * gate_authorization_list_dup_pending:
 * @self: a list
 *
 * Returns: (transfer full) (element-type GateAuthorization): what is pending, shown or not
 */
GPtrArray *
gate_authorization_list_dup_pending (GateAuthorizationList *self)
{
  GPtrArray *pending = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *section;

  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), pending);

  section = self->all->sections[GATE_AUTHORIZATION_LIST_SECTION_PENDING];
  for (guint i = 0; i < section->len; i++)
    g_ptr_array_add (pending, g_object_ref (section->pdata[i]));
  return pending;
}

/**
 * gate_authorization_list_find:
 * @self: a list
 * @client_id: a client ID
 * @position: (out) (optional): its row
 *
 * Returns: whether it is among what is shown
 */
gboolean
gate_authorization_list_find (GateAuthorizationList *self,
                              const char            *client_id,
                              guint                 *position)
{
  GateAuthorization *item = gate_authorization_list_lookup (self, client_id);
  guint found = 0;

  if (item == NULL || !gate_authorization_sections_find (self->shown, item, &found))
    return FALSE;
  if (position != NULL)
    *position = found;
  return TRUE;
}
