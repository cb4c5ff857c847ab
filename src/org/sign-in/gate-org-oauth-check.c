/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-check.h"

#include "gate-pkce.h"
#include "gate-scope.h"
#include "gate-text.h"

#include <string.h>

#define MAX_STATE_BYTES 4096
#define MAX_HINT_BYTES 320
#define MAX_SCOPES 1000
#define AS_CONST(strv) ((const char *const *) (strv))

#define REFUSE(error, description)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    static const GateOrgOauthRefusal refusal = { error, description };                             \
    return &refusal;                                                                               \
  }                                                                                                \
  G_STMT_END

static const char *const names[] = {
  "response_type", "response_mode", "scope", "state", "code_challenge", "code_challenge_method",
  "prompt", "login_hint", "org", "provider", "target", "request", "request_uri", NULL,
};

/**
 * gate_org_oauth_check_get_names:
 *
 * Returns: (array zero-terminated=1): the parameters of a request apart from client and redirect
 *   URI
 */
const char *const *
gate_org_oauth_check_get_names (void)
{
  return names;
}

/**
 * gate_org_oauth_check_get:
 * @parameters: of a request
 * @name: of one
 *
 * Returns: (nullable): its value; an empty one counts as absent (RFC 6749, section 3.1)
 */
const char *
gate_org_oauth_check_get (GateOrgParameters *parameters,
                          const char        *name)
{
  const char *value = gate_org_parameters_get (parameters, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
is_visible_ascii (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isprint (*p))
      return FALSE;
  return TRUE;
}

static gboolean
is_plain (const char *text,
          gsize       max_bytes)
{
  if (strlen (text) > max_bytes)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * gate_org_oauth_check_get_state:
 * @parameters: of a request
 *
 * Returns: (nullable): the state to be echoed; %NULL when there is none that can be (RFC 6749,
 *   appendix A.5)
 */
const char *
gate_org_oauth_check_get_state (GateOrgParameters *parameters)
{
  const char *state = gate_org_oauth_check_get (parameters, "state");

  if (state == NULL || gate_org_parameters_is_repeated (parameters, "state") ||
      strlen (state) > MAX_STATE_BYTES || !is_visible_ascii (state))
    return NULL;
  return state;
}

static const GateOrgOauthRefusal *
check_form (GateOrgParameters *parameters)
{
  const char *mode = gate_org_oauth_check_get (parameters, "response_mode");

  for (gsize i = 0; names[i] != NULL; i++)
    if (gate_org_parameters_is_repeated (parameters, names[i]))
      REFUSE ("invalid_request", "A parameter is given twice.");
  if (gate_org_oauth_check_get (parameters, "state") != NULL &&
      gate_org_oauth_check_get_state (parameters) == NULL)
    REFUSE ("invalid_request", "The state is too long or not printable ASCII.");
  if (gate_org_oauth_check_get (parameters, "request") != NULL)
    REFUSE ("request_not_supported", "Request objects are not served.");
  if (gate_org_oauth_check_get (parameters, "request_uri") != NULL)
    REFUSE ("request_uri_not_supported", "Request objects are not served.");
  if (mode != NULL && strcmp (mode, "query") != 0)
    REFUSE ("invalid_request", "The only response mode is query.");
  return NULL;
}

static const GateOrgOauthRefusal *
check_type (GateOrgParameters *parameters,
            GateClient        *client)
{
  const char *type = gate_org_oauth_check_get (parameters, "response_type");

  if (type == NULL)
    REFUSE ("invalid_request", "There is no response_type.");
  if (strcmp (type, "code") != 0)
    REFUSE ("unsupported_response_type", "The only response type is code.");
  if (gate_client_get_grant_type (client) != GATE_GRANT_CODE)
    REFUSE ("unauthorized_client", "The client is registered for another grant type.");
  return NULL;
}

static const GateOrgOauthRefusal *
check_challenge (GateOrgParameters *parameters,
                 gboolean           is_confidential)
{
  const char *challenge = gate_org_oauth_check_get (parameters, "code_challenge");
  const char *method = gate_org_oauth_check_get (parameters, "code_challenge_method");

  if (challenge == NULL && method != NULL)
    REFUSE ("invalid_request", "There is a code_challenge_method without a code_challenge.");
  if (challenge == NULL && !is_confidential)
    REFUSE ("invalid_request", "A client without a secret needs a code_challenge.");
  if (challenge == NULL)
    return NULL;
  if (method == NULL || strcmp (method, "S256") != 0)
    REFUSE ("invalid_request", "The only code_challenge_method is S256.");
  if (!gate_pkce_is_challenge (challenge))
    REFUSE ("invalid_request", "The code_challenge is not 43 characters of base64url.");
  return NULL;
}

static const GateOrgOauthRefusal *
check_people (GateOrgParameters *parameters,
              GateOrganization  *organization)
{
  static const char *const providers[] = { "okta", "adfs", "salesforce", "onelogin", "gsuite",
                                           "ping", NULL };
  const char *prompt = gate_org_oauth_check_get (parameters, "prompt");
  const char *hint = gate_org_oauth_check_get (parameters, "login_hint");
  const char *org = gate_org_oauth_check_get (parameters, "org");
  const char *provider = gate_org_oauth_check_get (parameters, "provider");
  const char *target = gate_org_oauth_check_get (parameters, "target");

  if (prompt != NULL && strcmp (prompt, "login") != 0)
    REFUSE ("invalid_request", "The only prompt is login.");
  if (hint != NULL && !is_plain (hint, MAX_HINT_BYTES))
    REFUSE ("invalid_request", "The login_hint is too long or not plain text.");
  if ((org == NULL) != (provider == NULL))
    REFUSE ("invalid_request", "The parameters org and provider belong together.");
  if (provider != NULL && !g_strv_contains (providers, provider))
    REFUSE ("invalid_request", "The provider is not one of those documented.");
  if (org != NULL && g_strcmp0 (org, gate_organization_get_short_name (organization)) != 0 &&
      g_strcmp0 (org, gate_organization_get_name (organization)) != 0)
    REFUSE ("invalid_request", "The org is another organization.");
  if (target != NULL && g_strcmp0 (target, gate_organization_get_id (organization)) != 0)
    REFUSE ("invalid_request", "The target is another organization.");
  return NULL;
}

static const GateOrgOauthRefusal *
check_scopes (GateOrgParameters *parameters,
              GateClient        *client)
{
  g_auto (GStrv) scopes = gate_org_oauth_check_dup_scopes (parameters, client);

  if (scopes == NULL)
    REFUSE ("invalid_scope", "A scope is unknown or not one that the client asks for.");
  return NULL;
}

/**
 * gate_org_oauth_check:
 * @parameters: of a request
 * @context: its client
 * @organization: this one
 *
 * The provider is checked and goes no further: this organization has no identity provider but
 * itself.
 *
 * Returns: (transfer none) (nullable): the refusal; %NULL for a request without a fault
 */
const GateOrgOauthRefusal *
gate_org_oauth_check (GateOrgParameters             *parameters,
                      const GateOrgAuthorizeContext *context,
                      GateOrganization              *organization)
{
  GateClient *client = gate_org_authorize_context_get_client (context);
  const GateOrgOauthRefusal *refusal = check_form (parameters);

  if (refusal == NULL)
    refusal = check_type (parameters, client);
  if (refusal == NULL)
    refusal = check_challenge (parameters, context->is_confidential);
  if (refusal == NULL)
    refusal = check_people (parameters, organization);
  if (refusal == NULL)
    refusal = check_scopes (parameters, client);
  return refusal;
}

/* The scope `x` implies `x:readonly`. */
static char **
drop_implied (const char *const *scopes)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sorted = gate_scopes_normalize (scopes);

  for (gsize i = 0; sorted[i] != NULL; i++)
    {
      gboolean is_implied = FALSE;

      for (gsize j = 0; sorted[j] != NULL; j++)
        is_implied = is_implied || (i != j && gate_scope_implies (sorted[j], sorted[i]));
      if (!is_implied)
        g_strv_builder_add (builder, sorted[i]);
    }
  return g_strv_builder_end (builder);
}

/**
 * gate_org_oauth_check_dup_scopes:
 * @parameters: of a request
 * @client: its client
 *
 * A request may ask for less than the client does, never for more (S11).
 *
 * Returns: (transfer full) (nullable): the scopes asked for, sorted, each once, without those that
 *   another implies; %NULL when one of them is none of the client's
 */
char **
gate_org_oauth_check_dup_scopes (GateOrgParameters *parameters,
                                 GateClient        *client)
{
  const char *const *own = gate_client_get_scopes (client);
  const char *asked = gate_org_oauth_check_get (parameters, "scope");
  g_auto (GStrv) words = NULL;

  if (asked == NULL)
    return drop_implied (own);
  words = g_strsplit (asked, " ", MAX_SCOPES);
  for (gsize i = 0; words[i] != NULL; i++)
    if (!gate_text_is_scope_id (words[i]) || !gate_scopes_include (own, words[i]))
      return NULL;
  return drop_implied (AS_CONST (words));
}

/**
 * gate_org_oauth_check_dup_name:
 * @parameters: of a request that was checked
 * @organization: this one
 *
 * Reads `login_hint`, which is an e-mail address, the name of an organization, or both with a colon
 * between them.
 *
 * Returns: (transfer full) (nullable): who is likely to log in
 */
char *
gate_org_oauth_check_dup_name (GateOrgParameters *parameters,
                               GateOrganization  *organization)
{
  const char *hint = gate_org_oauth_check_get (parameters, "login_hint");
  g_autofree char *name = NULL;

  if (hint == NULL || g_strcmp0 (hint, gate_organization_get_short_name (organization)) == 0 ||
      g_strcmp0 (hint, gate_organization_get_name (organization)) == 0)
    return NULL;
  name = g_strndup (hint, strcspn (hint, ":"));
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}
