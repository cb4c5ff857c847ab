/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorizations.h"
#include "gate-edit.h"
#include "gate-me.h"
#include "gate-operation.h"
#include "gate-roles.h"

G_BEGIN_DECLS

typedef struct _GateConnection GateConnection;

/* Makes all changes of the open account. SEEN is the authorization that the person saw when
 * deciding; when the organization has another by now, the operation fails with
 * GATE_ERROR_CONFLICT. */
#define GATE_TYPE_CHANGES (gate_changes_get_type ())
G_DECLARE_FINAL_TYPE (GateChanges, gate_changes, GATE, CHANGES, GObject)

GateChanges   *gate_changes_new            (GateAuthorizations *authorizations,
                                            GateMe             *me,
                                            GateRoles          *roles);
void           gate_changes_set_connection (GateChanges        *self,
                                            GateConnection     *connection);
GateOperation *gate_changes_authorize      (GateChanges        *self,
                                            GateAuthorization  *seen,
                                            const char * const *scopes,
                                            const char * const *role_ids);
GateOperation *gate_changes_save           (GateChanges        *self,
                                            GateEdit           *edit);
GateOperation *gate_changes_revoke         (GateChanges        *self,
                                            GateAuthorization  *seen);
GateOperation *gate_changes_undo           (GateChanges        *self,
                                            GateOperation      *operation);

G_END_DECLS
