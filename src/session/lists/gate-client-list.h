/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-client-entry.h"
#include "gate-authorization-list.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_CLIENT_FILTER_ALL,
  GATE_CLIENT_FILTER_NOT_AUTHORIZED, /* requested ones too */
  GATE_CLIENT_FILTER_APPROVED,
  GATE_CLIENT_FILTER_REVOKED,
  GATE_CLIENT_N_FILTERS
} GateClientFilter;

typedef enum
{
  GATE_CLIENT_ORDER_NAME,
  GATE_CLIENT_ORDER_GRANT_TYPE,
  GATE_CLIENT_ORDER_AUTHORIZATION, /* pending ones first */
  GATE_CLIENT_ORDER_NEWEST,
  GATE_CLIENT_ORDER_OLDEST,
  GATE_CLIENT_N_ORDERS
} GateClientOrder;

/* The organization's OAuth clients as GateClientEntry by client ID, each with its authorization.
 *
 * Property: order (uint GateClientOrder, rw). */
#define GATE_TYPE_CLIENT_LIST (gate_client_list_get_type ())
G_DECLARE_FINAL_TYPE (GateClientList, gate_client_list, GATE, CLIENT_LIST, GateSlicedList)

GateClientList  *gate_client_list_new       (GListModel            *clients,
                                             GateAuthorizationList *authorizations);
GateClientOrder  gate_client_list_get_order (GateClientList        *self);
void             gate_client_list_set_order (GateClientList        *self,
                                             GateClientOrder        order);

G_END_DECLS
