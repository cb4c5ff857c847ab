/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The avatar of an application or an organization: the initials of its name in a circle, in the
 * platform's avatar colors. It replaces AdwAvatar because a list has hundreds of avatars: this one
 * is one widget instead of four and loads no icon.
 *
 * Properties: text (string or NULL, rw: the name, which also chooses the color), size (int, rw:
 * the diameter in pixels). */
#define GATE_TYPE_AVATAR (gate_avatar_get_type ())
G_DECLARE_FINAL_TYPE (GateAvatar, gate_avatar, GATE, AVATAR, GtkWidget)

void        gate_avatar_set_text    (GateAvatar *self,
                                     const char *text);
const char *gate_avatar_get_letters (GateAvatar *self);

G_END_DECLS
