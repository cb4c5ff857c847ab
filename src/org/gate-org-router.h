/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

typedef void (*GateOrgHandler) (GateOrgCall *call);

/* A route is exact: "/api/v2/oauth/authorizations/{clientId}". It names the scopes of which one
 * suffices and the permissions of which one suffices; NULL is none. */
typedef struct
{
  const char        *method;
  const char        *path;
  const char *const *any_scope;
  const char *const *any_permission;
  GateOrgHandler     handler;
} GateOrgRoute;

typedef enum
{
  GATE_ORG_ROUTE_FOUND,
  GATE_ORG_ROUTE_NOT_FOUND,
  GATE_ORG_ROUTE_OTHER_METHOD,
} GateOrgRouteResult;

/* Pure: PATH is raw, as on the wire; segments are decoded one by one after the match. */
GateOrgRouteResult gate_org_router_match  (const GateOrgRoute  *routes,
                                           const char          *method,
                                           const char          *path,
                                           const GateOrgRoute **route,
                                           char              ***segments,
                                           char               **allowed_methods);

/* The route table of the REST API: all areas, ended by an entry without method. */
const GateOrgRoute *gate_org_api_get_routes (void);

G_END_DECLS
