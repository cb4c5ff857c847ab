/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The table of refusals, row by row: what is known, what follows, and what people read. */

#include "gate-error.h"

#include <string.h>

#define HOST "api.example"

typedef struct
{
  const char   *name;
  GateEvidence  evidence;
  const char   *missing;
  GateCause     cause;
  GateErrorCode code;
  GateNextStep  step;
  const char   *sentence; /* a part of it */
} Case;

/* What the service signs. */
#define SIGNED .has_json_body = TRUE, .has_correlation_id = TRUE, .is_proven = TRUE
#define SCOPE "app.not.authorized.for.scope"

static const Case cases[] = {
  { "proxy-first", { .status = 403, .transport_failure = GATE_TRANSPORT_PROXY_REFUSED }, NULL,
    GATE_CAUSE_CONNECTION, GATE_ERROR_NETWORK, GATE_NEXT_TRY_AGAIN, "The proxy" },
  { "block-page", { .status = 403, .is_proven = TRUE }, NULL, GATE_CAUSE_BLOCKED,
    GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN,
    "Something between you and the organization refused the request" },
  { "block-page-at-first", { .status = 403 }, NULL, GATE_CAUSE_BLOCKED, GATE_ERROR_BLOCKED,
    GATE_NEXT_TRY_AGAIN, "Something between you" },
  { "block-page-401", { .status = 401, .is_proven = TRUE }, NULL, GATE_CAUSE_BLOCKED,
    GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN, "Something between you" },
  { "block-page-404", { .status = 404, .is_proven = TRUE }, NULL, GATE_CAUSE_BLOCKED,
    GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN, "Something between you" },
  { "block-page-405", { .status = 405, .is_proven = TRUE }, NULL, GATE_CAUSE_BLOCKED,
    GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN, "Something between you" },
  { "page-of-the-service", { .status = 403, .has_correlation_id = TRUE }, NULL,
    GATE_CAUSE_NOT_PERMITTED, GATE_ERROR_FORBIDDEN, GATE_NEXT_ASK_ADMINISTRATOR,
    "do not have the permission" },
  { "code-without-id", { .status = 403, .code = "not.authorized", .has_json_body = TRUE }, NULL,
    GATE_CAUSE_NOT_PERMITTED, GATE_ERROR_FORBIDDEN, GATE_NEXT_ASK_ADMINISTRATOR, "permission" },
  { "captive-portal", { .status = 200, .has_web_page = TRUE }, NULL, GATE_CAUSE_WEB_PAGE, GATE_ERROR_PROTOCOL,
    GATE_NEXT_CHECK_NETWORK, "A web page of " HOST " answered" },
  { "page-that-is-signed", { .status = 200, .has_correlation_id = TRUE }, NULL,
    GATE_CAUSE_MALFORMED, GATE_ERROR_PROTOCOL, GATE_NEXT_TRY_AGAIN, "not in the form" },
  { "redirect", { .status = 307, .is_proven = TRUE }, NULL, GATE_CAUSE_WEB_PAGE,
    GATE_ERROR_PROTOCOL, GATE_NEXT_CHECK_NETWORK, "A web page of " HOST " answered" },
  { "proxy-asks", { .status = 407, .has_web_page = TRUE }, NULL, GATE_CAUSE_WEB_PAGE,
    GATE_ERROR_PROTOCOL, GATE_NEXT_CHECK_NETWORK, "sign-in page of your network" },
  { "proxy-asks-without-page", { .status = 407, .has_json_body = TRUE }, NULL, GATE_CAUSE_BLOCKED,
    GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN, "a firewall or a proxy" },
  { "no-content", { .status = 204 }, NULL, GATE_CAUSE_MALFORMED, GATE_ERROR_PROTOCOL,
    GATE_NEXT_TRY_AGAIN, "not in the form" },
  { "network-asks", { .status = 511 }, NULL, GATE_CAUSE_WEB_PAGE, GATE_ERROR_PROTOCOL,
    GATE_NEXT_CHECK_NETWORK, "sign-in page of your network" },
  { "no-api", { .status = 404 }, NULL, GATE_CAUSE_NO_API, GATE_ERROR_BLOCKED,
    GATE_NEXT_CHECK_ADDRESS, "There is no Genesys API at this address (" HOST ")." },
  { "another-api", { .status = 404, .has_json_body = TRUE }, NULL, GATE_CAUSE_NO_API,
    GATE_ERROR_BLOCKED, GATE_NEXT_CHECK_ADDRESS, "There is no Genesys API at this address" },
  { "removed", { .status = 404, .code = "not.found", SIGNED }, NULL, GATE_CAUSE_NOT_FOUND,
    GATE_ERROR_NOT_FOUND, GATE_NEXT_NONE, "removed meanwhile" },
  { "network-address", { .status = 401, .code = "ip.not.authorized", SIGNED }, NULL,
    GATE_CAUSE_NETWORK_ADDRESS, GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN,
    HOST " does not accept connections from your network address." },
  { "signed-out", { .status = 401, .code = "bad.credentials", SIGNED }, NULL,
    GATE_CAUSE_SIGNED_OUT, GATE_ERROR_UNAUTHORIZED, GATE_NEXT_SIGN_IN_AGAIN, "has ended" },
  { "permission", { .status = 403, .code = "missing.any.permissions", SIGNED }, "oauth:client:view",
    GATE_CAUSE_PERMISSION_MISSING, GATE_ERROR_FORBIDDEN, GATE_NEXT_ASK_ADMINISTRATOR,
    "the permission oauth:client:view, which" },
  { "permission-held", { .status = 403, .code = "not.authorized", SIGNED, .has_permission = TRUE },
    "oauth:client:authorize", GATE_CAUSE_PERMISSION_CONTRADICTED, GATE_ERROR_FAILED,
    GATE_NEXT_TRY_AGAIN, "also says that you have the permission: oauth:client:authorize." },
  { "division",
    { .status = 403, .code = "missing.any.division.permissions", SIGNED, .has_permission = TRUE },
    NULL, GATE_CAUSE_PERMISSION_MISSING, GATE_ERROR_FORBIDDEN, GATE_NEXT_ASK_ADMINISTRATOR,
    "permission" },
  { "policy", { .status = 403, .code = "authz.policy.denied", SIGNED, .has_permission = TRUE },
    NULL, GATE_CAUSE_POLICY, GATE_ERROR_FORBIDDEN, GATE_NEXT_NONE, "access policy" },
  { "one-scope", { .status = 403, .code = SCOPE, SIGNED }, "oauth", GATE_CAUSE_SCOPE_MISSING,
    GATE_ERROR_SCOPE, GATE_NEXT_SWITCH_ACCOUNT, "does not carry the scope oauth, which" },
  { "one-of-two-scopes", { .status = 403, .code = SCOPE, SIGNED }, "oauth:readonly, oauth",
    GATE_CAUSE_SCOPE_MISSING, GATE_ERROR_SCOPE, GATE_NEXT_SWITCH_ACCOUNT,
    "one of them is enough: oauth:readonly, oauth. Add it to the OAuth client" },
  { "scope-held", { .status = 403, .code = SCOPE, SIGNED, .has_scope = TRUE }, "oauth",
    GATE_CAUSE_SCOPE_CONTRADICTED, GATE_ERROR_FAILED, GATE_NEXT_TRY_AGAIN, "but it also says" },
  { "scope-not-valid", { .status = 400, .code = "auth.invalid.scope", SIGNED }, "users:readonly",
    GATE_CAUSE_SCOPE_NOT_VALID, GATE_ERROR_INVALID, GATE_NEXT_NONE,
    "refused a scope as not valid: users:readonly." },
  { "role", { .status = 400, .code = "bad.client.role", SIGNED }, NULL, GATE_CAUSE_ROLE_NOT_VALID,
    GATE_ERROR_INVALID, GATE_NEXT_NONE, "you do not have it yourself" },
  { "client-state", { .status = 400, .code = "bad.client.state", SIGNED }, NULL,
    GATE_CAUSE_CLIENT_NOT_ACTIVE, GATE_ERROR_INVALID, GATE_NEXT_NONE, "disabled or inactive" },
  { "trouble", { .status = 503, SIGNED }, NULL, GATE_CAUSE_SERVER, GATE_ERROR_SERVER,
    GATE_NEXT_TRY_AGAIN, "The organization has trouble answering" },
  { "data-gone", { .status = 500, .code = "organization.data.gone", SIGNED }, NULL,
    GATE_CAUSE_DATA_GONE, GATE_ERROR_SERVER, GATE_NEXT_TRY_AGAIN, "moved or deleted while it ran" },
  { "trouble-on-the-way", { .status = 502 }, NULL, GATE_CAUSE_GATEWAY, GATE_ERROR_SERVER,
    GATE_NEXT_TRY_AGAIN, "something between you and it, has trouble answering" },
  { "trouble-page", { .status = 500 }, NULL, GATE_CAUSE_SERVER, GATE_ERROR_SERVER,
    GATE_NEXT_TRY_AGAIN, "trouble answering" },
  { "changed", { .status = 412, SIGNED, .is_change = TRUE }, NULL, GATE_CAUSE_CONFLICT,
    GATE_ERROR_CONFLICT, GATE_NEXT_TRY_AGAIN, "changed meanwhile" },
  { "nothing-to-change", { .status = 412, SIGNED }, NULL, GATE_CAUSE_INVALID, GATE_ERROR_INVALID,
    GATE_NEXT_NONE, "refused this as not valid" },
};

