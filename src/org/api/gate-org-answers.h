/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* Answers to reading calls, kept for as long as the database has not changed at all. */
typedef struct _GateOrgAnswers GateOrgAnswers;

GateOrgAnswers *gate_org_answers_new    (void);
void            gate_org_answers_free   (GateOrgAnswers *self);
gboolean        gate_org_answers_repeat (GateOrgAnswers *self,
                                         GateOrgCall    *call);
void            gate_org_answers_keep   (GateOrgAnswers *self,
                                         GateOrgCall    *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgAnswers, gate_org_answers_free)

G_END_DECLS
