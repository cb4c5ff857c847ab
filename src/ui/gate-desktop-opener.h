/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-opener.h"

G_BEGIN_DECLS

/* Opens addresses with the default application of the desktop, usually a browser. */
#define GATE_TYPE_DESKTOP_OPENER (gate_desktop_opener_get_type ())
G_DECLARE_FINAL_TYPE (GateDesktopOpener, gate_desktop_opener, GATE, DESKTOP_OPENER, GObject)

GateDesktopOpener *gate_desktop_opener_new (void);

G_END_DECLS
