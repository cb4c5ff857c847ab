/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-resource.h"

G_BEGIN_DECLS

/* Stands in the place of a page while its resource has nothing to show: loading, empty, or
 * why not.
 *
 * Properties, read-write where not said: resource (GateResource); title (string: of the page that
 * says why not); progress (string: what it does while it loads; without, how far it is); closable
 * (boolean: whether waiting for it can be ended by closing the organization); refused, empty and
 * child (GtkWidget: the page where the resource is refused, where it is empty, and the page
 * itself); start (GtkWidget: what in the page gets the focus when it comes, wherever the focus is);
 * shown (string, read-only: loading, error, refused, empty or content). */
#define GATE_TYPE_LOAD_STACK (gate_load_stack_get_type ())
G_DECLARE_FINAL_TYPE (GateLoadStack, gate_load_stack, GATE, LOAD_STACK, GtkWidget)

void gate_load_stack_set_resource (GateLoadStack *self,
                                   GateResource  *resource);

G_END_DECLS
