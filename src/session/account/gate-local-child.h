/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One run of a program with pipes on its standard streams. Signals: line (string or NULL), once:
 * the first line of its standard output, "" when it is not text, NULL when there is none; ended (),
 * once, when it has exited. */
#define GATE_TYPE_LOCAL_CHILD (gate_local_child_get_type ())
G_DECLARE_FINAL_TYPE (GateLocalChild, gate_local_child, GATE, LOCAL_CHILD, GObject)

GateLocalChild *gate_local_child_new         (const char * const  *argv,
                                              GError             **error);
void            gate_local_child_stop        (GateLocalChild      *self,
                                              guint                grace_ms);
gboolean        gate_local_child_has_ended   (GateLocalChild      *self);
gboolean        gate_local_child_is_stopping (GateLocalChild      *self);
char           *gate_local_child_dup_fault   (GateLocalChild      *self);
char           *gate_local_child_dup_message (GateLocalChild      *self);

G_END_DECLS
