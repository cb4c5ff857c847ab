/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-rate-limit.h"
#include "gate-wait.h"

G_BEGIN_DECLS

/* The requests made with one token, in order: as many at a time as its allowance lets through. */
#define GATE_TYPE_REQUEST_QUEUE (gate_request_queue_get_type ())
G_DECLARE_FINAL_TYPE (GateRequestQueue, gate_request_queue, GATE, REQUEST_QUEUE, GObject)

GateRequestQueue *gate_request_queue_new           (guint                 second_ms);
void              gate_request_queue_enter_async   (GateRequestQueue     *self,
                                                    guint                 max_wait_s,
                                                    gint64                own_wait_ms,
                                                    gboolean              is_urgent,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean          gate_request_queue_enter_finish  (GateRequestQueue     *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
gboolean          gate_request_queue_enter_at_once (GateRequestQueue     *self,
                                                    GError              **error);
void              gate_request_queue_begin_request (GateRequestQueue     *self);
void              gate_request_queue_end_request   (GateRequestQueue     *self);
void              gate_request_queue_leave         (GateRequestQueue     *self);
void              gate_request_queue_take_headers  (GateRequestQueue     *self,
                                                    const char           *count,
                                                    const char           *allowed,
                                                    const char           *reset_s);
void              gate_request_queue_hold          (GateRequestQueue     *self,
                                                    gint64                wait_ms);
gint64            gate_request_queue_get_left      (GateRequestQueue     *self);
gint64            gate_request_queue_get_wait_ms   (GateRequestQueue     *self,
                                                    GateWaitConcerns      concerns,
                                                    gpointer              user_data);
int               gate_request_queue_get_percent   (GateRequestQueue     *self);
gboolean          gate_request_queue_is_idle       (GateRequestQueue     *self);

G_END_DECLS
