/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether a wait of a request with CANCELLABLE is asked about. */
typedef gboolean (*GateWaitConcerns) (GCancellable *cancellable,
                                      gpointer      user_data);

GSource *gate_wait_source_new (gint64        wait_ms,
                               GCancellable *cancellable);
gint64   gate_wait_add_jitter (gint64        wait_ms,
                               guint         second_ms);

G_END_DECLS
