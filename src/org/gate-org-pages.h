/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* What people see in a browser. */
void gate_org_pages_answer_error (GateOrgCall *call,
                                  guint        status,
                                  const char  *message);

G_END_DECLS
