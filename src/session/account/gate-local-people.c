/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-local-people.h"

#include <glib/gi18n-lib.h>

static const GateLocalPerson people[GATE_LOCAL_N_PEOPLE] = {
  { "admin", N_ ("Has every permission") },
  { "reviewer", N_ ("Sees clients and roles, may not authorize") },
  { "agent", N_ ("Has no OAuth permission") },
};

/**
 * gate_local_people_get:
 * @index: below %GATE_LOCAL_N_PEOPLE; the person with the most rights comes first
 * @person: (out caller-allocates): the person
 */
void
gate_local_people_get (guint            index,
                       GateLocalPerson *person)
{
  g_return_if_fail (index < GATE_LOCAL_N_PEOPLE);

  person->user_name = people[index].user_name;
  person->what = _ (people[index].what);
}
