/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"
#include "gate-sliced-list.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_AUTHORIZATION_LIST_ALL,
  GATE_AUTHORIZATION_LIST_PENDING,
  GATE_AUTHORIZATION_LIST_APPROVED,
  GATE_AUTHORIZATION_LIST_REVOKED,
  GATE_AUTHORIZATION_LIST_N_FILTERS
} GateAuthorizationListFilter;

/* The authorizations of an organization by client ID, grouped into Pending, Built-in clients and
 * Applications. */
#define GATE_TYPE_AUTHORIZATION_LIST (gate_authorization_list_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizationList,
                      gate_authorization_list,
                      GATE,
                      AUTHORIZATION_LIST,
                      GateSlicedList)

GateAuthorizationList *gate_authorization_list_new         (void);
void                   gate_authorization_list_set_own_ids (GateAuthorizationList *self,
                                                            const char *const     *client_ids,
                                                            GateKnowledge          knowledge);
GateAuthorization     *gate_authorization_list_take_written (GateAuthorizationList *self,
                                                             GateAuthorization     *after,
                                                             GateAuthorization     *before,
                                                             gint64                 until_us);
GateAuthorization     *gate_authorization_list_choose_latest (GateAuthorizationList *self,
                                                              GateAuthorization    *reading);
void                   gate_authorization_list_keep_written (GateAuthorizationList *self);
void                   gate_authorization_list_forget_written (GateAuthorizationList *self);
void                   gate_authorization_list_find_owner  (GateAuthorizationList *self,
                                                            GateAuthorization     *item,
                                                            gboolean               is_known,
                                                            gboolean               is_own);

G_END_DECLS
