/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* What the table files share: reading a column as a list, a lone row or value, moments. */
char     **gate_org_table_collect     (GateOrgStatement *statement,
                                       GError          **error);
char     **gate_org_table_list        (GateOrgStore     *store,
                                       const char       *sql,
                                       const char       *id,
                                       GError          **error);
gboolean   gate_org_table_find_row    (GateOrgStatement *statement,
                                       gboolean         *found,
                                       GError          **error);
gboolean   gate_org_table_find_number (GateOrgStatement *statement,
                                       gint64           *number,
                                       GError          **error);
GDateTime *gate_org_table_get_moment  (GateOrgStatement *statement,
                                       int               column);
gint64     gate_org_table_now_ms      (void);
void       gate_org_table_shift_clock (gint64            shift_ms);

/* Rows of (owner, text) in the order of their owner, read alongside another statement in the same
 * order: a whole list costs one statement per kind of member instead of one per row. */
typedef struct _GateOrgJoinCursor GateOrgJoinCursor;

GateOrgJoinCursor *gate_org_join_cursor_new     (GateOrgStatement  *statement,
                                                 GError           **error);
void               gate_org_join_cursor_free    (GateOrgJoinCursor *cursor);
const char *const *gate_org_join_cursor_collect (GateOrgJoinCursor *cursor,
                                                 gint64             owner,
                                                 GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgJoinCursor, gate_org_join_cursor_free)

G_END_DECLS
