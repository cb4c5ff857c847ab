/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth.h"

#include "gate-org-consent.h"
#include "gate-org-login.h"
#include "gate-org-oauth-authorize.h"
#include "gate-org-oauth-token.h"
#include "gate-org-pages.h"
#include "gate-wire-oauth.h"

static void
get_metadata (GateOrgCall *call)
{
  const char *origin = gate_org_call_get_origin (call);
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
