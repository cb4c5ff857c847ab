/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A prepared statement on loan from the store's cache; freeing it resets it. Values are bound by
 * position from 1, columns read from 0. The first failed bind or step is kept and given by
 * gate_org_statement_step() and _run(). */
typedef struct _GateOrgStatement GateOrgStatement;

/* For the store: a statement of its cache is lent by gate_org_statement_new() and comes back by
 * gate_org_statement_free(), which clears *lent; without LENT it is finalized then. */
GateOrgStatement *gate_org_statement_new (sqlite3_stmt *statement,
                                          gboolean     *lent);

void gate_org_statement_free      (GateOrgStatement *self);
void gate_org_statement_bind_text (GateOrgStatement *self,
                                   int               position,
                                   const char       *value);
void gate_org_statement_bind_int  (GateOrgStatement *self,
                                   int               position,
                                   gint64            value);
void gate_org_statement_bind_blob (GateOrgStatement *self,
                                   int               position,
                                   const void       *data,
                                   gsize             length);
void gate_org_statement_bind_null (GateOrgStatement *self,
                                   int               position);
/* TRUE while there is a row; at the end FALSE with *error unset, on failure FALSE with it set. */
gboolean gate_org_statement_step (GateOrgStatement *self,
                                  GError          **error);
/* For statements that give no rows. */
gboolean    gate_org_statement_run      (GateOrgStatement *self,
                                         GError          **error);
const char *gate_org_statement_get_text (GateOrgStatement *self,
                                         int               column);
gint64      gate_org_statement_get_int  (GateOrgStatement *self,
                                         int               column);
gboolean    gate_org_statement_is_null  (GateOrgStatement *self,
                                         int               column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgStatement, gate_org_statement_free)

G_END_DECLS
