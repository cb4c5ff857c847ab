/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-editor-private.h"

GateSession *
gate_editor_get_session (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->session;
}

GateAuthorization *
gate_editor_get_authorization (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->authorization;
}

/**
 * gate_editor_get_edit:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what is ticked; %NULL when it cannot be changed
 */
GateEdit *
gate_editor_get_edit (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->edit;
}

/**
 * gate_editor_get_locked_reason:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): a translated sentence: why it cannot be changed although
 *   the session could
 */
const char *
gate_editor_get_locked_reason (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->locked_reason;
}

gboolean
gate_editor_is_unsaved (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), FALSE);

  return self->is_unsaved;
}

gboolean
gate_editor_can_save (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), FALSE);

  return self->can_save;
}

/**
 * gate_editor_get_operation:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the save under way
 */
GateOperation *
gate_editor_get_operation (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->operation;
}

/**
 * gate_editor_get_error:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): why the last save failed; see gate_session_describe_error()
 */
const GError *
gate_editor_get_error (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->error;
}

/**
 * gate_editor_get_theirs:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): what somebody else made of it while it has changes here
 */
GateAuthorization *
gate_editor_get_theirs (GateEditor *self)
{
  g_return_val_if_fail (GATE_IS_EDITOR (self), NULL);

  return self->theirs;
}
