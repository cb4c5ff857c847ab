/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* Authorizations by client ID, in no order; it owns them. */
typedef struct _GateAuthorizationSet GateAuthorizationSet;

GateAuthorizationSet *gate_authorization_set_new           (void);
void                  gate_authorization_set_free          (GateAuthorizationSet *self);
gboolean              gate_authorization_set_add           (GateAuthorizationSet *self,
                                                            GateAuthorization    *item);
GateAuthorization    *gate_authorization_set_lookup        (GateAuthorizationSet *self,
                                                            const char           *client_id);
GPtrArray            *gate_authorization_set_peek          (GateAuthorizationSet *self);
void                  gate_authorization_set_discard       (GateAuthorizationSet *self);
void                  gate_authorization_set_discard_items (GPtrArray            *items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateAuthorizationSet, gate_authorization_set_free)

G_END_DECLS
