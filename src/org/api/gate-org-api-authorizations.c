/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* oauth/authorizations: reading and revoking (genesys-api.md 3.1). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"
#include "gate-org-audit-table.h"
#include "gate-org-authorizations-table.h"
#include "gate-org-organization-table.h"
#include "gate-org-tokens-table.h"
#include "gate-wire-authorization.h"

typedef struct
{
  GateOrgList *list;
  GateOrganization *organization;
} Listing;

static void
add_entity (GateAuthorization *authorization,
            gpointer           user_data)
{
  Listing *listing = user_data;

  gate_wire_authorization_encode (authorization,
                                  gate_organization_get_id (listing->organization),
                                  gate_organization_get_name (listing->organization),
                                  listing->list->writer,
                                  NULL);
  gate_org_list_add (listing->list);
}

void
gate_org_api_list_authorizations (GateOrgCall *call)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autoptr (GateOrganization) organization = NULL;
  g_auto (GateOrgList) list = { NULL };
  g_autoptr (GError) error = NULL;
  Listing listing = { &list, NULL };

  organization = gate_org_organization_table_find_own (store, &error);
  listing.organization = organization;
  gate_org_list_init (&list);
  if (organization == NULL ||
      !gate_org_authorizations_table_list (store, add_entity, &listing, &error))
    gate_org_call_answer_store_error (call, error);
  else
    gate_org_list_answer (&list, call);
}

void
gate_org_api_get_authorization (GateOrgCall *call)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  const char *client_id = gate_org_api_get_id (call);
  g_autoptr (GateAuthorization) authorization = NULL;
  g_autoptr (GateOrganization) organization = NULL;
  g_autoptr (GateJsonWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  if (client_id == NULL)
    return;
  authorization = gate_org_authorizations_table_find (store, client_id, &error);
  if (authorization != NULL)
    organization = gate_org_organization_table_find_own (store, &error);
  if (error != NULL)
    {
      gate_org_call_answer_store_error (call, error);
      return;
    }
  if (authorization == NULL)
    {
      gate_org_api_answer_not_found (call, "not.found", "client");
      return;
    }
  writer = gate_json_writer_new ();
  gate_wire_authorization_encode (authorization,
                                  gate_organization_get_id (organization),
                                  gate_organization_get_name (organization),
                                  writer,
                                  NULL);
  gate_org_api_add_etag (call, authorization);
  gate_org_api_answer (call, writer);
}

static gboolean
save_revoked (GateOrgCall       *call,
              GateAuthorization *before,
              GError           **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  const char *client_id = gate_authorization_get_id (before);
  g_autoptr (GateAuthorization) after = NULL;

  if (!gate_org_authorizations_table_revoke (store,
                                             client_id,
                                             gate_org_call_get_principal (call)->person_id,
                                             error) ||
      !gate_org_tokens_table_end_client (store, client_id, error))
    return FALSE;
  after = gate_org_authorizations_table_find (store, client_id, error);
  return after != NULL &&
         gate_org_audit_table_add (store, "Deauthorize", before, after,
                                   gate_org_call_get_actor (call), error) &&
         gate_org_store_commit (store, error);
}

static void
revoke_in_transaction (GateOrgCall *call,
                       const char  *client_id)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autoptr (GateAuthorization) before = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_record;
  gboolean matches = FALSE;

  before = gate_org_authorizations_table_find (store, client_id, &error);
  has_record =
      before != NULL && gate_authorization_get_state (before) != GATE_AUTHORIZATION_UNAUTHORIZED;
  matches = has_record && gate_org_api_check_match (call, before);
  if (matches && save_revoked (call, before, &error))
    {
      gate_org_call_answer_empty (call, 200);
      return;
    }
  gate_org_store_rollback (store);
  if (error != NULL)
    gate_org_call_answer_store_error (call, error);
  else if (!has_record)
    gate_org_api_answer_not_found (call, "not.found", "authorization");
}

/* The record stays with its scopes and roles and says Revoked; the client's tokens end with it.
 * Revoking a revoked client again is acknowledged and recorded like any other change. */
void
gate_org_api_delete_authorization (GateOrgCall *call)
{
  const char *client_id = gate_org_api_get_id (call);
  g_autoptr (GError) error = NULL;

  if (client_id == NULL)
    return;
  if (gate_org_store_begin (gate_org_call_get_store (call), &error))
    revoke_in_transaction (call, client_id);
  else
    gate_org_call_answer_store_error (call, error);
}
