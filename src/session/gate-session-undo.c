/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-operation-private.h"
#include "gate-session-describe.h"
#include "gate-session-private.h"

static void
undo_ended_cb (GateOperation *undo,
               GateOperation *undone)
{
  if (gate_operation_get_state (undo) != GATE_OPERATION_DONE)
    gate_operation_set_undo_used (undone, FALSE);
}

/* What was approved before gets back what it had; what was not is revoked. */
static GateOperation *
new_undo (GateOperation *undone)
{
  GateAuthorization *before = gate_operation_get_before (undone);
  GateAuthorization *after = gate_operation_get_after (undone);

  if (gate_authorization_get_state (before) != GATE_AUTHORIZATION_AUTHORIZED)
    return gate_operation_new_undo (GATE_OPERATION_REVOKE, after, before);
  /* A revoke ended tokens, so what gives it back says more than what changes it. */
  return gate_operation_new_undo (gate_operation_get_kind (undone) == GATE_OPERATION_SAVE ?
                                      GATE_OPERATION_SAVE :
                                      GATE_OPERATION_AUTHORIZE,
                                  after,
                                  before);
}

/**
 * gate_session_undo:
 * @self: a session
 * @operation: an operation of this session; see gate_operation_can_undo()
 *
 * Takes a change back. It fails like any other operation when somebody else changed the
 * authorization meanwhile; then it can be asked for again.
 *
 * Returns: (transfer full): the operation that does it
 */
GateOperation *
gate_session_undo (GateSession   *self,
                   GateOperation *operation)
{
  GateOperation *undo;

  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);
  g_return_val_if_fail (GATE_IS_OPERATION (operation), NULL);

  if (!gate_operation_can_undo (operation))
    {
      GateAuthorization *seen = gate_operation_get_seen (operation);

      undo = gate_operation_new_undo (gate_operation_get_kind (operation), seen, seen);
      gate_session_refuse_later (undo, GATE_ERROR_CONFLICT, GATE_REFUSED_UNDER_WAY);
      return undo;
    }
  undo = new_undo (operation);
  gate_operation_set_undo_used (operation, TRUE);
  g_signal_connect_object (undo, "ended", G_CALLBACK (undo_ended_cb), operation, 0);
  gate_session_carry_out (self, undo);
  return undo;
}
