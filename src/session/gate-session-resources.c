/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What is done to all resources of a session at once. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session-private.h"

void
gate_session_list_resources (GateSession  *self,
                             GateResource *resources[])
{
  resources[0] = GATE_RESOURCE (self->authorizations);
  resources[1] = GATE_RESOURCE (self->me);
  resources[2] = GATE_RESOURCE (self->scopes);
  resources[3] = GATE_RESOURCE (self->clients);
  resources[4] = GATE_RESOURCE (self->roles);
  resources[5] = GATE_RESOURCE (self->people);
}

/**
 * gate_session_stop_loading:
 * @self: a session
 *
 * Ends all loads. What was loaded before stays.
 */
void
gate_session_stop_loading (GateSession *self)
{
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  g_return_if_fail (GATE_IS_SESSION (self));

  gate_session_list_resources (self, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    gate_resource_cancel (resources[i]);
}

/* Nobody waits for a poll. */
gboolean
gate_session_tells_wait (GCancellable *cancellable,
                         gpointer      user_data)
{
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  gate_session_list_resources (user_data, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    if (gate_resource_polls_with (resources[i], cancellable))
      return FALSE;
  return TRUE;
}

/**
 * gate_session_new_rate_wait:
 * @self: a session
 * @concerns: of which requests the wait is told
 * @user_data: for @concerns; lives as long as the wait
 *
 * Returns: (transfer full): the wait of what was pressed in one place
 */
GateRateWait *
gate_session_new_rate_wait (GateSession         *self,
                            GateRateWaitConcerns concerns,
                            gpointer             user_data)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return gate_rate_wait_new (self->http, concerns, user_data);
}

GateRateWait *
gate_session_get_rate_wait (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->rate_wait;
}
