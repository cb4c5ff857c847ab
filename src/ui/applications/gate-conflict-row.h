/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the authorization before the edit, either version and the merged one contain a scope or
 * role. */
typedef struct
{
  gboolean before;
  gboolean mine;
  gboolean theirs;
  gboolean merged;
} GateConflictFacts;

#define GATE_TYPE_CONFLICT_ROW (gate_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (GateConflictRow, gate_conflict_row, GATE, CONFLICT_ROW, GtkListBoxRow)

GateConflictRow *gate_conflict_row_new         (const char        *name,
                                                GateConflictFacts  facts,
                                                gboolean           can_merge);
GateConflictRow *gate_conflict_row_new_heading (gboolean           can_merge);
/* Gives the columns of all rows with the same COLUMNS the same width. */
void             gate_conflict_row_align       (GateConflictRow   *self,
                                                GtkSizeGroup      *columns);

G_END_DECLS
