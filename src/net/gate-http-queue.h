/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-rate.h"

G_BEGIN_DECLS

/* The requests made with one token, in order: as many at a time as its allowance lets through. */
#define GATE_TYPE_HTTP_QUEUE (gate_http_queue_get_type ())
G_DECLARE_FINAL_TYPE (GateHttpQueue, gate_http_queue, GATE, HTTP_QUEUE, GObject)

GateHttpQueue *gate_http_queue_new           (guint                second_ms);
void           gate_http_queue_enter_async   (GateHttpQueue       *self,
                                              guint                max_wait_s,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean       gate_http_queue_enter_finish  (GateHttpQueue       *self,
                                              GAsyncResult        *result,
                                              GError             **error);
void           gate_http_queue_begin_request (GateHttpQueue       *self);
void           gate_http_queue_end_request   (GateHttpQueue       *self);
void           gate_http_queue_leave         (GateHttpQueue       *self);
void           gate_http_queue_take_headers  (GateHttpQueue       *self,
                                              const char          *count,
                                              const char          *allowed,
                                              const char          *reset_s);
void           gate_http_queue_hold          (GateHttpQueue       *self,
                                              gint64               wait_ms);
gint64         gate_http_queue_get_left      (GateHttpQueue       *self);
int            gate_http_queue_get_percent   (GateHttpQueue       *self);
gboolean       gate_http_queue_is_idle       (GateHttpQueue       *self);

G_END_DECLS
