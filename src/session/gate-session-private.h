/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"
#include "gate-api.h"
#include "gate-error.h"
#include "gate-session.h"
#include "gate-writer.h"

G_BEGIN_DECLS

/* What is known of whether something may be read. */
typedef enum
{
  GATE_KNOWN_NOT_YET,
  GATE_KNOWN_READ,
  GATE_KNOWN_REFUSED,
} GateKnown;

typedef enum
{
  GATE_SESSION_PROP_STATE = 1,
  GATE_SESSION_PROP_ORGANIZATION,
  GATE_SESSION_PROP_PERSON,
  GATE_SESSION_PROP_LIBRARY,
  GATE_SESSION_PROP_SCOPES,
  GATE_SESSION_PROP_CLIENTS,
  GATE_SESSION_PROP_ROLES,
  GATE_SESSION_PROP_LOADING,
  GATE_SESSION_PROP_SLOW,
  GATE_SESSION_PROP_PROBLEM,
  GATE_SESSION_PROP_PROBLEM_ID,
  GATE_SESSION_PROP_PROBLEM_DETAILS,
  GATE_SESSION_PROP_STOPPED,
  GATE_SESSION_PROP_NOTICE,
  GATE_SESSION_PROP_OFFLINE,
  GATE_SESSION_PROP_AGE,
  GATE_SESSION_PROP_CAN_CHANGE,
  GATE_SESSION_PROP_CANNOT_CHANGE_REASON,
  GATE_SESSION_PROP_MISSING_PERMISSION,
  GATE_SESSION_PROP_N_LOADED,
  GATE_SESSION_PROP_N_PEOPLE,
  GATE_SESSION_PROP_ROLES_PROBLEM,
  GATE_SESSION_PROP_KNOWS_ROLES,
  GATE_SESSION_PROP_CLIENTS_STATE,
  GATE_SESSION_PROP_CLIENTS_PROBLEM,
  GATE_SESSION_PROP_IS_LOCAL,
  GATE_SESSION_PROP_ACCOUNT_NAME,
  GATE_SESSION_N_PROPS
} GateSessionProp;

/* How the session is connected. */
typedef enum
{
  GATE_WAY_NONE,
  GATE_WAY_LOCAL,
  GATE_WAY_GIVEN,
} GateWay;

struct _GateSession
{
  GObject parent_instance;

  /* What was chosen. */
  GateWay    way;
  GateLocal *local;
  char      *sign_in;
  char      *api_address;
  GFile     *token_file;

  /* How it is reached. */
  GateHttp     *http;
  GateApi      *api;
  GateWriter   *writer;
  GCancellable *cancellable; /* of the newest start or load, and of nothing else */
  guint         account;     /* counts the accounts that were left */
  GHashTable   *operations;  /* client ID -> GateOperation that runs */

  /* What the window sees. */
  GateSessionState  state;
  GateLibrary      *library;
  GateLaunch       *launch;
  GateOpener       *opener; /* or NULL */
  GListStore       *scopes;
  GListStore       *clients;
  GListStore       *roles;
  GateOrganization *organization;
  GatePerson       *person;
  GError           *error;
  char             *problem;
  char             *problem_id;
  char             *problem_details;
  char             *notice;
  char             *missing_permission;
  char             *cannot_change_reason;
  GDateTime        *age;
  guint             n_loaded;
  gint64            n_people;      /* active ones; -1 unknown */
  gint64            n_inactive;    /* -1 unknown */
  GHashTable       *inactive_by_role; /* role ID -> number of people; NULL unknown */
  char             *roles_problem;
  GateClientList   *client_list;
  GateClientsState  clients_state;
  char             *clients_problem;
  char             *clients_problem_id;
  GHashTable       *roles_by_id;   /* ID -> GateRole; both belong to the list */
  gboolean          knows_roles;   /* the list of roles has been read */
  gboolean          loading;
  gboolean          slow;
  gboolean          offline;
  gboolean          stopped;
  gboolean          can_change;

  /* What it follows from. */
  GHashTable *scope_descriptions;
  char      **token_scopes;
  char       *own_client_id;
  GateKnown   token_known;
  GateKnown   clients_known;
  guint       n_waiting;      /* calls of the load under way */
  gboolean    awaits_library; /* the list has come and is being sorted */
  gboolean    polling;        /* a list is on its way that nobody waits for */
  gint64      load_began_us;  /* when the newest list was asked for, monotonic */
  gint64      load_took_us;   /* how long the last list took until it was shown */
  guint       slow_source;
};

