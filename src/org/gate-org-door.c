/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-door.h"

#include <string.h>

/* Every other path is the API's. */
static const struct
{
  const char *path;
  GateOrgDoor door;
} doors[] = {
  { "/oauth/authorize", GATE_ORG_DOOR_PAGE },
  { "/login", GATE_ORG_DOOR_PAGE },
  { "/consent", GATE_ORG_DOOR_PAGE },
  { "/logout", GATE_ORG_DOOR_PAGE },
  { "/pages.css", GATE_ORG_DOOR_PAGE },
  { "/oauth/token", GATE_ORG_DOOR_OAUTH },
  { "/oauth/revoke", GATE_ORG_DOOR_OAUTH },
  { "/oauth/introspect", GATE_ORG_DOOR_OAUTH },
  { "/.well-known/oauth-authorization-server", GATE_ORG_DOOR_OAUTH },
};

/**
 * gate_org_door_of_path:
 * @path: raw, as on the wire
 *
 * Returns: the door it leads through; the API's for what nobody serves
 */
GateOrgDoor
gate_org_door_of_path (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    if (strcmp (doors[i].path, path) == 0)
      return doors[i].door;
  return GATE_ORG_DOOR_API;
}
