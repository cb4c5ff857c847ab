/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-sample-session.h"

G_BEGIN_DECLS

/* The one page of a sample application, and the list of them. Pure. */
typedef struct
{
  const char *name;
  const char *description;
  const char *client_id;
  const char *path;
  const char *organization; /* origin */
  gboolean confidential;
} GateOrgSampleFace;

char *gate_org_sample_page_build         (const GateOrgSampleFace    *face,
                                          const GateOrgSampleSession *session,
                                          const char                 *accept_language);
char *gate_org_sample_page_build_index   (const GateOrgSampleFace    *faces,
                                          gsize                       n_faces,
                                          const char                 *accept_language);
char *gate_org_sample_page_build_refusal (const char                 *sentence,
                                          const char                 *accept_language);

G_END_DECLS
