/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The organization's roles, and how many people it has. They are part of a load; when they alone
 * failed, they are read again alone. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session.h"

#include "gate-api-people.h"
#include "gate-api-roles.h"
#include "gate-client-entry.h"
#include "gate-error.h"
#include "gate-role.h"
#include "gate-session-private.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_APART_CHARS 100

static void
set_roles_problem (GateSession *self,
                   const char  *problem)
{
  if (gate_set_str (&self->roles_problem, problem))
    gate_session_notify (self, GATE_SESSION_PROP_ROLES_PROBLEM);
}

static void
set_knows_roles (GateSession *self,
                 gboolean     knows)
{
  if (self->knows_roles == knows)
    return;
  self->knows_roles = knows;
  gate_session_notify (self, GATE_SESSION_PROP_KNOWS_ROLES);
}

static void
set_n_people (GateSession *self,
              gint64       n_people)
{
  if (self->n_people == n_people)
    return;
  self->n_people = n_people;
  gate_session_notify (self, GATE_SESSION_PROP_N_PEOPLE);
}

static int
compare_roles (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (gate_role_get_name (*(GateRole *const *) a),
                         gate_role_get_name (*(GateRole *const *) b));
}

static void
forget_inactive (GateSession *self)
{
  self->n_inactive = -1;
  g_clear_pointer (&self->inactive_by_role, g_hash_table_unref);
}

static gint64
count_inactive (GateSession *self,
                GateRole    *role)
{
  if (self->inactive_by_role == NULL)
    return -1;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->inactive_by_role, gate_role_get_id (role)));
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
      GateRole *role = g_hash_table_lookup (self->roles_by_id, ids[i]);
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

  if (!self->knows_roles || !gate_client_acts_alone (client))
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

  if (!self->knows_roles)
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
      authorization = gate_library_lookup (self->library, gate_client_get_id (client));
      if (authorization != NULL)
        gate_session_name_roles_of (self, authorization);
    }
}

/* The table first: who hears of a new list looks into it. */
static void
take_roles (GateSession *self,
            GateApiList *list)
{
  GPtrArray *items = gate_api_list_get_items (list);

  g_hash_table_remove_all (self->roles_by_id);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (self->roles_by_id,
                         (gpointer) gate_role_get_id (items->pdata[i]),
                         items->pdata[i]);
  for (guint i = 0; i < items->len; i++)
    gate_role_set_n_inactive (items->pdata[i], count_inactive (self, items->pdata[i]));
  gate_session_fill (self->roles, list, compare_roles);
  set_roles_problem (self, NULL);
  set_knows_roles (self, TRUE);
  gate_session_name_roles (self);
}

/* Roles that were read before stay: they are more than nothing. What is missing is said where roles
 * are shown, not above the list of applications, which needs none. */
static void
roles_failed (GateSession  *self,
              const GError *error)
{
  g_autofree char *sentence = NULL;

  if (gate_error_matches (error, GATE_ERROR_FORBIDDEN) ||
      gate_error_matches (error, GATE_ERROR_SCOPE))
    {
      set_roles_problem (self, _ ("You do not have the permission to see the roles."));
      return;
    }
  sentence = gate_session_describe_error (self, error);
  set_roles_problem (self, sentence);
}

static void
roles_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateApiList) list = gate_api_roles_list_finish (GATE_API (source), result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (list == NULL)
    roles_failed (self, error);
  else
    {
      gate_session_note_refused (self, list);
      take_roles (self, list);
    }
  gate_session_call_done (self);
}

/* The number is good to have; without it there are numbers for roles still. */
static void
people_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  gint64 n_people = gate_api_people_count_finish (GATE_API (source), result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (error != NULL)
    g_debug ("number of people: %s", error->message);
  else
    set_n_people (self, n_people);
  gate_session_call_done (self);
}

/* How many people of each role are not active. That is known only of a whole list: with one person
 * missing, any role could have one more. */
static void
take_inactive (GateSession *self,
               GateApiList *list)
{
  GPtrArray *people = gate_api_list_get_items (list);
  gint64 total = gate_api_list_get_total (list);

  forget_inactive (self);
  self->n_inactive = total;
  if (total != people->len || gate_api_list_get_n_refused (list) > 0)
    return;
  self->inactive_by_role = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < people->len; i++)
    {
      const char *const *role_ids = gate_person_get_role_ids (people->pdata[i]);

      for (guint k = 0; role_ids[k] != NULL; k++)
        {
          gpointer n = g_hash_table_lookup (self->inactive_by_role, role_ids[k]);

          g_hash_table_insert (self->inactive_by_role,
                               g_strdup (role_ids[k]),
                               GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
        }
    }
}

static void
tell_roles_apart (GateSession *self)
{
  GListModel *roles = G_LIST_MODEL (self->roles);
  guint n_roles = g_list_model_get_n_items (roles);

  for (guint i = 0; i < n_roles; i++)
    {
      g_autoptr (GateRole) role = g_list_model_get_item (roles, i);

      gate_role_set_n_inactive (role, count_inactive (self, role));
    }
  gate_session_notify (self, GATE_SESSION_PROP_N_PEOPLE);
}

