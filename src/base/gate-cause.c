/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The one table of refusals: evidence, cause, next step, sentence. A status alone is no cause: what
 * stands between us and the service refuses with the same ones, but without the service's
 * correlation ID and without its error codes (genesys-api.md 4.1, 4.2). doc/causes.md has the table
 * for people. */

#define G_LOG_DOMAIN "gate-base"

#include "config.h"

#include "gate-cause.h"

#include "gate-host.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME_CHARS 200

typedef enum
{
  UNSIGNED = 1 << 0, /* neither a correlation ID nor a code of the service */
  NO_JSON = 1 << 1,
  UNPROVEN = 1 << 2,
  HAS_PERMISSION = 1 << 3,
  HAS_SCOPE = 1 << 4,
  WEB_PAGE = 1 << 5,
  CHANGE = 1 << 6,
} Condition;

/* The first row that matches holds. CODE is a prefix; NULL matches any. */
static const struct
{
  GateCause   cause;
  guint       first_status;
  guint       last_status;
  const char *code;
  Condition   conditions;
} rows[] = {
  { GATE_CAUSE_WEB_PAGE, 200, 299, NULL, UNSIGNED | WEB_PAGE },
  { GATE_CAUSE_WEB_PAGE, 300, 399, NULL, 0 },
  { GATE_CAUSE_WEB_PAGE, 407, 407, NULL, WEB_PAGE },
  { GATE_CAUSE_BLOCKED, 407, 407, NULL, 0 },
  { GATE_CAUSE_WEB_PAGE, 511, 511, NULL, 0 },
  { GATE_CAUSE_SLOW, 408, 408, NULL, 0 },
  { GATE_CAUSE_RATE_LIMITED, 429, 429, NULL, 0 },
  { GATE_CAUSE_NO_API, 404, 404, NULL, UNSIGNED | UNPROVEN },
  { GATE_CAUSE_BLOCKED, 400, 499, NULL, UNSIGNED | NO_JSON },
  { GATE_CAUSE_BLOCKED, 403, 403, NULL, UNSIGNED },
  { GATE_CAUSE_NETWORK_ADDRESS, 401, 401, "ip.not.authorized", 0 },
  { GATE_CAUSE_SIGNED_OUT, 401, 401, NULL, 0 },
  { GATE_CAUSE_SCOPE_CONTRADICTED, 403, 403, "app.not.authorized.for.scope", HAS_SCOPE },
  { GATE_CAUSE_SCOPE_MISSING, 403, 403, "app.not.authorized.for.scope", 0 },
  { GATE_CAUSE_POLICY, 403, 403, "authz.policy.denied", 0 },
  /* users/me does not say for which divisions a permission holds. */
  { GATE_CAUSE_PERMISSION_MISSING, 403, 403, "missing.division.", 0 },
  { GATE_CAUSE_PERMISSION_MISSING, 403, 403, "missing.any.division.", 0 },
  { GATE_CAUSE_PERMISSION_CONTRADICTED, 403, 403, NULL, HAS_PERMISSION },
  { GATE_CAUSE_PERMISSION_MISSING, 403, 403, "missing.", 0 },
  { GATE_CAUSE_NOT_PERMITTED, 403, 403, NULL, 0 },
  { GATE_CAUSE_NOT_FOUND, 404, 404, NULL, 0 },
  { GATE_CAUSE_NOT_FOUND, 410, 410, NULL, 0 },
  { GATE_CAUSE_NOT_OFFERED, 405, 405, NULL, 0 },
  { GATE_CAUSE_CONFLICT, 409, 409, NULL, CHANGE },
  { GATE_CAUSE_CONFLICT, 412, 412, NULL, CHANGE },
  { GATE_CAUSE_SCOPE_NOT_VALID, 400, 400, "auth.invalid.scope", 0 },
  { GATE_CAUSE_ROLE_NOT_VALID, 400, 400, "bad.client.role", 0 },
  { GATE_CAUSE_CLIENT_NOT_ACTIVE, 400, 400, "bad.client.state", 0 },
  { GATE_CAUSE_INVALID, 400, 400, NULL, 0 },
  { GATE_CAUSE_INVALID, 409, 409, NULL, 0 },
  { GATE_CAUSE_INVALID, 412, 412, NULL, 0 },
  { GATE_CAUSE_INVALID, 422, 422, NULL, 0 },
  { GATE_CAUSE_DATA_GONE, 500, 500, "organization.data.gone", 0 },
  { GATE_CAUSE_GATEWAY, 502, 504, NULL, UNSIGNED | NO_JSON },
  { GATE_CAUSE_SERVER, 500, 599, NULL, 0 },
};

/* What follows from a cause. Where SENTENCE is NULL, the sentence needs a name, or the code of the
 * error has it. */
