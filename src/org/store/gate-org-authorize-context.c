/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-authorize-context.h"

#include "gate-access.h"
#include "gate-org-authorizations-table.h"
#include "gate-org-client-secrets-table.h"
#include "gate-org-organization-table.h"
#include "gate-org-people-table.h"

/**
 * gate_org_authorize_context_load:
 * @store: the organization's database
 * @client_id: which application
 * @person_id: (nullable): the logged-in person, %NULL before the login
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): what decides; %NULL without an error when there is no such
 *   client or person, or when one of them is not active
 */
GateOrgAuthorizeContext *
gate_org_authorize_context_load (GateOrgStore *store,
                                 const char   *client_id,
                                 const char   *person_id,
                                 GError      **error)
{
  g_autoptr (GateOrgAuthorizeContext) context = g_new0 (GateOrgAuthorizeContext, 1);
  g_autoptr (GateOrganization) owner = NULL;
  g_autofree char *client_name = NULL;

  context->authorization = gate_org_authorizations_table_find (store, client_id, error);
  if (context->authorization == NULL ||
      g_strcmp0 (gate_client_get_state (gate_org_authorize_context_get_client (context)),
                 "active") != 0)
    return NULL;
  owner = gate_org_organization_table_find_owner (store, client_id, &client_name, error);
  if (owner == NULL ||
      !gate_org_organization_table_find_kind (store, client_id, &context->owner, error) ||
      !gate_org_client_secrets_table_has_any (store, client_id, &context->is_confidential, error))
    return NULL;
  context->owner_name = g_strdup (gate_organization_get_name (owner));
  if (person_id == NULL)
    return g_steal_pointer (&context);
  context->person = gate_org_people_table_find_whole (store, person_id, error);
  if (context->person == NULL || g_strcmp0 (gate_person_get_state (context->person), "active") != 0)
    return NULL;
  return g_steal_pointer (&context);
}

/**
 * gate_org_authorize_context_free:
 * @context: (transfer full): a launch
 */
void
gate_org_authorize_context_free (GateOrgAuthorizeContext *context)
{
  g_clear_object (&context->authorization);
  g_clear_object (&context->person);
  g_free (context->owner_name);
  g_free (context);
}

/**
 * gate_org_authorize_context_get_client:
 * @context: a launch
 *
 * Returns: (transfer none): the application
 */
GateClient *
gate_org_authorize_context_get_client (const GateOrgAuthorizeContext *context)
{
  return gate_authorization_get_client (context->authorization);
}

/**
 * gate_org_authorize_context_get_name:
 * @context: a launch
 *
 * Returns: the application's name, for people
 */
const char *
gate_org_authorize_context_get_name (const GateOrgAuthorizeContext *context)
{
  return gate_client_get_display_name (gate_org_authorize_context_get_client (context));
}

/**
 * gate_org_authorize_context_decide:
 * @context: a launch with a person
 * @is_own_wish: whether the person has just done something on a page of ours to get here, or came
 *   from nowhere else; another site's link says nothing of what the person wants (S23)
 *
 * A client that is authorized is open to the people whom gate-access lets in. Who holds the
 * permission may authorize one that is not; but a built-in client that is revoked is switched off
 * for all people, and only Gatehouse switches it on again.
 *
 * Returns: what comes next
 */
GateOrgStep
gate_org_authorize_context_decide (const GateOrgAuthorizeContext *context,
                                   gboolean                       is_own_wish)
{
  GateAuthorizationState state = gate_authorization_get_state (context->authorization);

  if (state == GATE_AUTHORIZATION_AUTHORIZED)
    {
      if (!gate_access_allows (state, gate_authorization_get_roles (context->authorization),
                               gate_person_get_role_ids (context->person)))
        return GATE_ORG_STEP_NO_ROLE;
      return context->is_confidential && is_own_wish ? GATE_ORG_STEP_ENTER : GATE_ORG_STEP_CONFIRM;
    }
  if (state == GATE_AUTHORIZATION_REVOKED && context->owner == GATE_OWNER_BUILT_IN)
    return GATE_ORG_STEP_SWITCHED_OFF;
  return gate_person_has_permission (context->person, GATE_PERMISSION_AUTHORIZE) ?
             GATE_ORG_STEP_CONSENT :
             GATE_ORG_STEP_ASK;
}
