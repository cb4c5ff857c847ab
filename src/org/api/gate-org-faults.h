/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* Training faults (S63): errors on purpose for the next calls of the API. They exist only with
 * --faults, and only a caller with their token can set them. */
typedef struct _GateOrgFaults GateOrgFaults;

typedef enum
{
  GATE_ORG_FAULT_NONE,
  GATE_ORG_FAULT_STATUS, /* answered with the problem of a status */
  GATE_ORG_FAULT_SLOW,   /* answered late */
  GATE_ORG_FAULT_CLOSE,  /* the connection ends without an answer */
} GateOrgFault;

GateOrgFaults *gate_org_faults_new       (void);
void           gate_org_faults_free      (GateOrgFaults *self);
const char    *gate_org_faults_get_token (GateOrgFaults *self);
void           gate_org_faults_answer    (GateOrgFaults *self,
                                          GateOrgCall   *call);
GateOrgFault   gate_org_faults_take      (GateOrgFaults *self,
                                          GateOrgCall   *call,
                                          guint         *delay_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgFaults, gate_org_faults_free)

G_END_DECLS
