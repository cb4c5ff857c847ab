/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Who asks, in which organization, with which token (genesys-api.md 3.5). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"
#include "gate-org-organization-table.h"
#include "gate-org-people-table.h"
#include "gate-wire-organization.h"
#include "gate-wire-person.h"
#include "gate-wire-token.h"

#define AS_CONST(strv) ((const char *const *) (strv))

void
gate_org_api_get_me (GateOrgCall *call)
{
  const GateOrgPrincipal *principal = gate_org_call_get_principal (call);
  g_auto (GStrv) expand = gate_org_call_dup_list_parameter (call, "expand");
  gboolean with_authorization =
      expand != NULL && g_strv_contains (AS_CONST (expand), "authorization");
  g_autoptr (GateJsonWriter) writer = NULL;
  g_autoptr (GatePerson) person = NULL;
  g_autoptr (GError) error = NULL;

  if (principal->person_id == NULL)
    {
      gate_org_call_answer_problem (call,
                                    400,
                                    "not.a.user",
                                    "This token is a client's, not a person's",
                                    NULL,
                                    NULL);
      return;
    }
  person =
      gate_org_people_table_find (gate_org_call_get_store (call), principal->person_id, &error);
  if (person == NULL)
    {
      gate_org_call_answer_store_error (call, error);
      return;
    }
  gate_person_set_role_ids (person, AS_CONST (principal->role_ids));
  gate_person_set_permissions (person, AS_CONST (principal->permissions));
  writer = gate_json_writer_new ();
  gate_wire_person_encode (person, with_authorization, writer, NULL);
  gate_org_api_answer (call, writer);
}

void
gate_org_api_get_organization (GateOrgCall *call)
{
  g_autoptr (GateOrganization) organization = NULL;
  g_autoptr (GateJsonWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  organization = gate_org_organization_table_find_own (gate_org_call_get_store (call), &error);
  if (organization == NULL)
    {
      gate_org_call_answer_store_error (call, error);
      return;
    }
  writer = gate_json_writer_new ();
  gate_wire_organization_encode (organization, writer, NULL);
  gate_org_api_answer (call, writer);
}

static GateWireTokenInfo *
describe_token (GateOrgCall *call,
                GError     **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  const GateOrgPrincipal *principal = gate_org_call_get_principal (call);
  g_autoptr (GateWireTokenInfo) info = g_new0 (GateWireTokenInfo, 1);
  g_autoptr (GateOrganization) organization = NULL;
  g_autoptr (GateOrganization) owner = NULL;

  organization = gate_org_organization_table_find_own (store, error);
  if (organization == NULL)
    return NULL;
  owner = gate_org_organization_table_find_owner (store,
                                                  principal->client_id,
                                                  &info->client_name,
                                                  error);
  if (owner == NULL)
    return NULL;
  info->organization_id = g_strdup (gate_organization_get_id (organization));
  info->organization_name = g_strdup (gate_organization_get_name (organization));
  info->scopes = g_strdupv (principal->scopes);
  info->client_id = g_strdup (principal->client_id);
  info->client_organization_id = g_strdup (gate_organization_get_id (owner));
  return g_steal_pointer (&info);
}

void
gate_org_api_get_token (GateOrgCall *call)
{
  g_autoptr (GateWireTokenInfo) info = NULL;
  g_autoptr (GateJsonWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  info = describe_token (call, &error);
  if (info == NULL)
    {
      gate_org_call_answer_store_error (call, error);
      return;
    }
  writer = gate_json_writer_new ();
  gate_wire_token_info_encode (info, writer);
  gate_org_api_answer (call, writer);
}

/* The check has been made by the time a handler runs. */
void
gate_org_api_head_token (GateOrgCall *call)
{
  gate_org_call_answer_empty (call, 200);
}
