/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-session.h"
#include "gate-watch-rule.h"

G_BEGIN_DECLS

/* Asks the organization again and again, so that the window learns of what others do.
 *
 * Signal: requested (GPtrArray of GateAuthorization): what is pending and was not when one looked
 * last; once each, and never for the first list of an account. */
#define GATE_TYPE_WATCH (gate_watch_get_type ())
G_DECLARE_FINAL_TYPE (GateWatch, gate_watch, GATE, WATCH, GObject)

GateWatch *gate_watch_new        (GateSession         *session);
void       gate_watch_set_active (GateWatch           *self,
                                  gboolean             active);
void       gate_watch_set_pace   (GateWatch           *self,
                                  const GateWatchPace *pace);

G_END_DECLS
