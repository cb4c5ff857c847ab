/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The rules of the organization, without I/O: when a token works and how far it reaches, and which
 * scopes a client may be given. Who may use a client is gate-access's rule alone. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-policy.h"

#include "gate-access.h"
#include "gate-person.h"
#include "gate-scope-table.h"
#include "gate-scope.h"

#define AS_CONST(strv) ((const char *const *) (strv))

/**
 * gate_org_policy_token_works:
 * @grant: the facts about the token
 * @now_ms: the time, milliseconds since 1970
 *
 * A token of a client alone (client credentials) has no person and holds no role; a list of roles
 * restricts people, so such a token works while its client is authorized.
 *
 * Returns: whether the token may be used now
 */
gboolean
gate_org_policy_token_works (const GateOrgGrant *grant,
                             gint64              now_ms)
{
  if (grant->is_ended || now_ms >= grant->expires_ms || !grant->is_client_active)
    return FALSE;
  if (grant->person_id == NULL)
    return grant->state == GATE_AUTHORIZATION_AUTHORIZED;
  return grant->is_person_active && gate_access_allows (grant->state,
                                                        AS_CONST (grant->authorized_role_ids),
                                                        AS_CONST (grant->held_role_ids));
}

/**
 * gate_org_policy_dup_token_scopes:
 * @grant: the facts about the token
 *
 * Returns: (transfer full): the scopes that were both asked for and granted, after implication
 */
char **
gate_org_policy_dup_token_scopes (const GateOrgGrant *grant)
{
  return gate_scopes_intersect (AS_CONST (grant->granted_scopes), AS_CONST (grant->asked_scopes));
}

/**
 * gate_org_policy_has_any_scope:
 * @scopes: the scopes of a token
 * @any_scope: (nullable): the scopes of which a call needs one; %NULL for a call that needs none
 *
 * Returns: whether the call may be made
 */
gboolean
gate_org_policy_has_any_scope (const char *const *scopes,
                               const char *const *any_scope)
{
  if (any_scope == NULL)
    return TRUE;
  for (gsize i = 0; any_scope[i] != NULL; i++)
    if (gate_scopes_include (scopes, any_scope[i]))
      return TRUE;
  return FALSE;
}

/**
 * gate_org_policy_asks_scopes:
 * @person_id: (nullable): whose token it is, %NULL for a client's own
 *
 * A client that signs in by itself has roles in place of scopes (genesys-api.md 2.2 and
 * 5): its permissions decide alone.
 *
 * Returns: whether a call must find one of its scopes in the token
 */
gboolean
gate_org_policy_asks_scopes (const char *person_id)
{
  return person_id != NULL;
}

/**
 * gate_org_policy_has_any_permission:
 * @permissions: the permissions of a person, maybe with `*` segments
 * @any_permission: (nullable): the permissions of which a call needs one; %NULL for a call that
 *   needs none
 *
 * Returns: whether the call may be made
 */
gboolean
gate_org_policy_has_any_permission (const char *const *permissions,
                                    const char *const *any_permission)
{
  if (any_permission == NULL)
    return TRUE;
  for (gsize i = 0; any_permission[i] != NULL; i++)
    if (gate_permissions_include (permissions, any_permission[i]))
      return TRUE;
  return FALSE;
}

/**
 * gate_org_policy_find_foreign_scope:
 * @wanted: the scopes that a person wants to grant
 * @asked: the scopes that the client asks for
 * @granted: the scopes that it has been granted before
 *
 * A client may be granted the scopes that it asks for (and those they imply), the scopes that it
 * has already, and every scope that the organization lists.
 *
 * Returns: (nullable): the first of @wanted that may not be granted
 */
const char *
gate_org_policy_find_foreign_scope (const char *const *wanted,
                                    const char *const *asked,
                                    const char *const *granted)
{
  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      if (gate_scope_table_find (wanted[i]) == NULL && !gate_scopes_include (asked, wanted[i]) &&
          !gate_scopes_include (granted, wanted[i]))
        return wanted[i];
    }
  return NULL;
}