static GError *
new_error (const Case *one)
{
  GError *error = gate_error_new_for_response (&one->evidence);

  gate_error_set_host (error, HOST);
  gate_error_set_missing (error, one->missing);
  return error;
}

static void
test_row (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = new_error (one);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autofree char *sentence = gate_error_describe (copy);

  g_assert_cmpstr (gate_cause_get_nick (gate_error_get_cause (copy)), ==,
                   gate_cause_get_nick (one->cause));
  g_assert_cmpint (copy->code, ==, (int) one->code);
  g_assert_cmpint (gate_cause_get_next_step (gate_error_get_cause (copy)), ==, one->step);
  g_assert_nonnull (strstr (sentence, one->sentence));
  g_assert_true (g_str_has_suffix (sentence, "."));
}

static void
test_status (void)
{
  static const struct
  {
    guint status;
    const char *code;
    GateErrorCode expected;
  } statuses[] = {
    { 400, NULL, GATE_ERROR_INVALID },
    { 400, SCOPE, GATE_ERROR_INVALID },
    { 401, NULL, GATE_ERROR_UNAUTHORIZED },
    { 403, NULL, GATE_ERROR_FORBIDDEN },
    { 404, "not.found", GATE_ERROR_NOT_FOUND },
    { 405, NULL, GATE_ERROR_NOT_OFFERED },
    { 406, NULL, GATE_ERROR_PROTOCOL },
    { 408, NULL, GATE_ERROR_TIMEOUT },
    { 409, NULL, GATE_ERROR_CONFLICT },
    { 410, NULL, GATE_ERROR_NOT_FOUND },
    { 412, NULL, GATE_ERROR_CONFLICT },
    { 413, NULL, GATE_ERROR_PROTOCOL },
    { 422, NULL, GATE_ERROR_INVALID },
    { 429, NULL, GATE_ERROR_RATE_LIMITED },
    { 499, NULL, GATE_ERROR_PROTOCOL },
    { 500, NULL, GATE_ERROR_SERVER },
    { 599, NULL, GATE_ERROR_SERVER },
    { 600, NULL, GATE_ERROR_PROTOCOL },
    { 301, NULL, GATE_ERROR_PROTOCOL },
    { 299, NULL, GATE_ERROR_PROTOCOL },
    { 1, NULL, GATE_ERROR_PROTOCOL },
    { G_MAXUINT, NULL, GATE_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      GateEvidence evidence = { .status = statuses[i].status, .code = statuses[i].code, SIGNED,
                                .is_change = TRUE };
      g_autoptr (GError) error = gate_error_new_for_response (&evidence);

      g_test_message ("%u %s", statuses[i].status,
                      statuses[i].code != NULL ? statuses[i].code : "");
      g_assert_cmpint (error->code, ==, (int) statuses[i].expected);
    }
}

/* Only a refusal of the service may mean that it does not offer a call. */
static void
test_not_offered (void)
{
  static const GateCause may[] = { GATE_CAUSE_NOT_PERMITTED, GATE_CAUSE_NOT_FOUND,
                                   GATE_CAUSE_NOT_OFFERED };

  for (guint cause = 0; cause < GATE_N_CAUSES; cause++)
    {
      gboolean wanted = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (may); i++)
        wanted = wanted || may[i] == cause;
      g_assert_cmpint (gate_cause_may_be_not_offered (cause), ==, wanted);
    }
}

