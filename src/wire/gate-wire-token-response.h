/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"

G_BEGIN_DECLS

/* What a token endpoint gave (RFC 6749, section 5.1). Freeing it wipes the tokens. */
typedef struct
{
  char   *access_token;
  char   *refresh_token; /* NULL: none, the usual case */
  char  **scopes;        /* granted and requested; NULL: not known */
  gint64  lifetime_s;    /* -1: not known, a 401 shows the end */
} GateWireTokenResponse;

void                   gate_wire_token_response_free   (GateWireTokenResponse  *answer);
GateWireTokenResponse *gate_wire_token_response_decode (guint                   status,
                                                        gboolean                is_json,
                                                        GBytes                 *body,
                                                        const char * const     *asked,
                                                        GError                **error);

/* Also for the answer of the authorization endpoint, which has the same members (section
 * 4.1.2.1). */
GError                *gate_wire_oauth_error_new       (guint                   status,
                                                        const char             *oauth_error,
                                                        const char             *description);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateWireTokenResponse, gate_wire_token_response_free)

G_END_DECLS
