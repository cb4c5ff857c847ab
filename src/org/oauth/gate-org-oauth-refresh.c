/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* grant_type=refresh_token (RFC 6749, section 6; RFC 9700, section 4.14.2; S38 to
 * S41). Each token works once; there is no leeway for an answer that was lost. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-grant.h"
#include "gate-org-secret.h"
#include "gate-org-token-families.h"

static gboolean
refuse_refresh (GateOrgOauthOutcome *outcome,
                const char          *note)
{
  return gate_org_oauth_outcome_refuse (outcome, "invalid_grant",
                                        "The refresh token is not valid, or no longer.", note);
}

static gboolean
rotate_token (GateOrgOauthRequest       *request,
              const char                *hash,
              const GateOrgRefreshToken *token,
              GateOrgOauthOutcome       *outcome,
              GError                   **error)
{
  g_autofree char *scopes =
      gate_org_oauth_dup_scopes (request, (const char *const *) token->scopes);
  gboolean won = FALSE;

  if (scopes == NULL)
    {
      outcome->parameter = "scope";
      return gate_org_oauth_outcome_refuse (outcome, "invalid_scope",
                                            "The scope goes beyond what was granted", NULL);
    }
  if (!gate_org_token_families_spend (gate_org_call_get_store (request->call), hash, &won, error))
    return FALSE;
  if (!won)
    return refuse_refresh (outcome, "refresh token expired");
  outcome->note = "token refreshed";
  return gate_org_oauth_issue (request, token->person_id, scopes, token->family, outcome, error);
}

static gboolean
check_and_rotate (GateOrgOauthRequest       *request,
                  const char                *hash,
                  const GateOrgRefreshToken *token,
                  GateOrgOauthOutcome       *outcome,
                  GError                   **error)
{
  if (strcmp (token->client_id, gate_authorization_get_id (request->authorization)) != 0)
    return refuse_refresh (outcome, "another client's refresh token");
  gate_org_oauth_request_set_person (request, token->person_id);
  if (token->is_spent)
    return gate_org_oauth_end_reused (request, token->family, outcome, error);
  if (token->is_ended)
    return refuse_refresh (outcome, "family ended");
  return rotate_token (request, hash, token, outcome, error);
}

/**
 * gate_org_oauth_grant_refresh:
 * @request: a request whose client is authenticated
 * @outcome: gets the tokens, or the refusal
 * @error: return location for an error of the store
 *
 * Exchanges a refresh token for a new one and an access token, inside a transaction of the
 * caller's. A scope narrows the access token alone, not what the family may be refreshed to.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_oauth_grant_refresh (GateOrgOauthRequest *request,
                              GateOrgOauthOutcome *outcome,
                              GError             **error)
{
  const char *text = gate_org_oauth_request_get (request, "refresh_token");
  g_autofree char *hash = NULL;
  g_autoptr (GateOrgRefreshToken) token = NULL;
  GError *local_error = NULL;

  if (text == NULL)
    return gate_org_oauth_outcome_refuse (outcome, "invalid_request", "refresh_token is missing",
                                          NULL);
  hash = gate_org_secret_hash (text);
  token = gate_org_token_families_find_refresh (gate_org_call_get_store (request->call), hash,
                                                &local_error);
  if (token != NULL)
    return check_and_rotate (request, hash, token, outcome, error);
  if (local_error == NULL)
    return refuse_refresh (outcome, "no such refresh token");
  g_propagate_error (error, local_error);
  return FALSE;
}
