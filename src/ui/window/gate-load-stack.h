/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-resource.h"

G_BEGIN_DECLS

/* Shows the page of a resource, or a replacement while the resource is loading, empty, failed or
 * refused.
 *
 * Properties, rw unless stated otherwise: resource (GateResource); title (string: the title of the
 * error page); progress (string: the text while loading; NULL for the number of loaded items);
 * closable (boolean: whether the loading and error pages offer to close the organization); refused,
 * empty and child (GtkWidget: the page for a refused resource, for an empty one, and for content);
 * start (GtkWidget: the widget of the content that gets the focus after loading); shown (string,
 * read-only: loading, error, refused, empty or content). */
#define GATE_TYPE_LOAD_STACK (gate_load_stack_get_type ())
G_DECLARE_FINAL_TYPE (GateLoadStack, gate_load_stack, GATE, LOAD_STACK, GtkWidget)

void gate_load_stack_set_resource (GateLoadStack *self,
                                   GateResource  *resource);

G_END_DECLS