/* What is learned later counts, unless a caller knows better. */
static void
test_weigh (void)
{
  GateEvidence evidence = { .status = 403, .code = "not.authorized", SIGNED };
  g_autoptr (GError) error = gate_error_new_for_response (&evidence);
  g_autoptr (GError) decided = g_error_copy (error);
  g_autoptr (GError) without = gate_error_new (GATE_ERROR_FORBIDDEN, "x");
  g_autofree char *sentence = NULL;

  gate_error_weigh (error, FALSE, TRUE);
  g_assert_error (error, GATE_ERROR, GATE_ERROR_FORBIDDEN);
  gate_error_weigh (error, TRUE, FALSE);
  g_assert_error (error, GATE_ERROR, GATE_ERROR_FAILED);
  g_assert_cmpint (gate_error_get_cause (error), ==, GATE_CAUSE_PERMISSION_CONTRADICTED);
  gate_error_weigh (without, TRUE, TRUE);
  g_assert_error (without, GATE_ERROR, GATE_ERROR_FORBIDDEN);
  decided->code = GATE_ERROR_NOT_OFFERED;
  gate_error_weigh (decided, TRUE, TRUE);
  g_assert_error (decided, GATE_ERROR, GATE_ERROR_NOT_OFFERED);
  sentence = gate_error_describe (decided);
  g_assert_nonnull (strstr (sentence, "does not offer"));
}

