/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-resource.h"

G_BEGIN_DECLS

/* The organization's people (GET /api/v2/users): the number of active ones, and the inactive ones,
 * who hold roles but cannot use any client. */
#define GATE_TYPE_PEOPLE (gate_people_get_type ())
G_DECLARE_FINAL_TYPE (GatePeople, gate_people, GATE, PEOPLE, GateResource)

GatePeople *gate_people_new            (void);
gint64      gate_people_get_n_active   (GatePeople *self);
gint64      gate_people_get_n_inactive (GatePeople *self);
gint64      gate_people_count_inactive (GatePeople *self,
                                        const char *role_id);

G_END_DECLS
