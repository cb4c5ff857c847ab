/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-impact.h"

#include "gate-access.h"
#include "gate-hash.h"
#include "gate-ref-strv.h"
#include "gate-text.h"

#include <string.h>

#define MAX_NAME_CHARS 100

static void
role_free (gpointer data)
{
  GateImpactRole *role = data;

  g_free (role->name);
  g_free (role->sort_key);
  g_free (role);
}

static int
compare_by_name (gconstpointer a,
                 gconstpointer b)
{
  const GateImpactRole *one = *(GateImpactRole *const *) a;
  const GateImpactRole *other = *(GateImpactRole *const *) b;

  return strcmp (one->sort_key, other->sort_key);
}

static GHashTable *
index_roles (GListModel *roles)
{
  GHashTable *by_id = g_hash_table_new_full (gate_text_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; roles != NULL && i < g_list_model_get_n_items (roles); i++)
    {
      GateRole *role = g_list_model_get_item (roles, i);

      g_hash_table_replace (by_id, (gpointer) gate_role_get_id (role), role);
    }
  return by_id;
}

/* COUNT, which contradicts itself where it is zero and INCLUDES_YOU. */
static GateHeadcount
believable (GateHeadcount count,
            gboolean      includes_you)
{
  if (includes_you && count.n_people == 0)
    count.kind = GATE_HEADCOUNT_UNKNOWN;
  return count;
}

static GateImpactRole *
new_role (const char *id,
          GateRole   *role,
          gboolean    is_gone,
          GHashTable *held,
          gint64      n_people)
{
  GateImpactRole *it = g_new0 (GateImpactRole, 1);
  const char *name = role != NULL ? gate_role_get_name (role) : NULL;

  it->is_gone = is_gone;
  it->name = gate_text_for_display (name, MAX_NAME_CHARS);
  it->includes_you = g_hash_table_contains (held, id);
  if (role != NULL)
    it->people = believable (gate_headcount_of_role (role, n_people), it->includes_you);
  if (*it->name == '\0')
    {
      g_free (it->name);
      it->name = gate_text_for_display (id, MAX_NAME_CHARS);
    }
  it->sort_key = g_utf8_collate_key (it->name, -1);
  return it;
}

/* An empty list means all people only where it was read. */
static gboolean
includes (GateImpact            *self,
          GateAuthorizationState state,
          const char *const     *ids,
          GatePerson            *you)
{
  return (self->is_all_roles || ids[0] != NULL) &&
         gate_access_allows (state, ids, gate_person_get_role_ids (you));
}

/**
 * gate_impact_new:
 * @authorization: the authorization that would end
 * @roles: (nullable): the GateRole objects of the organization; %NULL while they are unknown
 * @you: (nullable): the person who is signed in
 * @n_people: how many active people the organization has; -1 = not known
 *
 * Returns: (transfer full): the people who lose access when @authorization ends; none when it is
 *   not authorized
 */
GateImpact *
gate_impact_new (GateAuthorization *authorization,
                 GListModel        *roles,
                 GatePerson        *you,
                 gint64             n_people)
{
  GateImpact *self = g_new0 (GateImpact, 1);
  GateAuthorizationState state = gate_authorization_get_state (authorization);
  const char *const *ids = gate_authorization_get_roles (authorization);
  g_autoptr (GHashTable) by_id = NULL;
  g_autoptr (GHashTable) held = NULL;

  self->roles = g_ptr_array_new_with_free_func (role_free);
  self->is_all_roles = gate_access_is_open (authorization);
  self->roles_known = gate_authorization_get_roles_knowledge (authorization);
  self->includes_you = you != NULL && includes (self, state, ids, you);
  self->knows_you =
      you != NULL && (self->includes_you || self->roles_known == GATE_KNOWLEDGE_COMPLETE);
  self->people =
      believable (gate_headcount_now (authorization, roles, n_people), self->includes_you);
  if (self->is_all_roles || state != GATE_AUTHORIZATION_AUTHORIZED)
    return self;
  by_id = index_roles (roles);
  held = gate_strv_to_set (you != NULL ? gate_person_get_role_ids (you) : NULL);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      GateRole *role = g_hash_table_lookup (by_id, ids[i]);

      g_ptr_array_add (self->roles,
                       new_role (ids[i], role, roles != NULL && role == NULL, held, n_people));
    }
  g_ptr_array_sort (self->roles, compare_by_name);
  return self;
}

void
gate_impact_free (GateImpact *self)
{
  g_ptr_array_unref (self->roles);
  g_free (self);
}
