/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* oauth/scopes: all scopes of the API, in English for every browser (genesys-api.md 3.2). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"
#include "gate-scope-table.h"
#include "gate-wire-scope.h"

static void
encode_scope (const GateScopeFact *fact,
              GateJsonWriter      *writer)
{
  g_autoptr (GateScope) scope = gate_scope_new (fact->id, fact->description);

  gate_wire_scope_encode (scope, writer, NULL);
}

void
gate_org_api_list_scopes (GateOrgCall *call)
{
  g_auto (GateOrgList) list = { NULL };

  gate_org_list_init (&list);
  for (guint i = 0; i < gate_scope_table_size (); i++)
    {
      encode_scope (gate_scope_table_get (i), list.writer);
      gate_org_list_add (&list);
    }
  gate_org_list_answer (&list, call);
}

void
gate_org_api_get_scope (GateOrgCall *call)
{
  const char *id = gate_org_call_get_segment (call, 0);
  const GateScopeFact *fact = id != NULL ? gate_scope_table_find (id) : NULL;
  g_autoptr (GateJsonWriter) writer = NULL;

  if (fact == NULL)
    {
      gate_org_api_answer_not_found (call, "not.found", "scope");
      return;
    }
  writer = gate_json_writer_new ();
  encode_scope (fact, writer);
  gate_org_api_answer (call, writer);
}
