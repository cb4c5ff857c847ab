/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-session.h"
#include "gate-watch-rule.h"

G_BEGIN_DECLS

/* Polls the organization, so that the window shows the changes of other people.
 *
 * Signal: requested (GPtrArray of GateAuthorization): requests that are new since the last list;
 * each once, and never those of the first list of an account. */
#define GATE_TYPE_WATCH (gate_watch_get_type ())
G_DECLARE_FINAL_TYPE (GateWatch, gate_watch, GATE, WATCH, GObject)

GateWatch *gate_watch_new        (GateSession         *session);
void       gate_watch_set_active (GateWatch           *self,
                                  gboolean             active);
void       gate_watch_set_pace   (GateWatch           *self,
                                  const GateWatchPace *pace);

G_END_DECLS
