/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The allowance of one token, from the responses' inin-ratelimit-* headers. Pure: time is given. */
typedef struct _GateRate GateRate;

GateRate *gate_rate_new          (void);
void      gate_rate_free         (GateRate   *self);
void      gate_rate_take_headers (GateRate   *self,
                                  const char *count,
                                  const char *allowed,
                                  const char *reset_s,
                                  gint64      now_us);
void      gate_rate_hold         (GateRate   *self,
                                  gint64      wait_ms,
                                  gint64      now_us);
void      gate_rate_begin        (GateRate   *self);
void      gate_rate_end          (GateRate   *self);
gint64    gate_rate_get_left     (GateRate   *self,
                                  gint64      now_us);
int       gate_rate_get_percent  (GateRate   *self,
                                  gint64      now_us);
gint64    gate_rate_get_wait_ms  (GateRate   *self,
                                  gint64      now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateRate, gate_rate_free)

G_END_DECLS
