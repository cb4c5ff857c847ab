/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* The page of the organization's OAuth clients, or why they are not shown.
 *
 * Properties: session, shown (string, read-only: which of its forms), narrow (boolean, rw). */
#define GATE_TYPE_CLIENTS_PAGE (gate_clients_page_get_type ())
G_DECLARE_FINAL_TYPE (GateClientsPage, gate_clients_page, GATE, CLIENTS_PAGE, GtkWidget)

void gate_clients_page_set_session  (GateClientsPage *self,
                                     GateSession     *session);
void gate_clients_page_start_search (GateClientsPage *self);

G_END_DECLS
