/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What is wrong with an authorization request, error by error (S4, S6 to S8, S11, S13,
 * H50 to H56). */

#include "gate-org-oauth-check.h"

#include <string.h>

#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define PKCE "&code_challenge_method=S256&code_challenge=" CHALLENGE
#define GOOD "response_type=code" PKCE

typedef struct
{
  const char *query;
  const char *error; /* NULL: none */
} Row;

/* clang-format off */
static const Row of_public[] = {
  { GOOD, NULL },
  { GOOD "&unknown=1&max_age=1&claims=x&id_token_hint=y", NULL },
  { GOOD "&state=", NULL },
  { "", "invalid_request" },
  { "response_type=" PKCE, "invalid_request" },
  { "response_type=token" PKCE, "unsupported_response_type" },
  { "response_type=code%20token" PKCE, "unsupported_response_type" },
  { "response_type=CODE" PKCE, "unsupported_response_type" },
  { "response_type=none" PKCE, "unsupported_response_type" },
  { "response_type=code&response_type=code" PKCE, "invalid_request" },
  { GOOD "&response_mode=query", NULL },
  { GOOD "&response_mode=form_post", "invalid_request" },
  { GOOD "&response_mode=fragment", "invalid_request" },
  { GOOD "&response_mode=web_message", "invalid_request" },
  { GOOD "&request=x", "request_not_supported" },
  { GOOD "&request_uri=http%3A%2F%2Fevil", "request_uri_not_supported" },
  /* PKCE. */
  { "response_type=code", "invalid_request" },
  { "response_type=code&code_challenge=&code_challenge_method=S256", "invalid_request" },
  { "response_type=code&code_challenge=" CHALLENGE, "invalid_request" },
  { "response_type=code&code_challenge_method=plain&code_challenge=" CHALLENGE, "invalid_request" },
  { "response_type=code&code_challenge_method=PLAIN&code_challenge=" CHALLENGE, "invalid_request" },
  { "response_type=code&code_challenge_method=s256&code_challenge=" CHALLENGE, "invalid_request" },
  { GOOD "x", "invalid_request" },
  { "response_type=code&code_challenge_method=S256"
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
    "invalid_request" },
  { "response_type=code&code_challenge_method=S256"
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c%3D",
    "invalid_request" },
  { "response_type=code&code_challenge_method=S256"
    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw%2BcM",
    "invalid_request" },
  { GOOD "&code_challenge=" CHALLENGE, "invalid_request" },
  /* Scopes. */
  { GOOD "&scope=routing", NULL },
  { GOOD "&scope=routing%3Areadonly", NULL },
  { GOOD "&scope=routing+users%3Areadonly+routing", NULL },
  { GOOD "&scope=", NULL },
  { GOOD "&scope=users", "invalid_scope" },
  { GOOD "&scope=moon", "invalid_scope" },
  { GOOD "&scope=*", "invalid_scope" },
  { GOOD "&scope=%22", "invalid_scope" },
  { GOOD "&scope=%5C", "invalid_scope" },
  { GOOD "&scope=routing%09users%3Areadonly", "invalid_scope" },
  { GOOD "&scope=+routing", "invalid_scope" },
  { GOOD "&scope=routing++users%3Areadonly", "invalid_scope" },
  { GOOD "&scope=routing&scope=routing", "invalid_request" },
  /* State. */
  { GOOD "&state=%3Cscript%3E%26", NULL },
  { GOOD "&state=a&state=a", "invalid_request" },
  { GOOD "&state=%0d%0aSet-Cookie", "invalid_request" },
  { GOOD "&state=%c3%a4", "invalid_request" },
  /* People. */
  { GOOD "&prompt=login", NULL },
  { GOOD "&prompt=none", "invalid_request" },
  { GOOD "&prompt=consent", "invalid_request" },
  { GOOD "&prompt=login&prompt=login", "invalid_request" },
  { GOOD "&login_hint=a%40b.example", NULL },
  { GOOD "&login_hint=%22%3E%3Cscript%3E", NULL },
  { GOOD "&login_hint=a%0ab", "invalid_request" },
  { GOOD "&org=acme", "invalid_request" },
  { GOOD "&provider=okta", "invalid_request" },
  { GOOD "&org=acme&provider=okta", NULL },
  { GOOD "&org=Acme+Care&provider=ping", NULL },
  { GOOD "&org=other&provider=okta", "invalid_request" },
  { GOOD "&org=acme&provider=moon", "invalid_request" },
  { GOOD "&target=own-id", NULL },
  { GOOD "&target=other-id", "invalid_request" },
};

