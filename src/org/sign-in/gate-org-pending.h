/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an application asked for, kept while a person logs in and decides. The pages carry its
 * handle and nothing else of it (S10, S14). Counted. */
typedef struct
{
  char   *handle;
  char   *form_secret;   /* what the tokens of its forms are made of (S16) */
  char   *browser_hash;  /* of the cookie of the browser that asked */

  char   *client_id;
  char   *redirect_uri;
  char   *state;         /* NULL: none */
  char   *challenge;     /* NULL: none */
  char  **scopes;        /* asked for, sorted */
  char   *login_hint;    /* NULL: none */

  char   *person_id;     /* NULL before somebody has logged in */
  char   *session_hash;  /* in which session */
  guint   shown;         /* which GateOrgStep the last page was about */
  gint64  shown_us;      /* monotonic: when that page was sent */
  gint64  expires_us;    /* monotonic */
} GateOrgRequest;

GateOrgRequest *gate_org_request_new   (void);
GateOrgRequest *gate_org_request_ref   (GateOrgRequest *request);
void            gate_org_request_unref (GateOrgRequest *request);
char           *gate_org_request_dup_form_token (const GateOrgRequest *request,
                                                 gboolean              is_login);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgRequest, gate_org_request_unref)

/* The requests under way: each ten minutes at most, 1,000 at most, the oldest goes first. */
#define GATE_ORG_MAX_PENDING 1000
#define GATE_ORG_PENDING_LIFETIME_US (10 * 60 * G_USEC_PER_SEC)

typedef struct _GateOrgPending GateOrgPending;

GateOrgPending *gate_org_pending_new      (void);
void            gate_org_pending_free     (GateOrgPending *self);
void            gate_org_pending_add      (GateOrgPending *self,
                                           GateOrgRequest *request,
                                           gint64          now_us);
GateOrgRequest *gate_org_pending_find     (GateOrgPending *self,
                                           const char     *handle,
                                           const char     *browser_hash,
                                           gint64          now_us);
gboolean        gate_org_pending_take     (GateOrgPending *self,
                                           GateOrgRequest *request);
guint           gate_org_pending_get_size (GateOrgPending *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgPending, gate_org_pending_free)

G_END_DECLS
