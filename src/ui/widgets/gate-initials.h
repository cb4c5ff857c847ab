/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The face of an application or an organization: the initials of its name in a circle, in the
 * platform's avatar colors. It stands where AdwAvatar would, as one widget instead of four and
 * without an icon to be loaded; hundreds of them are alive in a list.
 *
 * Properties: text (string, rw, the name), size (int, rw, pixels across). */
#define GATE_TYPE_INITIALS (gate_initials_get_type ())
G_DECLARE_FINAL_TYPE (GateInitials, gate_initials, GATE, INITIALS, GtkWidget)

void        gate_initials_set_text    (GateInitials *self,
                                       const char   *text);
const char *gate_initials_get_letters (GateInitials *self);

G_END_DECLS