/* A host from a redirect and names from a refusal are text, and not endless. */
static void
test_hostile (void)
{
  g_autofree char *long_name = g_strnfill (5000, 'x');
  g_autofree char *page = gate_cause_describe (GATE_CAUSE_WEB_PAGE, "a\n\xe2\x80\xae" "b", NULL);
  g_autofree char *scope = gate_cause_describe (GATE_CAUSE_SCOPE_NOT_VALID, NULL, long_name);

  g_assert_null (strchr (page, '\n'));
  g_assert_null (strstr (page, "\xe2\x80\xae"));
  g_assert_cmpuint (strlen (scope), <, 300);
}

/* An error without a response says no more than its code. */
static void
test_of_code (void)
{
  g_assert_cmpint (gate_cause_of_code (GATE_ERROR_SERVER), ==, GATE_CAUSE_SERVER);
  g_assert_cmpint (gate_cause_of_code (GATE_ERROR_RATE_LIMITED), ==, GATE_CAUSE_RATE_LIMITED);
}

static void
test_wait (void)
{
  static const struct
  {
    guint wait_s;
    const char *end;
  } waits[] = {
    { 0, "in a minute." },   { 1, "in 1 second." },    { 59, "in 59 seconds." },
    { 60, "in 1 minute." },  { 61, "in 2 minutes." },  { 300, "in 5 minutes." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autoptr (GError) error = gate_error_new (GATE_ERROR_RATE_LIMITED, "slow");
      g_autofree char *sentence = NULL;

      gate_error_set_wait_s (error, waits[i].wait_s);
      sentence = gate_error_describe (error);
      g_assert_true (g_str_has_suffix (sentence, waits[i].end));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cause/row/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_row);
    }
  g_test_add_func ("/cause/status", test_status);
  g_test_add_func ("/cause/not-offered", test_not_offered);
  g_test_add_func ("/cause/weigh", test_weigh);
  g_test_add_func ("/cause/hostile", test_hostile);
  g_test_add_func ("/cause/of-code", test_of_code);
  g_test_add_func ("/cause/wait", test_wait);
  return g_test_run ();
}
