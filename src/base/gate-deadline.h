/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A deadline for a whole operation: a cancellable that follows a parent and fires by itself. */
#define GATE_TYPE_DEADLINE (gate_deadline_get_type ())
G_DECLARE_FINAL_TYPE (GateDeadline, gate_deadline, GATE, DEADLINE, GCancellable)

GateDeadline *gate_deadline_new          (GCancellable *parent,
                                          guint         total_ms,
                                          guint         progress_ms);
void          gate_deadline_touch        (GateDeadline *self);
void          gate_deadline_restart      (GateDeadline *self,
                                          guint         total_ms);
gboolean      gate_deadline_has_expired  (GateDeadline *self);
void          gate_deadline_stop         (GateDeadline *self);

G_END_DECLS
