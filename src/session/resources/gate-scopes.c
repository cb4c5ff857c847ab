/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-scopes.h"

#include "gate-api-scopes.h"
#include "gate-list-resource-private.h"
#include "gate-scope-table.h"

#include <glib/gi18n-lib.h>

struct _GateScopes
{
  GateListResource parent_instance;
};

G_DEFINE_FINAL_TYPE (GateScopes, gate_scopes, GATE_TYPE_LIST_RESOURCE)

static int
compare_scopes (gconstpointer a,
                gconstpointer b)
{
  return gate_scope_compare (gate_scope_get_id (*(GateScope *const *) a),
                             gate_scope_get_id (*(GateScope *const *) b));
}

static void
gate_scopes_load_async (GateResource       *resource,
                        GateApi            *api,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  gate_api_scopes_list_async (api, cancellable, callback, user_data);
}

static gboolean
gate_scopes_load_finish (GateResource *resource,
                         GObject      *source,
                         GAsyncResult *result,
                         GError      **error)
{
  g_autoptr (GateApiList) list = gate_api_scopes_list_finish (GATE_API (source), result, error);

  if (list == NULL)
    return FALSE;
  return gate_list_resource_take (GATE_LIST_RESOURCE (resource),
                                  list,
                                  (GateGetIdFunc) gate_scope_get_id,
                                  error);
}

static void
gate_scopes_class_init (GateScopesClass *klass)
{
  GateResourceClass *resource_class = GATE_RESOURCE_CLASS (klass);

  GATE_LIST_RESOURCE_CLASS (klass)->compare = compare_scopes;
  resource_class->title = N_ ("Scopes");
  resource_class->load_async = gate_scopes_load_async;
  resource_class->load_finish = gate_scopes_load_finish;
}

static void
gate_scopes_init (GateScopes *self)
{
}

GateScopes *
gate_scopes_new (void)
{
  return g_object_new (GATE_TYPE_SCOPES, NULL);
}

/**
 * gate_scopes_describe:
 * @self: the scopes
 * @scope_id: the ID of a scope
 *
 * Returns: (transfer none) (nullable): one line about the scope, the organization's or else ours;
 *   valid until the next load
 */
const char *
gate_scopes_describe (GateScopes *self,
                      const char *scope_id)
{
  GateScope *scope;
  const char *description;
  const GateScopeFact *fact;

  g_return_val_if_fail (GATE_IS_SCOPES (self), NULL);
  g_return_val_if_fail (scope_id != NULL, NULL);

  scope = gate_list_resource_lookup (GATE_LIST_RESOURCE (self), scope_id);
  description = scope != NULL ? gate_scope_get_description (scope) : NULL;
  if (description != NULL && *description != '\0')
    return description;
  fact = gate_scope_table_find (scope_id);
  return fact != NULL ? _ (fact->description) : NULL;
}

static void
add_known (GStrvBuilder *builder)
{
  for (guint i = 0; i < gate_scope_table_size (); i++)
    g_strv_builder_add (builder, gate_scope_table_get (i)->id);
}

/**
 * gate_scopes_dup_ids:
 * @self: the scopes
 *
 * Returns: (transfer full): the IDs of all scopes to choose from: those of the organization, or
 *   those of our table while the organization's were not loaded
 */
char **
gate_scopes_dup_ids (GateScopes *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n;

  g_return_val_if_fail (GATE_IS_SCOPES (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GateScope) scope = g_list_model_get_item (G_LIST_MODEL (self), i);

      g_strv_builder_add (builder, gate_scope_get_id (scope));
    }
  if (n == 0)
    add_known (builder);
  return g_strv_builder_end (builder);
}
