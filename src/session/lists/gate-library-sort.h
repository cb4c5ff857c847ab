/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A merge sort of pointers that can stop at any time and go on later. Items may be pushed while it
 * sorts. */
typedef struct _GateLibrarySort GateLibrarySort;

GateLibrarySort *gate_library_sort_new   (GCompareFunc     compare);
void             gate_library_sort_free  (GateLibrarySort *self);
void             gate_library_sort_push  (GateLibrarySort *self,
                                          gpointer         item);
guint            gate_library_sort_step  (GateLibrarySort *self,
                                          guint            max_moves,
                                          gboolean         finish);
GPtrArray       *gate_library_sort_steal (GateLibrarySort *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateLibrarySort, gate_library_sort_free)

G_END_DECLS
