/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* Where a browser may be sent back to (S1 to S3). Addresses are compared as bytes and
 * never taken apart by a parser that may see another host than a browser does (F13). */
gboolean gate_org_redirect_is_registered (const char *const *registered,
                                          const char        *asked);
gboolean gate_org_redirect_is_of_origin  (const char        *uri,
                                          const char        *origin);

/* Of an address that is registered. */
char *gate_org_redirect_dup_origin (const char        *uri);
char *gate_org_redirect_dup_host   (const char        *uri);
char *gate_org_redirect_dup_with   (const char        *uri,
                                    const char *const *pairs,
                                    gsize              n_pairs);

/* The way back to the application: 303, with state and iss (RFC 6749, section 4.1.2; RFC 9207;
 * S4, S12, S15). The redirect URI has been found registered. */
void gate_org_redirect_answer_code  (GateOrgCall *call,
                                     const char  *redirect_uri,
                                     const char  *state,
                                     const char  *code);
void gate_org_redirect_answer_error (GateOrgCall *call,
                                     const char  *redirect_uri,
                                     const char  *state,
                                     const char  *error,
                                     const char  *description);

G_END_DECLS
