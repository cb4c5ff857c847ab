/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-oauth-attempt.h"
#include "gate-token.h"

G_BEGIN_DECLS

/* The session of a sample application with one browser: the sign-ins under way, the token, and the
 * last answer of the API or the last error. In memory only. Counted references. */
typedef struct
{
  char *id;                   /* the value of the browser's cookie */
  guint turn;                 /* counts up when all is forgotten, so that a late answer shows */

  GateWireMetadata *metadata; /* of the organization; NULL before a sign-in */
  GQueue attempts;            /* the sign-ins under way, the newest in front */
  char *answered;             /* the state of the last one that was answered */

  /* Signed in. */
  GateToken *token;           /* NULL: signed out */
  gint64 ends_s;              /* Unix time; 0: not said */
  guint n_refreshed;
  GPtrArray *renewal;         /* GTask, which wait for the refresh under way; NULL: none is */
  char *person;

  guint status;               /* of the last call of the API; 0: there was none */
  char *answer;

  char *error;                /* the code of the last error; NULL: none */
  char *description;
} GateOrgSampleSession;

GateOrgSampleSession *gate_org_sample_session_new           (void);
GateOrgSampleSession *gate_org_sample_session_ref           (GateOrgSampleSession  *self);
void                  gate_org_sample_session_unref         (GateOrgSampleSession  *self);
char                 *gate_org_sample_session_begin         (GateOrgSampleSession  *self,
                                                             const char            *client_id,
                                                             const char            *redirect_uri,
                                                             gboolean               asks_again);
GateOauthVerdict      gate_org_sample_session_read_callback (GateOrgSampleSession  *self,
                                                             const char            *query,
                                                             GateOauthAttempt     **attempt);
gboolean              gate_org_sample_session_was_answered  (GateOrgSampleSession  *self,
                                                             const char            *query);
void                  gate_org_sample_session_renew_id      (GateOrgSampleSession  *self);
void                  gate_org_sample_session_forget        (GateOrgSampleSession  *self);
void                  gate_org_sample_session_set_error     (GateOrgSampleSession  *self,
                                                             const GError          *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgSampleSession, gate_org_sample_session_unref)

G_END_DECLS
