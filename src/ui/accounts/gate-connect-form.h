/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-account.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is needed to sign in to an organization. What is wrong is said beside its field at once.
 *
 * Properties: is-right (boolean: the form is filled in and nothing is wrong). */
#define GATE_TYPE_CONNECT_FORM (gate_connect_form_get_type ())
G_DECLARE_FINAL_TYPE (GateConnectForm, gate_connect_form, GATE, CONNECT_FORM, GtkWidget)

GateAccount *gate_connect_form_new_account (GateConnectForm *self);
char        *gate_connect_form_dup_secret  (GateConnectForm *self);

G_END_DECLS
