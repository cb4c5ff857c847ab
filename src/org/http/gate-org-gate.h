/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-peer.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The way in (F10, F11): listens on a loopback address, lets so many connections in, and
 * hands the library one whole request at a time. */
#define GATE_TYPE_ORG_GATE (gate_org_gate_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgGate, gate_org_gate, GATE, ORG_GATE, GObject)

GateOrgGate *gate_org_gate_new           (SoupServer        *server,
                                          const GateOrgEndpoints *endpoints);
gboolean     gate_org_gate_listen        (GateOrgGate       *self,
                                          const char        *address,
                                          guint16            port,
                                          GError           **error);
const char  *gate_org_gate_get_authority (GateOrgGate       *self);
GateOrgPeer *gate_org_gate_find_peer     (SoupServerMessage *message);
void         gate_org_gate_stop          (GateOrgGate       *self);
gboolean     gate_org_gate_is_quiet      (GateOrgGate       *self);
gboolean     gate_org_gate_is_loopback   (const char        *address);

G_END_DECLS
