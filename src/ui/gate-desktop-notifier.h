/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-notifier.h"

G_BEGIN_DECLS

/* Shows notifications of an application; one that is clicked activates its action
 * `show-client` with a client ID, or `show-pending`. */
#define GATE_TYPE_DESKTOP_NOTIFIER (gate_desktop_notifier_get_type ())
G_DECLARE_FINAL_TYPE (GateDesktopNotifier, gate_desktop_notifier, GATE, DESKTOP_NOTIFIER, GObject)

GateDesktopNotifier *gate_desktop_notifier_new (GApplication *application);

G_END_DECLS
