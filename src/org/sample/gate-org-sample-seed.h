/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-seed-writer.h"

G_BEGIN_DECLS

/* How many of each table of the sample to put in: the fixed ones of a generated organization, or
 * all. Numbers run from 1 in the order of the tables. */
typedef struct
{
  guint n_roles;
  guint n_people;
  guint n_clients;
} GateOrgSampleSize;

void     gate_org_sample_get_size (GateOrgSampleSize       *size);
gboolean gate_org_sample_seed     (GateOrgSeedWriter       *writer,
                                   const GateOrgSampleSize *size,
                                   GError                 **error);

G_END_DECLS
