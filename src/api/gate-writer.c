/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-api"

#include "gate-writer.h"

G_DEFINE_INTERFACE (GateWriter, gate_writer, G_TYPE_OBJECT)

static void
gate_writer_default_init (GateWriterInterface *iface)
{
}

/**
 * gate_writer_authorize_async:
 * @self: a writer
 * @client_id: a client ID
 * @scopes: (nullable): the scopes to grant, %NULL to keep them
 * @role_ids: (nullable): the roles to allow, empty for all, %NULL to keep them
 * @cancellable: (nullable): ends the wait; a change that was sent may still take place
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Authorizes a client or edits its authorization.
 */
void
gate_writer_authorize_async (GateWriter         *self,
                             const char         *client_id,
                             const char *const  *scopes,
                             const char *const  *role_ids,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (GATE_IS_WRITER (self));
  g_return_if_fail (client_id != NULL);

  GATE_WRITER_GET_IFACE (self)->authorize_async (self, client_id, scopes, role_ids, cancellable,
                                                 callback, user_data);
}

/**
 * gate_writer_authorize_finish:
 * @self: a writer
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the authorization as the organization answers it, which may lack
 *   requested scopes and roles, or not tell them; after a failure with the change made, as it was
 *   read back. %NULL with %GATE_ERROR_UNKNOWN_OUTCOME when the outcome is not known,
 *   %GATE_ERROR_NOT_OFFERED when this organization does not let applications write, or the error of
 *   a change that did not take place
 */
GateAuthorization *
gate_writer_authorize_finish (GateWriter   *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (GATE_IS_WRITER (self), NULL);

  return GATE_WRITER_GET_IFACE (self)->authorize_finish (self, result, error);
}

/**
 * gate_writer_revoke_async:
 * @self: a writer
 * @client_id: a client ID
 * @cancellable: (nullable): ends the wait; a change that was sent may still take place
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Revokes an authorization.
 */
void
gate_writer_revoke_async (GateWriter         *self,
                          const char         *client_id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (GATE_IS_WRITER (self));
  g_return_if_fail (client_id != NULL);

  GATE_WRITER_GET_IFACE (self)->revoke_async (self, client_id, cancellable, callback, user_data);
}

/**
 * gate_writer_revoke_finish:
 * @self: a writer
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: whether the organization accepted it, or made it in spite of a failure; %FALSE with an
 *   error of gate_writer_authorize_finish()
 */
gboolean
gate_writer_revoke_finish (GateWriter   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (GATE_IS_WRITER (self), FALSE);

  return GATE_WRITER_GET_IFACE (self)->revoke_finish (self, result, error);
}
