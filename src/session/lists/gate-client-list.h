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
  GATE_CLIENT_FILTER_NOT_AUTHORIZED, /* and those that somebody asked for */
  GATE_CLIENT_FILTER_APPROVED,
  GATE_CLIENT_FILTER_REVOKED,
  GATE_CLIENT_N_FILTERS
} GateClientFilter;

typedef enum
{
  GATE_CLIENT_ORDER_NAME,
  GATE_CLIENT_ORDER_GRANT_TYPE,
  GATE_CLIENT_ORDER_AUTHORIZATION, /* what waits for a decision first */
  GATE_CLIENT_ORDER_NEWEST,
  GATE_CLIENT_ORDER_OLDEST,
  GATE_CLIENT_N_ORDERS
} GateClientOrder;

/* The organization's OAuth clients as one GListModel of GateClientEntry, sorted and filtered, each
 * with what the list knows of its authorization. GTK-free. All work is done a little at a time
 * in the background; what is shown stays until it is complete.
 *
 * Properties: search (string, rw), filter (uint GateClientFilter, rw), order (uint
 * GateClientOrder, rw), busy (boolean). Signal: counted, after gate_client_list_count() changed. */
#define GATE_TYPE_CLIENT_LIST (gate_client_list_get_type ())
G_DECLARE_FINAL_TYPE (GateClientList, gate_client_list, GATE, CLIENT_LIST, GObject)

GateClientList  *gate_client_list_new        (GListModel            *clients,
                                              GateAuthorizationList *authorizations);
const char      *gate_client_list_get_search (GateClientList        *self);
void             gate_client_list_set_search (GateClientList        *self,
                                              const char            *search);
GateClientFilter gate_client_list_get_filter (GateClientList        *self);
void             gate_client_list_set_filter (GateClientList        *self,
                                              GateClientFilter       filter);
GateClientOrder  gate_client_list_get_order  (GateClientList        *self);
void             gate_client_list_set_order  (GateClientList        *self,
                                              GateClientOrder        order);
guint            gate_client_list_count      (GateClientList        *self,
                                              GateClientFilter       filter);
gboolean         gate_client_list_is_busy    (GateClientList        *self);
/* The list may have other objects now than when it was last looked at. */
void             gate_client_list_look_again (GateClientList        *self);

G_END_DECLS
