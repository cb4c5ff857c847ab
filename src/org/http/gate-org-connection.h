/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-endpoints.h"
#include "gate-request-head.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One connection: reads a request whole and judges it, has it answered, reads the next one.
 *
 * Signal "request" (GBytes *request, GateOrgConnection): a request came whole; the connection waits
 * for gate_org_connection_finish_answer(). Signal "closed": the connection is gone. */
#define GATE_TYPE_ORG_CONNECTION (gate_org_connection_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgConnection, gate_org_connection, GATE, ORG_CONNECTION, GObject)

GateOrgConnection *gate_org_connection_new            (GSocket                *socket,
                                                       const char             *authority,
                                                       const GateOrgEndpoints *endpoints);
void               gate_org_connection_start          (GateOrgConnection      *self);
void               gate_org_connection_refuse         (GateOrgConnection      *self,
                                                       guint                   status,
                                                       const char             *reason);
void               gate_org_connection_check_deadline (GateOrgConnection      *self,
                                                       gint64                  now_us);
void               gate_org_connection_close          (GateOrgConnection      *self);
void               gate_org_connection_make_room      (GateOrgConnection      *self);
gboolean           gate_org_connection_is_answering   (GateOrgConnection      *self);
void               gate_org_connection_finish_answer  (GateOrgConnection      *self,
                                                       gboolean                whole);

GateRequestHead *gate_org_connection_get_head       (GateOrgConnection *self);
GOutputStream      *gate_org_connection_get_output     (GateOrgConnection *self);
GSocketAddress     *gate_org_connection_get_address    (GateOrgConnection *self);
gint64              gate_org_connection_get_started_us (GateOrgConnection *self);
gboolean            gate_org_connection_closes_after   (GateOrgConnection *self);
void                gate_org_connection_close_after    (GateOrgConnection *self);

G_END_DECLS
