/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api.h"
#include "gate-authorization.h"

G_BEGIN_DECLS

/* Called on the main context with each handful of authorizations as they arrive, before the list
 * is finished. ITEMS is borrowed: take a reference of what is to be kept. The finished list holds
 * all of them again and is what counts; an item can come twice when the request was repeated. */
typedef void (*GateApiBatchFunc) (GPtrArray *items,
                                  gpointer   user_data);

/* What a list answer came to: the models, and how many entities could not be used. */
typedef struct _GateApiList GateApiList;

GPtrArray  *gate_api_list_get_items       (GateApiList *list);
guint       gate_api_list_get_n_refused   (GateApiList *list);
const char *gate_api_list_get_refused     (GateApiList *list);
gint64      gate_api_list_get_total       (GateApiList *list);
void        gate_api_list_free            (GateApiList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateApiList, gate_api_list_free)

G_END_DECLS
