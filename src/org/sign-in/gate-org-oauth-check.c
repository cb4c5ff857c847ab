/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-check.h"

#include "gate-org-oauth-error.h"
#include "gate-pkce.h"
#include "gate-scope.h"
#include "gate-text.h"

#include <string.h>

#define MAX_STATE_BYTES 4096
#define MAX_HINT_BYTES 320
#define MAX_SCOPES 1000
#define AS_CONST(strv) ((const char *const *) (strv))

/**
 * gate_org_oauth_refusal_clear:
 * @refusal: a refusal
 */
void
gate_org_oauth_refusal_clear (GateOrgOauthRefusal *refusal)
{
  g_clear_pointer (&refusal->description, g_free);
}

static gboolean
refuse (GateOrgOauthRefusal *refusal,
        const char          *error,
        const char          *sentence,
        const char          *name,
        const char          *value)
{
  refusal->error = error;
  refusal->description = gate_org_oauth_error_describe (sentence, name, value);
  return FALSE;
}

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

static gboolean
check_form (GateOrgParameters   *parameters,
            GateOrgOauthRefusal *refusal)
{
  const char *mode = gate_org_oauth_check_get (parameters, "response_mode");
  const char *object = gate_org_oauth_check_get (parameters, "request");
  const char *object_uri = gate_org_oauth_check_get (parameters, "request_uri");

  for (gsize i = 0; names[i] != NULL; i++)
    if (gate_org_parameters_is_repeated (parameters, names[i]))
      return refuse (refusal, "invalid_request", "A parameter is given twice", names[i], NULL);
  if (gate_org_oauth_check_get (parameters, "state") != NULL &&
      gate_org_oauth_check_get_state (parameters) == NULL)
    return refuse (refusal, "invalid_request", "A parameter is too long or not printable ASCII",
                   "state", NULL);
  if (object != NULL)
    return refuse (refusal, "request_not_supported", "Request objects are not served", "request",
                   object);
  if (object_uri != NULL)
    return refuse (refusal, "request_uri_not_supported", "Request objects are not served",
                   "request_uri", object_uri);
  if (mode != NULL && strcmp (mode, "query") != 0)
    return refuse (refusal, "invalid_request", "The only response mode is query", "response_mode",
                   mode);
  return TRUE;
}

static gboolean
check_type (GateOrgParameters   *parameters,
            GateClient          *client,
            GateOrgOauthRefusal *refusal)
{
  const char *type = gate_org_oauth_check_get (parameters, "response_type");

  if (type == NULL)
    return refuse (refusal, "invalid_request", "A parameter is missing", "response_type", NULL);
  if (strcmp (type, "code") != 0)
    return refuse (refusal, "unsupported_response_type", "The only response type is code",
                   "response_type", type);
  if (gate_client_get_grant_type (client) != GATE_GRANT_CODE)
    return refuse (refusal, "unauthorized_client",
                   "The client is registered for another grant type", "client_id",
                   gate_client_get_id (client));
  return TRUE;
}

static gboolean
check_challenge (GateOrgParameters   *parameters,
                 gboolean             is_confidential,
                 GateOrgOauthRefusal *refusal)
{
  const char *challenge = gate_org_oauth_check_get (parameters, "code_challenge");
  const char *method = gate_org_oauth_check_get (parameters, "code_challenge_method");

  if (challenge == NULL && method != NULL)
    return refuse (refusal, "invalid_request", "There is no code_challenge to this parameter",
                   "code_challenge_method", method);
  if (challenge == NULL && !is_confidential)
    return refuse (refusal, "invalid_request", "A client without a secret needs this parameter",
                   "code_challenge", NULL);
  if (challenge == NULL)
    return TRUE;
  if (method == NULL || strcmp (method, "S256") != 0)
    return refuse (refusal, "invalid_request", "The only method is S256", "code_challenge_method",
                   method);
  if (!gate_pkce_is_challenge (challenge))
    return refuse (refusal, "invalid_request", "The challenge is not 43 characters of base64url",
                   "code_challenge", challenge);
  return TRUE;
}

