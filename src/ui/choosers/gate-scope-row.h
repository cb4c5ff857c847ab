/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Marks a scope that the application asks for and does not have, or cannot get. */
typedef enum
{
  GATE_SCOPE_MARK_NONE,
  GATE_SCOPE_MARK_NOT_GRANTED, /* hidden while the scope is ticked */
  GATE_SCOPE_MARK_REFUSED,     /* by the organization, as not valid; hidden while not ticked */
  GATE_SCOPE_MARK_NEW,         /* the application asks for it only since the last decision */
} GateScopeMark;

/* One scope: its ID, its sentence and its kind of access, with a check mark for choosing it or an
 * icon that shows whether it is granted. Property: selected (boolean, rw). */
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
