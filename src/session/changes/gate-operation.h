/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-authorization.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_OPERATION_AUTHORIZE,
  GATE_OPERATION_REVOKE,
  GATE_OPERATION_SAVE,       /* other scopes or roles for an approved client */
} GateOperationKind;

typedef enum
{
  GATE_OPERATION_RUNNING,
  GATE_OPERATION_DONE,
  GATE_OPERATION_FAILED,
  GATE_OPERATION_CANCELLED,
} GateOperationState;

/* One running change of one authorization.
 *
 * Properties: state (uint), client-id, client-name (strings), is-slow (boolean: runs for longer
 * than 300 ms, so show progress), is-looking (boolean: its answer was lost, or it was accepted and
 * is not visible yet, so the organization is asked again), can-undo (boolean). Signal: ended (),
 * once, never before the call that started it returns. */
#define GATE_TYPE_OPERATION (gate_operation_get_type ())
G_DECLARE_FINAL_TYPE (GateOperation, gate_operation, GATE, OPERATION, GObject)

GateOperationKind   gate_operation_get_kind        (GateOperation *self);
GateOperationState  gate_operation_get_state       (GateOperation *self);
gboolean            gate_operation_is_slow         (GateOperation *self);
gboolean            gate_operation_is_looking      (GateOperation *self);
gboolean            gate_operation_is_undo         (GateOperation *self);
gboolean            gate_operation_is_denial       (GateOperation *self);
gboolean            gate_operation_can_undo        (GateOperation *self);
const char         *gate_operation_get_client_id   (GateOperation *self);
const char         *gate_operation_get_client_name (GateOperation *self);
const GError       *gate_operation_get_error       (GateOperation *self);
GateAuthorization  *gate_operation_get_result      (GateOperation *self);
void                gate_operation_cancel          (GateOperation *self);
gboolean            gate_operation_sends_with      (GateOperation *self,
                                                    GCancellable  *cancellable);
char               *gate_operation_describe        (GateOperation *self);
/* The authorization as the change wants it. */
GateAuthorization  *gate_operation_dup_promised    (GateOperation *self);
/* A copy of the authorization for a dialog: a reload does not change it. */
GateAuthorization  *gate_operation_snapshot        (GateAuthorization *authorization);

G_END_DECLS
