/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-connection.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The way in (F10, F11): listens on a loopback address, lets so many connections in, and
 * hands the library one whole request at a time. */
#define GATE_TYPE_ORG_LISTENER (gate_org_listener_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgListener, gate_org_listener, GATE, ORG_LISTENER, GObject)

GateOrgListener   *gate_org_listener_new             (SoupServer             *server,
                                                      const GateOrgEndpoints *endpoints);
gboolean           gate_org_listener_listen          (GateOrgListener        *self,
                                                      const char             *address,
                                                      guint16                 port,
                                                      GError                **error);
const char        *gate_org_listener_get_authority   (GateOrgListener        *self);
GateOrgConnection *gate_org_listener_find_connection (SoupServerMessage      *message);
void               gate_org_listener_stop            (GateOrgListener        *self);
gboolean           gate_org_listener_is_quiet        (GateOrgListener        *self);
gboolean           gate_org_listener_is_loopback     (const char             *address);

G_END_DECLS
