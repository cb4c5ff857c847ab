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
  GateOrgEndpointKind kind;
} GateOrgRoute;

typedef enum
{
  GATE_ORG_ROUTE_FOUND,
  GATE_ORG_ROUTE_NOT_FOUND,
  GATE_ORG_ROUTE_OTHER_METHOD,
} GateOrgRouteResult;

GateOrgEndpointKind gate_org_router_find_kind (const GateOrgRoute *routes,
                                               const char         *path);

/* Pure: PATH is raw, as on the wire; segments are decoded one by one after the match. */
GateOrgRouteResult gate_org_router_match (const GateOrgRoute  *routes,
                                          const char          *method,
                                          const char          *path,
                                          const GateOrgRoute **route,
                                          char              ***segments,
                                          char               **allowed_methods);

G_END_DECLS
