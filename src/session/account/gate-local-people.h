/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The people of the local organization, for signing in to try Gatehouse out. */
typedef struct
{
  const char *user_name;
  const char *what; /* translated */
} GateLocalPerson;

#define GATE_LOCAL_N_PEOPLE 3

void gate_local_people_get (guint            index,
                            GateLocalPerson *person);

G_END_DECLS
