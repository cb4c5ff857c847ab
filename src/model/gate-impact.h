/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-authorization.h"
#include "gate-headcount.h"
#include "gate-person.h"

G_BEGIN_DECLS

/* Whom it hits when an authorization ends: who can use the client now. Pure facts. */
typedef struct
{
  char         *name;          /* fit to be shown; its ID when it has no other */
  GateHeadcount people;
  gboolean      is_gone;       /* not among the roles, though these are known */
  gboolean      includes_you;
} GateImpactRole;

typedef struct
{
  GateHeadcount people;
  gboolean      is_all_roles;  /* open to all; then there are no roles below */
  GateKnowledge roles_known;   /* whether there may be roles besides those below */
  gboolean      knows_you;
  gboolean      includes_you;
  GPtrArray    *roles;         /* of GateImpactRole, by name */
} GateImpact;

GateImpact *gate_impact_new  (GateAuthorization *authorization,
                              GListModel        *roles,
                              GatePerson        *you,
                              gint64             n_people);
void        gate_impact_free (GateImpact        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateImpact, gate_impact_free)

G_END_DECLS