static const struct
{
  const char   *nick;
  GateErrorCode code;
  GateNextStep  next_step;
  gboolean      may_be_not_offered;
  const char   *sentence;
} causes[GATE_N_CAUSES] = {
  [GATE_CAUSE_UNKNOWN] = { "unknown", GATE_ERROR_FAILED, GATE_NEXT_TRY_AGAIN, FALSE, NULL },
  [GATE_CAUSE_CONNECTION] = { "connection", GATE_ERROR_NETWORK, GATE_NEXT_TRY_AGAIN, FALSE, NULL },
  [GATE_CAUSE_SLOW] = { "slow", GATE_ERROR_TIMEOUT, GATE_NEXT_TRY_AGAIN, FALSE, NULL },
  [GATE_CAUSE_BLOCKED] = {
    "blocked", GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN, FALSE,
    N_ ("Something between you and the organization refused the request: a firewall or a proxy, "
        "perhaps.") },
  [GATE_CAUSE_NO_API] = { "no-api", GATE_ERROR_BLOCKED, GATE_NEXT_CHECK_ADDRESS, FALSE, NULL },
  [GATE_CAUSE_NETWORK_ADDRESS] = {
    "network-address", GATE_ERROR_BLOCKED, GATE_NEXT_TRY_AGAIN, FALSE, NULL },
  [GATE_CAUSE_MALFORMED] = { "malformed", GATE_ERROR_PROTOCOL, GATE_NEXT_TRY_AGAIN, FALSE, NULL },
  [GATE_CAUSE_WEB_PAGE] = { "web-page", GATE_ERROR_PROTOCOL, GATE_NEXT_CHECK_NETWORK, FALSE, NULL },
  [GATE_CAUSE_SIGNED_OUT] = {
    "signed-out", GATE_ERROR_UNAUTHORIZED, GATE_NEXT_SIGN_IN_AGAIN, FALSE,
    N_ ("Your sign-in has ended. Sign in again to go on.") },
  [GATE_CAUSE_PERMISSION_MISSING] = {
    "permission-missing", GATE_ERROR_FORBIDDEN, GATE_NEXT_ASK_ADMINISTRATOR, FALSE, NULL },
  [GATE_CAUSE_NOT_PERMITTED] = {
    "not-permitted", GATE_ERROR_FORBIDDEN, GATE_NEXT_ASK_ADMINISTRATOR, TRUE, NULL },
  [GATE_CAUSE_POLICY] = {
    "policy", GATE_ERROR_FORBIDDEN, GATE_NEXT_NONE, FALSE,
    N_ ("An access policy of the organization does not let you do this.") },
  [GATE_CAUSE_PERMISSION_CONTRADICTED] = {
    "permission-contradicted", GATE_ERROR_FAILED, GATE_NEXT_TRY_AGAIN, FALSE, NULL },
  [GATE_CAUSE_SCOPE_MISSING] = {
    "scope-missing", GATE_ERROR_SCOPE, GATE_NEXT_SWITCH_ACCOUNT, FALSE, NULL },
  [GATE_CAUSE_SCOPE_CONTRADICTED] = {
    "scope-contradicted", GATE_ERROR_FAILED, GATE_NEXT_TRY_AGAIN, FALSE, NULL },
  [GATE_CAUSE_NOT_FOUND] = {
    "not-found", GATE_ERROR_NOT_FOUND, GATE_NEXT_NONE, TRUE,
    N_ ("The organization does not know it. It may have been removed meanwhile.") },
  [GATE_CAUSE_NOT_OFFERED] = {
    "not-offered", GATE_ERROR_NOT_OFFERED, GATE_NEXT_NONE, TRUE,
    N_ ("This organization does not offer this to applications.") },
  [GATE_CAUSE_CONFLICT] = {
    "conflict", GATE_ERROR_CONFLICT, GATE_NEXT_TRY_AGAIN, FALSE,
    N_ ("It was changed meanwhile.") },
  [GATE_CAUSE_RATE_LIMITED] = {
    "rate-limited", GATE_ERROR_RATE_LIMITED, GATE_NEXT_TRY_AGAIN, FALSE,
    N_ ("The organization limits how often it may be asked. Try again in a minute.") },
  [GATE_CAUSE_INVALID] = {
    "invalid", GATE_ERROR_INVALID, GATE_NEXT_NONE, FALSE,
    N_ ("The organization refused this as not valid.") },
  [GATE_CAUSE_SCOPE_NOT_VALID] = {
    "scope-not-valid", GATE_ERROR_INVALID, GATE_NEXT_NONE, FALSE, NULL },
  [GATE_CAUSE_ROLE_NOT_VALID] = {
    "role-not-valid", GATE_ERROR_INVALID, GATE_NEXT_NONE, FALSE,
    N_ ("The organization refused a role: it is not valid here, or you do not have it yourself.") },
  [GATE_CAUSE_CLIENT_NOT_ACTIVE] = {
    "client-not-active", GATE_ERROR_INVALID, GATE_NEXT_NONE, FALSE,
    N_ ("The client itself is disabled or inactive, so it cannot be authorized. It has to be made "
        "active first, where the organization’s OAuth clients are managed.") },
  [GATE_CAUSE_SERVER] = {
    "server", GATE_ERROR_SERVER, GATE_NEXT_TRY_AGAIN, FALSE,
    N_ ("The organization has trouble answering just now.") },
  [GATE_CAUSE_GATEWAY] = {
    "gateway", GATE_ERROR_SERVER, GATE_NEXT_TRY_AGAIN, FALSE,
    N_ ("The organization, or something between you and it, has trouble answering just now.") },
  [GATE_CAUSE_DATA_GONE] = {
    "data-gone", GATE_ERROR_SERVER, GATE_NEXT_TRY_AGAIN, FALSE,
    N_ ("The data of this local organization was moved or deleted while it ran, so it has to be "
        "started again.") },
};

