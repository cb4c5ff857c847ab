/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-authorization.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_AUTHORIZATION_LIST_ALL,
  GATE_AUTHORIZATION_LIST_PENDING,
  GATE_AUTHORIZATION_LIST_APPROVED,
  GATE_AUTHORIZATION_LIST_REVOKED,
} GateAuthorizationListFilter;

/* The authorizations as one GListModel of GObjects, which are GateHeading or GateAuthorization:
 * sorted, filtered and grouped into Pending, Built-in clients, Applications. GTK-free. No call
 * takes longer than a frame, however many there are.
 *
 * Properties: search (string, rw), filter (uint GateAuthorizationListFilter, rw), n-all, n-pending,
 * n-approved, n-revoked, n-shown (uint), busy (boolean: still sorting or searching). */
#define GATE_TYPE_AUTHORIZATION_LIST (gate_authorization_list_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorizationList,
                      gate_authorization_list,
                      GATE,
                      AUTHORIZATION_LIST,
                      GObject)

GateAuthorizationList *gate_authorization_list_new (void);
const char *gate_authorization_list_get_search (GateAuthorizationList *self);
void gate_authorization_list_set_search (GateAuthorizationList *self,
                                         const char *search);
GateAuthorizationListFilter gate_authorization_list_get_filter (GateAuthorizationList *self);
void gate_authorization_list_set_filter (GateAuthorizationList *self,
                                         GateAuthorizationListFilter filter);
guint gate_authorization_list_count (GateAuthorizationList *self,
                                     GateAuthorizationListFilter filter);
GateAuthorization *gate_authorization_list_lookup (GateAuthorizationList *self,
                                                   const char *client_id);
gboolean gate_authorization_list_find (GateAuthorizationList *self,
                                       const char *client_id,
                                       guint *position);
/* The pending authorizations, those that the filter hides included. */
GPtrArray *gate_authorization_list_dup_pending (GateAuthorizationList *self);
/* A whole new list, handed over in batches; objects of clients that were there before are kept
 * and updated, so that a selection survives. */
void gate_authorization_list_begin (GateAuthorizationList *self);
void gate_authorization_list_add (GateAuthorizationList *self,
                                  GPtrArray *authorizations);
void gate_authorization_list_commit (GateAuthorizationList *self);
void gate_authorization_list_abandon (GateAuthorizationList *self);
/* One authorization as confirmed by the organization; returns the object in the list. */
GateAuthorization *gate_authorization_list_update_one (GateAuthorizationList *self,
                                                       GateAuthorization *authorization);
void gate_authorization_list_clear (GateAuthorizationList *self);
/* The IDs of the organization's own clients; NULL while they are not known. */
void gate_authorization_list_set_own_ids (GateAuthorizationList *self,
                                          const char *const *client_ids);

G_END_DECLS
