/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-authorization-list.h"

#include "gate-builtin.h"
#include "gate-edit.h"
#include "gate-hash.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  SECTION_PENDING,
  SECTION_BUILT_IN,
  SECTION_APPLICATIONS,
  N_SECTIONS
};

struct _GateAuthorizationList
{
  GateSlicedList parent_instance;

  GHashTable   *own_ids; /* NULL: not known */
  GateKnowledge own_ids_knowledge;
  GHashTable   *written; /* client ID -> Written */
};

G_DEFINE_FINAL_TYPE (GateAuthorizationList, gate_authorization_list, GATE_TYPE_SLICED_LIST)

/* The last change of one authorization. Reading may still show what there was before it. */
typedef struct
{
  GateEdit *before;
  gint64    until_us;
} Written;

static void
written_free (gpointer data)
{
  Written *written = data;

  g_object_unref (written->before);
  g_free (written);
}

/* Whether READING is from before the last change, after which there is KNOWN. */
static gboolean
is_outdated (GateAuthorizationList *self,
             GateAuthorization     *reading,
             GateAuthorization     *known)
{
  Written *written = g_hash_table_lookup (self->written, gate_authorization_get_id (reading));

  return written != NULL && g_get_monotonic_time () < written->until_us &&
         (gate_authorization_is_newer_than (known, reading) ||
          !gate_edit_conflicts_with (written->before, reading));
}

static const char *
get_id (gpointer source)
{
  return gate_authorization_get_id (source);
}

static gpointer
adopt (GateSlicedList *self,
       gpointer        source,
       gpointer        known)
{
  if (known == NULL)
    return g_object_ref (source);
  if (!is_outdated (GATE_AUTHORIZATION_LIST (self), source, known))
    gate_authorization_update_from (known, source);
  return g_object_ref (known);
}

static gboolean
is_own_client (GateSlicedList *list,
               gpointer        item)
{
  GateAuthorizationList *self = GATE_AUTHORIZATION_LIST (list);

  return self->own_ids != NULL &&
         g_hash_table_contains (self->own_ids, gate_authorization_get_id (item));
}

static void
add_name (GateSlicedList *list,
          gpointer        item,
          GateNameTable  *names)
{
  gate_name_table_add (names, item, is_own_client (list, item));
}

static void
update_owner (GateSlicedList *list,
              gpointer        item)
{
  GateAuthorizationList *self = GATE_AUTHORIZATION_LIST (list);

  gate_authorization_list_find_owner (self,
                                      item,
                                      self->own_ids_knowledge == GATE_KNOWLEDGE_COMPLETE,
                                      is_own_client (list, item));
}

static guint
get_section (gpointer item)
{
  if (gate_authorization_get_state (item) == GATE_AUTHORIZATION_REQUESTED)
    return SECTION_PENDING;
  return gate_authorization_is_built_in (item) ? SECTION_BUILT_IN : SECTION_APPLICATIONS;
}

static guint
get_filter (gpointer item)
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

static const char *
get_search_key (gpointer item)
{
  return gate_authorization_get_search_key (item);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  GateAuthorization *left = *(GateAuthorization *const *) a;
  GateAuthorization *right = *(GateAuthorization *const *) b;

  return strcmp (gate_authorization_get_sort_key (left), gate_authorization_get_sort_key (right));
}

static void
gate_authorization_list_finalize (GObject *object)
{
  GateAuthorizationList *self = GATE_AUTHORIZATION_LIST (object);

  g_clear_pointer (&self->own_ids, g_hash_table_unref);
  g_hash_table_unref (self->written);
  G_OBJECT_CLASS (gate_authorization_list_parent_class)->finalize (object);
}

static void
gate_authorization_list_class_init (GateAuthorizationListClass *klass)
{
  GateSlicedListClass *list_class = GATE_SLICED_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gate_authorization_list_finalize;
  list_class->n_sections = N_SECTIONS;
  list_class->n_filters = GATE_AUTHORIZATION_LIST_N_FILTERS;
  list_class->get_id = get_id;
  list_class->adopt = adopt;
  list_class->add_name = add_name;
  list_class->prepare = update_owner;
  list_class->get_section = get_section;
  list_class->get_filter = get_filter;
  list_class->get_search_key = get_search_key;
}

static void
gate_authorization_list_init (GateAuthorizationList *self)
{
  GateSlicedList *list = GATE_SLICED_LIST (self);

  self->own_ids_knowledge = GATE_KNOWLEDGE_NONE;
  self->written = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, written_free);
  gate_sliced_list_set_heading (list, SECTION_PENDING, C_ ("heading", "Pending"));
  gate_sliced_list_set_heading (list, SECTION_BUILT_IN, C_ ("heading", "Built-in clients"));
  gate_sliced_list_set_heading (list, SECTION_APPLICATIONS, C_ ("heading", "Applications"));
  gate_sliced_list_set_compare (list, compare_names);
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
 * @knowledge: whether there may be more of them
 *
 * Sets the owner of each authorization's client.
 */
