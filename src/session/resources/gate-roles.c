/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-roles.h"

#include "gate-api-roles.h"
#include "gate-person.h"
#include "gate-list-resource-private.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_APART_CHARS 100

struct _GateRoles
{
  GateListResource parent_instance;
};

G_DEFINE_FINAL_TYPE (GateRoles, gate_roles, GATE_TYPE_LIST_RESOURCE)

static int
compare_roles (gconstpointer a,
               gconstpointer b)
{
  return gate_role_compare (*(GateRole *const *) a, *(GateRole *const *) b);
}

static void
gate_roles_load_async (GateResource       *resource,
                       GateApi            *api,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  gate_api_roles_list_async (api, cancellable, callback, user_data);
}

static gboolean
gate_roles_load_finish (GateResource *resource,
                        GObject      *source,
                        GAsyncResult *result,
                        GError      **error)
{
  g_autoptr (GateApiList) list = gate_api_roles_list_finish (GATE_API (source), result, error);

  if (list == NULL)
    return FALSE;
  return gate_list_resource_take (GATE_LIST_RESOURCE (resource),
                                  list,
                                  (GateGetIdFunc) gate_role_get_id,
                                  error);
}

static void
gate_roles_class_init (GateRolesClass *klass)
{
  GateResourceClass *resource_class = GATE_RESOURCE_CLASS (klass);

  resource_class->title = N_ ("Roles");
  resource_class->permission = GATE_PERMISSION_VIEW_ROLES;
  resource_class->refusal = N_ ("You do not have the permission to see the roles.");
  GATE_LIST_RESOURCE_CLASS (klass)->compare = compare_roles;
  resource_class->load_async = gate_roles_load_async;
  resource_class->load_finish = gate_roles_load_finish;
}

static void
gate_roles_init (GateRoles *self)
{
}

GateRoles *
gate_roles_new (void)
{
  return g_object_new (GATE_TYPE_ROLES, NULL);
}

/**
 * gate_roles_find:
 * @self: the roles
 * @role_id: the ID of a role
 *
 * Returns: (transfer none) (nullable): the role; %NULL when the organization does not list it, or
 *   while its roles are not known
 */
GateRole *
gate_roles_find (GateRoles  *self,
                 const char *role_id)
{
  g_return_val_if_fail (GATE_IS_ROLES (self), NULL);
  g_return_val_if_fail (role_id != NULL, NULL);

  return gate_list_resource_lookup (GATE_LIST_RESOURCE (self), role_id);
}

static GateRole *
peek_role (GateRoles *self,
           guint      position)
{
  return gate_list_resource_peek (GATE_LIST_RESOURCE (self), position);
}

/* The position of the first role that does not sort before ROLE. */
static guint
find_first_position (GateRoles *self,
                     GateRole  *role)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (G_LIST_MODEL (self));

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gate_role_compare (peek_role (self, middle), role) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * gate_roles_tell_apart:
 * @self: the roles
 * @role: one of them
 *
 * Returns: (transfer full) (nullable): a text that distinguishes the role from others of the same
 *   name, safe to show: its description, or its ID when the descriptions are equal too; %NULL when
 *   no other has its name
 */
char *
gate_roles_tell_apart (GateRoles *self,
                       GateRole  *role)
{
  const char *description = gate_role_get_description (role);
  gboolean has_namesake = FALSE;
  gboolean described = description != NULL && *description != '\0';
  guint n_roles;

  g_return_val_if_fail (GATE_IS_ROLES (self), NULL);

  n_roles = g_list_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = find_first_position (self, role);
       i < n_roles && (described || !has_namesake);
       i++)
    {
      GateRole *other = peek_role (self, i);

      if (gate_role_compare (other, role) != 0)
        break;
      has_namesake |= other != role;
      if (other != role && g_strcmp0 (gate_role_get_description (other), description) == 0)
        described = FALSE;
    }
  if (!has_namesake)
    return NULL;
  return gate_text_for_display (described ? description : gate_role_get_id (role), MAX_APART_CHARS);
}
