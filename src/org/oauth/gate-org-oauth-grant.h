/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-oauth-request.h"

G_BEGIN_DECLS

/* What becomes of a request for tokens. Grants run inside a transaction of gate-org-oauth-token,
 * which commits new tokens, and a refusal only when it is to leave a trace. */
typedef struct
{
  const char *error;          /* of RFC 6749, section 5.2; NULL when tokens are issued */
  const char *description;    /* a sentence */
  const char *parameter;      /* that it is about; NULL for none, and for secrets */
  const char *note;           /* for the log */
  gboolean    leaves_trace;
  char       *access_token;
  char       *refresh_token;  /* NULL for none */
  char      **scopes;
} GateOrgOauthOutcome;

void     gate_org_oauth_outcome_clear  (GateOrgOauthOutcome *outcome);
gboolean gate_org_oauth_outcome_refuse (GateOrgOauthOutcome *outcome,
                                        const char          *error,
                                        const char          *description,
                                        const char          *note);
gboolean gate_org_oauth_issue          (GateOrgOauthRequest *request,
                                        const char          *person_id,
                                        const char          *scopes,
                                        gint64               family,
                                        GateOrgOauthOutcome *outcome,
                                        GError             **error);
gboolean gate_org_oauth_end_reused     (GateOrgOauthRequest *request,
                                        gint64               family,
                                        GateOrgOauthOutcome *outcome,
                                        GError             **error);
char    *gate_org_oauth_dup_scopes     (GateOrgOauthRequest *request,
                                        const char *const   *ceiling);

/* The grants: FALSE when the store failed. */
gboolean gate_org_oauth_grant_code        (GateOrgOauthRequest *request,
                                           GateOrgOauthOutcome *outcome,
                                           GError             **error);
gboolean gate_org_oauth_grant_refresh     (GateOrgOauthRequest *request,
                                           GateOrgOauthOutcome *outcome,
                                           GError             **error);
gboolean gate_org_oauth_grant_credentials (GateOrgOauthRequest *request,
                                           GateOrgOauthOutcome *outcome,
                                           GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateOrgOauthOutcome, gate_org_oauth_outcome_clear)

G_END_DECLS
