/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-notice.h"
#include "gate-rate-wait.h"

G_BEGIN_DECLS

void gate_wait_notice_follow (GateNotice   *notice,
                              GateRateWait *wait);

G_END_DECLS
