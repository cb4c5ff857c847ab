/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_ORG_MAX_BODY_BYTES 65536
#define GATE_ORG_MAX_HEADER_BYTES 32768
#define GATE_ORG_MAX_HEADERS 100

/* Who is behind an endpoint; that decides how it is guarded and in which form it refuses. */
typedef enum
{
  GATE_ORG_ENDPOINT_API,   /* programs with a token; problems as genesys-api.md 4 */
  GATE_ORG_ENDPOINT_OAUTH, /* programs with forms; errors as RFC 6749, section 5.2 */
  GATE_ORG_ENDPOINT_PAGE,  /* people with browsers, led here by any site; errors are pages */
} GateOrgEndpointKind;

/* The facts about the endpoints that the reader needs before it has the whole request. */
typedef struct
{
  GateOrgEndpointKind (*find_kind) (const char *path); /* NULL: the API's, all of them */
  GBytes             *(*make_page) (guint       status, /* refuses a request for a page */
                                    const char *accept_language,
                                    const char *correlation_id);
} GateOrgEndpoints;

/* The head of one request, judged byte by byte before anything else sees it. Pure. */
typedef struct _GateOrgRequestHead GateOrgRequestHead;

typedef enum
{
  GATE_ORG_REQUEST_HEAD_MORE,    /* good so far, not complete */
  GATE_ORG_REQUEST_HEAD_DONE,
  GATE_ORG_REQUEST_HEAD_REFUSED, /* answer with the status and close */
} GateOrgRequestHeadState;

GateOrgRequestHead *gate_org_request_head_new   (const char             *authority,
                                                 const GateOrgEndpoints *endpoints);
void                gate_org_request_head_free  (GateOrgRequestHead     *self);
void                gate_org_request_head_reset (GateOrgRequestHead     *self);
/* BYTES are all bytes of this request until now, not only the new ones. */
GateOrgRequestHeadState gate_org_request_head_scan              (GateOrgRequestHead *self,
                                                                 const char         *bytes,
                                                                 gsize               length);
guint                   gate_org_request_head_get_status        (GateOrgRequestHead *self);
const char             *gate_org_request_head_get_reason        (GateOrgRequestHead *self);
const char             *gate_org_request_head_get_method        (GateOrgRequestHead *self);
const char             *gate_org_request_head_get_path          (GateOrgRequestHead *self);
GateOrgEndpointKind     gate_org_request_head_get_kind          (GateOrgRequestHead *self);
const char             *gate_org_request_head_get_query         (GateOrgRequestHead *self);
const char             *gate_org_request_head_get_header        (GateOrgRequestHead *self,
                                                                 const char         *name);
gboolean                gate_org_request_head_is_from_elsewhere (GateOrgRequestHead *self);
gsize                   gate_org_request_head_get_length        (GateOrgRequestHead *self);
gsize                   gate_org_request_head_get_body_length   (GateOrgRequestHead *self);
gboolean                gate_org_request_head_wants_close       (GateOrgRequestHead *self);
gboolean                gate_org_request_head_wants_continue    (GateOrgRequestHead *self);
GString                *gate_org_request_head_dup_clean         (GateOrgRequestHead *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgRequestHead, gate_org_request_head_free)

G_END_DECLS
