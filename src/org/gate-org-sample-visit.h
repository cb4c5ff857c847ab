/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sample application knows of one browser: the sign-in under way, the tokens it got, what
 * the API answered last or what went wrong, as it came. In memory only. Counted references. */
typedef struct
{
  char *id;             /* what the browser's cookie says */

  /* The sign-in under way; NULL when there is none. */
  char *state;
  char *verifier;
  gint64 begun_us;
  char *answered;       /* the state of the one before, which was answered */

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
} GateOrgSampleVisit;

GateOrgSampleVisit *gate_org_sample_visit_new        (void);
GateOrgSampleVisit *gate_org_sample_visit_ref        (GateOrgSampleVisit *self);
void                gate_org_sample_visit_unref      (GateOrgSampleVisit *self);
void                gate_org_sample_visit_begin      (GateOrgSampleVisit *self);
void                gate_org_sample_visit_end_begun  (GateOrgSampleVisit *self);
void                gate_org_sample_visit_set_answered (GateOrgSampleVisit *self);
void                gate_org_sample_visit_forget     (GateOrgSampleVisit *self);
void                gate_org_sample_visit_set_error  (GateOrgSampleVisit *self,
                                                      const char         *error,
                                                      const char         *description);
char               *gate_org_sample_visit_dup_challenge (GateOrgSampleVisit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgSampleVisit, gate_org_sample_visit_unref)

G_END_DECLS
