/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Authorization codes (RFC 6749, section 4.1.2; S34 to S36): 256 bits, 60 seconds,
 * used once, bound to all that was true when one was issued. */
#define GATE_ORG_CODE_LIFETIME_MS (60 * 1000)

typedef struct
{
  const char         *client_id;
  const char         *person_id;
  const char         *session_hash; /* NULL for a login without a session */
  const char         *redirect_uri; /* as the request had it, port and all */
  const char         *challenge;    /* S256, 43 characters; NULL without PKCE */
  const char * const *scopes;       /* that the person consented to */
} GateOrgCodeTerms;

/* The facts about a code that a client sends. */
typedef struct
{
  char     *client_id;
  char     *person_id;
  char     *redirect_uri;
  char     *challenge;     /* NULL without PKCE */
  char     *scopes;        /* separated by spaces */
  gint64    expires_ms;
  gboolean  is_session_over;
  gboolean  is_used;
  gint64    family;        /* what it was redeemed for, 0 for nothing */
} GateOrgCode;

void gate_org_code_free (GateOrgCode *code);

char        *gate_org_codes_issue      (GateOrgStore           *store,
                                        const GateOrgCodeTerms *terms,
                                        GError                **error);
GateOrgCode *gate_org_codes_find       (GateOrgStore           *store,
                                        const char             *hash,
                                        GError                **error);
gboolean     gate_org_codes_fail       (GateOrgStore           *store,
                                        const char             *hash,
                                        GError                **error);
gboolean     gate_org_codes_use        (GateOrgStore           *store,
                                        const char             *hash,
                                        gint64                  family,
                                        gboolean               *won,
                                        GError                **error);
gboolean     gate_org_codes_end        (GateOrgStore           *store,
                                        const char             *hash,
                                        GError                **error);
gboolean     gate_org_codes_end_client (GateOrgStore           *store,
                                        const char             *client_id,
                                        GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgCode, gate_org_code_free)

G_END_DECLS
