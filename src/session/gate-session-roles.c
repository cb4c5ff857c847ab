/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What roles, people and clients tell of each other once they are read. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-client-entry.h"
#include "gate-session-private.h"

/**
 * gate_session_tell_roles:
 * @self: a session
 *
 * Tells each role how many of its people are not active. To be called when roles or people are
 * newly read.
 */
void
gate_session_tell_roles (GateSession *self)
{
  GListModel *roles = G_LIST_MODEL (self->roles);

  for (guint i = 0; i < g_list_model_get_n_items (roles); i++)
    {
      g_autoptr (GateRole) role = g_list_model_get_item (roles, i);

      gate_role_set_n_inactive (role,
                                gate_people_count_inactive (self->people, gate_role_get_id (role)));
    }
}

/* What the roles that a client acts with are called; none unless all of them are known. */
static char **
dup_role_names (GateSession *self,
                GateClient  *client)
{
  const char *const *ids = gate_client_get_role_ids (client);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      GateRole *role = gate_roles_find (self->roles, ids[i]);
      char *name = NULL;

      if (role == NULL)
        return NULL;
      g_object_get (role, "name", &name, NULL);
      g_ptr_array_add (names, name);
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
name_roles_of_entries (GateSession *self)
{
  GListModel *entries = G_LIST_MODEL (self->client_list);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GateClientEntry) entry = g_list_model_get_item (entries, i);
      GateClient *client = gate_client_entry_get_client (entry);
      g_auto (GStrv) names = NULL;

      if (!gate_client_acts_alone (client))
        continue;
      names = dup_role_names (self, client);
      gate_client_entry_set_role_names (entry, (const char *const *) names);
    }
}

/**
 * gate_session_name_roles_of:
 * @self: a session
 * @authorization: an authorization
 *
 * Tells the client of @authorization what its roles are called, where it signs in by itself and the
 * roles are known.
 */
void
gate_session_name_roles_of (GateSession       *self,
                            GateAuthorization *authorization)
{
  GateClient *client = gate_authorization_get_client (authorization);
  g_auto (GStrv) names = NULL;

  if (!gate_resource_has_content (GATE_RESOURCE (self->roles)) || !gate_client_acts_alone (client))
    return;
  names = dup_role_names (self, client);
  gate_authorization_set_role_names (authorization, (const char *const *) names);
}

/**
 * gate_session_name_roles:
 * @self: a session
 *
 * Tells the organization’s own clients that sign in by themselves what their roles are called. To
 * be called when clients, roles or authorizations are newly read. Clients of other organizations
 * act with roles that are theirs, not ours.
 */
void
gate_session_name_roles (GateSession *self)
{
  GListModel *clients = G_LIST_MODEL (self->clients);

  if (!gate_resource_has_content (GATE_RESOURCE (self->roles)))
    return;
  name_roles_of_entries (self);
  for (guint i = 0; i < g_list_model_get_n_items (clients); i++)
    {
      g_autoptr (GateClient) client = g_list_model_get_item (clients, i);
      GateAuthorization *authorization = NULL;
      g_auto (GStrv) names = NULL;

      if (!gate_client_acts_alone (client))
        continue;
      names = dup_role_names (self, client);
      gate_client_set_role_names (client, (const char *const *) names);
      authorization =
          gate_sliced_list_lookup (GATE_SLICED_LIST (gate_session_get_authorization_list (self)),
                                   gate_client_get_id (client));
      if (authorization != NULL)
        gate_session_name_roles_of (self, authorization);
    }
}
