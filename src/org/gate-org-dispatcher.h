/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-faults.h"

G_BEGIN_DECLS

typedef struct
{
  const char *address;      /* a literal in 127.0.0.0/8 */
  guint16 port;             /* 0: any */
  guint requests_per_minute; /* of one token; 0: any number */
  gboolean public_api_only; /* authorizations can be read, not changed */
  gboolean faults;          /* training faults can be switched on */
  GSourceFunc data_gone;    /* called when a call finds the data moved or deleted; or NULL */
  gpointer user_data;       /* for that */
} GateOrgServerSettings;

/* Sends a call through the checks of its endpoint to the handler of its route. Knows no libsoup. */
typedef struct _GateOrgDispatcher GateOrgDispatcher;

GateOrgDispatcher *gate_org_dispatcher_new             (const GateOrgServerSettings *settings);
void               gate_org_dispatcher_free            (GateOrgDispatcher           *self);
GateOrgFault       gate_org_dispatcher_handle          (GateOrgDispatcher           *self,
                                                        GateOrgCall                 *call,
                                                        guint                       *delay_ms);
const char        *gate_org_dispatcher_get_fault_token (GateOrgDispatcher           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgDispatcher, gate_org_dispatcher_free)

G_END_DECLS
