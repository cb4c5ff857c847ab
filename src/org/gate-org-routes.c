/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-routes.h"

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

/* clang-format off */
static const GateOrgRoute routes[] = {
  { "GET", "/.well-known/oauth-authorization-server", NULL, NULL, get_metadata,
    GATE_ORG_ENDPOINT_OAUTH },
  { "POST", "/oauth/token", NULL, NULL, gate_org_oauth_token, GATE_ORG_ENDPOINT_OAUTH },
  { "POST", "/oauth/revoke", NULL, NULL, gate_org_oauth_revoke, GATE_ORG_ENDPOINT_OAUTH },
  { "POST", "/oauth/introspect", NULL, NULL, gate_org_oauth_introspect, GATE_ORG_ENDPOINT_OAUTH },
  { "GET", "/oauth/authorize", NULL, NULL, gate_org_oauth_authorize, GATE_ORG_ENDPOINT_PAGE },
  { "POST", "/oauth/authorize", NULL, NULL, gate_org_oauth_authorize, GATE_ORG_ENDPOINT_PAGE },
  { "POST", "/login", NULL, NULL, gate_org_login_submit, GATE_ORG_ENDPOINT_PAGE },
  { "GET", "/consent", NULL, NULL, gate_org_consent_get, GATE_ORG_ENDPOINT_PAGE },
  { "POST", "/consent", NULL, NULL, gate_org_consent_submit, GATE_ORG_ENDPOINT_PAGE },
  { "GET", "/logout", NULL, NULL, gate_org_pages_log_out, GATE_ORG_ENDPOINT_PAGE },
  { "GET", "/pages.css", NULL, NULL, gate_org_pages_get_style, GATE_ORG_ENDPOINT_PAGE },
  { NULL },
};
/* clang-format on */

/**
 * gate_org_routes_get:
 *
 * Returns: the routes of the authorization server, ended by an entry without method
 */
const GateOrgRoute *
gate_org_routes_get (void)
{
  return routes;
}

/**
 * gate_org_routes_find_kind:
 * @path: raw, as on the wire
 *
 * Returns: who is behind it
 */
GateOrgEndpointKind
gate_org_routes_find_kind (const char *path)
{
  return gate_org_router_find_kind (routes, path);
}
