/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

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

  char   *person_id;     /* NULL before the login */
  char   *session_hash;  /* in which session */
  char   *code_hash;     /* of the last code that it led to, NULL: none yet */
  guint   generation;    /* pages of an earlier one are out of date */
  GateAuthorization *seen; /* as the last page showed it, NULL: no page that is still good */
  gint64  expires_us;    /* monotonic */
} GateOrgAuthorizeRequest;

GateOrgAuthorizeRequest *gate_org_authorize_request_new (void);
GateOrgAuthorizeRequest *gate_org_authorize_request_ref (GateOrgAuthorizeRequest *request);
void gate_org_authorize_request_unref (GateOrgAuthorizeRequest *request);
char *gate_org_authorize_request_dup_form_token (const GateOrgAuthorizeRequest *request,
                                                 const char                    *shown);
void gate_org_authorize_request_forget_pages (GateOrgAuthorizeRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgAuthorizeRequest, gate_org_authorize_request_unref)

/* The requests under way: each ten minutes at most, 1,000 at most, the oldest goes first. */
#define GATE_ORG_MAX_AUTHORIZE_REQUESTS 1000
#define GATE_ORG_AUTHORIZE_REQUEST_LIFETIME_US (10 * 60 * G_USEC_PER_SEC)

typedef struct _GateOrgAuthorizeRequestStore GateOrgAuthorizeRequestStore;

GateOrgAuthorizeRequestStore *gate_org_authorize_request_store_new (void);

void  gate_org_authorize_request_store_free     (GateOrgAuthorizeRequestStore *self);
void  gate_org_authorize_request_store_add      (GateOrgAuthorizeRequestStore *self,
                                                 GateOrgAuthorizeRequest      *request,
                                                 gint64                        now_us);
GateOrgAuthorizeRequest *
      gate_org_authorize_request_store_find     (GateOrgAuthorizeRequestStore *self,
                                                 const char                   *handle,
                                                 const char                   *browser_hash,
                                                 gint64                        now_us);
guint gate_org_authorize_request_store_get_size (GateOrgAuthorizeRequestStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgAuthorizeRequestStore, gate_org_authorize_request_store_free)

G_END_DECLS
