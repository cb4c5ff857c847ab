/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session-private.h"

typedef struct
{
  GWeakRef      session;
  GCancellable *cancellable;
} Call;

/**
 * gate_session_call_new:
 * @self: a session
 *
 * Returns: (transfer full): data for the callback of one call that belongs to what is under way
 */
gpointer
gate_session_call_new (GateSession *self)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->session, self);
  call->cancellable = g_object_ref (self->cancellable);
  return call;
}

/**
 * gate_session_call_ref:
 * @data: what gate_session_call_new() returned
 *
 * Returns: (transfer full) (nullable): the session; %NULL when it is gone or does something newer
 */
GateSession *
gate_session_call_ref (gpointer data)
{
  Call *call = data;
  GateSession *self = g_weak_ref_get (&call->session);

  if (self != NULL && self->cancellable != call->cancellable)
    g_clear_object (&self);
  return self;
}

/**
 * gate_session_call_end:
 * @data: (transfer full): what gate_session_call_new() returned
 *
 * Returns: (transfer full) (nullable): as gate_session_call_ref()
 */
GateSession *
gate_session_call_end (gpointer data)
{
  Call *call = data;
  GateSession *self = gate_session_call_ref (call);

  g_weak_ref_clear (&call->session);
  g_object_unref (call->cancellable);
  g_free (call);
  return self;
}
