/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-org-store.h"

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

void          gate_org_grant_free              (GateOrgGrant *grant);
gboolean      gate_org_tokens_table_add        (GateOrgStore *store,
                                                const char   *hash,
                                                const char   *client_id,
                                                const char   *person_id,
                                                const char   *scopes,
                                                gint64        family,
                                                GError      **error);
GateOrgGrant *gate_org_tokens_table_find       (GateOrgStore *store,
                                                const char   *hash,
                                                GError      **error);
gboolean      gate_org_tokens_table_end        (GateOrgStore *store,
                                                const char   *hash,
                                                const char   *client_id,
                                                GError      **error);
gboolean      gate_org_tokens_table_end_client (GateOrgStore *store,
                                                const char   *client_id,
                                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgGrant, gate_org_grant_free)

G_END_DECLS
