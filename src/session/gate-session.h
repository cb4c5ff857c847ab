/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-accounts.h"
#include "gate-authorizations.h"
#include "gate-browser-sign-in.h"
#include "gate-changes.h"
#include "gate-client-list.h"
#include "gate-clients.h"
#include "gate-launch-addresses.h"
#include "gate-local.h"
#include "gate-me.h"
#include "gate-opener.h"
#include "gate-people.h"
#include "gate-rate-wait.h"
#include "gate-roles.h"
#include "gate-scopes.h"
#include "gate-secrets.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_SESSION_SIGNED_OUT,  /* no account is chosen: first run */
  GATE_SESSION_STARTING,    /* the local organization starts, or the token is being read */
  GATE_SESSION_LOADING,     /* signed in; the first list of authorizations is loading */
  GATE_SESSION_READY,       /* there is a list of authorizations, perhaps an old one */
  GATE_SESSION_DENIED,      /* signed in without oauth:client:authorize: nothing is shown */
  GATE_SESSION_FAILED,      /* it could not be started or loaded; there is nothing to show */
} GateSessionState;

/* One account at a time: its connection, its loaded data (the resources) and its changes. Pages
 * bind to the resources; the session has the facts that follow from several of them.
 *
 * Properties (read-only): state (uint GateSessionState), loading (boolean: the connection is being
 * opened or a resource is being loaded), slow (boolean: for longer than 300 ms), can-change
 * (boolean), cannot-change-reason (string or NULL), stopped (boolean: the local organization has
 * ended), stop-details (string or NULL: the reason of that), browser-sign-in (GateBrowserSignIn or
 * NULL: how a person signs in to this account), notice (string or NULL: parts that
 * could not be read, a line each), is-local (boolean), account-name (string: e.g. "Acme Care"),
 * authorizations (GateAuthorizations), clients (GateClients), client-list (GateClientList).
 */
#define GATE_TYPE_SESSION (gate_session_get_type ())
G_DECLARE_FINAL_TYPE (GateSession, gate_session, GATE, SESSION, GObject)

GateSession           *gate_session_new                    (const char           *org_program,
                                                            const char           *org_data_folder);
GateSessionState       gate_session_get_state              (GateSession          *self);
gboolean               gate_session_can_change             (GateSession          *self);
gboolean               gate_session_is_own_client          (GateSession          *self,
                                                            const char           *client_id);
/* When the organization does not tell the client of this sign-in: whether it could be this one. */
gboolean               gate_session_may_be_own_client      (GateSession          *self,
                                                            GateAuthorization    *authorization);
GateLocal             *gate_session_get_local              (GateSession          *self);
/* The signed-in person of the local organization; NULL for other organizations. */
const char            *gate_session_get_sign_in            (GateSession          *self);

void                   gate_session_set_accounts           (GateSession          *self,
                                                            GateAccounts         *accounts);
GateAccounts          *gate_session_get_accounts           (GateSession          *self);
GateAccount           *gate_session_get_account            (GateSession          *self);
GateSecrets           *gate_session_get_secrets            (GateSession          *self);
GateBrowserSignIn     *gate_session_get_browser_sign_in    (GateSession          *self);
void                   gate_session_cancel_sign_in         (GateSession          *self);
void                   gate_session_switch_person          (GateSession          *self);

/* The resources. */
GateAuthorizations    *gate_session_get_authorizations     (GateSession          *self);
GateChanges           *gate_session_get_changes            (GateSession          *self);
GateClients           *gate_session_get_clients            (GateSession          *self);
GateMe                *gate_session_get_me                 (GateSession          *self);
GatePeople            *gate_session_get_people             (GateSession          *self);
GateRoles             *gate_session_get_roles              (GateSession          *self);
GateScopes            *gate_session_get_scopes             (GateSession          *self);
/* The list of the authorizations; the clients sorted and filtered, with their authorizations. */
GateAuthorizationList *gate_session_get_authorization_list (GateSession          *self);
GateClientList        *gate_session_get_client_list        (GateSession          *self);

/* Each of these closes the open connection. */
void                   gate_session_open_local             (GateSession          *self,
                                                            const char           *sign_in);
void                   gate_session_open                   (GateSession          *self,
                                                            const char           *api_address,
                                                            const char           *login_address,
                                                            GFile                *token_file);
void                   gate_session_open_account           (GateSession          *self,
                                                            GateAccount          *account,
                                                            const char           *client_secret,
                                                            gboolean              is_kept);
void                   gate_session_close                  (GateSession          *self);
void                   gate_session_sign_out_async         (GateSession          *self,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean               gate_session_sign_out_finish        (GateSession          *self,
                                                            GAsyncResult         *result,
                                                            gboolean             *is_ended,
                                                            GError              **error);
/* Try Again and Reload: opens the connection again and loads everything again. */
void                   gate_session_reload                 (GateSession          *self);
/* Loads the roles and the number of people alone. */
void                   gate_session_reload_roles           (GateSession          *self);
void                   gate_session_stop_loading           (GateSession          *self);

/* The sentence that explains ERROR for this account, e.g. the error of a look-up. */
char                  *gate_session_describe_error         (GateSession          *self,
                                                            const GError         *error);

/* The launch addresses of its applications; gate_session_launch_async() opens one. */
GateLaunchAddresses   *gate_session_get_launch             (GateSession          *self);
GateRateWait          *gate_session_get_rate_wait          (GateSession          *self);
GateOpener            *gate_session_get_opener             (GateSession          *self);
GateRateWait          *gate_session_new_rate_wait          (GateSession          *self,
                                                            GateRateWaitConcerns  concerns,
                                                            gpointer              user_data);
void                   gate_session_set_opener             (GateSession          *self,
                                                            GateOpener           *opener);
void                   gate_session_launch_async           (GateSession          *self,
                                                            const char           *client_id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean               gate_session_launch_finish          (GateSession          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);
const char            *gate_session_describe_launch_error  (const GError         *error);

/* Finds the authorization of a typed client ID, with its owner. Fails with GATE_ERROR_INVALID
 * before any request when the ID is malformed, GATE_ERROR_NOT_FOUND when the organization does not
 * know it. */
void                   gate_session_look_up_async          (GateSession          *self,
                                                            const char           *typed_id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
GateAuthorization     *gate_session_look_up_finish         (GateSession          *self,
                                                            GAsyncResult         *result,
                                                            GError              **error);

G_END_DECLS
