/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"
#include "gate-wire-startup-line.h"

G_BEGIN_DECLS

/* The external applications that come with the organization, on an address of their
 * own, so that their cookies do not meet the organization's. */
#define GATE_TYPE_ORG_SAMPLE_APPS (gate_org_sample_apps_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgSampleApps, gate_org_sample_apps, GATE, ORG_SAMPLE_APPS, GObject)

GateOrgSampleApps *gate_org_sample_apps_new      (void);
gboolean           gate_org_sample_apps_start    (GateOrgSampleApps    *self,
                                                  GateOrgStore         *store,
                                                  const char           *address,
                                                  const char           *origin,
                                                  GError              **error);
void               gate_org_sample_apps_announce (GateOrgSampleApps    *self,
                                                  GateWireStartupLine  *ready);
void               gate_org_sample_apps_stop     (GateOrgSampleApps    *self);

G_END_DECLS
