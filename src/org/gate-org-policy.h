/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* All that decides about one token: the token itself, its client, the organization's decision
 * about the client, and its person. */
typedef struct
{
  char                  *token_hash;
  gboolean               is_ended;
  gint64                 issued_ms;
  gint64                 expires_ms;
  char                 **asked_scopes;
  char                  *client_id;
  gboolean               is_client_active;
  GateAuthorizationState state;
  char                 **granted_scopes;
  char                 **authorized_role_ids;
  char                  *person_id;        /* NULL for client credentials */
  gboolean               is_person_active;
  char                 **held_role_ids;    /* of the person, or of the client by itself */
  char                 **permissions;      /* likewise */
} GateOrgGrant;

void     gate_org_grant_free               (GateOrgGrant       *grant);

gboolean gate_org_policy_token_works       (const GateOrgGrant *grant,
                                            gint64              now_ms);
char   **gate_org_policy_dup_token_scopes  (const GateOrgGrant *grant);
gboolean gate_org_policy_has_any_scope     (const char * const *scopes,
                                            const char * const *any_scope);
gboolean gate_org_policy_has_any_permission (const char * const *permissions,
                                            const char * const *any_permission);
gboolean gate_org_policy_asks_scopes       (const char         *person_id);
const char *gate_org_policy_find_foreign_scope (const char * const *wanted,
                                            const char * const *asked,
                                            const char * const *granted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgGrant, gate_org_grant_free)

G_END_DECLS
