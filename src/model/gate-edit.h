/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_EDIT_READY,
  GATE_EDIT_UNCHANGED,
  GATE_EDIT_NO_SCOPES,  /* an application that asks for scopes would get none */
  GATE_EDIT_NO_ROLES,   /* neither All Roles nor any role */
  GATE_EDIT_NOT_READ,   /* the base was not read completely: saving would lose entries */
} GateEditVerdict;

/* A pending edit of one authorization: the base, as it was read, and the wanted scopes and roles.
 * Pure; no I/O.
 *
 * All Roles (open to all) is a state of its own: an empty list of roles is not.
 *
 * Properties, all notified: base (GateAuthorization), scopes and roles (strv), has-changes
 * (boolean), verdict (uint: GateEditVerdict), to be read; open-to-all (boolean), to be written
 * too. */
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
gboolean            gate_edit_is_open_to_all (GateEdit           *self);
void                gate_edit_set_open_to_all (GateEdit          *self,
                                              gboolean            open);
char              **gate_edit_dup_added_scopes   (GateEdit       *self);
char              **gate_edit_dup_removed_scopes (GateEdit       *self);
char              **gate_edit_dup_added_roles    (GateEdit       *self);
char              **gate_edit_dup_removed_roles  (GateEdit       *self);
gboolean            gate_edit_has_changes    (GateEdit           *self);
GateEditVerdict     gate_edit_get_verdict    (GateEdit           *self);
void                gate_edit_reset          (GateEdit           *self);
void                gate_edit_rebase         (GateEdit           *self,
                                              GateAuthorization  *newer);
void                gate_edit_merge          (GateEdit           *self,
                                              GateAuthorization  *theirs);
gboolean            gate_edit_conflicts_with (GateEdit           *self,
                                              GateAuthorization  *newer);
gboolean            gate_edit_is_applied_in  (GateEdit           *self,
                                              GateAuthorization  *read_back);

G_END_DECLS
