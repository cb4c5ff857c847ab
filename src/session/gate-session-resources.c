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

GateRateWait *
gate_session_get_rate_wait (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->rate_wait;
}