void
gate_authorization_list_set_own_ids (GateAuthorizationList *self,
                                     const char *const     *client_ids,
                                     GateKnowledge          knowledge)
{
  g_autoptr (GHashTable) ids = NULL;

  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  if (client_ids != NULL)
    ids = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; client_ids != NULL && client_ids[i] != NULL; i++)
    g_hash_table_add (ids, g_strdup (client_ids[i]));
  if (same_ids (ids, self->own_ids) && self->own_ids_knowledge == knowledge)
    return;
  g_clear_pointer (&self->own_ids, g_hash_table_unref);
  self->own_ids = g_steal_pointer (&ids);
  self->own_ids_knowledge = knowledge;
  gate_sliced_list_resort (GATE_SLICED_LIST (self));
}

/**
 * gate_authorization_list_take_written:
 * @self: a list
 * @after: what a change made of an authorization
 * @before: the authorization before it
 * @until_us: a time of the monotonic clock
 *
 * Takes over @after. What is read until then and is older than it, or equals @before, does not
 * replace it.
 *
 * Returns: (transfer none): the authorization of the list
 */
GateAuthorization *
gate_authorization_list_take_written (GateAuthorizationList *self,
                                      GateAuthorization     *after,
                                      GateAuthorization     *before,
                                      gint64                 until_us)
{
  const char *id;
  Written *written;
  GateAuthorization *taken;

  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (after), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (before), NULL);

  id = gate_authorization_get_id (before);
  g_hash_table_remove (self->written, id);
  taken = gate_sliced_list_update_one (GATE_SLICED_LIST (self), after);
  written = g_new0 (Written, 1);
  written->before = gate_edit_new (before);
  written->until_us = until_us;
  g_hash_table_insert (self->written, g_strdup (id), written);
  return taken;
}

/**
 * gate_authorization_list_choose_latest:
 * @self: a list
 * @reading: an authorization that was read just now
 *
 * Returns: (transfer none): @reading, or the one of the list when @reading is from before a change
 */
GateAuthorization *
gate_authorization_list_choose_latest (GateAuthorizationList *self,
                                       GateAuthorization     *reading)
{
  GateAuthorization *known;

  g_return_val_if_fail (GATE_IS_AUTHORIZATION_LIST (self), reading);

  known = gate_sliced_list_lookup (GATE_SLICED_LIST (self), gate_authorization_get_id (reading));
  return known != NULL && is_outdated (self, reading, known) ? known : reading;
}

/**
 * gate_authorization_list_keep_written:
 * @self: a list, after gate_sliced_list_begin()
 *
 * Keeps an authorization that is newer than the arriving list. To be called when the list has
 * arrived.
 */
void
gate_authorization_list_keep_written (GateAuthorizationList *self)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;
  gpointer value;

  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  g_hash_table_iter_init (&iter, self->written);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      Written *written = value;
      gpointer known = gate_sliced_list_lookup (GATE_SLICED_LIST (self), id);

      if (known != NULL && g_get_monotonic_time () < written->until_us &&
          gate_authorization_get_state (gate_edit_get_base (written->before)) ==
              GATE_AUTHORIZATION_UNAUTHORIZED)
        g_ptr_array_add (kept, known);
    }
  gate_sliced_list_add (GATE_SLICED_LIST (self), kept);
}

void
gate_authorization_list_forget_written (GateAuthorizationList *self)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));

  g_hash_table_remove_all (self->written);
}

/**
 * gate_authorization_list_find_owner:
 * @self: a list
 * @item: an authorization, in the list or not
 * @is_known: whether the organization's own clients are known
 * @is_own: whether the client is one of them
 *
 * Sets the owner of the client, and tells @item of its namesakes in the list. Anybody can give a
 * client the name of a built-in one, so a client of the organization never counts as built in, and
 * of several with one name none does.
 */
void
gate_authorization_list_find_owner (GateAuthorizationList *self,
                                    GateAuthorization     *item,
                                    gboolean               is_known,
                                    gboolean               is_own)
{
  GateNameTable *names;
  GateClientOwner owner = is_known ? GATE_OWNER_FOREIGN : GATE_OWNER_UNKNOWN;

  g_return_if_fail (GATE_IS_AUTHORIZATION_LIST (self));
  g_return_if_fail (GATE_IS_AUTHORIZATION (item));

  names = gate_sliced_list_get_names (GATE_SLICED_LIST (self));
  if (names != NULL)
    gate_name_table_mark (names, item, is_own);
  if (is_own)
    owner = GATE_OWNER_SELF;
  else if (gate_authorization_get_namesakes (item) != GATE_NAMESAKES_BUILT_IN &&
           gate_builtin_is_name (gate_authorization_get_name (item)))
    owner = GATE_OWNER_BUILT_IN;
  gate_authorization_set_owner (item, owner);
}
