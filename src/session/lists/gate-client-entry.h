/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* One of the organization's OAuth clients and its authorization.
 *
 * Signal: changed, once after a change of the client or of its authorization. */
#define GATE_TYPE_CLIENT_ENTRY (gate_client_entry_get_type ())
G_DECLARE_FINAL_TYPE (GateClientEntry, gate_client_entry, GATE, CLIENT_ENTRY, GObject)

GateClientEntry       *gate_client_entry_new               (GateClient        *client);
const char            *gate_client_entry_get_id            (GateClientEntry   *self);
GateClient            *gate_client_entry_get_client        (GateClientEntry   *self);
void                   gate_client_entry_set_client        (GateClientEntry   *self,
                                                            GateClient        *client);
GateAuthorization     *gate_client_entry_get_authorization (GateClientEntry   *self);
void                   gate_client_entry_set_authorization (GateClientEntry   *self,
                                                            GateAuthorization *authorization);
void                   gate_client_entry_set_role_names    (GateClientEntry   *self,
                                                            const char * const *names);
GateAuthorizationState gate_client_entry_get_state         (GateClientEntry   *self);
const char            *gate_client_entry_get_state_name    (GateClientEntry   *self);
const char            *gate_client_entry_get_sort_key      (GateClientEntry   *self);
const char            *gate_client_entry_get_search_key    (GateClientEntry   *self);

G_END_DECLS
