/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The object and its properties. How they follow from what is known is in gate-session-facts.c, how
 * that comes to be known in gate-session-open.c, -load.c, -look-up.c and -change.c. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session.h"

#include "gate-role.h"
#include "gate-session-private.h"

G_DEFINE_FINAL_TYPE (GateSession, gate_session, G_TYPE_OBJECT)

static GParamSpec *properties[GATE_SESSION_N_PROPS];

enum
{
  SETTLED,
  POLL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
gate_session_notify (GateSession    *self,
                     GateSessionProp prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

void
gate_session_tell_settled (GateSession *self)
{
  g_signal_emit (self, signals[SETTLED], 0);
}

void
gate_session_tell_poll_failed (GateSession  *self,
                               const GError *error)
{
  g_signal_emit (self, signals[POLL_FAILED], 0, error);
}

static gboolean
get_object_property (GateSession *self,
                     guint        prop_id,
                     GValue      *value)
{
  gpointer object;

  switch (prop_id)
    {
    case GATE_SESSION_PROP_ORGANIZATION:
      object = self->organization;
      break;
    case GATE_SESSION_PROP_PERSON:
      object = self->person;
      break;
    case GATE_SESSION_PROP_LIBRARY:
      object = self->library;
      break;
    case GATE_SESSION_PROP_SCOPES:
      object = self->scopes;
      break;
    case GATE_SESSION_PROP_CLIENTS:
      object = self->clients;
      break;
    case GATE_SESSION_PROP_ROLES:
      object = self->roles;
      break;
    default:
      return FALSE;
    }
  g_value_set_object (value, object);
  return TRUE;
}

static gboolean
get_boolean_property (GateSession *self,
                      guint        prop_id,
                      GValue      *value)
{
  gboolean fact;

  switch (prop_id)
    {
    case GATE_SESSION_PROP_LOADING:
      fact = self->loading;
      break;
    case GATE_SESSION_PROP_SLOW:
      fact = self->slow;
      break;
    case GATE_SESSION_PROP_OFFLINE:
      fact = self->offline;
      break;
    case GATE_SESSION_PROP_CAN_CHANGE:
      fact = self->can_change;
      break;
    case GATE_SESSION_PROP_KNOWS_ROLES:
      fact = self->knows_roles;
      break;
    case GATE_SESSION_PROP_IS_LOCAL:
      fact = self->way == GATE_WAY_LOCAL;
      break;
    case GATE_SESSION_PROP_STOPPED:
      fact = self->stopped;
      break;
    default:
      return FALSE;
    }
  g_value_set_boolean (value, fact);
  return TRUE;
}

static gboolean
get_string_property (GateSession *self,
                     guint        prop_id,
                     GValue      *value)
{
  const char *text;

  switch (prop_id)
    {
    case GATE_SESSION_PROP_PROBLEM:
      text = self->problem;
      break;
    case GATE_SESSION_PROP_PROBLEM_ID:
      text = self->problem_id;
      break;
    case GATE_SESSION_PROP_PROBLEM_DETAILS:
      text = self->problem_details;
      break;
    case GATE_SESSION_PROP_NOTICE:
      text = self->notice;
      break;
    case GATE_SESSION_PROP_CANNOT_CHANGE_REASON:
      text = self->cannot_change_reason;
      break;
    case GATE_SESSION_PROP_MISSING_PERMISSION:
      text = self->missing_permission;
      break;
    case GATE_SESSION_PROP_CLIENTS_PROBLEM:
      text = self->clients_problem;
      break;
    case GATE_SESSION_PROP_ROLES_PROBLEM:
      text = self->roles_problem;
      break;
    default:
      return FALSE;
    }
  g_value_set_string (value, text);
  return TRUE;
}

static void
gate_session_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GateSession *self = GATE_SESSION (object);

  if (get_object_property (self, prop_id, value) || get_boolean_property (self, prop_id, value) ||
      get_string_property (self, prop_id, value))
    return;
  switch (prop_id)
    {
    case GATE_SESSION_PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case GATE_SESSION_PROP_CLIENTS_STATE:
      g_value_set_uint (value, self->clients_state);
      break;
    case GATE_SESSION_PROP_AGE:
      g_value_set_boxed (value, self->age);
      break;
    case GATE_SESSION_PROP_N_LOADED:
      g_value_set_uint (value, self->n_loaded);
      break;
    case GATE_SESSION_PROP_N_PEOPLE:
      g_value_set_int64 (value, self->n_people);
      break;
    case GATE_SESSION_PROP_ACCOUNT_NAME:
      g_value_take_string (value, gate_session_dup_account_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
library_busy_cb (GateLibrary *library,
                 GParamSpec  *pspec,
                 GateSession *self)
{
  gboolean busy = FALSE;

  g_object_get (library, "busy", &busy, NULL);
  if (!busy)
    gate_session_library_settled (self);
}

static void
gate_session_dispose (GObject *object)
{
  GateSession *self = GATE_SESSION (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->slow_source, g_source_remove);
  gate_session_drop_operations (self);
  if (self->local != NULL)
    gate_local_stop (self->local);
  g_clear_object (&self->local);
  g_clear_object (&self->writer);
  g_clear_object (&self->api);
  g_clear_object (&self->http);
  g_clear_object (&self->token_file);
  g_clear_object (&self->organization);
  g_clear_object (&self->person);
  g_clear_object (&self->scopes);
  g_clear_object (&self->client_list);
  g_clear_object (&self->clients);
  g_clear_object (&self->roles);
  g_clear_object (&self->library);
  g_clear_object (&self->launch);
  g_clear_object (&self->opener);
  G_OBJECT_CLASS (gate_session_parent_class)->dispose (object);
}

static void
gate_session_finalize (GObject *object)
{
  GateSession *self = GATE_SESSION (object);

  g_hash_table_unref (self->operations);
  g_hash_table_unref (self->scope_descriptions);
  g_hash_table_unref (self->roles_by_id);
  g_clear_pointer (&self->inactive_by_role, g_hash_table_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->age, g_date_time_unref);
  g_strfreev (self->token_scopes);
  g_free (self->own_client_id);
  g_free (self->sign_in);
  g_free (self->api_address);
  g_free (self->problem);
  g_free (self->problem_id);
  g_free (self->problem_details);
  g_free (self->notice);
  g_free (self->missing_permission);
  g_free (self->roles_problem);
  g_free (self->clients_problem);
  g_free (self->clients_problem_id);
  g_free (self->cannot_change_reason);
  G_OBJECT_CLASS (gate_session_parent_class)->finalize (object);
}

#define READ_ONLY (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static void
define_strings (void)
{
  static const struct
  {
    GateSessionProp prop;
    const char *name;
  } names[] = {
    { GATE_SESSION_PROP_PROBLEM, "problem" },
    { GATE_SESSION_PROP_PROBLEM_ID, "problem-id" },
    { GATE_SESSION_PROP_PROBLEM_DETAILS, "problem-details" },
    { GATE_SESSION_PROP_NOTICE, "notice" },
    { GATE_SESSION_PROP_CANNOT_CHANGE_REASON, "cannot-change-reason" },
    { GATE_SESSION_PROP_MISSING_PERMISSION, "missing-permission" },
    { GATE_SESSION_PROP_ACCOUNT_NAME, "account-name" },
    { GATE_SESSION_PROP_ROLES_PROBLEM, "roles-problem" },
    { GATE_SESSION_PROP_CLIENTS_PROBLEM, "clients-problem" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    properties[names[i].prop] = g_param_spec_string (names[i].name, NULL, NULL, NULL, READ_ONLY);
}

static void
define_booleans (void)
{
  static const struct
  {
    GateSessionProp prop;
    const char *name;
  } names[] = {
    { GATE_SESSION_PROP_LOADING, "loading" },   { GATE_SESSION_PROP_SLOW, "slow" },
    { GATE_SESSION_PROP_OFFLINE, "offline" },   { GATE_SESSION_PROP_CAN_CHANGE, "can-change" },
    { GATE_SESSION_PROP_IS_LOCAL, "is-local" }, { GATE_SESSION_PROP_KNOWS_ROLES, "knows-roles" },
    { GATE_SESSION_PROP_STOPPED, "stopped" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    properties[names[i].prop] = g_param_spec_boolean (names[i].name, NULL, NULL, FALSE, READ_ONLY);
}

static void
define_objects (void)
{
  properties[GATE_SESSION_PROP_ORGANIZATION] =
      g_param_spec_object ("organization", NULL, NULL, GATE_TYPE_ORGANIZATION, READ_ONLY);
  properties[GATE_SESSION_PROP_PERSON] =
      g_param_spec_object ("person", NULL, NULL, GATE_TYPE_PERSON, READ_ONLY);
  properties[GATE_SESSION_PROP_LIBRARY] =
      g_param_spec_object ("library", NULL, NULL, GATE_TYPE_LIBRARY, READ_ONLY);
  properties[GATE_SESSION_PROP_SCOPES] =
      g_param_spec_object ("scopes", NULL, NULL, G_TYPE_LIST_MODEL, READ_ONLY);
  properties[GATE_SESSION_PROP_CLIENTS] =
      g_param_spec_object ("clients", NULL, NULL, G_TYPE_LIST_MODEL, READ_ONLY);
  properties[GATE_SESSION_PROP_ROLES] =
      g_param_spec_object ("roles", NULL, NULL, G_TYPE_LIST_MODEL, READ_ONLY);
}

static void
define_signals (void)
{
  signals[SETTLED] = g_signal_new ("settled",
                                   GATE_TYPE_SESSION,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  signals[POLL_FAILED] = g_signal_new ("poll-failed",
                                       GATE_TYPE_SESSION,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_ERROR);
}

static void
gate_session_class_init (GateSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_session_get_property;
  object_class->dispose = gate_session_dispose;
  object_class->finalize = gate_session_finalize;
  define_signals ();
  define_strings ();
  define_booleans ();
  define_objects ();
  properties[GATE_SESSION_PROP_STATE] = g_param_spec_uint ("state",
                                                           NULL,
                                                           NULL,
                                                           GATE_SESSION_SIGNED_OUT,
                                                           GATE_SESSION_FAILED,
                                                           GATE_SESSION_SIGNED_OUT,
                                                           READ_ONLY);
  properties[GATE_SESSION_PROP_CLIENTS_STATE] = g_param_spec_uint ("clients-state",
                                                                   NULL,
                                                                   NULL,
                                                                   GATE_CLIENTS_WAITING,
                                                                   GATE_CLIENTS_FAILED,
                                                                   GATE_CLIENTS_WAITING,
                                                                   READ_ONLY);
  properties[GATE_SESSION_PROP_AGE] =
      g_param_spec_boxed ("age", NULL, NULL, G_TYPE_DATE_TIME, READ_ONLY);
  properties[GATE_SESSION_PROP_N_LOADED] =
      g_param_spec_uint ("n-loaded", NULL, NULL, 0, G_MAXUINT, 0, READ_ONLY);
  properties[GATE_SESSION_PROP_N_PEOPLE] =
      g_param_spec_int64 ("n-people", NULL, NULL, -1, G_MAXINT64, -1, READ_ONLY);
  g_object_class_install_properties (object_class, GATE_SESSION_N_PROPS, properties);
}

static void
gate_session_init (GateSession *self)
{
  self->http = gate_http_new ();
  self->library = gate_library_new ();
  self->launch = gate_launch_new ();
  g_signal_connect_object (self->library, "notify::busy", G_CALLBACK (library_busy_cb), self, 0);
  self->scopes = g_list_store_new (GATE_TYPE_SCOPE);
  self->clients = g_list_store_new (GATE_TYPE_CLIENT);
  self->client_list = gate_client_list_new (G_LIST_MODEL (self->clients), self->library);
  self->roles = g_list_store_new (GATE_TYPE_ROLE);
  self->roles_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->n_people = -1;
  self->n_inactive = -1;
  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->scope_descriptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * gate_session_new:
 * @org_program: the path of gatehouse-org
 * @org_data_folder: the folder of the local organization's database
 *
 * Returns: (transfer full): a session that is signed out
 */
GateSession *
gate_session_new (const char *org_program,
                  const char *org_data_folder)
{
  GateSession *self = g_object_new (GATE_TYPE_SESSION, NULL);

  self->local = gate_local_new (org_program, org_data_folder);
  gate_session_watch_local (self);
  return self;
}

GateSessionState
gate_session_get_state (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), GATE_SESSION_SIGNED_OUT);

  return self->state;
}

GateLibrary *
gate_session_get_library (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->library;
}

GListModel *
gate_session_get_scopes (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->scopes);
}

GListModel *
gate_session_get_clients (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->clients);
}

GListModel *
gate_session_get_roles (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->roles);
}

GateOrganization *
gate_session_get_organization (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->organization;
}

GatePerson *
gate_session_get_person (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->person;
}

gboolean
gate_session_can_change (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), FALSE);

  return self->can_change;
}

/**
 * gate_session_get_error:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why the last load failed
 */
const GError *
gate_session_get_error (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->error;
}

GateLocal *
gate_session_get_local (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->local;
}

const char *
gate_session_get_sign_in (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->way == GATE_WAY_LOCAL ? self->sign_in : NULL;
}

GateHttp *
gate_session_get_http (GateSession *self)
{
  return self->http;
}
