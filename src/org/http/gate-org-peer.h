/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-head.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One connection: reads a request whole and judges it, has it answered, reads the next one.
 *
 * Signal "request" (GBytes *request, GateOrgPeer): it came whole; after it the peer waits for
 * gate_org_peer_finish_answer(). Signal "closed": the connection is gone. */
#define GATE_TYPE_ORG_PEER (gate_org_peer_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgPeer, gate_org_peer, GATE, ORG_PEER, GObject)

GateOrgPeer    *gate_org_peer_new           (GSocket        *socket,
                                             const char     *authority,
                                             const GateOrgEndpoints *endpoints);
void            gate_org_peer_start         (GateOrgPeer    *self);
void            gate_org_peer_refuse        (GateOrgPeer    *self,
                                             guint           status,
                                             const char     *reason);
void            gate_org_peer_check_deadline (GateOrgPeer   *self,
                                             gint64          now_us);
void            gate_org_peer_close         (GateOrgPeer    *self);
gboolean        gate_org_peer_is_answering  (GateOrgPeer    *self);
void            gate_org_peer_finish_answer (GateOrgPeer    *self,
                                             gboolean        whole);

GateOrgHead    *gate_org_peer_get_head      (GateOrgPeer    *self);
GOutputStream  *gate_org_peer_get_output    (GateOrgPeer    *self);
GSocketAddress *gate_org_peer_get_address   (GateOrgPeer    *self);
gint64          gate_org_peer_get_started_us (GateOrgPeer   *self);
gboolean        gate_org_peer_closes_after  (GateOrgPeer    *self);
void            gate_org_peer_close_after   (GateOrgPeer    *self);

G_END_DECLS
