/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Shows notifications on the desktop. */
#define GATE_TYPE_NOTIFIER (gate_notifier_get_type ())
G_DECLARE_INTERFACE (GateNotifier, gate_notifier, GATE, NOTIFIER, GObject)

struct _GateNotifierInterface
{
  GTypeInterface parent_iface;

  void (*show) (GateNotifier *self,
                const char   *title,
                const char   *body,
                const char   *client_id);
};

void gate_notifier_show_requests (GateNotifier *self,
                                  GPtrArray    *authorizations);

G_END_DECLS
