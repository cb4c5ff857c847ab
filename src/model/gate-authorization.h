/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-client.h"
#include "gate-knowledge.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_AUTHORIZATION_UNAUTHORIZED,
  GATE_AUTHORIZATION_REQUESTED,
  GATE_AUTHORIZATION_AUTHORIZED,
  GATE_AUTHORIZATION_REVOKED,
  GATE_AUTHORIZATION_OTHER,      /* an unknown state: shown in the API's word */
} GateAuthorizationState;

/* Whether other applications of the organization look the same by name. */
typedef enum
{
  GATE_NAMESAKES_NONE,     /* none, as far as is known */
  GATE_NAMESAKES_ALIKE,    /* a name that looks the same */
  GATE_NAMESAKES_BUILT_IN, /* the same name of a built-in client, so neither counts as built in */
} GateNamesakes;

#define GATE_TYPE_AUTHORIZATION (gate_authorization_get_type ())
G_DECLARE_FINAL_TYPE (GateAuthorization, gate_authorization, GATE, AUTHORIZATION, GObject)

/* The organization's decision about one client; keyed by the client ID. Built by a decoder with
 * the setters, afterwards changed only by gate_authorization_update_from(), which notifies.
 *
 * Readable properties for views: id, name (display name), client (GateClient), owner (uint), state
 * (uint), state-name (string), is-built-in (boolean), scopes and roles (strv), n-scopes (uint),
 * n-roles (uint), problem (string or NULL: the unusable parts of the answer).
 *
 * Signal: changed, once after a change, also of data without a property. */
GateAuthorization *gate_authorization_new                 (GateClient             *client);
const char        *gate_authorization_get_id              (GateAuthorization      *self);
GateClient        *gate_authorization_get_client          (GateAuthorization      *self);
const char        *gate_authorization_get_name            (GateAuthorization      *self);
const char        *gate_authorization_get_sort_key        (GateAuthorization      *self);
const char        *gate_authorization_get_search_key      (GateAuthorization      *self);
char              *gate_authorization_fold_for_search     (const char             *text);
gboolean           gate_authorization_is_built_in         (GateAuthorization      *self);
GateClientOwner    gate_authorization_get_owner           (GateAuthorization      *self);
void               gate_authorization_set_owner           (GateAuthorization      *self,
                                                           GateClientOwner         owner);
GateNamesakes      gate_authorization_get_namesakes       (GateAuthorization      *self);
const char        *gate_authorization_get_approved_namesake (GateAuthorization    *self);
void               gate_authorization_set_namesakes       (GateAuthorization      *self,
                                                           GateNamesakes           namesakes,
                                                           const char             *approved_id);
gboolean           gate_authorization_may_be_built_in     (GateAuthorization      *self);
GateAuthorizationState gate_authorization_get_state       (GateAuthorization      *self);
const char        *gate_authorization_get_state_name      (GateAuthorization      *self);
void               gate_authorization_set_state           (GateAuthorization      *self,
                                                           GateAuthorizationState  state);
void               gate_authorization_set_state_from_wire (GateAuthorization      *self,
                                                           const char             *state,
                                                           gboolean                pending);
const char * const *gate_authorization_get_scopes         (GateAuthorization      *self);
void               gate_authorization_set_scopes          (GateAuthorization      *self,
                                                           const char * const     *scopes);
const char * const *gate_authorization_get_roles          (GateAuthorization      *self);
void               gate_authorization_set_roles           (GateAuthorization      *self,
                                                           const char * const     *role_ids);
char             **gate_authorization_dup_new_requests     (GateAuthorization      *self);
GDateTime         *gate_authorization_get_date_created    (GateAuthorization      *self);
void               gate_authorization_set_date_created    (GateAuthorization      *self,
                                                           GDateTime              *date);
GDateTime         *gate_authorization_get_date_modified   (GateAuthorization      *self);
void               gate_authorization_set_date_modified   (GateAuthorization      *self,
                                                           GDateTime              *date);
const char        *gate_authorization_get_created_by_id   (GateAuthorization      *self);
const char        *gate_authorization_get_created_by_name (GateAuthorization      *self);
void               gate_authorization_set_created_by      (GateAuthorization      *self,
                                                           const char             *id,
                                                           const char             *name);
const char        *gate_authorization_get_modified_by_id  (GateAuthorization      *self);
const char        *gate_authorization_get_modified_by_name (GateAuthorization     *self);
void               gate_authorization_set_modified_by     (GateAuthorization      *self,
                                                           const char             *id,
                                                           const char             *name);
void               gate_authorization_set_role_names      (GateAuthorization      *self,
                                                           const char * const     *names);
const char        *gate_authorization_get_problem         (GateAuthorization      *self);
void               gate_authorization_add_problem         (GateAuthorization      *self,
                                                           const char             *problem);
GateKnowledge      gate_authorization_get_scopes_knowledge (GateAuthorization     *self);
void               gate_authorization_set_scopes_knowledge (GateAuthorization     *self,
                                                           GateKnowledge           knowledge);
GateKnowledge      gate_authorization_get_roles_knowledge (GateAuthorization      *self);
void               gate_authorization_set_roles_knowledge (GateAuthorization      *self,
                                                           GateKnowledge           knowledge);
gboolean           gate_authorization_is_newer_than       (GateAuthorization      *self,
                                                           GateAuthorization      *other);
gboolean           gate_authorization_has_client_id       (GateAuthorization      *self);
gboolean           gate_authorization_is_complete         (GateAuthorization      *self);
/* Whether a change has reached its goal. */
gboolean           gate_authorization_matches             (GateAuthorization      *self,
                                                           const char * const     *scopes,
                                                           const char * const     *role_ids);
gboolean           gate_authorization_has_ended           (GateAuthorization      *self);
gboolean           gate_authorization_equal               (GateAuthorization      *self,
                                                           GateAuthorization      *other);
void               gate_authorization_update_from         (GateAuthorization      *self,
                                                           GateAuthorization      *other);

const char        *gate_authorization_state_to_wire       (GateAuthorizationState  state);

G_END_DECLS
