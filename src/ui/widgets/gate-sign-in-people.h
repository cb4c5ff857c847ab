/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The people of the local organization, for signing in to an application, and their password.
 *
 * Properties: session (GateSession, rw). */
#define GATE_TYPE_SIGN_IN_PEOPLE (gate_sign_in_people_get_type ())
G_DECLARE_FINAL_TYPE (GateSignInPeople, gate_sign_in_people, GATE, SIGN_IN_PEOPLE, GtkWidget)

const char *gate_sign_in_people_get_password (GateSession *session);

G_END_DECLS
