/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-principal.h"

static void
principal_clear (gpointer data)
{
  GateOrgPrincipal *principal = data;

  g_free (principal->token_hash);
  g_free (principal->client_id);
  g_free (principal->person_id);
  g_strfreev (principal->scopes);
  g_strfreev (principal->permissions);
  g_strfreev (principal->role_ids);
}

/**
 * gate_org_principal_new:
 *
 * Returns: (transfer full): a principal of whom nothing is known yet
 */
GateOrgPrincipal *
gate_org_principal_new (void)
{
  return g_rc_box_new0 (GateOrgPrincipal);
}

/**
 * gate_org_principal_ref:
 * @principal: a principal
 *
 * Returns: (transfer full): the same, with one more owner
 */
GateOrgPrincipal *
gate_org_principal_ref (GateOrgPrincipal *principal)
{
  return g_rc_box_acquire (principal);
}

/**
 * gate_org_principal_free:
 * @principal: (transfer full): a principal; the last owner frees it
 */
void
gate_org_principal_free (GateOrgPrincipal *principal)
{
  g_rc_box_release_full (principal, principal_clear);
}
