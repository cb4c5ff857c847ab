/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-operation.h"

G_BEGIN_DECLS

GateOperation     *gate_operation_new             (GateOperationKind   kind,
                                                   GateAuthorization  *seen);
GateOperation     *gate_operation_new_undo        (GateOperationKind   kind,
                                                   GateAuthorization  *seen,
                                                   GateAuthorization  *restores);
GCancellable      *gate_operation_get_cancellable (GateOperation      *self);
GateAuthorization *gate_operation_get_seen        (GateOperation      *self);
GateAuthorization *gate_operation_get_before      (GateOperation      *self);
void               gate_operation_set_before      (GateOperation      *self,
                                                   GateAuthorization  *before);
GateAuthorization *gate_operation_get_after       (GateOperation      *self);
void               gate_operation_set_after       (GateOperation      *self,
                                                   GateAuthorization  *after);
GateAuthorization *gate_operation_get_restores    (GateOperation      *self);
gboolean           gate_operation_writes_unread   (GateOperation      *self);
gboolean           gate_operation_is_reached      (GateOperation      *self,
                                                   GateAuthorization  *now);
void               gate_operation_set_looking     (GateOperation      *self,
                                                   gboolean            looking);
void               gate_operation_set_wanted      (GateOperation      *self,
                                                   const char * const *scopes,
                                                   const char * const *role_ids);
const char * const *gate_operation_get_scopes     (GateOperation      *self);
const char * const *gate_operation_get_roles      (GateOperation      *self);
void               gate_operation_set_result      (GateOperation      *self,
                                                   GateAuthorization  *result);
void               gate_operation_finish          (GateOperation      *self,
                                                   const GError       *error);
void               gate_operation_set_undo_used   (GateOperation      *self,
                                                   gboolean            used);

G_END_DECLS
