/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Secrets: a new secret of a client (S54, genesys-api.md 3.3), and the end of the token that asks
 * (genesys-api.md 2.1). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"
#include "gate-org-audit-table.h"
#include "gate-org-client-secrets-table.h"
#include "gate-org-clients-table.h"
#include "gate-org-secret.h"
#include "gate-org-tokens-table.h"
#include "gate-person.h"
#include "gate-wire-client.h"

#include <string.h>

static gboolean
check_client (GateOrgCall *call,
              GateClient  *client)
{
  if (client == NULL)
    gate_org_api_answer_not_found (call, "client.not.found", "client");
  else if (gate_client_get_grant_type (client) == GATE_GRANT_IMPLICIT)
    gate_org_call_answer_problem (call, 400, "bad.grant.type",
                                  "A client of this grant type has no secret", NULL, NULL);
  else if (g_strcmp0 (gate_client_get_state (client), "active") != 0)
    gate_org_call_answer_problem (call, 400, "bad.client.state", "The client is not active", NULL,
                                  NULL);
  return !gate_org_call_is_answered (call);
}

/* A person with the secret may do all that the client may by itself. */
static gboolean
check_permissions (GateOrgCall *call,
                   const char  *client_id,
                   GError     **error)
{
  const GateOrgPrincipal *principal = gate_org_call_get_principal (call);
  g_auto (GStrv) needed = gate_org_clients_table_list_permissions (gate_org_call_get_store (call),
                                                                   client_id, error);

  for (gsize i = 0; needed != NULL && needed[i] != NULL; i++)
    if (!gate_permissions_include ((const char *const *) principal->permissions, needed[i]))
      {
        gate_org_call_answer_problem (call, 400, "bad.client.role",
                                      "The client has a role that goes beyond yours", NULL, NULL);
        return FALSE;
      }
  return needed != NULL;
}

static gboolean
rotate_secret (GateOrgCall *call,
               const char  *client_id,
               const char  *secret,
               GError     **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autofree char *hash = gate_org_secret_hash (secret);

  if (!gate_org_store_begin (store, error))
    return FALSE;
  if (gate_org_client_secrets_table_rotate (store, client_id, hash, error) &&
      gate_org_audit_table_add_event (store, "NewSecret", client_id,
                                      gate_org_call_get_actor (call), error))
    return gate_org_store_commit (store, error);
  gate_org_store_rollback (store);
  return FALSE;
}

static gboolean
may_have_secret (GateOrgCall *call,
                 const char  *id,
                 GateClient **client,
                 GError     **error)
{
  GError *local_error = NULL;

  *client = gate_org_clients_table_find_own (gate_org_call_get_store (call), id, &local_error);
  if (local_error == NULL)
    return check_client (call, *client) && check_permissions (call, id, error);
  g_propagate_error (error, local_error);
  return FALSE;
}

/* A client that had none was public, and must show it from now on. */
void
gate_org_api_post_client_secret (GateOrgCall *call)
{
  const char *id = gate_org_api_get_id (call);
  g_autoptr (GateClient) client = NULL;
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autoptr (GError) error = NULL;
  char *secret = NULL;

  if (id == NULL || !gate_org_api_check_match (call, NULL))
    return;
  secret = gate_org_secret_new (GATE_ORG_SECRET_CLIENT);
  if (may_have_secret (call, id, &client, &error) && rotate_secret (call, id, secret, &error))
    {
      gate_wire_client_encode_with_secret (client, secret, writer);
      gate_org_api_answer (call, writer);
      gate_org_call_set_note (call, "new secret");
    }
  else if (error != NULL)
    gate_org_call_answer_store_error (call, error);
  gate_org_secret_free (secret);
}

/* The other tokens of its family live on. */
void
gate_org_api_delete_token (GateOrgCall *call)
{
  const GateOrgPrincipal *principal = gate_org_call_get_principal (call);
  g_autoptr (GError) error = NULL;

  if (!gate_org_api_check_match (call, NULL))
    return;
  if (gate_org_tokens_table_end (gate_org_call_get_store (call), principal->token_hash,
                                 principal->client_id, &error))
    gate_org_call_answer_empty (call, 200);
  else
    gate_org_call_answer_store_error (call, error);
}
