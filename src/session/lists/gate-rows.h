/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rows of a list, section by section. With headings, a section that has items has one more row
 * before them. The items are borrowed. Plain data without signals. */
typedef struct
{
  gboolean   has_headings;
  guint      n_sections;
  GPtrArray *sections[];
} GateRows;

/* The one range in which two sets of rows differ. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} GateRowsChange;

GateRows      *gate_rows_new          (guint           n_sections,
                                       gboolean        has_headings);
void           gate_rows_free         (GateRows       *self);
guint          gate_rows_count_items  (const GateRows *self);
guint          gate_rows_get_n_rows   (const GateRows *self);
gpointer       gate_rows_peek         (const GateRows *self,
                                       guint           position,
                                       guint          *heading);
gboolean       gate_rows_find         (const GateRows *self,
                                       gconstpointer   item,
                                       guint          *position);
GateRowsChange gate_rows_compare      (const GateRows *before,
                                       const GateRows *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateRows, gate_rows_free)

G_END_DECLS
