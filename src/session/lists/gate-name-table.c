/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Anybody can give an application the name of another one, letter by letter or nearly so. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-name-table.h"

#include "gate-builtin.h"
#include "gate-hash.h"
#include "gate-text.h"

#include <string.h>

/* Several of one key. Two that are approved are enough to find one that is another. */
typedef struct
{
  guint              n_approved;
  GateAuthorization *approved[2];
} Group;

/* A key is the skeleton of a name, or the name of a built-in client behind BUILT_IN. */
#define BUILT_IN "\001"

struct _GateNameTable
{
  GHashTable   *first;  /* key -> the first authorization */
  GHashTable   *groups; /* key -> Group, where there are several */
  GStringChunk *keys;
};

GateNameTable *
gate_name_table_new (void)
{
  GateNameTable *self = g_new0 (GateNameTable, 1);

  self->first = g_hash_table_new (gate_text_hash, g_str_equal);
  self->groups = g_hash_table_new_full (gate_text_hash, g_str_equal, NULL, g_free);
  self->keys = g_string_chunk_new (4096);
  return self;
}

void
gate_name_table_free (GateNameTable *self)
{
  g_hash_table_unref (self->first);
  g_hash_table_unref (self->groups);
  g_string_chunk_free (self->keys);
  g_free (self);
}

static void
add_to_group (Group             *group,
              GateAuthorization *item)
{
  if (gate_authorization_get_state (item) != GATE_AUTHORIZATION_AUTHORIZED)
    return;
  if (group->n_approved < G_N_ELEMENTS (group->approved))
    group->approved[group->n_approved] = item;
  group->n_approved++;
}

static void
add_key (GateNameTable     *self,
         const char        *key,
         GateAuthorization *item)
{
  GateAuthorization *first = g_hash_table_lookup (self->first, key);
  Group *group = first != NULL ? g_hash_table_lookup (self->groups, key) : NULL;

  if (first == NULL)
    {
      g_hash_table_insert (self->first, g_string_chunk_insert (self->keys, key), item);
      return;
    }
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      add_to_group (group, first);
      g_hash_table_insert (self->groups, g_string_chunk_insert (self->keys, key), group);
    }
  add_to_group (group, item);
}

static char *
dup_built_in_key (GateAuthorization *item,
                  gboolean           is_own)
{
  const char *name = gate_authorization_get_name (item);

  return !is_own && gate_builtin_is_name (name) ? g_strconcat (BUILT_IN, name, NULL) : NULL;
}

/**
 * gate_name_table_add:
 * @self: a table
 * @item: an authorization, each client once
 * @is_own: whether its client is one of the organization's own, so not a built-in one
 */
void
gate_name_table_add (GateNameTable     *self,
                     GateAuthorization *item,
                     gboolean           is_own)
{
  g_autofree char *skeleton = gate_text_skeleton (gate_authorization_get_name (item));
  g_autofree char *built_in = dup_built_in_key (item, is_own);

  add_key (self, skeleton, item);
  if (built_in != NULL)
    add_key (self, built_in, item);
}

static gboolean
is_same (GateAuthorization *a,
         GateAuthorization *b)
{
  return strcmp (gate_authorization_get_id (a), gate_authorization_get_id (b)) == 0;
}

/* Whether KEY is also that of another than ITEM. */
static gboolean
has_others (GateNameTable     *self,
            const char        *key,
            GateAuthorization *item)
{
  GateAuthorization *first = key != NULL ? g_hash_table_lookup (self->first, key) : NULL;

  return first != NULL && (!is_same (first, item) || g_hash_table_contains (self->groups, key));
}

/* The client ID of another that is approved, or NULL. */
static const char *
find_approved (GateNameTable     *self,
               const char        *key,
               GateAuthorization *item)
{
  const Group *group = g_hash_table_lookup (self->groups, key);
  Group alone = { 0, { NULL } };

  if (group == NULL)
    {
      add_to_group (&alone, g_hash_table_lookup (self->first, key));
      group = &alone;
    }
  for (guint i = 0; i < MIN (group->n_approved, G_N_ELEMENTS (group->approved)); i++)
    if (!is_same (group->approved[i], item))
      return gate_authorization_get_id (group->approved[i]);
  return NULL;
}

/**
 * gate_name_table_mark:
 * @self: a table
 * @item: an authorization, which need not be in the table
 * @is_own: whether its client is one of the organization's own
 *
 * Tells @item of its namesakes.
 */
void
gate_name_table_mark (GateNameTable     *self,
                      GateAuthorization *item,
                      gboolean           is_own)
{
  g_autofree char *skeleton = gate_text_skeleton (gate_authorization_get_name (item));
  g_autofree char *built_in = dup_built_in_key (item, is_own);

  if (!has_others (self, skeleton, item))
    gate_authorization_set_namesakes (item, GATE_NAMESAKES_NONE, NULL);
  else
    gate_authorization_set_namesakes (item,
                                      has_others (self, built_in, item) ? GATE_NAMESAKES_BUILT_IN :
                                                                          GATE_NAMESAKES_ALIKE,
                                      find_approved (self, skeleton, item));
}
