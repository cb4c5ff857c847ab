/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The time that a question must be on the screen before a press can answer it. */
#define GATE_PRESS_GUARD_MS 700

/* Tells whether a widget has been on the screen long enough, so that a press is meant for this
 * widget and not for the one that was there before.
 *
 * Property: ready (boolean). */
#define GATE_TYPE_PRESS_GUARD (gate_press_guard_get_type ())
G_DECLARE_FINAL_TYPE (GatePressGuard, gate_press_guard, GATE, PRESS_GUARD, GObject)

GatePressGuard *gate_press_guard_new       (GtkWidget      *shown);
gboolean        gate_press_guard_is_ready  (GatePressGuard *self);
void            gate_press_guard_restart   (GatePressGuard *self);
void            gate_press_guard_hold_back (GatePressGuard *self,
                                            GtkWidget      *button);

G_END_DECLS
