/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-scope-table.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define GATE_TYPE_SCOPE (gate_scope_get_type ())
G_DECLARE_FINAL_TYPE (GateScope, gate_scope, GATE, SCOPE, GObject)

/* Properties: id (string), description (string), access (uint, GateScopeAccess). Immutable. */
GateScope         *gate_scope_new             (const char        *id,
                                               const char        *description);
const char        *gate_scope_get_id          (GateScope         *self);
const char        *gate_scope_get_description (GateScope         *self);
GateScopeAccess    gate_scope_get_access      (GateScope         *self);

/* Scope IDs as plain text: facts of the table, and the arithmetic of decision 15. */
GateScopeAccess    gate_scope_access_of       (const char         *id);
gboolean           gate_scope_is_read_only    (const char         *id);
char              *gate_scope_dup_read_only   (const char         *id);
gboolean           gate_scope_implies         (const char         *have,
                                               const char         *want);
gboolean           gate_scopes_include        (const char * const *have,
                                               const char         *want);
gboolean           gate_scope_set_includes    (GHashTable         *set,
                                               const char         *want);
char             **gate_scopes_intersect      (const char * const *a,
                                               const char * const *b);
char             **gate_scopes_dup_read_only (const char * const *scopes);
char             **gate_scopes_normalize      (const char * const *scopes);
int                gate_scope_compare         (const char         *a,
                                               const char         *b);

G_END_DECLS
