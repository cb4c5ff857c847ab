/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-authorization.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_LIBRARY_ALL,
  GATE_LIBRARY_PENDING,
  GATE_LIBRARY_APPROVED,
  GATE_LIBRARY_REVOKED,
} GateLibraryFilter;

/* The authorizations as one GListModel of GObjects, which are GateHeading or GateAuthorization:
 * sorted, filtered and grouped into Pending, Built-in clients, Applications. GTK-free. No call
 * takes longer than a frame, however many there are.
 *
 * Properties: search (string, rw), filter (uint GateLibraryFilter, rw), n-all, n-pending,
 * n-approved, n-revoked, n-shown (uint), busy (boolean: still sorting or searching). */
#define GATE_TYPE_LIBRARY (gate_library_get_type ())
G_DECLARE_FINAL_TYPE (GateLibrary, gate_library, GATE, LIBRARY, GObject)

GateLibrary       *gate_library_new          (void);
const char        *gate_library_get_search   (GateLibrary        *self);
void               gate_library_set_search   (GateLibrary        *self,
                                              const char         *search);
GateLibraryFilter  gate_library_get_filter   (GateLibrary        *self);
void               gate_library_set_filter   (GateLibrary        *self,
                                              GateLibraryFilter   filter);
guint              gate_library_count        (GateLibrary        *self,
                                              GateLibraryFilter   filter);
GateAuthorization *gate_library_lookup       (GateLibrary        *self,
                                              const char         *client_id);
gboolean           gate_library_find         (GateLibrary        *self,
                                              const char         *client_id,
                                              guint              *position);
/* What is pending, shown or not. */
GPtrArray         *gate_library_dup_pending  (GateLibrary        *self);
/* A whole new list, handed over in batches; objects of clients that were there before are kept
 * and updated, so that a selection survives. */
void               gate_library_begin        (GateLibrary        *self);
void               gate_library_add          (GateLibrary        *self,
                                              GPtrArray          *authorizations);
void               gate_library_commit       (GateLibrary        *self);
void               gate_library_abandon      (GateLibrary        *self);
/* One authorization as confirmed by the organization; returns the object in the library. */
GateAuthorization *gate_library_take         (GateLibrary        *self,
                                              GateAuthorization  *authorization);
void               gate_library_clear        (GateLibrary        *self);
/* The IDs of the organization's own clients; NULL while they are not known. */
void               gate_library_set_own_ids  (GateLibrary        *self,
                                              const char * const *client_ids);

G_END_DECLS
