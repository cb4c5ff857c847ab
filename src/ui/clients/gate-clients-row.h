/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-client-entry.h"

G_BEGIN_DECLS

/* One row of the OAuth clients: name, client ID with a copy button, state of the authorization, and
 * a button for the next action.
 *
 * Properties: entry (GateClientEntry or NULL, rw), narrow (boolean, rw: children below each
 * other). */
#define GATE_TYPE_CLIENTS_ROW (gate_clients_row_get_type ())
G_DECLARE_FINAL_TYPE (GateClientsRow, gate_clients_row, GATE, CLIENTS_ROW, GtkWidget)

void gate_clients_row_set_entry (GateClientsRow  *self,
                                 GateClientEntry *entry);

G_END_DECLS
