/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-notifier.h"

G_BEGIN_DECLS

/* Shows notifications on the desktop. A click on a notification activates the application's action
 * `show-client` with the client ID, or `show-pending` without one. */
#define GATE_TYPE_DESKTOP_NOTIFIER (gate_desktop_notifier_get_type ())
G_DECLARE_FINAL_TYPE (GateDesktopNotifier, gate_desktop_notifier, GATE, DESKTOP_NOTIFIER, GObject)

GateDesktopNotifier *gate_desktop_notifier_new (GApplication *application);

G_END_DECLS
