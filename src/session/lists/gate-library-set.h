/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* Authorizations by client ID, in no order; it owns them. */
typedef struct _GateLibrarySet GateLibrarySet;

GateLibrarySet    *gate_library_set_new     (void);
void               gate_library_set_free    (GateLibrarySet    *self);
gboolean           gate_library_set_add     (GateLibrarySet    *self,
                                             GateAuthorization *item);
GateAuthorization *gate_library_set_lookup  (GateLibrarySet    *self,
                                             const char        *client_id);
GPtrArray         *gate_library_set_peek    (GateLibrarySet    *self);
void               gate_library_set_discard (GateLibrarySet    *self);
void               gate_library_set_discard_items (GPtrArray   *items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateLibrarySet, gate_library_set_free)

G_END_DECLS
