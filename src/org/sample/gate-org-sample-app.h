/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"
#include "gate-org-sample-http.h"
#include "gate-org-sample-page.h"

G_BEGIN_DECLS

/* A small external application: an OAuth client (RFC 6749, section 1.1) that signs a person in at
 * the organization and asks the API who that is. It knows of the organization what any client
 * knows. */
#define GATE_TYPE_ORG_SAMPLE_APP (gate_org_sample_app_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgSampleApp, gate_org_sample_app, GATE, ORG_SAMPLE_APP, GObject)

typedef struct
{
  const char *client_id;
  const char *name;
  const char *description;
  const char *path;    /* e.g. "/crm-screen-pop" */
  const char *secret;  /* NULL: a public client */
  const char *origin;  /* where it is served itself */
} GateOrgSampleTerms;

GateOrgSampleApp *gate_org_sample_app_new           (GateOrgSampleHttp        *http,
                                                     const GateOrgSampleTerms *terms);
const char       *gate_org_sample_app_get_client_id (GateOrgSampleApp         *self);
const char       *gate_org_sample_app_get_path      (GateOrgSampleApp         *self);
const char       *gate_org_sample_app_get_url       (GateOrgSampleApp         *self);
void              gate_org_sample_app_get_face      (GateOrgSampleApp         *self,
                                                     GateOrgSampleFace        *face);
void              gate_org_sample_app_handle        (GateOrgSampleApp         *self,
                                                     GateOrgCall              *call);

G_END_DECLS
