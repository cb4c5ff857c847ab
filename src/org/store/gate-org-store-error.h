/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define GATE_ORG_STORE_ERROR (gate_org_store_error_quark ())

typedef enum
{
  GATE_ORG_STORE_ERROR_FAILED,     /* nothing else fits */
  GATE_ORG_STORE_ERROR_IN_USE,     /* another instance or program holds it */
  GATE_ORG_STORE_ERROR_PERMISSION, /* owner, mode or kind of a file is not as it must be */
  GATE_ORG_STORE_ERROR_FOREIGN,    /* not a database, or not one of ours */
  GATE_ORG_STORE_ERROR_NEWER,      /* written by a newer version */
  GATE_ORG_STORE_ERROR_DAMAGED,
  GATE_ORG_STORE_ERROR_MISSING,    /* the folder held an organization that is gone */
  GATE_ORG_STORE_ERROR_FULL,       /* no room on the disk */
  GATE_ORG_STORE_ERROR_CONSTRAINT, /* an invariant of the schema refused the change */
} GateOrgStoreErrorCode;

GQuark gate_org_store_error_quark (void);
void   gate_org_store_error_set   (GError    **error,
                                   sqlite3    *db,
                                   int         result,
                                   const char *doing);

G_END_DECLS