/* An organization that ignores what was asked for would list people of another state. */
static gboolean
all_are_inactive (GateApiList *list)
{
  GPtrArray *people = gate_api_list_get_items (list);

  for (guint i = 0; i < people->len; i++)
    if (g_strcmp0 (gate_person_get_state (people->pdata[i]), "inactive") != 0)
      return FALSE;
  return TRUE;
}

static void
inactive_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateApiList) list =
      gate_api_people_inactive_finish (GATE_API (source), result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (list != NULL && all_are_inactive (list))
    take_inactive (self, list);
  else
    {
      g_debug ("inactive people: %s", error != NULL ? error->message : "others were listed");
      forget_inactive (self);
    }
  tell_roles_apart (self);
  gate_session_call_done (self);
}

/**
 * gate_session_load_roles:
 * @self: a session that counts one call more as under way
 *
 * Asks for the roles.
 */
void
gate_session_load_roles (GateSession *self)
{
  gate_api_roles_list_async (self->api, self->cancellable, roles_cb, gate_session_call_new (self));
}

/**
 * gate_session_count_people:
 * @self: a session that counts one call more as under way
 *
 * Asks for the number of people.
 */
void
gate_session_count_people (GateSession *self)
{
  gate_api_people_count_async (self->api,
                               self->cancellable,
                               people_cb,
                               gate_session_call_new (self));
}

/**
 * gate_session_count_inactive:
 * @self: a session that counts one call more as under way
 *
 * Asks for the people who are not active: they hold roles, but can use nothing.
 */
void
gate_session_count_inactive (GateSession *self)
{
  gate_api_people_inactive_async (self->api,
                                  self->cancellable,
                                  inactive_cb,
                                  gate_session_call_new (self));
}

void
gate_session_forget_roles (GateSession *self)
{
  g_hash_table_remove_all (self->roles_by_id);
  g_list_store_remove_all (self->roles);
  set_knows_roles (self, FALSE);
  set_roles_problem (self, NULL);
  set_n_people (self, -1);
  forget_inactive (self);
}

/**
 * gate_session_reload_roles:
 * @self: a session
 *
 * Reads the roles and the number of people again, and nothing else. Does nothing while a load is
 * under way, which reads them as well.
 */
void
gate_session_reload_roles (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  if (self->loading || self->api == NULL || self->cancellable == NULL)
    return;
  self->n_waiting = 3;
  gate_session_set_loading (self, TRUE);
  gate_session_load_roles (self);
  gate_session_count_people (self);
  gate_session_count_inactive (self);
}

/**
 * gate_session_find_role:
 * @self: a session
 * @role_id: the ID of a role
 *
 * Returns: (transfer none) (nullable): the role; %NULL when the organization does not list it, or
 *   while its roles are not known
 */
GateRole *
gate_session_find_role (GateSession *self,
                        const char  *role_id)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);
  g_return_val_if_fail (role_id != NULL, NULL);

  return g_hash_table_lookup (self->roles_by_id, role_id);
}

static GateRole *
peek_role (GateSession *self,
           guint        position)
{
  g_autoptr (GateRole) role = g_list_model_get_item (G_LIST_MODEL (self->roles), position);

  return role; /* the list keeps it */
}

/* The first of the roles whose name is not before NAME: they are in the order of their names. */
static guint
find_first_position (GateSession *self,
                     const char  *name)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (G_LIST_MODEL (self->roles));

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_utf8_collate (gate_role_get_name (peek_role (self, middle)), name) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * gate_session_tell_role_apart:
 * @self: a session
 * @role: one of its roles
 *
 * Returns: (transfer full) (nullable): what tells it from others of the same name, fit to be shown:
 *   its description, or where they have the same one its ID; %NULL when there is no other
 */
char *
gate_session_tell_role_apart (GateSession *self,
                              GateRole    *role)
{
  const char *name = gate_role_get_name (role);
  const char *description = gate_role_get_description (role);
  gboolean has_namesake = FALSE;
  gboolean described = description != NULL && *description != '\0';
  guint n_roles = 0;

  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  n_roles = g_list_model_get_n_items (G_LIST_MODEL (self->roles));
  for (guint i = find_first_position (self, name); i < n_roles; i++)
    {
      GateRole *other = peek_role (self, i);

      if (g_utf8_collate (gate_role_get_name (other), name) != 0)
        break;
      has_namesake |= other != role;
      if (other != role && g_strcmp0 (gate_role_get_description (other), description) == 0)
        described = FALSE;
    }
  if (!has_namesake)
    return NULL;
  return gate_text_for_display (described ? description : gate_role_get_id (role), MAX_APART_CHARS);
}

gint64
gate_session_get_n_people (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), -1);

  return self->n_people;
}

/**
 * gate_session_get_n_inactive:
 * @self: a session
 *
 * Returns: how many people of the organization are not active, -1 when not known; `n-people` is
 *   notified when it changes, and when it becomes known which roles they hold
 */
gint64
gate_session_get_n_inactive (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), -1);

  return self->n_inactive;
}

/**
 * gate_session_knows_roles:
 * @self: a session
 *
 * Returns: whether the list of roles has been read; one that is empty may be on its way still
 */
gboolean
gate_session_knows_roles (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), FALSE);

  return self->knows_roles;
}

const char *
gate_session_get_roles_problem (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->roles_problem;
}
