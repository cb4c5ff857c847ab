/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-client-list.h"
#include "gate-client.h"
#include "gate-edit.h"
#include "gate-launch.h"
#include "gate-library.h"
#include "gate-local.h"
#include "gate-opener.h"
#include "gate-operation.h"
#include "gate-organization.h"
#include "gate-person.h"
#include "gate-role.h"
#include "gate-scope.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_SESSION_SIGNED_OUT,  /* nothing chosen: first run */
  GATE_SESSION_STARTING,    /* the local organization starts, or the token is being read */
  GATE_SESSION_LOADING,     /* signed in, the first list is on its way */
  GATE_SESSION_READY,       /* the list is shown */
  GATE_SESSION_DENIED,      /* signed in without oauth:client:authorize: nothing is shown */
  GATE_SESSION_FAILED,      /* it could not be started or loaded; nothing to show; Try Again */
} GateSessionState;

typedef enum
{
  GATE_CLIENTS_WAITING, /* not read yet */
  GATE_CLIENTS_SHOWN,   /* as they were read last */
  GATE_CLIENTS_DENIED,  /* a permission is missing: oauth:client:view */
  GATE_CLIENTS_FAILED,  /* they could not be read; Try Again */
} GateClientsState;

/* Who is signed in where, what is loaded, what is changing. The window binds to its properties.
 *
 * Properties (read-only unless said): state (uint), organization (GateOrganization or NULL),
 * person (GatePerson or NULL), library (GateLibrary), scopes, clients, roles (GListModel of
 * GateScope, GateClient, GateRole), loading (boolean: a load is under way), slow (boolean: for
 * longer than 300 ms), problem (string or NULL: why the last load failed, one sentence),
 * problem-id (string or NULL: its correlation ID), stopped (boolean: it failed because the local
 * organization has ended), problem-details (string or NULL: what went wrong with it then), notice
 * (string or NULL: e.g. entries that could not be read), offline (boolean: the list is a copy,
 * because the last load failed), age (GDateTime or NULL: when the list was loaded), can-change
 * (boolean), cannot-change-reason (string or NULL), missing-permission (string or NULL, when
 * denied), n-loaded (uint: entries so far while loading), is-local (boolean), account-name (string:
 * e.g. "Acme Care"), n-people (int64: how many active people the organization has, -1 unknown;
 * notified as well when others come to be known), knows-roles (boolean: roles
 * have been read), roles-problem (string or NULL: why they could not be), clients-state (uint
 * GateClientsState), clients-problem (string or NULL: why the last try to read them failed).
 *
 * Signals: settled (): a list, loaded or polled, is shown now; poll-failed (const GError *). */
#define GATE_TYPE_SESSION (gate_session_get_type ())
G_DECLARE_FINAL_TYPE (GateSession, gate_session, GATE, SESSION, GObject)

GateSession        *gate_session_new                 (const char           *org_program,
                                                      const char           *org_data_folder);
GateSessionState    gate_session_get_state           (GateSession          *self);
GateLibrary        *gate_session_get_library         (GateSession          *self);
GListModel         *gate_session_get_scopes          (GateSession          *self);
GListModel         *gate_session_get_clients         (GateSession          *self);
/* The same sorted and filtered, each with what was decided about it. */
GateClientList     *gate_session_get_client_list     (GateSession          *self);
GateClientsState    gate_session_get_clients_state   (GateSession          *self);
const char         *gate_session_get_clients_problem (GateSession          *self,
                                                      const char          **correlation_id);
GListModel         *gate_session_get_roles           (GateSession          *self);
GateRole           *gate_session_find_role           (GateSession          *self,
                                                      const char           *role_id);
/* What tells a role from others of the same name; NULL when there is none. */
char               *gate_session_tell_role_apart     (GateSession          *self,
                                                      GateRole             *role);
/* How many active people the organization has, -1 unknown. */
gint64              gate_session_get_n_people        (GateSession          *self);
gint64              gate_session_get_n_inactive      (GateSession          *self);
gboolean            gate_session_knows_roles         (GateSession          *self);
const char         *gate_session_get_roles_problem   (GateSession          *self);
GateOrganization   *gate_session_get_organization    (GateSession          *self);
GatePerson         *gate_session_get_person          (GateSession          *self);
gboolean            gate_session_can_change          (GateSession          *self);
gboolean            gate_session_is_own_client       (GateSession          *self,
                                                      const char           *client_id);
/* Where the organization does not tell its own client: whether it could be this one. */
gboolean            gate_session_may_be_own_client   (GateSession          *self,
                                                      GateAuthorization    *authorization);
const GError       *gate_session_get_error           (GateSession          *self);
GateLocal          *gate_session_get_local           (GateSession          *self);
/* The local organization's person who was asked for; NULL elsewhere. */
const char         *gate_session_get_sign_in         (GateSession          *self);

/* Three ways in, and out. Each replaces what was there. */
void                gate_session_open_local          (GateSession          *self,
                                                      const char           *sign_in);
void                gate_session_open                (GateSession          *self,
                                                      const char           *api_address,
                                                      const char           *login_address,
                                                      GFile                *token_file);
void                gate_session_close               (GateSession          *self);
/* Try Again and Reload: starts what did not start, loads again what is loaded. */
void                gate_session_reload              (GateSession          *self);
/* Reads the roles and the number of people alone. */
void                gate_session_reload_roles        (GateSession          *self);

/* The description of a scope in the organization's words, else in ours, else NULL. */
const char         *gate_session_describe_scope      (GateSession          *self,
                                                      const char           *scope_id);
/* The sentence that explains ERROR for this account: e.g. why a load or a lookup failed. */
char               *gate_session_describe_error      (GateSession          *self,
                                                      const GError         *error);

/* Where its applications start; gate_session_launch_async() starts one. */
GateLaunch         *gate_session_get_launch          (GateSession          *self);
void                gate_session_set_opener          (GateSession          *self,
                                                      GateOpener           *opener);
void                gate_session_launch_async        (GateSession          *self,
                                                      const char           *client_id,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean            gate_session_launch_finish       (GateSession          *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
const char         *gate_session_describe_launch_error (const GError       *error);

/* Step one of P1: a typed client ID becomes an authorization to look at, its owner known. Fails
 * with GATE_ERROR_INVALID before any request when the ID is malformed, GATE_ERROR_NOT_FOUND when
 * the organization does not know it. */
void                gate_session_look_up_async       (GateSession          *self,
                                                      const char           *typed_id,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
GateAuthorization  *gate_session_look_up_finish      (GateSession          *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

/* Changes. SEEN is what the person looked at when deciding; when the organization has something
 * else by now the operation fails with GATE_ERROR_CONFLICT. */
GateOperation      *gate_session_authorize           (GateSession          *self,
                                                      GateAuthorization    *seen,
                                                      const char * const   *scopes,
                                                      const char * const   *role_ids);
GateOperation      *gate_session_save                (GateSession          *self,
                                                      GateEdit             *edit);
GateOperation      *gate_session_revoke              (GateSession          *self,
                                                      GateAuthorization    *seen);
GateOperation      *gate_session_undo                (GateSession          *self,
                                                      GateOperation        *operation);

G_END_DECLS
