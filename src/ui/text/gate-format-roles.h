/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-headcount.h"
#include "gate-role.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_ROLES_CAN_USE,
  GATE_ROLES_GAIN,
  GATE_ROLES_LOSE,
} GateRolesSide;

/* The texts of the roles pane and of its dialog. The functions are pure. */
char       *gate_format_roles_number          (GateHeadcount  people);
char       *gate_format_roles_caption         (GateHeadcount  people,
                                               GateRolesSide  side,
                                               const char    *name);
char       *gate_format_roles_people          (GateHeadcount  people);
char       *gate_format_roles_people_apart    (GateHeadcount  people,
                                               gint64         n_inactive);
char       *gate_format_roles_role_people     (GateRole      *role,
                                               gint64         n_all);
char       *gate_format_roles_subtitle        (GateRole      *role,
                                               const char    *apart);
char       *gate_format_roles_n_roles         (GateEdit      *edit);
char       *gate_format_roles_n_roles_caption (GateEdit      *edit);
const char *gate_format_roles_you             (GateEdit      *edit,
                                               GatePerson    *person);
char       *gate_format_roles_chosen          (guint          n_chosen,
                                               GateHeadcount  people);

G_END_DECLS
