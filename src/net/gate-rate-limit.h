/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The allowance of one token, from the responses' inin-ratelimit-* headers. Pure: the caller passes
 * the time. */
typedef struct _GateRateLimit GateRateLimit;

GateRateLimit *gate_rate_limit_new          (void);
void           gate_rate_limit_free         (GateRateLimit *self);
void           gate_rate_limit_take_headers (GateRateLimit *self,
                                             const char    *count,
                                             const char    *allowed,
                                             const char    *reset_s,
                                             gint64         now_us);
void           gate_rate_limit_hold         (GateRateLimit *self,
                                             gint64         wait_ms,
                                             gint64         now_us);
void           gate_rate_limit_begin        (GateRateLimit *self);
void           gate_rate_limit_end          (GateRateLimit *self);
gint64         gate_rate_limit_get_left     (GateRateLimit *self,
                                             gint64         now_us);
int            gate_rate_limit_get_percent  (GateRateLimit *self,
                                             gint64         now_us);
gint64         gate_rate_limit_get_wait_ms  (GateRateLimit *self,
                                             gint64         now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateRateLimit, gate_rate_limit_free)

G_END_DECLS
