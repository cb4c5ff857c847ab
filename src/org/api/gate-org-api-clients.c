/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* oauth/clients: this organization's own clients, never with their secrets
 * (genesys-api.md 3.3). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"
#include "gate-org-clients-table.h"
#include "gate-wire-client.h"

static void
add_entity (GateClient *client,
            gpointer    user_data)
{
  GateOrgList *list = user_data;

  gate_wire_client_encode (client, list->writer, NULL);
  gate_org_list_add (list);
}

/* The call takes no parameters of paging, so all clients are on its one page. */
void
gate_org_api_list_clients (GateOrgCall *call)
{
  g_auto (GateOrgList) list = { NULL };
  g_autoptr (GError) error = NULL;
  GateOrgApiPage page = { 1, 1 };

  gate_org_list_init (&list);
  if (!gate_org_clients_table_list_own (gate_org_call_get_store (call), add_entity, &list, &error))
    {
      gate_org_call_answer_store_error (call, error);
      return;
    }
  page.size = MAX (list.n_entities, 1);
  gate_org_list_answer_page (&list, call, list.n_entities, &page);
}

void
gate_org_api_get_client (GateOrgCall *call)
{
  const char *id = gate_org_api_get_id (call);
  g_autoptr (GateClient) client = NULL;
  g_autoptr (GateJsonWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  client = gate_org_clients_table_find_own (gate_org_call_get_store (call), id, &error);
  if (error != NULL)
    {
      gate_org_call_answer_store_error (call, error);
      return;
    }
  if (client == NULL)
    {
      gate_org_api_answer_not_found (call, "client.not.found", "client");
      return;
    }
  writer = gate_json_writer_new ();
  gate_wire_client_encode (client, writer, NULL);
  gate_org_api_answer (call, writer);
}
