/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GATE_TYPE_TOKEN_SOURCE (gate_token_source_get_type ())
G_DECLARE_INTERFACE (GateTokenSource, gate_token_source, GATE, TOKEN_SOURCE, GObject)

struct _GateTokenSourceInterface
{
  GTypeInterface parent_iface;

  void  (*get_token_async)  (GateTokenSource     *self,
                             const char          *refused,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
  char *(*get_token_finish) (GateTokenSource     *self,
                             GAsyncResult        *result,
                             GError             **error);
};

/* REFUSED is the token that was just answered with 401, or NULL: the source renews it once for all
 * callers, or fails with GATE_ERROR_UNAUTHORIZED. */
void  gate_token_source_get_token_async  (GateTokenSource     *self,
                                          const char          *refused,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
char *gate_token_source_get_token_finish (GateTokenSource     *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
