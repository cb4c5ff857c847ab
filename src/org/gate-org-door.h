/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Through which door a path leads: who stands behind it decides how it is guarded and in which form
 * it refuses. Pure. */
typedef enum
{
  GATE_ORG_DOOR_API,   /* programs with a token; problems as genesys-api.md 4 */
  GATE_ORG_DOOR_OAUTH, /* programs with forms; errors as RFC 6749, section 5.2 */
  GATE_ORG_DOOR_PAGE,  /* people with browsers, led here by any site; errors are pages */
} GateOrgDoor;

GateOrgDoor gate_org_door_of_path (const char *path);

G_END_DECLS
