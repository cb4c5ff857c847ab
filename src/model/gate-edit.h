/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* A pending edit of one authorization: what it was (base), what is wanted. Pure; no I/O.
 *
 * Readable properties, all notified: base (GateAuthorization), scopes and roles (strv),
 * has-changes (boolean). */
#define GATE_TYPE_EDIT (gate_edit_get_type ())
G_DECLARE_FINAL_TYPE (GateEdit, gate_edit, GATE, EDIT, GObject)

GateEdit           *gate_edit_new            (GateAuthorization  *base);
GateAuthorization  *gate_edit_get_base       (GateEdit           *self);
const char         *gate_edit_get_client_id  (GateEdit           *self);
const char * const *gate_edit_get_scopes     (GateEdit           *self);
void                gate_edit_set_scopes     (GateEdit           *self,
                                              const char * const *scopes);
const char * const *gate_edit_get_roles      (GateEdit           *self);
void                gate_edit_set_roles      (GateEdit           *self,
                                              const char * const *role_ids);
char              **gate_edit_dup_added_scopes   (GateEdit       *self);
char              **gate_edit_dup_removed_scopes (GateEdit       *self);
char              **gate_edit_dup_added_roles    (GateEdit       *self);
char              **gate_edit_dup_removed_roles  (GateEdit       *self);
gboolean            gate_edit_has_changes    (GateEdit           *self);
gboolean            gate_edit_conflicts_with (GateEdit           *self,
                                              GateAuthorization  *newer);
gboolean            gate_edit_is_applied_in  (GateEdit           *self,
                                              GateAuthorization  *read_back);

G_END_DECLS
