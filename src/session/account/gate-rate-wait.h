/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GateHttp GateHttp;

/* Whether the wait of a request with CANCELLABLE is told. */
typedef gboolean (*GateRateWaitConcerns) (GCancellable *cancellable,
                                          gpointer      user_data);

/* How long the organization asks some requests to wait, second by second.
 * Property: seconds (uint; 0: nobody waits, or not for long). */
#define GATE_TYPE_RATE_WAIT (gate_rate_wait_get_type ())
G_DECLARE_FINAL_TYPE (GateRateWait, gate_rate_wait, GATE, RATE_WAIT, GObject)

GateRateWait *gate_rate_wait_new         (GateHttp             *http,
                                          GateRateWaitConcerns  concerns,
                                          gpointer              user_data);
guint         gate_rate_wait_get_seconds (GateRateWait         *self);

G_END_DECLS
