/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* A family is what one code was redeemed for: access tokens, and the refresh tokens that followed
 * each other. It lives and ends as one (S35, S38 to S41). */
#define GATE_ORG_FAMILY_LIFETIME_MS (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)
#define GATE_ORG_REFRESH_IDLE_MS (G_GINT64_CONSTANT (14) * 24 * 60 * 60 * 1000)

typedef struct
{
  gint64    family;
  char     *client_id;
  char     *person_id;
  char    **scopes;      /* the ceiling of the family */
  gint64    issued_ms;
  gint64    expires_ms;
  gboolean  is_spent;
  gboolean  is_ended;    /* the family */
} GateOrgRefreshToken;

void gate_org_refresh_token_free (GateOrgRefreshToken *token);

gboolean             gate_org_token_families_start             (GateOrgStore *store,
                                                                const char   *client_id,
                                                                const char   *person_id,
                                                                const char   *scopes,
                                                                gint64       *family,
                                                                GError      **error);
gboolean             gate_org_token_families_add_refresh       (GateOrgStore *store,
                                                                gint64        family,
                                                                const char   *hash,
                                                                GError      **error);
GateOrgRefreshToken *gate_org_token_families_find_refresh      (GateOrgStore *store,
                                                                const char   *hash,
                                                                GError      **error);
gboolean             gate_org_token_families_spend             (GateOrgStore *store,
                                                                const char   *hash,
                                                                gboolean     *won,
                                                                GError      **error);
gboolean             gate_org_token_families_end               (GateOrgStore *store,
                                                                gint64        family,
                                                                gboolean     *was_alive,
                                                                GError      **error);
gboolean             gate_org_token_families_end_client        (GateOrgStore *store,
                                                                const char   *client_id,
                                                                GError      **error);
gboolean             gate_org_token_families_end_with_password (GateOrgStore *store,
                                                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgRefreshToken, gate_org_refresh_token_free)

G_END_DECLS
