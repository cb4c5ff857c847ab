/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-sample-http.h"
#include "gate-org-sample-session.h"

G_BEGIN_DECLS

/* The client that a sample application is. */
typedef struct
{
  const char *client_id;
  const char *secret;       /* NULL: a public client */
  const char *redirect_uri;
} GateOrgSampleClientTerms;

/* The requests of a sample application to the organization, on behalf of one browser. The result or
 * the error stands in the session afterwards; finishing says only that the request is over. */
void gate_org_sample_oauth_client_discover_async (GateOrgSampleHttp              *http,
                                                  GateOrgSampleSession           *session,
                                                  GAsyncReadyCallback             callback,
                                                  gpointer                        user_data);
void gate_org_sample_oauth_client_redeem_async   (GateOrgSampleHttp              *http,
                                                  const GateOrgSampleClientTerms *terms,
                                                  GateOrgSampleSession           *session,
                                                  GateOauthAttempt               *attempt,
                                                  GAsyncReadyCallback             callback,
                                                  gpointer                        user_data);
void gate_org_sample_oauth_client_refresh_async  (GateOrgSampleHttp              *http,
                                                  const GateOrgSampleClientTerms *terms,
                                                  GateOrgSampleSession           *session,
                                                  GAsyncReadyCallback             callback,
                                                  gpointer                        user_data);
void gate_org_sample_oauth_client_call_async     (GateOrgSampleHttp              *http,
                                                  GateOrgSampleSession           *session,
                                                  GAsyncReadyCallback             callback,
                                                  gpointer                        user_data);
void gate_org_sample_oauth_client_revoke_async   (GateOrgSampleHttp              *http,
                                                  const GateOrgSampleClientTerms *terms,
                                                  GateOrgSampleSession           *session,
                                                  GAsyncReadyCallback             callback,
                                                  gpointer                        user_data);
void gate_org_sample_oauth_client_finish         (GateOrgSampleHttp              *http,
                                                  GAsyncResult                   *result);

G_END_DECLS
