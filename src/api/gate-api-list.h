/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"
#include "gate-authorization.h"

G_BEGIN_DECLS

/* Called on the main context with each few authorizations as they arrive, before the list is
 * finished. ITEMS is borrowed: take a reference to each item that you keep. The finished list has
 * all of them again, and only it is final: an item can come twice when the request is repeated. */
typedef void (*GateApiBatchFunc) (GPtrArray *items,
                                  gpointer   user_data);

/* The models of a list answer, and the number of unusable entities. */
typedef struct _GateApiList GateApiList;

GPtrArray  *gate_api_list_get_items       (GateApiList *list);
GPtrArray  *gate_api_list_steal_items     (GateApiList *list);
guint       gate_api_list_get_n_refused   (GateApiList *list);
guint       gate_api_list_get_n_delivered (GateApiList *list);
const char *gate_api_list_get_refused     (GateApiList *list);
gint64      gate_api_list_get_total       (GateApiList *list);
gboolean    gate_api_list_is_cut          (GateApiList *list);
void        gate_api_list_free            (GateApiList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateApiList, gate_api_list_free)

G_END_DECLS
