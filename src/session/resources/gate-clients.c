/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-clients.h"

#include "gate-api-clients.h"
#include "gate-person.h"
#include "gate-list-resource-private.h"

#include <glib/gi18n-lib.h>

struct _GateClients
{
  GateListResource parent_instance;
};

G_DEFINE_FINAL_TYPE (GateClients, gate_clients, GATE_TYPE_LIST_RESOURCE)

static void
gate_clients_load_async (GateResource       *resource,
                         GateApi            *api,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  gate_api_clients_list_async (api, cancellable, callback, user_data);
}

static gboolean
gate_clients_load_finish (GateResource *resource,
                          GObject      *source,
                          GAsyncResult *result,
                          GError      **error)
{
  g_autoptr (GateApiList) list = gate_api_clients_list_finish (GATE_API (source), result, error);

  if (list == NULL)
    return FALSE;
  return gate_list_resource_take (GATE_LIST_RESOURCE (resource),
                                  list,
                                  (GateGetIdFunc) gate_client_get_id,
                                  error);
}

static void
gate_clients_class_init (GateClientsClass *klass)
{
  GateResourceClass *resource_class = GATE_RESOURCE_CLASS (klass);

  resource_class->title = N_ ("OAuth clients");
  resource_class->permission = GATE_PERMISSION_VIEW_CLIENTS;
  resource_class->load_async = gate_clients_load_async;
  resource_class->load_finish = gate_clients_load_finish;
}

static void
gate_clients_init (GateClients *self)
{
}

GateClients *
gate_clients_new (void)
{
  return g_object_new (GATE_TYPE_CLIENTS, NULL);
}

/**
 * gate_clients_find:
 * @self: the clients
 * @client_id: the ID of a client
 *
 * Returns: (transfer none) (nullable): the client, if it is in the list of the last load
 */
GateClient *
gate_clients_find (GateClients *self,
                   const char  *client_id)
{
  g_return_val_if_fail (GATE_IS_CLIENTS (self), NULL);

  return gate_list_resource_lookup (GATE_LIST_RESOURCE (self), client_id);
}

/**
 * gate_clients_dup_ids:
 * @self: the clients
 *
 * Returns: (transfer full) (nullable): the IDs of the clients, all of them when
 *   gate_resource_get_knowledge() says so; %NULL while the list is not known
 */
char **
gate_clients_dup_ids (GateClients *self)
{
  guint n_clients = g_list_model_get_n_items (G_LIST_MODEL (self));
  char **ids;

  g_return_val_if_fail (GATE_IS_CLIENTS (self), NULL);

  if (!gate_resource_has_content (GATE_RESOURCE (self)))
    return NULL;
  ids = g_new0 (char *, n_clients + 1);
  for (guint i = 0; i < n_clients; i++)
    {
      GateClient *client = gate_list_resource_peek (GATE_LIST_RESOURCE (self), i);

      ids[i] = g_strdup (gate_client_get_id (client));
    }
  return ids;
}
