/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GATE_PERMISSION_AUTHORIZE "oauth:client:authorize"
#define GATE_PERMISSION_VIEW_CLIENTS "oauth:client:view"
#define GATE_PERMISSION_VIEW_ROLES "authorization:role:view"

#define GATE_TYPE_PERSON (gate_person_get_type ())
G_DECLARE_FINAL_TYPE (GatePerson, gate_person, GATE, PERSON, GObject)

/* Properties, safe to show: id, name (display name), email, state (strings). The getters return
 * the texts from the organization, unsafe to show. Permissions are known only for the signed-in
 * person. */
GatePerson         *gate_person_new             (const char         *id);
const char         *gate_person_get_id          (GatePerson         *self);
const char         *gate_person_get_name        (GatePerson         *self);
void                gate_person_set_name        (GatePerson         *self,
                                                 const char         *name);
const char         *gate_person_get_email       (GatePerson         *self);
void                gate_person_set_email       (GatePerson         *self,
                                                 const char         *email);
const char         *gate_person_get_state       (GatePerson         *self);
void                gate_person_set_state       (GatePerson         *self,
                                                 const char         *state);
const char * const *gate_person_get_role_ids    (GatePerson         *self);
void                gate_person_set_role_ids    (GatePerson         *self,
                                                 const char * const *role_ids);
const char * const *gate_person_get_permissions (GatePerson         *self);
void                gate_person_set_permissions (GatePerson         *self,
                                                 const char * const *permissions);
gboolean            gate_person_has_permission  (GatePerson         *self,
                                                 const char         *permission);
gboolean            gate_person_lacks_permission (GatePerson        *self,
                                                  const char        *permission);

/* "*" stands for any one segment, e.g. "oauth:*:*". */
gboolean            gate_permission_matches     (const char         *held,
                                                 const char         *wanted);
gboolean            gate_permissions_include    (const char * const *held,
                                                 const char         *wanted);

G_END_DECLS
