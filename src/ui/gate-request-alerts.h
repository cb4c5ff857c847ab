/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-notifier.h"
#include "gate-session.h"

G_BEGIN_DECLS

/* Watches the organization while the application runs, more often while one of its windows is
 * active, and notifies the desktop of new requests. */
#define GATE_TYPE_REQUEST_ALERTS (gate_request_alerts_get_type ())
G_DECLARE_FINAL_TYPE (GateRequestAlerts, gate_request_alerts, GATE, REQUEST_ALERTS, GObject)

GateRequestAlerts *gate_request_alerts_new (GateSession  *session,
                                            GateNotifier *notifier);

G_END_DECLS
