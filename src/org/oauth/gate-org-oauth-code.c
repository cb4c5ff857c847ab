/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* grant_type=authorization_code (RFC 6749, section 4.1.3; RFC 7636, section 4.6; S34 to
 * S37). A client that sends a wrong code learns only that it is not valid. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-codes.h"
#include "gate-org-oauth-grant.h"
#include "gate-org-secret.h"
#include "gate-org-token-families.h"
#include "gate-pkce.h"

static gboolean
refuse_code (GateOrgOauthOutcome *outcome,
             const char          *note)
{
  return gate_org_oauth_outcome_refuse (outcome, "invalid_grant",
                                        "The code is not valid, or no longer.", note);
}

/* Where the code was sent to, and who asked for it. A client that cannot prove who it is must at
 * least prove that it asked (S8). */
static gboolean
is_bound (GateOrgOauthRequest *request,
          const GateOrgCode   *code)
{
  const char *redirect_uri = gate_org_oauth_request_get (request, "redirect_uri");
  const char *verifier = gate_org_oauth_request_get (request, "code_verifier");

  return g_strcmp0 (redirect_uri, code->redirect_uri) == 0 &&
         (request->is_confidential || code->challenge != NULL) &&
         gate_pkce_matches (code->challenge, verifier);
}

static gboolean
redeem_code (GateOrgOauthRequest *request,
             const char          *hash,
             const GateOrgCode   *code,
             GateOrgOauthOutcome *outcome,
             GError             **error)
{
  GateOrgStore *store = gate_org_call_get_store (request->call);
  gint64 family = 0;
  gboolean won = FALSE;

  if (!gate_org_token_families_start (store, code->client_id, code->person_id, code->scopes,
                                      &family, error) ||
      !gate_org_codes_use (store, hash, family, &won, error))
    return FALSE;
  if (!won)
    return refuse_code (outcome, "code expired");
  outcome->note = "code redeemed";
  return gate_org_oauth_issue (request, code->person_id, code->scopes, family, outcome, error);
}

static gboolean
check_and_redeem (GateOrgOauthRequest *request,
                  const char          *hash,
                  const GateOrgCode   *code,
                  GateOrgOauthOutcome *outcome,
                  GError             **error)
{
  if (strcmp (code->client_id, gate_authorization_get_id (request->authorization)) != 0)
    return refuse_code (outcome, "another client's code");
  gate_org_oauth_request_set_person (request, code->person_id);
  if (!is_bound (request, code))
    {
      outcome->leaves_trace = TRUE;
      return gate_org_codes_fail (gate_org_call_get_store (request->call), hash, error) &&
             refuse_code (outcome, "wrong verifier or redirect URI");
    }
  if (code->is_used && code->family == 0)
    return refuse_code (outcome, "used up by wrong tries, or ended");
  if (code->is_used)
    return gate_org_oauth_end_reused (request, code->family, outcome, error);
  if (code->is_session_over)
    return refuse_code (outcome, "logged out before the code was redeemed");
  return redeem_code (request, hash, code, outcome, error);
}

/**
 * gate_org_oauth_grant_code:
 * @request: a request whose client is authenticated
 * @outcome: gets the tokens, or the refusal
 * @error: return location for an error of the store
 *
 * Redeems a code, inside a transaction of the caller's.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_oauth_grant_code (GateOrgOauthRequest *request,
                           GateOrgOauthOutcome *outcome,
                           GError             **error)
{
  const char *text = gate_org_oauth_request_get (request, "code");
  g_autofree char *hash = NULL;
  g_autoptr (GateOrgCode) code = NULL;
  GError *local_error = NULL;

  if (text == NULL)
    return gate_org_oauth_outcome_refuse (outcome, "invalid_request", "code is missing", NULL);
  hash = gate_org_secret_hash (text);
  code = gate_org_codes_find (gate_org_call_get_store (request->call), hash, &local_error);
  if (code != NULL)
    return check_and_redeem (request, hash, code, outcome, error);
  if (local_error == NULL)
    return refuse_code (outcome, "no such code");
  g_propagate_error (error, local_error);
  return FALSE;
}
