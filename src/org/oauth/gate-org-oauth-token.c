/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* POST /oauth/token (RFC 6749, sections 3.2, 4.4 and 5; genesys-api.md 2.5 and 2.6). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-token.h"

#include "gate-org-oauth-error.h"
#include "gate-org-oauth-grant.h"
#include "gate-wire-oauth.h"

typedef struct
{
  const char *name;           /* of the grant type */
  GateGrantType client_type;  /* the grant type that the client must be registered for */
  gboolean takes_secret;
  gboolean (*run) (GateOrgOauthRequest *request,
                   GateOrgOauthOutcome *outcome,
                   GError             **error);
} Grant;

static const Grant grants[] = {
  { "authorization_code", GATE_GRANT_CODE, FALSE, gate_org_oauth_grant_code },
  { "refresh_token", GATE_GRANT_CODE, TRUE, gate_org_oauth_grant_refresh },
  { "client_credentials", GATE_GRANT_CLIENT_CREDENTIALS, TRUE,
    gate_org_oauth_grant_credentials },
};

/**
 * gate_org_oauth_grant_credentials:
 * @request: a request whose client is authenticated
 * @outcome: gets the token, or the refusal
 * @error: return location for an error of the store
 *
 * Issues a token for the client alone, without a refresh token (RFC 6749, section 4.4.3).
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_oauth_grant_credentials (GateOrgOauthRequest *request,
                                  GateOrgOauthOutcome *outcome,
                                  GError             **error)
{
  GateClient *client = gate_org_oauth_request_get_client (request);
  g_autofree char *scopes = gate_org_oauth_dup_scopes (request, gate_client_get_scopes (client));

  if (scopes == NULL)
    {
      outcome->parameter = "scope";
      return gate_org_oauth_outcome_refuse (outcome, "invalid_scope",
                                            "The client does not have this scope", NULL);
    }
  outcome->note = "token for the client alone";
  return gate_org_oauth_issue (request, NULL, scopes, 0, outcome, error);
}

static const Grant *
find_grant (GateOrgOauthRequest *request)
{
  const char *name = gate_org_oauth_request_get (request, "grant_type");

  if (name == NULL)
    {
      gate_org_oauth_error_refuse (request->call,
                                   "invalid_request",
                                   "grant_type is missing",
                                   NULL,
                                   NULL,
                                   NULL);
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (grants); i++)
    if (strcmp (grants[i].name, name) == 0)
      return &grants[i];
  gate_org_oauth_error_refuse (request->call, "unsupported_grant_type",
                               "This grant type is not served", "grant_type", name, NULL);
  return NULL;
}

static gboolean
check_grant (GateOrgOauthRequest *request,
             const Grant         *grant)
{
  GateClient *client = gate_org_oauth_request_get_client (request);

  if (gate_client_get_grant_type (client) == grant->client_type &&
      (request->is_confidential || !grant->takes_secret))
    return TRUE;
  gate_org_oauth_error_refuse (request->call, "unauthorized_client",
                               "The client may not use this grant type", "grant_type", grant->name,
                               NULL);
  return FALSE;
}

static void
answer_outcome (GateOrgOauthRequest       *request,
                const GateOrgOauthOutcome *outcome)
{
  GateClient *client = gate_org_oauth_request_get_client (request);
  const GateWireOauthTokens tokens = {
    .access_token = outcome->access_token,
    .refresh_token = outcome->refresh_token,
    .lifetime_s = gate_client_get_token_lifetime_s (client),
    .scopes = (const char *const *) outcome->scopes,
  };
  g_autoptr (GBytes) json = NULL;

  if (outcome->error != NULL)
    {
      const char *value = outcome->parameter != NULL ?
                              gate_org_oauth_request_get (request, outcome->parameter) :
                              NULL;

      gate_org_oauth_error_refuse (request->call,
                                   outcome->error,
                                   outcome->description,
                                   outcome->parameter,
                                   value,
                                   outcome->note);
      return;
    }
  json = gate_wire_oauth_tokens_encode (&tokens);
  gate_org_call_set_note (request->call, outcome->note);
  gate_org_call_answer_json (request->call, 200, json);
}

/* Commits before it answers, so that no client gets a token that is not on the disk. */
static void
run_grant (GateOrgOauthRequest *request,
           const Grant         *grant)
{
  GateOrgStore *store = gate_org_call_get_store (request->call);
  g_auto (GateOrgOauthOutcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (!gate_org_store_begin (store, &error))
    {
      gate_org_oauth_error_answer_store (request->call, error);
      return;
    }
  done = grant->run (request, &outcome, &error);
  if (done && (outcome.error == NULL || outcome.leaves_trace))
    done = gate_org_store_commit (store, &error);
  else
    gate_org_store_rollback (store);
  if (done)
    answer_outcome (request, &outcome);
  else
    gate_org_oauth_error_answer_store (request->call, error);
}

/**
 * gate_org_oauth_token:
 * @call: an unanswered call
 *
 * Answers a request for tokens.
 */
void
gate_org_oauth_token (GateOrgCall *call)
{
  g_auto (GateOrgOauthRequest) request = { NULL };
  const Grant *grant;

  if (!gate_org_oauth_request_read (&request, call))
    return;
  grant = find_grant (&request);
  if (grant != NULL && gate_org_oauth_request_authenticate (&request) &&
      check_grant (&request, grant))
    run_grant (&request, grant);
}
