/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A merge sort of pointers that works in steps. Items may be pushed while it sorts. */
typedef struct _GateMergeSort GateMergeSort;

GateMergeSort *gate_merge_sort_new   (GCompareFunc   compare);
void           gate_merge_sort_free  (GateMergeSort *self);
void           gate_merge_sort_push  (GateMergeSort *self,
                                      gpointer       item);
guint          gate_merge_sort_step  (GateMergeSort *self,
                                      guint          max_moves,
                                      gboolean       finish);
GPtrArray     *gate_merge_sort_steal (GateMergeSort *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateMergeSort, gate_merge_sort_free)

G_END_DECLS
