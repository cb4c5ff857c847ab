/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The API's words for a state, how we handle unknown words, and whether a change has reached the
 * state that it asked for. */

#define G_LOG_DOMAIN "gate-model"

#include "config.h"

#include "gate-authorization-private.h"

#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_STATE_CHARS 40

static const char *const state_names[] = {
  [GATE_AUTHORIZATION_UNAUTHORIZED] = "Unauthorized",
  [GATE_AUTHORIZATION_REQUESTED] = "Requested",
  [GATE_AUTHORIZATION_AUTHORIZED] = "Authorized",
  [GATE_AUTHORIZATION_REVOKED] = "Revoked",
};

GateAuthorizationState
gate_authorization_get_state (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), GATE_AUTHORIZATION_OTHER);

  return self->state;
}

/**
 * gate_authorization_get_state_name:
 * @self: an authorization
 *
 * Returns: (transfer none): the API's word for the state. For an unknown state it is the received
 *   text, made safe to show; without a text, a translated word for “unknown”.
 */
const char *
gate_authorization_get_state_name (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  if (self->state != GATE_AUTHORIZATION_OTHER)
    return state_names[self->state];
  return self->state_name != NULL ? self->state_name : C_ ("authorization state", "Unknown");
}

/**
 * gate_authorization_state_to_wire:
 * @state: a state
 *
 * Returns: (transfer none) (nullable): the API's word for it, %NULL for %GATE_AUTHORIZATION_OTHER
 */
const char *
gate_authorization_state_to_wire (GateAuthorizationState state)
{
  return (guint) state < G_N_ELEMENTS (state_names) ? state_names[state] : NULL;
}

void
gate_authorization_set_state (GateAuthorization     *self,
                              GateAuthorizationState state)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));
  g_return_if_fail ((guint) state <= GATE_AUTHORIZATION_OTHER);

  self->state = state;
  g_clear_pointer (&self->state_name, g_free);
}

/**
 * gate_authorization_set_state_from_wire:
 * @self: an authorization
 * @state: (nullable): the member `state`, %NULL where it is absent
 * @pending: the member `pending`, which counts only where @state is absent
 *
 * An unknown word, or a known one in another case, becomes %GATE_AUTHORIZATION_OTHER and is kept.
 * Without a value in both members the state is unknown too: a guess could show access that does not
 * exist.
 */
void
gate_authorization_set_state_from_wire (GateAuthorization *self,
                                        const char        *state,
                                        gboolean           pending)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  if (state == NULL && pending)
    {
      gate_authorization_set_state (self, GATE_AUTHORIZATION_REQUESTED);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (state, state_names[i]) == 0)
      {
        gate_authorization_set_state (self, (GateAuthorizationState) i);
        return;
      }
  shown = gate_text_for_display (state, MAX_STATE_CHARS);
  gate_authorization_set_state (self, GATE_AUTHORIZATION_OTHER);
  if (*shown != '\0')
    self->state_name = g_steal_pointer (&shown);
}

/**
 * gate_authorization_matches:
 * @self: an authorization
 * @scopes: (nullable): the scopes that a change asked for; %NULL where it did not change them
 * @role_ids: (nullable): the roles that it asked for, likewise
 *
 * Scopes and roles are sets. A list that was not read completely equals no list.
 *
 * Returns: whether it is authorized with just these
 */
gboolean
gate_authorization_matches (GateAuthorization *self,
                            const char *const *scopes,
                            const char *const *role_ids)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);

  return self->state == GATE_AUTHORIZATION_AUTHORIZED &&
         (scopes == NULL || (self->scopes_knowledge == GATE_KNOWLEDGE_COMPLETE &&
                             gate_strv_equal (scopes, gate_authorization_get_scopes (self)))) &&
         (role_ids == NULL || (self->roles_knowledge == GATE_KNOWLEDGE_COMPLETE &&
                               gate_strv_equal (role_ids, gate_authorization_get_roles (self))));
}

/**
 * gate_authorization_has_ended:
 * @self: an authorization
 *
 * Returns: whether a revoke has reached its goal: the authorization is revoked or deleted
 */
gboolean
gate_authorization_has_ended (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);

  return self->state == GATE_AUTHORIZATION_REVOKED ||
         self->state == GATE_AUTHORIZATION_UNAUTHORIZED;
}
