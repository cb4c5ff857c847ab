/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* Answers to GET, kept until the database changes. */
typedef struct _GateOrgResponseCache GateOrgResponseCache;

GateOrgResponseCache *gate_org_response_cache_new    (void);
void                  gate_org_response_cache_free   (GateOrgResponseCache *self);
gboolean              gate_org_response_cache_answer (GateOrgResponseCache *self,
                                                      GateOrgCall          *call);
void                  gate_org_response_cache_keep   (GateOrgResponseCache *self,
                                                      GateOrgCall          *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgResponseCache, gate_org_response_cache_free)

G_END_DECLS
