/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-authorization.h"
#include "gate-headcount.h"
#include "gate-person.h"

G_BEGIN_DECLS

/* The people who lose access when an authorization ends: those who can use the client now. Pure
 * facts. */
typedef struct
{
  char         *name;          /* safe to show; the ID where it has no visible name */
  char         *sort_key;      /* of the name */
  GateHeadcount people;
  gboolean      is_gone;       /* no role of the organization has this ID */
  gboolean      includes_you;
} GateImpactRole;

typedef struct
{
  GateHeadcount people;
  gboolean      is_all_roles;  /* open to all; then `roles` is empty */
  GateKnowledge roles_known;   /* whether `roles` is complete */
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
