/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-connection.h"
#include "gate-error.h"
#include "gate-http.h"
#include "gate-session.h"

G_BEGIN_DECLS

struct _GateSession
{
  GObject parent_instance;

  /* Its parts. */
  GateHttp                   *http;
  GateRateWait               *rate_wait;
  GateLocal                  *local;
  GateConnection             *connection; /* NULL while signed out */
  GateSecrets                *secrets;
  GateAccounts               *accounts;   /* or NULL */
  gboolean                    keeps_account;
  GateAuthorizations *authorizations;
  GateClients        *clients;
  GateMe             *me;
  GatePeople         *people;
  GateRoles          *roles;
  GateScopes         *scopes;
  GateClientList             *client_list;
  GateLaunchAddresses                 *launch;
  GateOpener                 *opener;     /* or NULL */
  GateChanges                *changes;

  GCancellable               *opening;    /* of the connection that is being opened; else NULL */
  guint                       slow_source;

  /* Facts that follow from the parts, as last notified. */
  char                       *person_id;  /* whose data is loaded; or NULL */
  GateSessionState            state;
  gboolean                    is_loading;
  gboolean                    is_slow;
  gboolean                    can_change;
  gboolean                    is_stopped;
  char                       *cannot_change_reason;
  char                       *notice;
  char                       *account_name;
};

/* gate-session.c */
void             gate_session_update_facts                 (GateSession       *self);

/* gate-session-open.c */
void             gate_session_cancel_opening               (GateSession       *self);
void             gate_session_store_account                (GateSession       *self);

/* The authorizations come first. */
#define GATE_SESSION_N_RESOURCES 6

/* gate-session-resources.c */
void             gate_session_list_resources               (GateSession       *self,
                                                            GateResource      *resources[]);

/* gate-session-facts.c */
gboolean         gate_session_is_local                     (GateSession       *self);
GateSessionState gate_session_compute_state                (GateSession       *self);
gboolean         gate_session_compute_loading              (GateSession       *self);
const char      *gate_session_compute_cannot_change_reason (GateSession       *self);
char            *gate_session_compute_notice               (GateSession       *self);
char            *gate_session_compute_account_name         (GateSession       *self);

/* gate-session-weigh.c */
void             gate_session_weigh_refusals               (GateSession       *self);

/* gate-session-launch.c */
void             gate_session_update_launch                (GateSession       *self);

/* gate-session-roles.c */
void             gate_session_tell_roles                   (GateSession       *self);
void             gate_session_name_roles                   (GateSession       *self);
void             gate_session_name_roles_of                (GateSession       *self,
                                                            GateAuthorization *authorization);

/* For tests: shorter deadlines. */
GateHttp        *gate_session_get_http                     (GateSession       *self);

/* gate-session-describe.c */
void             gate_session_name_organization            (GateSession       *self,
                                                            GError            *error);

gboolean gate_session_tells_wait (GCancellable *cancellable,
                                  gpointer      user_data);

G_END_DECLS