static const Row of_confidential[] = {
  { GOOD, NULL },
  { "response_type=code", NULL },
  { "response_type=code&code_challenge_method=S256", "invalid_request" },
  { "response_type=code&code_challenge=" CHALLENGE, "invalid_request" },
  { "response_type=code&code_challenge_method=plain&code_challenge=" CHALLENGE, "invalid_request" },
};
/* clang-format on */

static GateOrgAuthorizeContext *
make_launch (gboolean      is_confidential,
             GateGrantType grant_type)
{
  static const char *const scopes[] = { "users:readonly", "routing", "routing:readonly", NULL };
  GateOrgAuthorizeContext *context = g_new0 (GateOrgAuthorizeContext, 1);
  g_autoptr (GateClient) client = gate_client_new ("id");

  gate_client_set_grant_type (client, grant_type);
  gate_client_set_scopes (client, scopes);
  context->authorization = gate_authorization_new (client);
  context->is_confidential = is_confidential;
  return context;
}

static GateOrgParameters *
parse (const char *query)
{
  g_autoptr (GError) error = NULL;
  GateOrgParameters *parameters =
      gate_org_parameters_parse (query, -1, gate_org_oauth_check_get_names (),
                                 GATE_ORG_MAX_PARAMETERS, &error);

  g_assert_no_error (error);
  return parameters;
}

/* RFC 6749, appendix A.8. */
static void
check_description (const char *description)
{
  g_assert_cmpuint (strlen (description), <, 200);
  for (const char *p = description; *p != '\0'; p++)
    g_assert_true (g_ascii_isprint (*p) && *p != '"' && *p != '\\');
}

static void
check_rows (const Row *rows,
            gsize      n_rows,
            gboolean   is_confidential)
{
  g_autoptr (GateOrgAuthorizeContext) context = make_launch (is_confidential, GATE_GRANT_CODE);
  g_autoptr (GateOrganization) organization =
      gate_organization_new ("own-id", "Acme Care", "acme");

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (GateOrgParameters) parameters = parse (rows[i].query);
      g_auto (GateOrgOauthRefusal) refusal = { NULL };
      gboolean is_good = gate_org_oauth_check (parameters, context, organization, &refusal);

      g_test_message ("%s", rows[i].query);
      g_assert_cmpstr (refusal.error, ==, rows[i].error);
      g_assert_cmpint (is_good, ==, rows[i].error == NULL);
      if (!is_good)
        check_description (refusal.description);
    }
}

static void
test_public (void)
{
  check_rows (of_public, G_N_ELEMENTS (of_public), FALSE);
}

static void
test_confidential (void)
{
  check_rows (of_confidential, G_N_ELEMENTS (of_confidential), TRUE);
}

static void
test_grant_types (void)
{
  g_autoptr (GateOrganization) organization =
      gate_organization_new ("own-id", "Acme Care", "acme");
  g_autoptr (GateOrgParameters) parameters = parse (GOOD);

  for (int type = GATE_GRANT_UNKNOWN; type <= GATE_GRANT_PASSWORD; type++)
    {
      g_autoptr (GateOrgAuthorizeContext) context = make_launch (FALSE, (GateGrantType) type);
      g_auto (GateOrgOauthRefusal) refusal = { NULL };
      gboolean is_good = gate_org_oauth_check (parameters, context, organization, &refusal);

      g_assert_cmpint (is_good, ==, type == GATE_GRANT_CODE);
      g_assert_cmpstr (refusal.error, ==, is_good ? NULL : "unauthorized_client");
    }
}

static void
test_lengths (void)
{
  g_autoptr (GateOrgAuthorizeContext) context = make_launch (FALSE, GATE_GRANT_CODE);
  g_autoptr (GateOrganization) organization =
      gate_organization_new ("own-id", "Acme Care", "acme");
  g_autofree char *text = g_strnfill (4097, 'a');
  static const char *const names[] = { "state", "login_hint", "org", "target", "prompt", "scope" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *query = g_strdup_printf (GOOD "&%s=%s", names[i], text);
      g_autoptr (GateOrgParameters) parameters = parse (query);
      g_auto (GateOrgOauthRefusal) refusal = { NULL };

      g_assert_false (gate_org_oauth_check (parameters, context, organization, &refusal));
      g_assert_nonnull (strstr (refusal.description, names[i]));
      check_description (refusal.description);
    }
  text[4096] = '\0';
  {
    g_autofree char *query = g_strdup_printf (GOOD "&state=%s", text);
    g_autoptr (GateOrgParameters) parameters = parse (query);
    g_auto (GateOrgOauthRefusal) refusal = { NULL };

    g_assert_true (gate_org_oauth_check (parameters, context, organization, &refusal));
    g_assert_cmpstr (gate_org_oauth_check_get_state (parameters), ==, text);
  }
}

