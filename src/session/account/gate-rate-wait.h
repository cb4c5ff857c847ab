/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _GateHttp GateHttp;

/* How long the organization asks requests to wait, second by second.
 * Property: seconds (uint; 0: nobody waits, or not for long). */
#define GATE_TYPE_RATE_WAIT (gate_rate_wait_get_type ())
G_DECLARE_FINAL_TYPE (GateRateWait, gate_rate_wait, GATE, RATE_WAIT, GObject)

GateRateWait *gate_rate_wait_new         (GateHttp     *http);
guint         gate_rate_wait_get_seconds (GateRateWait *self);

G_END_DECLS
