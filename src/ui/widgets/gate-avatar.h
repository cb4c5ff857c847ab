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
#define GATE_TYPE_AVATAR (gate_avatar_get_type ())
G_DECLARE_FINAL_TYPE (GateAvatar, gate_avatar, GATE, AVATAR, GtkWidget)

void        gate_avatar_set_text    (GateAvatar *self,
                                     const char *text);
const char *gate_avatar_get_letters (GateAvatar *self);

G_END_DECLS
