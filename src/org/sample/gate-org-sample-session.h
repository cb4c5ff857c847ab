/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A sign-in under way. */
typedef struct
{
  char *state;
  char *verifier;
  gint64 begun_us;
} GateOrgSampleAttempt;

/* What a sample application knows of one browser: the sign-ins under way, the tokens it got, what
 * the API answered last or what went wrong, as it came. In memory only. Counted references. */
typedef struct
{
  char *id;             /* what the browser's cookie says */

  GQueue attempts;      /* of GateOrgSampleAttempt, the newest in front */
  char *answered;       /* the state of the last one that was answered */

  /* Signed in. */
  char *access_token;
  char *refresh_token;
  char **scopes;        /* NULL: as asked for */
  gint64 ends_s;        /* Unix time; 0: not said */
  guint n_refreshed;
  char *person;

  guint status;         /* of the last call of the API; 0: there was none */
  char *answer;

  char *error;          /* what last went wrong; NULL: nothing */
  char *description;
} GateOrgSampleSession;

GateOrgSampleSession *gate_org_sample_session_new   (void);
GateOrgSampleSession *gate_org_sample_session_ref   (GateOrgSampleSession *self);
void                  gate_org_sample_session_unref (GateOrgSampleSession *self);
const GateOrgSampleAttempt *
                    gate_org_sample_session_begin      (GateOrgSampleSession *self);
char    *gate_org_sample_session_take_verifier (GateOrgSampleSession       *self,
                                                const char                 *state);
gboolean gate_org_sample_session_was_answered  (GateOrgSampleSession       *self,
                                                const char                 *state);
void     gate_org_sample_session_forget        (GateOrgSampleSession       *self);
void     gate_org_sample_session_set_error     (GateOrgSampleSession       *self,
                                                const char                 *error,
                                                const char                 *description);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgSampleSession, gate_org_sample_session_unref)

G_END_DECLS
