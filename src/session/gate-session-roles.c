/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Completes roles from the list of people, and clients from the list of roles. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-client-entry.h"
#include "gate-session-private.h"

/**
 * gate_session_tell_roles:
 * @self: a session
 *
 * Sets the number of inactive people of each role. To be called after roles or people are read.
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

/* The names of the client's roles; none unless all of them are known. */
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
 * Sets the names of the roles of @authorization's client, when it signs in by itself and the roles
 * are known.
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
 * Sets the names of the roles of the organization’s own clients that sign in by themselves. To be
 * called after clients, roles or authorizations are read. Clients of other organizations act with
 * roles of their organizations, whose names we do not have.
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
