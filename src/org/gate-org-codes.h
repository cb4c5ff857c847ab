/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Authorization codes (RFC 6749, section 4.1.2; security.md, S34 to S36): 256 bits, 60 seconds, used
 * once, bound to all that was true when one was issued. */
#define GATE_ORG_CODE_LIFETIME_MS (60 * 1000)

typedef struct
{
  const char         *client_id;
  const char         *person_id;
  const char         *session_hash; /* NULL for a login without a session */
  const char         *redirect_uri; /* as the request had it, port and all */
  const char         *challenge;    /* S256, 43 characters; NULL without PKCE */
  const char * const *scopes;       /* what was consented to */
} GateOrgCodeTerms;

char *gate_org_codes_issue (GateOrgStore           *store,
                            const GateOrgCodeTerms *terms,
                            GError                **error);

G_END_DECLS
