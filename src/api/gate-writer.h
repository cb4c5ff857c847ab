/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"
#include "gate-authorization.h"

G_BEGIN_DECLS

/* Changes authorizations. The only implementation calls the API; another one may open a browser
 * later. */
#define GATE_TYPE_WRITER (gate_writer_get_type ())
G_DECLARE_INTERFACE (GateWriter, gate_writer, GATE, WRITER, GObject)

struct _GateWriterInterface
{
  GTypeInterface parent_iface;

  void               (*authorize_async)  (GateWriter           *self,
                                          const char           *client_id,
                                          const char * const   *scopes,
                                          const char * const   *role_ids,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
  GateAuthorization *(*authorize_finish) (GateWriter           *self,
                                          GAsyncResult         *result,
                                          GError              **error);
  void               (*revoke_async)     (GateWriter           *self,
                                          const char           *client_id,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
  gboolean           (*revoke_finish)    (GateWriter           *self,
                                          GAsyncResult         *result,
                                          GError              **error);
};

/* Both return what the organization answers, or GATE_ERROR_UNKNOWN_OUTCOME when the answer was
 * lost. */
void               gate_writer_authorize_async  (GateWriter           *self,
                                                 const char           *client_id,
                                                 const char * const   *scopes,
                                                 const char * const   *role_ids,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GateAuthorization *gate_writer_authorize_finish (GateWriter           *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void               gate_writer_revoke_async     (GateWriter           *self,
                                                 const char           *client_id,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean           gate_writer_revoke_finish    (GateWriter           *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
