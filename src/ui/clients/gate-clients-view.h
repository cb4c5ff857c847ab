/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-client-list.h"

G_BEGIN_DECLS

/* The list of OAuth clients with search, filters and sort order.
 *
 * Properties: clients (GateClientList, rw), narrow (boolean, rw), filter (string, rw: all,
 * not-authorized, approved, revoked), order (string, rw: name, grant-type, authorization, newest,
 * oldest). */
#define GATE_TYPE_CLIENTS_VIEW (gate_clients_view_get_type ())
G_DECLARE_FINAL_TYPE (GateClientsView, gate_clients_view, GATE, CLIENTS_VIEW, GtkWidget)

void gate_clients_view_set_clients (GateClientsView *self,
                                    GateClientList  *clients);

G_END_DECLS