/* gate-session.c */
void         gate_session_notify          (GateSession      *self,
                                           GateSessionProp   prop);

void         gate_session_tell_settled    (GateSession      *self);
void         gate_session_tell_poll_failed (GateSession     *self,
                                           const GError     *error);

/* gate-session-facts.c: setters that compare and notify */
void         gate_session_set_state       (GateSession      *self,
                                           GateSessionState  state);
void         gate_session_set_error       (GateSession      *self,
                                           const GError     *error);
void         gate_session_set_offline     (GateSession      *self,
                                           gboolean          offline);
void         gate_session_set_loading     (GateSession      *self,
                                           gboolean          loading);
void         gate_session_set_n_loaded    (GateSession      *self,
                                           guint             n_loaded);
void         gate_session_set_age         (GateSession      *self,
                                           GDateTime        *age);
void         gate_session_set_person      (GateSession      *self,
                                           GatePerson       *person);
void         gate_session_set_organization (GateSession     *self,
                                           GateOrganization *organization);
void         gate_session_set_missing     (GateSession      *self,
                                           const char       *permission);
void         gate_session_set_way         (GateSession      *self,
                                           GateWay           way);
void         gate_session_set_notice      (GateSession      *self,
                                           const char       *notice);
void         gate_session_add_notice      (GateSession      *self,
                                           const char       *notice);
void         gate_session_judge_changes   (GateSession      *self);
void         gate_session_forget          (GateSession      *self);
char        *gate_session_dup_account_name (GateSession     *self);

/* gate-session-open.c */
void         gate_session_stop_calls      (GateSession      *self);
void         gate_session_renew_calls     (GateSession      *self);
void         gate_session_watch_local     (GateSession      *self);

/* gate-session-call.c: the data of one call of a start or load. Calls do not keep the session
 * alive, and an answer that is not wanted any more finds no session. */
gpointer     gate_session_call_new        (GateSession      *self);
GateSession *gate_session_call_ref        (gpointer          call);
GateSession *gate_session_call_end        (gpointer          call);

/* gate-session-load.c */
void         gate_session_load            (GateSession      *self);
void         gate_session_load_failed     (GateSession      *self,
                                           const GError     *error);
void         gate_session_library_settled (GateSession      *self);
void         gate_session_call_done       (GateSession      *self);
void         gate_session_note_refused    (GateSession      *self,
                                           GateApiList      *list);
gboolean     gate_session_is_missing      (GateSession      *self,
                                           const GError     *error,
                                           const char       *what);
void         gate_session_fill            (GListStore       *store,
                                           GateApiList      *list,
                                           GCompareFunc      compare);

/* gate-session-launch.c */
void         gate_session_update_launch   (GateSession      *self);

/* gate-session-poll.c */
gboolean     gate_session_can_poll        (GateSession      *self);
void         gate_session_poll            (GateSession      *self);

/* gate-session-clients.c */
void         gate_session_load_clients    (GateSession      *self);
void         gate_session_clients_failed  (GateSession      *self,
                                           const GError     *error);
void         gate_session_forget_clients  (GateSession      *self);

/* gate-session-roles.c */
void         gate_session_load_roles      (GateSession      *self);
void         gate_session_count_people    (GateSession      *self);
void         gate_session_count_inactive  (GateSession      *self);
void         gate_session_forget_roles    (GateSession      *self);
void         gate_session_name_roles      (GateSession      *self);
void         gate_session_name_roles_of   (GateSession      *self,
                                           GateAuthorization *authorization);

/* gate-session-change.c */
void         gate_session_drop_operations (GateSession      *self);
void         gate_session_carry_out       (GateSession      *self,
                                           GateOperation    *operation);
void         gate_session_refuse_later    (GateOperation    *operation,
                                           GateErrorCode     code,
                                           const char       *reason);

/* For tests: shorter deadlines. */
GateHttp    *gate_session_get_http        (GateSession      *self);

/* gate-session-describe.c */
void         gate_session_name_organization (GateSession    *self,
                                             GError         *error);

G_END_DECLS
