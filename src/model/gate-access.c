/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Who may use a client. For built-in clients the vendor says that a list without roles means all
 * people. Nobody has proved that an organization reads it the same way for other clients, so only
 * this file knows the rule. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-access.h"

#include "gate-ref-strv.h"

/**
 * gate_access_is_open_to_all:
 * @state: the state of the authorization
 * @authorized_role_ids: (nullable): the roles it lists
 *
 * Returns: whether every role may use the client. Only an authorized client can be open.
 */
gboolean
gate_access_is_open_to_all (GateAuthorizationState state,
                            const char *const     *authorized_role_ids)
{
  return state == GATE_AUTHORIZATION_AUTHORIZED &&
         (authorized_role_ids == NULL || authorized_role_ids[0] == NULL);
}

/**
 * gate_access_is_open:
 * @authorization: an authorization
 *
 * Returns: whether every role may use the client now, as far as is known
 */
gboolean
gate_access_is_open (GateAuthorization *authorization)
{
  return gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_AUTHORIZED &&
         gate_access_would_be_open (authorization);
}

/**
 * gate_access_would_be_open:
 * @authorization: an authorization, in any state
 *
 * Returns: whether every role may use the client once it is authorized with the roles it lists
 */
gboolean
gate_access_would_be_open (GateAuthorization *authorization)
{
  return gate_authorization_get_roles_knowledge (authorization) == GATE_KNOWLEDGE_COMPLETE &&
         gate_access_is_open_to_all (GATE_AUTHORIZATION_AUTHORIZED,
                                     gate_authorization_get_roles (authorization));
}

/**
 * gate_access_allows:
 * @state: the state of the authorization
 * @authorized_role_ids: (nullable): the roles it lists
 * @held_role_ids: (nullable): the roles that a person holds
 *
 * Returns: whether a person who holds these roles may use the client
 */
gboolean
gate_access_allows (GateAuthorizationState state,
                    const char *const     *authorized_role_ids,
                    const char *const     *held_role_ids)
{
  if (state != GATE_AUTHORIZATION_AUTHORIZED)
    return FALSE;
  if (gate_access_is_open_to_all (state, authorized_role_ids))
    return TRUE;
  return gate_strv_intersect (authorized_role_ids, held_role_ids);
}
