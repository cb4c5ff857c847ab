/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_REQUEST_MAX_BODY_BYTES 65536
#define GATE_REQUEST_MAX_HEADER_BYTES 32768
#define GATE_REQUEST_MAX_HEADERS 100

/* The head of one request, judged byte by byte before anything else sees it. Pure. */
typedef struct _GateRequestHead GateRequestHead;

typedef enum
{
  GATE_REQUEST_HEAD_MORE,    /* good so far, not complete */
  GATE_REQUEST_HEAD_DONE,
  GATE_REQUEST_HEAD_REFUSED, /* answer with the status and close */
} GateRequestHeadState;

GateRequestHead      *gate_request_head_new               (const char *authority);
void                  gate_request_head_free              (GateRequestHead *self);
void                  gate_request_head_reset             (GateRequestHead *self);
/* BYTES are all bytes of this request until now, not only the new ones. */
GateRequestHeadState  gate_request_head_scan              (GateRequestHead *self,
                                                           const char      *bytes,
                                                           gsize            length);
guint                 gate_request_head_get_status        (GateRequestHead *self);
const char           *gate_request_head_get_reason        (GateRequestHead *self);
const char           *gate_request_head_get_method        (GateRequestHead *self);
const char           *gate_request_head_get_path          (GateRequestHead *self);
const char           *gate_request_head_get_query         (GateRequestHead *self);
const char           *gate_request_head_get_header        (GateRequestHead *self,
                                                           const char      *name);
gboolean              gate_request_head_is_from_elsewhere (GateRequestHead *self);
gsize                 gate_request_head_get_length        (GateRequestHead *self);
gsize                 gate_request_head_get_body_length   (GateRequestHead *self);
gboolean              gate_request_head_wants_close       (GateRequestHead *self);
gboolean              gate_request_head_wants_continue    (GateRequestHead *self);
GString              *gate_request_head_dup_clean         (GateRequestHead *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateRequestHead, gate_request_head_free)

G_END_DECLS
