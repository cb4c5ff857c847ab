/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What all grants share: tokens are issued only when they would work, and that is for the one
 * function to say that is asked when they are used. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-grant.h"

#include "gate-org-audit-table.h"
#include "gate-org-policy.h"
#include "gate-org-secret.h"
#include "gate-org-table.h"
#include "gate-org-token-families.h"
#include "gate-org-tokens-table.h"
#include "gate-scope.h"
#include "gate-text.h"

#define AS_CONST(strv) ((const char *const *) (strv))

/**
 * gate_org_oauth_outcome_clear:
 * @outcome: an outcome, whose tokens are wiped
 */
void
gate_org_oauth_outcome_clear (GateOrgOauthOutcome *outcome)
{
  g_clear_pointer (&outcome->access_token, gate_org_secret_free);
  g_clear_pointer (&outcome->refresh_token, gate_org_secret_free);
  g_clear_pointer (&outcome->scopes, g_strfreev);
}

/**
 * gate_org_oauth_outcome_refuse:
 * @outcome: an outcome
 * @error: a code of RFC 6749, section 5.2
 * @description: a sentence for the programmer of the client, without any secret
 * @note: a phrase for the log
 *
 * Returns: TRUE, because the store did not fail
 */
gboolean
gate_org_oauth_outcome_refuse (GateOrgOauthOutcome *outcome,
                               const char          *error,
                               const char          *description,
                               const char          *note)
{
  outcome->error = error;
  outcome->description = description;
  outcome->note = note;
  return TRUE;
}

static gboolean
refuse_issue (GateOrgOauthOutcome *outcome,
              gboolean             has_person)
{
  if (has_person)
    return gate_org_oauth_outcome_refuse (outcome, "invalid_grant",
                                          "The client may not be used by this person any more.",
                                          "not authorized");
  return gate_org_oauth_outcome_refuse (outcome, "unauthorized_client",
                                        "The client is not authorized in this organization.",
                                        "not authorized");
}

static gboolean
add_refresh (GateOrgStore        *store,
             gint64               family,
             GateOrgOauthOutcome *outcome,
             GError             **error)
{
  g_autofree char *hash = NULL;

  outcome->refresh_token = gate_org_secret_new (GATE_ORG_SECRET_REFRESH);
  hash = gate_org_secret_hash (outcome->refresh_token);
  return gate_org_token_families_add_refresh (store, family, hash, error);
}

/**
 * gate_org_oauth_issue:
 * @request: a request whose client is authenticated
 * @person_id: (nullable): who signed in, %NULL for the client alone
 * @scopes: the scopes that are asked for, separated by spaces
 * @family: of the tokens, 0 for none
 * @outcome: gets the tokens, or the refusal
 * @error: return location for an error of the store
 *
 * Adds an access token, and a refresh token for a family of a confidential client: a client that
 * cannot prove who it is gets none (genesys-api.md 2.5).
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_oauth_issue (GateOrgOauthRequest *request,
                      const char          *person_id,
                      const char          *scopes,
                      gint64               family,
                      GateOrgOauthOutcome *outcome,
                      GError             **error)
{
  GateOrgStore *store = gate_org_call_get_store (request->call);
  g_autofree char *hash = NULL;
  g_autoptr (GateOrgGrant) grant = NULL;

  outcome->access_token = gate_org_secret_new (GATE_ORG_SECRET_ACCESS);
  hash = gate_org_secret_hash (outcome->access_token);
  if (!gate_org_tokens_table_add (store, hash, gate_authorization_get_id (request->authorization),
                                  person_id, scopes, family, error))
    return FALSE;
  grant = gate_org_tokens_table_find (store, hash, error);
  if (grant == NULL)
    return FALSE;
  outcome->scopes = gate_org_policy_dup_token_scopes (grant);
  if (!gate_org_policy_token_works (grant, gate_org_table_now_ms ()) ||
      (*scopes != '\0' && outcome->scopes[0] == NULL))
    return refuse_issue (outcome, person_id != NULL);
  return family == 0 || !request->is_confidential || add_refresh (store, family, outcome, error);
}

/**
 * gate_org_oauth_end_reused:
 * @request: a request with a code or a refresh token that was used before
 * @family: the token family of its first use, 0 for none
 * @outcome: gets the refusal
 * @error: return location for an error of the store
 *
 * Ends that family, because a second use means that the code or the token was stolen (RFC 9700,
 * sections 2.1.1 and 4.14.2).
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_oauth_end_reused (GateOrgOauthRequest *request,
                           gint64               family,
                           GateOrgOauthOutcome *outcome,
                           GError             **error)
{
  GateOrgStore *store = gate_org_call_get_store (request->call);
  gboolean was_alive = FALSE;

  if (family != 0 && !gate_org_token_families_end (store, family, &was_alive, error))
    return FALSE;
  if (was_alive &&
      !gate_org_audit_table_add_event (store, "Reuse",
                                       gate_authorization_get_id (request->authorization),
                                       gate_org_call_get_actor (request->call), error))
    return FALSE;
  outcome->leaves_trace = was_alive;
  return gate_org_oauth_outcome_refuse (outcome, "invalid_grant",
                                        "This has been used before.",
                                        was_alive ? "used before, its tokens are ended"
                                                  : "used before");
}

/**
 * gate_org_oauth_dup_scopes:
 * @request: a request, maybe with a scope
 * @ceiling: the most that may be asked for
 *
 * Returns: (transfer full) (nullable): the scopes that it asks for, separated by single spaces,
 *   sorted, each once; the whole ceiling when it names none; %NULL for a malformed scope or one
 *   beyond the ceiling
 */
char *
gate_org_oauth_dup_scopes (GateOrgOauthRequest *request,
                           const char *const   *ceiling)
{
  const char *asked = gate_org_oauth_request_get (request, "scope");
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) normal = NULL;

  if (asked == NULL)
    return g_strjoinv (" ", (char **) ceiling);
  words = g_strsplit (asked, " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (!gate_text_is_scope_id (words[i]) || !gate_scopes_include (ceiling, words[i]))
      return NULL;
  normal = gate_scopes_normalize (AS_CONST (words));
  return g_strjoinv (" ", normal);
}
