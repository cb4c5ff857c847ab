/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* POST /oauth/revoke (RFC 7009; S48). The answer does not tell whether
 * the token was known. A refresh token ends with its whole family, an access token alone. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-error.h"
#include "gate-org-oauth-request.h"
#include "gate-org-oauth-token.h"
#include "gate-org-secret.h"
#include "gate-org-token-families.h"
#include "gate-org-tokens-table.h"

static gboolean
end_family (GateOrgStore *store,
            const char   *hash,
            const char   *client_id,
            GError      **error)
{
  g_autoptr (GateOrgRefreshToken) token = NULL;
  GError *local_error = NULL;
  gboolean was_alive = FALSE;

  token = gate_org_token_families_find_refresh (store, hash, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (token == NULL || strcmp (token->client_id, client_id) != 0)
    return TRUE;
  return gate_org_token_families_end (store, token->family, &was_alive, error);
}

static gboolean
end_token (GateOrgOauthRequest *request,
           const char          *token,
           GError             **error)
{
  GateOrgStore *store = gate_org_call_get_store (request->call);
  const char *client_id = gate_authorization_get_id (request->authorization);
  g_autofree char *hash = gate_org_secret_hash (token);

  if (!gate_org_store_begin (store, error))
    return FALSE;
  if (gate_org_tokens_table_end (store, hash, client_id, error) &&
      end_family (store, hash, client_id, error))
    return gate_org_store_commit (store, error);
  gate_org_store_rollback (store);
  return FALSE;
}

/**
 * gate_org_oauth_revoke:
 * @call: an unanswered call
 *
 * Ends a token of the client that asks. The hint is not needed.
 */
void
gate_org_oauth_revoke (GateOrgCall *call)
{
  g_auto (GateOrgOauthRequest) request = { NULL };
  g_autoptr (GError) error = NULL;
  const char *token;

  if (!gate_org_oauth_request_read (&request, call) ||
      !gate_org_oauth_request_authenticate (&request))
    return;
  token = gate_org_oauth_request_get (&request, "token");
  if (token == NULL)
    gate_org_oauth_error_refuse (call, "invalid_request", "token is missing", NULL, NULL, NULL);
  else if (g_str_has_prefix (token, GATE_ORG_SECRET_CODE) ||
           g_str_has_prefix (token, GATE_ORG_SECRET_CLIENT))
    gate_org_oauth_error_refuse (call, "unsupported_token_type",
                                 "Only access tokens and refresh tokens can be revoked", "token",
                                 NULL, NULL);
  else if (end_token (&request, token, &error))
    gate_org_call_answer_empty (call, 200);
  else
    gate_org_oauth_error_answer_store (call, error);
}
