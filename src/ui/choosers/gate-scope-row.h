/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the application asked for and was not given. */
typedef enum
{
  GATE_SCOPE_MARK_NONE,
  GATE_SCOPE_MARK_NOT_GRANTED, /* not seen while it is ticked */
  GATE_SCOPE_MARK_NEW,         /* it began to ask after the last decision */
} GateScopeMark;

/* One scope: its ID, its sentence, what it allows; with a check mark where it can be chosen, else
 * with an icon that says whether it is granted. Property: selected (boolean). */
#define GATE_TYPE_SCOPE_ROW (gate_scope_row_get_type ())
G_DECLARE_FINAL_TYPE (GateScopeRow, gate_scope_row, GATE, SCOPE_ROW, AdwActionRow)

GateScopeRow *gate_scope_row_new            (const char   *scope_id,
                                             const char   *description,
                                             gboolean      selectable,
                                             gboolean      selected);
const char   *gate_scope_row_get_scope_id   (GateScopeRow *self);
gboolean      gate_scope_row_shows          (GateScopeRow *self,
                                             const char   *scope_id,
                                             const char   *description,
                                             gboolean      selectable);
gboolean      gate_scope_row_is_selected    (GateScopeRow *self);
void          gate_scope_row_set_selected   (GateScopeRow *self,
                                             gboolean      selected);
void          gate_scope_row_set_mark       (GateScopeRow *self,
                                             GateScopeMark mark);
gboolean      gate_scope_row_matches        (GateScopeRow *self,
                                             const char   *folded_search);
char         *gate_scope_row_make_search_key (const char  *scope_id,
                                              const char  *description);

G_END_DECLS
