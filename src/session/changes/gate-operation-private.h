/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-operation.h"

G_BEGIN_DECLS

GateOperation     *gate_operation_new             (GateOperationKind   kind,
                                                   GateAuthorization  *seen);
GateOperation     *gate_operation_new_undo        (GateOperationKind   kind,
                                                   GateOperation      *undone);
GCancellable      *gate_operation_get_cancellable (GateOperation      *self);
void               gate_operation_take_doubt      (GateOperation      *self,
                                                   GError             *doubt);
const GError      *gate_operation_get_doubt       (GateOperation      *self);
GError            *gate_operation_new_not_done    (GateOperation      *self);
GateAuthorization *gate_operation_get_seen        (GateOperation      *self);
GateAuthorization *gate_operation_get_before      (GateOperation      *self);
void               gate_operation_set_before      (GateOperation      *self,
                                                   GateAuthorization  *before);
GateAuthorization *gate_operation_get_after       (GateOperation      *self);
void               gate_operation_set_after       (GateOperation      *self,
                                                   GateAuthorization  *after);
GateAuthorization *gate_operation_get_restores    (GateOperation      *self);
const char        *gate_operation_get_obstacle    (GateOperation      *self);
GateOperation     *gate_operation_get_undone      (GateOperation      *self);
const char        *gate_operation_get_person_id   (GateOperation      *self);
void               gate_operation_set_person_id   (GateOperation      *self,
                                                   const char         *person_id);
void               gate_operation_accept          (GateOperation      *self,
                                                   GateAuthorization  *answered);
gint64             gate_operation_get_accepted_us (GateOperation      *self);
GateAuthorization *gate_operation_get_answered    (GateOperation      *self);
gboolean           gate_operation_is_unseen       (GateOperation      *self);
gboolean           gate_operation_is_visibility_known (GateOperation  *self);
void               gate_operation_set_unseen      (GateOperation      *self,
                                                   gboolean            is_read);
const char        *gate_operation_get_shortfall   (GateOperation      *self);
void               gate_operation_take_shortfall  (GateOperation      *self,
                                                   char               *shortfall);
/* gate-operation-compare.c */
gboolean           gate_operation_is_reached      (GateOperation      *self,
                                                   GateAuthorization  *now);
gboolean           gate_operation_is_settled      (GateOperation      *self,
                                                   GateAuthorization  *now);
gboolean           gate_operation_is_unreadable   (GateOperation      *self,
                                                   GateAuthorization  *now);
gboolean           gate_operation_is_overtaken    (GateOperation      *self,
                                                   GateAuthorization  *now);
gboolean           gate_operation_conflicts_with  (GateOperation      *self,
                                                   GateAuthorization  *now);
/* gate-operation.c */
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
