/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* A list of scopes, each a row with its ID, its sentence and Read-only / Can change data / Admin. A
 * list for choosing scopes has check marks.
 *
 * Properties: n-selected (uint), selectable (boolean, rw: with check marks).
 * Signals: toggled (scope ID, boolean), when a person ticks or unticks a scope; selection-changed
 * (), whenever the set of ticked scopes may have changed. */
#define GATE_TYPE_SCOPE_LIST (gate_scope_list_get_type ())
G_DECLARE_FINAL_TYPE (GateScopeList, gate_scope_list, GATE, SCOPE_LIST, GtkWidget)

void     gate_scope_list_set_session       (GateScopeList      *self,
                                            GateSession        *session);
void     gate_scope_list_set_selectable    (GateScopeList      *self,
                                            gboolean            selectable);
void     gate_scope_list_set_scopes        (GateScopeList      *self,
                                            const char * const *shown,
                                            const char * const *selected);
void     gate_scope_list_mark              (GateScopeList      *self,
                                            const char * const *not_granted,
                                            const char * const *is_new);
void     gate_scope_list_mark_refused      (GateScopeList      *self,
                                            const char * const *refused);
gboolean gate_scope_list_has_matches       (GateScopeList      *self);
char   **gate_scope_list_dup_selected      (GateScopeList      *self);
char   **gate_scope_list_dup_shown         (GateScopeList      *self);
/* The actions of the three GateScopeButtons. */
void     gate_scope_list_select_only       (GateScopeList      *self,
                                            const char * const *requested);
void     gate_scope_list_select_read_only  (GateScopeList      *self,
                                            const char * const *requested);
void     gate_scope_list_select_none       (GateScopeList      *self);
/* Hides the rows whose ID and sentence do not contain the text. */
void     gate_scope_list_set_search        (GateScopeList      *self,
                                            const char         *search);

G_END_DECLS
