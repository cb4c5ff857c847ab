/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth.h"

#include "gate-org-consent.h"
#include "gate-org-log.h"
#include "gate-org-login.h"
#include "gate-org-oauth-authorize.h"
#include "gate-org-oauth-token.h"
#include "gate-org-pages.h"
#include "gate-wire-oauth.h"

static void
get_metadata (GateOrgCall *call)
{
  const char *origin = gate_org_issuer_get_origin (gate_org_call_get_issuer (call));
  g_autoptr (GBytes) json = gate_wire_oauth_metadata_encode (origin);

  gate_org_call_answer_json (call, 200, json);
}

/**
 * gate_org_oauth_get_routes:
 *
 * Returns: the routes of the authorization server, ended by an entry without method
 */
const GateOrgRoute *
gate_org_oauth_get_routes (void)
{
  static const GateOrgRoute routes[] = {
    { "GET", "/.well-known/oauth-authorization-server", NULL, NULL, get_metadata },
    { "POST", "/oauth/token", NULL, NULL, gate_org_oauth_token },
    { "POST", "/oauth/revoke", NULL, NULL, gate_org_oauth_revoke },
    { "POST", "/oauth/introspect", NULL, NULL, gate_org_oauth_introspect },
    { "GET", "/oauth/authorize", NULL, NULL, gate_org_oauth_authorize },
    { "POST", "/oauth/authorize", NULL, NULL, gate_org_oauth_authorize },
    { "POST", "/login", NULL, NULL, gate_org_login_submit },
    { "GET", "/consent", NULL, NULL, gate_org_consent_get },
    { "POST", "/consent", NULL, NULL, gate_org_consent_submit },
    { "GET", "/logout", NULL, NULL, gate_org_pages_log_out },
    { "GET", "/pages.css", NULL, NULL, gate_org_pages_get_style },
    { NULL },
  };

  return routes;
}

/**
 * gate_org_oauth_answer_error:
 * @call: a call nobody has answered yet
 * @status: an HTTP status
 * @error: a code of RFC 6749, section 5.2
 * @description: a sentence in ASCII (RFC 6749, appendix A.8)
 */
void
gate_org_oauth_answer_error (GateOrgCall *call,
                             guint        status,
                             const char  *error,
                             const char  *description)
{
  g_autoptr (GBytes) json = gate_wire_oauth_error_encode (error, description);

  gate_org_call_answer_json (call, status, json);
}

/**
 * gate_org_oauth_refuse:
 * @call: a call nobody has answered yet
 * @error: a code of RFC 6749, section 5.2
 * @description: a sentence in ASCII
 * @note: (nullable): what the log says of it beyond that
 *
 * Answers 400, and lets the log say why.
 */
void
gate_org_oauth_refuse (GateOrgCall *call,
                       const char  *error,
                       const char  *description,
                       const char  *note)
{
  g_autofree char *logged = g_strconcat (error, ": ", note != NULL ? note : description, NULL);

  gate_org_call_set_note (call, logged);
  gate_org_oauth_answer_error (call, 400, error, description);
}

/**
 * gate_org_oauth_answer_store_error:
 * @call: a call nobody has answered yet, whose transaction is over
 * @error: what the store said, which is for the log alone
 */
void
gate_org_oauth_answer_store_error (GateOrgCall  *call,
                                   const GError *error)
{
  gate_org_log_note ("%s: %s", gate_org_call_get_correlation_id (call), error->message);
  gate_org_oauth_answer_error (call, 500, "server_error", "The organization could not do this.");
}