static gboolean
check_way_in (GateOrgParameters   *parameters,
              GateOrganization    *organization,
              GateOrgOauthRefusal *refusal)
{
  static const char *const providers[] = { "okta", "adfs", "salesforce", "onelogin", "gsuite",
                                           "ping", NULL };
  const char *org = gate_org_oauth_check_get (parameters, "org");
  const char *provider = gate_org_oauth_check_get (parameters, "provider");
  const char *target = gate_org_oauth_check_get (parameters, "target");

  if ((org == NULL) != (provider == NULL))
    return refuse (refusal, "invalid_request", "The parameters org and provider belong together",
                   org != NULL ? "org" : "provider", org != NULL ? org : provider);
  if (provider != NULL && !g_strv_contains (providers, provider))
    return refuse (refusal, "invalid_request", "The provider is not one of those documented",
                   "provider", provider);
  if (org != NULL && g_strcmp0 (org, gate_organization_get_short_name (organization)) != 0 &&
      g_strcmp0 (org, gate_organization_get_name (organization)) != 0)
    return refuse (refusal, "invalid_request", "This is another organization", "org", org);
  if (target != NULL && g_strcmp0 (target, gate_organization_get_id (organization)) != 0)
    return refuse (refusal, "invalid_request", "This is another organization", "target", target);
  return TRUE;
}

static gboolean
check_people (GateOrgParameters   *parameters,
              GateOrgOauthRefusal *refusal)
{
  const char *prompt = gate_org_oauth_check_get (parameters, "prompt");
  const char *hint = gate_org_oauth_check_get (parameters, "login_hint");

  if (prompt != NULL && strcmp (prompt, "login") != 0)
    return refuse (refusal, "invalid_request", "The only prompt is login", "prompt", prompt);
  if (hint != NULL && !is_plain (hint, MAX_HINT_BYTES))
    return refuse (refusal, "invalid_request", "The hint is too long or not plain text",
                   "login_hint", hint);
  return TRUE;
}

static char **
split_scopes (const char *asked)
{
  return g_strsplit (asked, " ", MAX_SCOPES);
}

/* NULL when there is none. */
static const char *
find_foreign_scope (const char *const *asked,
                    GateClient        *client)
{
  for (gsize i = 0; asked[i] != NULL; i++)
    if (!gate_text_is_scope_id (asked[i]) ||
        !gate_scopes_include (gate_client_get_scopes (client), asked[i]))
      return asked[i];
  return NULL;
}

static gboolean
check_scopes (GateOrgParameters   *parameters,
              GateClient          *client,
              GateOrgOauthRefusal *refusal)
{
  const char *asked = gate_org_oauth_check_get (parameters, "scope");
  g_auto (GStrv) words = asked != NULL ? split_scopes (asked) : NULL;
  const char *foreign = words != NULL ? find_foreign_scope (AS_CONST (words), client) : NULL;

  return foreign == NULL ||
         refuse (refusal, "invalid_scope", "The scope is unknown or not one of the client's",
                 "scope", foreign);
}

/**
 * gate_org_oauth_check:
 * @parameters: of a request
 * @context: its client
 * @organization: this one
 * @refusal: an empty refusal, to be filled
 *
 * The provider is checked and goes no further: this organization has no identity provider but
 * itself.
 *
 * Returns: FALSE for a request with a fault
 */
gboolean
gate_org_oauth_check (GateOrgParameters             *parameters,
                      const GateOrgAuthorizeContext *context,
                      GateOrganization              *organization,
                      GateOrgOauthRefusal           *refusal)
{
  GateClient *client = gate_org_authorize_context_get_client (context);

  return check_form (parameters, refusal) && check_type (parameters, client, refusal) &&
         check_challenge (parameters, context->is_confidential, refusal) &&
         check_people (parameters, refusal) && check_way_in (parameters, organization, refusal) &&
         check_scopes (parameters, client, refusal);
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
  const char *asked = gate_org_oauth_check_get (parameters, "scope");
  g_auto (GStrv) words = NULL;

  if (asked == NULL)
    return drop_implied (gate_client_get_scopes (client));
  words = split_scopes (asked);
  return find_foreign_scope (AS_CONST (words), client) == NULL ? drop_implied (AS_CONST (words)) :
                                                                 NULL;
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