static Condition
find_conditions (const GateEvidence *evidence)
{
  Condition conditions = 0;

  if (!evidence->has_correlation_id && evidence->code == NULL)
    conditions |= UNSIGNED;
  if (!evidence->has_json_body)
    conditions |= NO_JSON;
  if (!evidence->is_proven)
    conditions |= UNPROVEN;
  if (evidence->has_permission)
    conditions |= HAS_PERMISSION;
  if (evidence->has_scope)
    conditions |= HAS_SCOPE;
  if (evidence->has_web_page)
    conditions |= WEB_PAGE;
  if (evidence->is_change)
    conditions |= CHANGE;
  return conditions;
}

/**
 * gate_cause_find:
 * @evidence: what is known of a failed request
 *
 * Returns: its cause; %GATE_CAUSE_UNKNOWN when there was no response and nothing is known of the
 *   connection
 */
GateCause
gate_cause_find (const GateEvidence *evidence)
{
  Condition conditions = find_conditions (evidence);

  if (evidence->transport_failure != GATE_TRANSPORT_OTHER)
    return GATE_CAUSE_CONNECTION;
  if (evidence->status == 0)
    return GATE_CAUSE_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (evidence->status >= rows[i].first_status && evidence->status <= rows[i].last_status &&
        (rows[i].code == NULL ||
         (evidence->code != NULL && g_str_has_prefix (evidence->code, rows[i].code))) &&
        (conditions & rows[i].conditions) == rows[i].conditions)
      return rows[i].cause;
  return GATE_CAUSE_MALFORMED;
}

/**
 * gate_cause_of_code:
 * @code: the code of an error that no response of HTTP brought
 *
 * Returns: the cause that says no more than @code; %GATE_CAUSE_UNKNOWN where no cause has it
 */
GateCause
gate_cause_of_code (GateErrorCode code)
{
  for (guint i = 0; i < GATE_N_CAUSES; i++)
    if (causes[i].code == code)
      return (GateCause) i;
  return GATE_CAUSE_UNKNOWN;
}

/* The name in the log and in doc/causes.md. */
const char *
gate_cause_get_nick (GateCause cause)
{
  return causes[cause].nick;
}

/* How callers react to it. */
GateErrorCode
gate_cause_get_code (GateCause cause)
{
  return causes[cause].code;
}

GateNextStep
gate_cause_get_next_step (GateCause cause)
{
  return causes[cause].next_step;
}

/**
 * gate_cause_may_be_not_offered:
 * @cause: why a change was refused
 *
 * Returns: whether the refusal gives no reason that concerns the person: if the client can be read,
 *   the organization does not offer the call (genesys-api.md 3.1)
 */
gboolean
gate_cause_may_be_not_offered (GateCause cause)
{
  return causes[cause].may_be_not_offered;
}

static char *
describe_scope (const char *missing)
{
  g_autofree char *first = NULL;

  if (*missing == '\0')
    first = g_strdup (_ ("Your sign-in does not carry a scope that this needs."));
  else if (strchr (missing, ',') == NULL)
    /* Translators: %s is a scope such as “oauth”. */
    first = g_strdup_printf (_ ("Your sign-in does not carry the scope %s, which this needs."),
                             missing);
  else
    /* Translators: %s is a list of scopes, such as “oauth:readonly, oauth”. */
    first = g_strdup_printf (_ ("Your sign-in carries none of these scopes, and one of them is "
                                "enough: %s."),
                             missing);
  /* Translators: %s is a sentence: which scope is missing. “Admin › Integrations › OAuth” is a page
   * of the service, which is in English. */
  return g_strdup_printf (_ ("%s Add it to the OAuth client of your sign-in, in Admin › "
                             "Integrations › OAuth, and sign in again."),
                          first);
}

