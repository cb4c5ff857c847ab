/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-token-source.h"

G_DEFINE_INTERFACE (GateTokenSource, gate_token_source, G_TYPE_OBJECT)

static void
gate_token_source_default_init (GateTokenSourceInterface *iface)
{
}

/**
 * gate_token_source_get_token_async:
 * @self: a token source
 * @refused: (nullable): the token that was just answered with 401, %NULL for the current token
 * @cancellable: (nullable): ends this wait, but not a renewal for which other callers wait
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Gets an access token. A refused token is renewed once for all callers.
 */
void
gate_token_source_get_token_async (GateTokenSource    *self,
                                   const char         *refused,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (GATE_IS_TOKEN_SOURCE (self));

  GATE_TOKEN_SOURCE_GET_IFACE (self)->get_token_async (self, refused, cancellable, callback,
                                                       user_data);
}

/**
 * gate_token_source_get_token_finish:
 * @self: a token source
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the token, which the caller wipes before it frees it; %NULL with
 *   %GATE_ERROR_UNAUTHORIZED when no token is available, or with the error of the renewal
 */
char *
gate_token_source_get_token_finish (GateTokenSource *self,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (GATE_IS_TOKEN_SOURCE (self), NULL);

  return GATE_TOKEN_SOURCE_GET_IFACE (self)->get_token_finish (self, result, error);
}
