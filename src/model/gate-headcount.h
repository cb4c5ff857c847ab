/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-edit.h"
#include "gate-person.h"
#include "gate-role.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_HEADCOUNT_UNKNOWN,
  GATE_HEADCOUNT_EXACT,
  GATE_HEADCOUNT_AT_MOST,
  GATE_HEADCOUNT_AT_LEAST,
} GateHeadcountKind;

/* A number of active people. The sizes of roles often give only a bound, because a person may hold
 * several roles. */
typedef struct
{
  GateHeadcountKind kind;
  gint64            n_people; /* 0 when not known */
} GateHeadcount;

/* ROLES is a list of GateRole, NULL while the organization's roles are not known. N_ALL is how many
 * active people the organization has, -1 while not known. */
GateHeadcount gate_headcount_of_all   (gint64              n_all);
GateHeadcount gate_headcount_of_role  (GateRole           *role,
                                       gint64              n_all);
GateHeadcount gate_headcount_of_roles (const char * const *role_ids,
                                       GListModel         *roles,
                                       gint64              n_all);
GateHeadcount gate_headcount_now      (GateAuthorization  *authorization,
                                       GListModel         *roles,
                                       gint64              n_all);
GateHeadcount gate_headcount_wanted   (GateEdit           *edit,
                                       GListModel         *roles,
                                       gint64              n_all);
GateHeadcount gate_headcount_gained   (GateEdit           *edit,
                                       GListModel         *roles,
                                       gint64              n_all);
GateHeadcount gate_headcount_lost     (GateEdit           *edit,
                                       GListModel         *roles,
                                       gint64              n_all);

/* The one person who is signed in. */
gboolean      gate_headcount_had      (GateEdit           *edit,
                                       GatePerson         *person);
gboolean      gate_headcount_will_have (GateEdit          *edit,
                                       GatePerson         *person);

G_END_DECLS
