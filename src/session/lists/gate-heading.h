/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A heading among the rows of the list (GTK 4.8 has no sections). Property: title (string). */
#define GATE_TYPE_HEADING (gate_heading_get_type ())
G_DECLARE_FINAL_TYPE (GateHeading, gate_heading, GATE, HEADING, GObject)

GateHeading *gate_heading_new       (const char  *title);
const char  *gate_heading_get_title (GateHeading *self);

G_END_DECLS
