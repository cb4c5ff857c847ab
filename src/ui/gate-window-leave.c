/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What was edited: that it is saved, and that it is not lost when one goes elsewhere. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

void
gate_window_watch_detail (GateWindow *self)
{
  g_signal_connect_object (self->detail,
                           "saved",
                           G_CALLBACK (gate_window_show_done),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->detail,
                           "failed",
                           G_CALLBACK (gate_window_show_failed),
                           self,
                           G_CONNECT_SWAPPED);
}
