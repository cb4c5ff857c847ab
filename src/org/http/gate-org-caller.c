/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-caller.h"

static void
caller_clear (gpointer data)
{
  GateOrgCaller *caller = data;

  g_free (caller->token_hash);
  g_free (caller->client_id);
  g_free (caller->person_id);
  g_strfreev (caller->scopes);
  g_strfreev (caller->permissions);
  g_strfreev (caller->role_ids);
}

/**
 * gate_org_caller_new:
 *
 * Returns: (transfer full): a caller of whom nothing is known yet
 */
GateOrgCaller *
gate_org_caller_new (void)
{
  return g_rc_box_new0 (GateOrgCaller);
}

/**
 * gate_org_caller_ref:
 * @caller: a caller
 *
 * Returns: (transfer full): the same, with one more owner
 */
GateOrgCaller *
gate_org_caller_ref (GateOrgCaller *caller)
{
  return g_rc_box_acquire (caller);
}

/**
 * gate_org_caller_free:
 * @caller: (transfer full): a caller; the last owner frees it
 */
void
gate_org_caller_free (GateOrgCaller *caller)
{
  g_rc_box_release_full (caller, caller_clear);
}