static char *
describe_permission (const char *missing)
{
  if (*missing == '\0')
    return g_strdup (_ ("You do not have the permission that this needs."));
  /* Translators: %s is a permission such as “oauth:client:authorize”. */
  return g_strdup_printf (_ ("You do not have the permission %s, which this needs."), missing);
}

static char *
describe_contradiction (GateCause   cause,
                        const char *missing)
{
  if (cause == GATE_CAUSE_SCOPE_CONTRADICTED)
    /* Translators: %s is a scope such as “oauth”, or a list of them. */
    return g_strdup_printf (_ ("The organization refused this because your sign-in does not carry "
                               "the scope, but it also says that it does: %s."),
                            missing);
  /* Translators: %s is a permission such as “oauth:client:authorize”, or a list of them. */
  return g_strdup_printf (_ ("The organization refused this as not permitted, but it also says "
                             "that you have the permission: %s."),
                          missing);
}

static char *
describe_refused_scope (const char *missing)
{
  if (*missing == '\0')
    return g_strdup (_ ("The organization refused a scope as not valid."));
  /* Translators: %s is a scope such as “users:readonly”, or a list of them. */
  return g_strdup_printf (_ ("The organization refused a scope as not valid: %s."), missing);
}

static char *
describe_host (GateCause   cause,
               const char *host)
{
  if (cause == GATE_CAUSE_NO_API)
    /* Translators: %s is the name of a server. */
    return g_strdup_printf (_ ("There is no Genesys API at this address (%s). That of a region "
                               "looks like https://api.mypurecloud.com."),
                            host);
  if (cause == GATE_CAUSE_WEB_PAGE)
    /* Translators: %s is the name of a server. */
    return g_strdup_printf (_ ("A web page of %s answered, not the organization. It may be the "
                               "sign-in page of your network: open it in a browser. Or this is not "
                               "the address of the API."),
                            host);
  if (*host == '\0' || gate_host_is_loopback (host))
    return g_strdup (_ ("The organization does not accept connections from your network "
                        "address. Its list of allowed addresses decides that."));
  /* Translators: %s is the name of an organization or of a server. */
  return g_strdup_printf (_ ("%s does not accept connections from your network address. Its list "
                             "of allowed addresses decides that."),
                          host);
}

/**
 * gate_cause_describe_wait:
 * @wait_s: for how many seconds the service wants no requests
 *
 * Returns: (transfer full): the sentence of %GATE_CAUSE_RATE_LIMITED with the time
 */
char *
gate_cause_describe_wait (guint wait_s)
{
  guint minutes = (wait_s + 59) / 60;

  if (wait_s < 60)
    return g_strdup_printf (
        /* Translators: %u is a number of seconds. */
        ngettext ("The organization limits how often it may be asked. Try again in %u second.",
                  "The organization limits how often it may be asked. Try again in %u seconds.",
                  wait_s),
        wait_s);
  return g_strdup_printf (
      /* Translators: %u is a number of minutes. */
      ngettext ("The organization limits how often it may be asked. Try again in %u minute.",
                "The organization limits how often it may be asked. Try again in %u minutes.",
                minutes),
      minutes);
}

/**
 * gate_cause_describe:
 * @cause: why a request failed
 * @raw_host: (nullable): the server or the organization, as it came from outside
 * @raw_missing: (nullable): the permissions or scopes that were refused or are missing
 *
 * Returns: (transfer full) (nullable): one or two translated sentences for people; %NULL where the
 *   cause says no more than the code of the error
 */
char *
gate_cause_describe (GateCause   cause,
                     const char *raw_host,
                     const char *raw_missing)
{
  g_autofree char *host = gate_text_for_display (raw_host, MAX_NAME_CHARS);
  g_autofree char *missing = gate_text_for_display (raw_missing, MAX_NAME_CHARS);

  if (causes[cause].sentence != NULL)
    return g_strdup (_ (causes[cause].sentence));
  switch ((int) cause)
    {
    case GATE_CAUSE_NO_API:
    case GATE_CAUSE_NETWORK_ADDRESS:
    case GATE_CAUSE_WEB_PAGE:
      return describe_host (cause, host);
    case GATE_CAUSE_PERMISSION_MISSING:
    case GATE_CAUSE_NOT_PERMITTED:
      return describe_permission (missing);
    case GATE_CAUSE_SCOPE_MISSING:
      return describe_scope (missing);
    case GATE_CAUSE_PERMISSION_CONTRADICTED:
    case GATE_CAUSE_SCOPE_CONTRADICTED:
      return describe_contradiction (cause, missing);
    case GATE_CAUSE_SCOPE_NOT_VALID:
      return describe_refused_scope (missing);
    default:
      return NULL;
    }
}