/* S4: the programmer reads which parameter it is, and what came there; ERROR is the end of it. */
static void
test_descriptions (void)
{
  static const Row rows[] = {
    { "", ": response_type" },
    { "response_type=token" PKCE, ": response_type=token" },
    { GOOD "&response_mode=fragment", ": response_mode=fragment" },
    { GOOD "&scope=routing+moon+sun", ": scope=moon" },
    { GOOD "&scope=%22%5C%c3%a4%0a%e2%80%ae", ": scope=?????" },
    { GOOD "&scope=a+" "0123456789012345678901234567890123456789012345678901234567890123",
      ": scope=a" },
    { GOOD "&scope=0123456789012345678901234567890123456789012345678901234567890123",
      ": scope=012345678901234567890123456789012345678901234567890123456789..." },
    { GOOD "&prompt=none", ": prompt=none" },
    { GOOD "&prompt=login&prompt=none", ": prompt" },
    { GOOD "&state=%0d%0asecret", ": state" },
    { GOOD "&org=acme", ": org=acme" },
    { GOOD "&provider=okta", ": provider=okta" },
    { GOOD "&org=acme&provider=moon", ": provider=moon" },
    { GOOD "&target=other-id", ": target=other-id" },
    { GOOD "&request=x", ": request=x" },
    { "response_type=code", ": code_challenge" },
    { "response_type=code&code_challenge_method=S256", ": code_challenge_method=S256" },
    { "response_type=code&code_challenge_method=plain&code_challenge=" CHALLENGE,
      ": code_challenge_method=plain" },
    { GOOD "x", ": code_challenge=" CHALLENGE "x" },
  };
  g_autoptr (GateOrgAuthorizeContext) context = make_launch (FALSE, GATE_GRANT_CODE);
  g_autoptr (GateOrganization) organization =
      gate_organization_new ("own-id", "Acme Care", "acme");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgParameters) parameters = parse (rows[i].query);
      g_auto (GateOrgOauthRefusal) refusal = { NULL };

      g_assert_false (gate_org_oauth_check (parameters, context, organization, &refusal));
      g_test_message ("%s", refusal.description);
      g_assert_true (g_str_has_suffix (refusal.description, rows[i].error));
    }
}

static void
test_scopes (void)
{
  static const Row rows[] = {
    { "a=b", "routing users:readonly" },
    { "scope=users%3Areadonly+routing+users%3Areadonly", "routing users:readonly" },
    { "scope=routing%3Areadonly", "routing:readonly" },
    { "scope=routing%3Areadonly+routing", "routing" },
  };
  g_autoptr (GateOrgAuthorizeContext) context = make_launch (FALSE, GATE_GRANT_CODE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgParameters) parameters = parse (rows[i].query);
      g_auto (GStrv) scopes =
          gate_org_oauth_check_dup_scopes (parameters,
                                           gate_org_authorize_context_get_client (context));
      g_autofree char *joined = g_strjoinv (" ", scopes);

      g_assert_cmpstr (joined, ==, rows[i].error);
    }
}

static void
test_names (void)
{
  static const Row rows[] = {
    { "a=b", NULL },
    { "login_hint=", NULL },
    { "login_hint=acme", NULL },
    { "login_hint=Acme+Care", NULL },
    { "login_hint=%3Aacme", NULL },
    { "login_hint=agent", "agent" },
    { "login_hint=a%40b.example", "a@b.example" },
    { "login_hint=a%40b.example%3Aacme", "a@b.example" },
  };
  g_autoptr (GateOrganization) organization =
      gate_organization_new ("own-id", "Acme Care", "acme");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgParameters) parameters = parse (rows[i].query);
      g_autofree char *name = gate_org_oauth_check_dup_name (parameters, organization);

      g_assert_cmpstr (name, ==, rows[i].error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth-check/public", test_public);
  g_test_add_func ("/oauth-check/confidential", test_confidential);
  g_test_add_func ("/oauth-check/grant-types", test_grant_types);
  g_test_add_func ("/oauth-check/lengths", test_lengths);
  g_test_add_func ("/oauth-check/descriptions", test_descriptions);
  g_test_add_func ("/oauth-check/scopes", test_scopes);
  g_test_add_func ("/oauth-check/names", test_names);
  return g_test_run ();
}
