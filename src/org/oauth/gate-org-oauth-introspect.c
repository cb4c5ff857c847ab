/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* POST /oauth/introspect (RFC 7662; S49). A client with a secret is told of its own
 * tokens, a person who may see the clients of the organization of all. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-access.h"
#include "gate-org-authorize-context.h"
#include "gate-org-bearer.h"
#include "gate-org-oauth-error.h"
#include "gate-org-oauth-request.h"
#include "gate-org-oauth-token.h"
#include "gate-org-policy.h"
#include "gate-org-secret.h"
#include "gate-org-table.h"
#include "gate-org-token-families.h"
#include "gate-org-tokens-table.h"
#include "gate-scope.h"
#include "gate-wire-oauth.h"

#define AS_CONST(strv) ((const char *const *) (strv))

static void
answer_token (GateOrgCall              *call,
              const GateWireOauthToken *token)
{
  g_autoptr (GBytes) json = gate_wire_oauth_token_encode (token);

  gate_org_call_answer_json (call, 200, json);
}

/* CLIENT_ID is the client whose tokens the principal may see, NULL for those of all clients. */
static gboolean
may_see (const char *client_id,
         const char *owner_id)
{
  return client_id == NULL || strcmp (client_id, owner_id) == 0;
}

static void
answer_access (GateOrgCall        *call,
               const char         *client_id,
               const GateOrgGrant *grant)
{
  g_auto (GStrv) scopes = gate_org_policy_dup_token_scopes (grant);
  const GateWireOauthToken token = {
    .issuer = gate_org_call_get_origin (call),
    .client_id = grant->client_id,
    .subject = grant->person_id != NULL ? grant->person_id : grant->client_id,
    .token_type = "bearer",
    .scopes = AS_CONST (scopes),
    .issued_s = grant->issued_ms / 1000,
    .expires_s = grant->expires_ms / 1000,
  };
  gboolean tells = may_see (client_id, grant->client_id) &&
                   gate_org_policy_token_works (grant, gate_org_table_now_ms ());

  answer_token (call, tells ? &token : NULL);
}

/* The scopes that a refresh gives now; NULL when there are none, or the store failed. */
static char **
dup_refreshed_scopes (GateOrgCall               *call,
                      const GateOrgRefreshToken *found,
                      GError                   **error)
{
  g_autoptr (GateOrgAuthorizeContext) context = NULL;

  if (found->is_spent || found->is_ended || found->expires_ms <= gate_org_table_now_ms ())
    return NULL;
  context = gate_org_authorize_context_load (gate_org_call_get_store (call), found->client_id,
                                             found->person_id, error);
  if (context == NULL ||
      !gate_access_allows (gate_authorization_get_state (context->authorization),
                           gate_authorization_get_roles (context->authorization),
                           gate_person_get_role_ids (context->person)))
    return NULL;
  return gate_scopes_intersect (gate_authorization_get_scopes (context->authorization),
                                AS_CONST (found->scopes));
}

static void
answer_refresh (GateOrgCall               *call,
                const char                *client_id,
                const GateOrgRefreshToken *found)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) scopes = dup_refreshed_scopes (call, found, &error);
  const GateWireOauthToken token = {
    .issuer = gate_org_call_get_origin (call),
    .client_id = found->client_id,
    .subject = found->person_id,
    .scopes = AS_CONST (scopes),
    .issued_s = found->issued_ms / 1000,
    .expires_s = found->expires_ms / 1000,
  };

  if (error != NULL)
    gate_org_oauth_error_answer_store (call, error);
  else
    answer_token (call, scopes != NULL && may_see (client_id, found->client_id) ? &token : NULL);
}

static void
answer_for_token (GateOrgCall       *call,
                  GateAuthorization *asker,
                  const char        *token)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  const char *client_id = asker != NULL ? gate_authorization_get_id (asker) : NULL;
  g_autofree char *hash = gate_org_secret_hash (token);
  g_autoptr (GateOrgGrant) grant = NULL;
  g_autoptr (GateOrgRefreshToken) refresh = NULL;
  g_autoptr (GError) error = NULL;

  grant = gate_org_tokens_table_find (store, hash, &error);
  if (grant == NULL && error == NULL)
    refresh = gate_org_token_families_find_refresh (store, hash, &error);
  if (error != NULL)
    gate_org_oauth_error_answer_store (call, error);
  else if (grant != NULL)
    answer_access (call, client_id, grant);
  else if (refresh != NULL)
    answer_refresh (call, client_id, refresh);
  else
    answer_token (call, NULL);
}

static gboolean
is_bearer (GateOrgCall *call)
{
  const char *header = gate_org_call_get_header (call, "Authorization");

  return header != NULL && g_ascii_strncasecmp (header, "Bearer", strlen ("Bearer")) == 0;
}

static gboolean
check_caller (GateOrgOauthRequest *request)
{
  static const char *const scopes[] = { "oauth", "oauth:readonly", NULL };
  static const char *const permissions[] = { "oauth:client:view", NULL };
  static const GateOrgRoute right = { .any_scope = scopes, .any_permission = permissions };

  if (is_bearer (request->call))
    return gate_org_bearer_check (request->call, &right);
  if (!gate_org_oauth_request_authenticate (request))
    return FALSE;
  if (!request->is_confidential)
    gate_org_oauth_error_refuse (request->call, "invalid_client",
                                 "Only a client with a secret may ask about tokens", "client_id",
                                 gate_authorization_get_id (request->authorization), NULL);
  return request->is_confidential;
}

/**
 * gate_org_oauth_introspect:
 * @call: an unanswered call
 *
 * Says whether a token works, and for what. The answer is the same for a token that does not work,
 * for an unknown one and for one that the caller may not see.
 */
void
gate_org_oauth_introspect (GateOrgCall *call)
{
  g_auto (GateOrgOauthRequest) request = { NULL };
  const char *token;

  if (!gate_org_oauth_request_read (&request, call) || !check_caller (&request))
    return;
  token = gate_org_oauth_request_get (&request, "token");
  if (token == NULL)
    gate_org_oauth_error_refuse (call, "invalid_request", "token is missing", NULL, NULL, NULL);
  else
    answer_for_token (call, request.authorization, token);
}
