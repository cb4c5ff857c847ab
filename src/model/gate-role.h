/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GATE_TYPE_ROLE (gate_role_get_type ())
G_DECLARE_FINAL_TYPE (GateRole, gate_role, GATE, ROLE, GObject)

/* Properties, safe to show: id, name (display name), description (strings), n-people (int64, -1
 * unknown). Immutable after decoding, except n-inactive, which the organization tells with its
 * people and not with the role. The getters of texts return them unsafe to show. */
GateRole           *gate_role_new             (const char         *id);
const char         *gate_role_get_id          (GateRole           *self);
const char         *gate_role_get_name        (GateRole           *self);
void                gate_role_set_name        (GateRole           *self,
                                               const char         *name);
int                 gate_role_compare         (GateRole           *a,
                                               GateRole           *b);
const char         *gate_role_get_description (GateRole           *self);
void                gate_role_set_description (GateRole           *self,
                                               const char         *description);
gint64              gate_role_get_n_people    (GateRole           *self);
void                gate_role_set_n_people    (GateRole           *self,
                                               gint64              n_people);
gint64              gate_role_get_n_inactive  (GateRole           *self);
void                gate_role_set_n_inactive  (GateRole           *self,
                                               gint64              n_inactive);
const char * const *gate_role_get_permissions (GateRole           *self);
void                gate_role_set_permissions (GateRole           *self,
                                               const char * const *permissions);
const char         *gate_role_get_default_id  (GateRole           *self);
void                gate_role_set_default_id  (GateRole           *self,
                                               const char         *default_role_id);

G_END_DECLS
