/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The route table of the REST API, with what each call takes (genesys-api.md 3). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"

#define API "/api/v2"

static const char *const read_oauth[] = { "oauth", "oauth:readonly", NULL };
static const char *const change_oauth[] = { "oauth", NULL };
static const char *const read_roles[] = { "authorization", "authorization:readonly", NULL };
static const char *const read_people[] = { "users", "users:readonly", NULL };
static const char *const read_me[] = { "user-basic-info", NULL };
static const char *const read_organization[] = { "organization", "organization:readonly", NULL };

static const char *const authorize_clients[] = { "oauth:client:authorize", NULL };
static const char *const edit_clients[] = { "oauth:client:edit", NULL };
static const char *const view_clients[] = { "oauth:client:view", NULL };
static const char *const view_roles[] = { "authorization:role:view", NULL };

/* clang-format off */
static const GateOrgRoute routes[] = {
  { "GET", API "/oauth/authorizations", read_oauth, authorize_clients,
    gate_org_api_list_authorizations },
  { "GET", API "/oauth/authorizations/{clientId}", read_oauth, authorize_clients,
    gate_org_api_get_authorization },
  { "PUT", API "/oauth/authorizations/{clientId}", change_oauth, authorize_clients,
    gate_org_api_put_authorization },
  { "DELETE", API "/oauth/authorizations/{clientId}", change_oauth, authorize_clients,
    gate_org_api_delete_authorization },
  { "GET", API "/oauth/clients", read_oauth, view_clients, gate_org_api_list_clients },
  { "GET", API "/oauth/clients/{clientId}", read_oauth, view_clients, gate_org_api_get_client },
  { "POST", API "/oauth/clients/{clientId}/secret", change_oauth, edit_clients,
    gate_org_api_post_client_secret },
  { "GET", API "/oauth/scopes", read_oauth, NULL, gate_org_api_list_scopes },
  { "GET", API "/oauth/scopes/{scopeId}", read_oauth, NULL, gate_org_api_get_scope },
  { "GET", API "/authorization/roles", read_roles, view_roles, gate_org_api_list_roles },
  { "GET", API "/authorization/roles/{roleId}", read_roles, view_roles, gate_org_api_get_role },
  { "GET", API "/authorization/roles/{roleId}/users", read_roles, NULL,
    gate_org_api_list_role_users },
  { "GET", API "/users", read_people, NULL, gate_org_api_list_people },
  { "GET", API "/users/me", read_me, NULL, gate_org_api_get_me },
  { "GET", API "/users/{userId}", read_people, NULL, gate_org_api_get_person },
  { "GET", API "/organizations/me", read_organization, NULL, gate_org_api_get_organization },
  { "GET", API "/tokens/me", read_me, NULL, gate_org_api_get_token },
  { "HEAD", API "/tokens/me", read_me, NULL, gate_org_api_head_token },
  { "DELETE", API "/tokens/me", read_me, NULL, gate_org_api_delete_token },
  { NULL },
};
/* clang-format on */

/**
 * gate_org_api_get_routes:
 *
 * Returns: all routes, ended by an entry without method; a literal segment comes before a variable
 *   one in the same place
 */
const GateOrgRoute *
gate_org_api_get_routes (void)
{
  return routes;
}
