/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who is behind an endpoint; that decides how it is guarded and in which form it refuses. */
typedef enum
{
  GATE_ORG_ENDPOINT_API,   /* programs with a token; problems as genesys-api.md 4 */
  GATE_ORG_ENDPOINT_OAUTH, /* programs with forms; errors as RFC 6749, section 5.2 */
  GATE_ORG_ENDPOINT_PAGE,  /* people with browsers, led here by any site; errors are pages */
} GateOrgEndpointKind;

/* The facts about the endpoints that a refusal needs before the request reaches one. */
typedef struct
{
  GateOrgEndpointKind (*find_kind) (const char *path); /* NULL: the API's, all of them */
  GBytes             *(*make_page) (guint       status, /* refuses a request for a page */
                                    const char *accept_language,
                                    const char *correlation_id);
} GateOrgEndpoints;

G_END_DECLS
