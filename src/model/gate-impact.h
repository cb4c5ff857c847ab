/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-authorization.h"
#include "gate-person.h"

G_BEGIN_DECLS

/* Whom it hits when an authorization ends: who can use the client now. Pure facts. */
typedef struct
{
  char     *name;           /* fit to be shown; the ID of a role that is not known */
  gint64    n_people;       /* -1 unknown */
  gboolean  is_known;       /* among the roles that were given */
  gboolean  includes_you;
} GateImpactRole;

typedef struct
{
  gint64     n_people;      /* -1 unknown */
  gboolean   is_at_most;    /* roles share people, so that there may be fewer */
  gboolean   is_all_roles;  /* open to all; then there are no roles below */
  gboolean   knows_you;
  gboolean   includes_you;
  GPtrArray *roles;         /* of GateImpactRole, by name */
} GateImpact;

GateImpact *gate_impact_new  (GateAuthorization *authorization,
                              GListModel        *roles,
                              GatePerson        *you,
                              gint64             n_people);
void        gate_impact_free (GateImpact        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateImpact, gate_impact_free)

G_END_DECLS
