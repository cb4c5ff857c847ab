/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Composes the parts of one account. The facts that follow from several parts are computed anew
 * whenever a part changes (gate_session_update_facts), so they cannot disagree with it. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-session-private.h"

#include "gate-error.h"
#include "gate-session-describe.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define SLOW_MS 300

G_DEFINE_FINAL_TYPE (GateSession, gate_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_LOADING,
  PROP_SLOW,
  PROP_CAN_CHANGE,
  PROP_CANNOT_CHANGE_REASON,
  PROP_NOTICE,
  PROP_IS_LOCAL,
  PROP_ACCOUNT_NAME,
  PROP_AUTHORIZATIONS,
  PROP_CLIENTS,
  PROP_CLIENT_LIST,
  PROP_STOPPED,
  PROP_STOP_DETAILS,
  PROP_BROWSER_SIGN_IN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_boolean (GateSession *self,
             gboolean    *field,
             gboolean     value,
             guint        prop)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
set_string (GateSession *self,
            char       **field,
            const char  *value,
            guint        prop)
{
  if (gate_set_str (field, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static gboolean
slow_cb (gpointer user_data)
{
  GateSession *self = user_data;

  self->slow_source = 0;
  set_boolean (self, &self->is_slow, TRUE, PROP_SLOW);
  return G_SOURCE_REMOVE;
}

static void
update_loading (GateSession *self)
{
  gboolean loading = gate_session_compute_loading (self);

  if (loading == self->is_loading)
    return;
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (loading)
    self->slow_source = g_timeout_add (SLOW_MS, slow_cb, self);
  set_boolean (self, &self->is_slow, FALSE, PROP_SLOW);
  set_boolean (self, &self->is_loading, loading, PROP_LOADING);
}

void
gate_session_update_facts (GateSession *self)
{
  GateSessionState state = gate_session_compute_state (self);
  gboolean is_ready = state == GATE_SESSION_READY;
  GateResource *list = GATE_RESOURCE (self->authorizations);
  gboolean is_stale = gate_resource_is_stale (list);
  const char *reason = is_ready ? gate_session_compute_cannot_change_reason (self) : NULL;
  g_autofree char *notice = is_ready && !is_stale ? gate_session_compute_notice (self) : NULL;
  g_autofree char *account_name = gate_session_compute_account_name (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  set_string (self, &self->notice, notice, PROP_NOTICE);
  set_string (self, &self->account_name, account_name, PROP_ACCOUNT_NAME);
  set_string (self, &self->cannot_change_reason, reason, PROP_CANNOT_CHANGE_REASON);
  /* Before the scopes of the sign-in are known, changes are off without a reason, because that
   * takes only a moment. */
  set_boolean (self,
               &self->can_change,
               is_ready && reason == NULL && gate_me_is_token_answered (self->me),
               PROP_CAN_CHANGE);
  set_boolean (self,
               &self->is_stopped,
               gate_session_is_stop (gate_resource_get_error (list)),
               PROP_STOPPED);
  update_loading (self);
  g_object_thaw_notify (G_OBJECT (self));
  gate_sliced_list_set_knowledge (GATE_SLICED_LIST (gate_session_get_authorization_list (self)),
                                  gate_resource_get_knowledge (list));
  gate_sliced_list_set_knowledge (GATE_SLICED_LIST (self->client_list),
                                  gate_resource_get_knowledge (GATE_RESOURCE (self->clients)));
}

/* Without the list the window has nothing to show, so the other loads end too, and the clients'
 * page shows the same error. After a refusal they go on: the window can name the person and the
 * organization, and what they tell may contradict it. */
static void
authorizations_error_cb (GateSession *self)
{
  const GError *error = gate_resource_get_error (GATE_RESOURCE (self->authorizations));
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  if (error == NULL || gate_error_matches (error, GATE_ERROR_FORBIDDEN) ||
      gate_error_matches (error, GATE_ERROR_SCOPE))
    return;
  gate_session_list_resources (self, resources);
  for (guint i = 1; i < GATE_SESSION_N_RESOURCES; i++)
    gate_resource_cancel (resources[i]);
  gate_resource_fail (GATE_RESOURCE (self->clients), error);
}

static void
authorizations_loaded_cb (GateSession *self)
{
  gate_sliced_list_queue_resort (GATE_SLICED_LIST (self->client_list));
  gate_session_name_roles (self);
}

static void
clients_age_cb (GateSession *self)
{
  g_auto (GStrv) ids = gate_clients_dup_ids (self->clients);

  gate_authorization_list_set_own_ids (gate_session_get_authorization_list (self),
                                       (const char *const *) ids,
                                       gate_resource_get_knowledge (GATE_RESOURCE (self->clients)));
  gate_session_name_roles (self);
}

static void
roles_age_cb (GateSession *self)
{
  gate_session_tell_roles (self);
  gate_session_name_roles (self);
}

/* Whoever signs in next must not see what the one before could see. */
static void
person_cb (GateSession *self)
{
  GatePerson *person = gate_me_get_person (self->me);
  const char *id = person != NULL ? gate_person_get_id (person) : NULL;
  gboolean is_other = self->person_id != NULL && g_strcmp0 (id, self->person_id) != 0;
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  gate_session_update_facts (self);
  gate_session_store_account (self);
  if (id == NULL || !gate_set_str (&self->person_id, id) || !is_other)
    return;
  gate_session_list_resources (self, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    if (resources[i] != GATE_RESOURCE (self->me))
      {
        gate_resource_forget (resources[i]);
        gate_resource_refresh (resources[i]);
      }
}

static void
organization_cb (GateSession *self)
{
  gate_session_update_launch (self);
  gate_session_update_facts (self);
  gate_session_store_account (self);
  if (self->connection != NULL)
    gate_connection_set_organization_name (self->connection, self->account_name);
}

static void
local_ended_cb (GateLocal   *local,
                GateSession *self)
{
  g_autoptr (GError) error = NULL;

  if (!gate_session_is_local (self))
    return;
  error = gate_error_new (GATE_ERROR_NETWORK, "the local organization ended");
  gate_error_set_server_code (error, GATE_REFUSED_STOPPED);
  gate_session_cancel_opening (self);
  gate_resource_fail (GATE_RESOURCE (self->authorizations), error);
}

static void
gate_session_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GateSession *self = GATE_SESSION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_SLOW:
      g_value_set_boolean (value, self->is_slow);
      break;
    case PROP_CAN_CHANGE:
      g_value_set_boolean (value, self->can_change);
      break;
    case PROP_CANNOT_CHANGE_REASON:
      g_value_set_string (value, self->cannot_change_reason);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_IS_LOCAL:
      g_value_set_boolean (value, gate_session_is_local (self));
      break;
    case PROP_ACCOUNT_NAME:
      g_value_set_string (value, self->account_name);
      break;
    case PROP_AUTHORIZATIONS:
      g_value_set_object (value, self->authorizations);
      break;
    case PROP_CLIENTS:
      g_value_set_object (value, self->clients);
      break;
    case PROP_CLIENT_LIST:
      g_value_set_object (value, self->client_list);
      break;
    case PROP_STOPPED:
      g_value_set_boolean (value, self->is_stopped);
      break;
    case PROP_STOP_DETAILS:
      g_value_set_string (value, self->is_stopped ? gate_local_get_message (self->local) : NULL);
      break;
    case PROP_BROWSER_SIGN_IN:
      g_value_set_object (value, gate_session_get_browser_sign_in (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_session_dispose (GObject *object)
{
  GateSession *self = GATE_SESSION (object);

  g_clear_handle_id (&self->slow_source, g_source_remove);
  gate_session_cancel_opening (self);
  if (self->authorizations != NULL)
    gate_session_stop_loading (self);
  g_clear_object (&self->rate_wait);
  if (self->local != NULL)
    gate_local_stop (self->local);
  if (self->changes != NULL)
    gate_changes_set_connection (self->changes, NULL);
  g_clear_object (&self->changes);
  g_clear_object (&self->client_list);
  g_clear_object (&self->authorizations);
  g_clear_object (&self->clients);
  g_clear_object (&self->me);
  g_clear_object (&self->people);
  g_clear_object (&self->roles);
  g_clear_object (&self->scopes);
  g_clear_object (&self->connection);
  g_clear_object (&self->secrets);
  g_clear_object (&self->accounts);
  g_clear_object (&self->local);
  g_clear_object (&self->http);
  g_clear_object (&self->launch);
  g_clear_object (&self->opener);
  G_OBJECT_CLASS (gate_session_parent_class)->dispose (object);
}

static void
gate_session_finalize (GObject *object)
{
  GateSession *self = GATE_SESSION (object);

  g_free (self->cannot_change_reason);
  g_free (self->person_id);
  g_free (self->notice);
  g_free (self->account_name);
  G_OBJECT_CLASS (gate_session_parent_class)->finalize (object);
}

static void
gate_session_class_init (GateSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_session_get_property;
  object_class->dispose = gate_session_dispose;
  object_class->finalize = gate_session_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              GATE_SESSION_SIGNED_OUT,
                                              GATE_SESSION_FAILED,
                                              GATE_SESSION_SIGNED_OUT,
                                              flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_SLOW] = g_param_spec_boolean ("slow", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_CHANGE] = g_param_spec_boolean ("can-change", NULL, NULL, FALSE, flags);
  properties[PROP_CANNOT_CHANGE_REASON] =
      g_param_spec_string ("cannot-change-reason", NULL, NULL, NULL, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_IS_LOCAL] = g_param_spec_boolean ("is-local", NULL, NULL, FALSE, flags);
  properties[PROP_ACCOUNT_NAME] = g_param_spec_string ("account-name", NULL, NULL, NULL, flags);
  properties[PROP_AUTHORIZATIONS] =
      g_param_spec_object ("authorizations", NULL, NULL, GATE_TYPE_AUTHORIZATIONS, flags);
  properties[PROP_CLIENTS] = g_param_spec_object ("clients", NULL, NULL, GATE_TYPE_CLIENTS, flags);
  properties[PROP_CLIENT_LIST] =
      g_param_spec_object ("client-list", NULL, NULL, GATE_TYPE_CLIENT_LIST, flags);
  properties[PROP_STOPPED] = g_param_spec_boolean ("stopped", NULL, NULL, FALSE, flags);
  properties[PROP_STOP_DETAILS] = g_param_spec_string ("stop-details", NULL, NULL, NULL, flags);
  properties[PROP_BROWSER_SIGN_IN] =
      g_param_spec_object ("browser-sign-in", NULL, NULL, GATE_TYPE_BROWSER_SIGN_IN, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
connect_swapped (GateSession *self,
                 gpointer     object,
                 const char  *signal,
                 GCallback    callback)
{
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
follow_resources (GateSession *self)
{
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  connect_swapped (self, self->authorizations, "notify::error-sentence",
                   G_CALLBACK (authorizations_error_cb));
  connect_swapped (self, self->authorizations, "loaded", G_CALLBACK (authorizations_loaded_cb));
  connect_swapped (self, self->clients, "notify::age", G_CALLBACK (clients_age_cb));
  connect_swapped (self, self->roles, "notify::age", G_CALLBACK (roles_age_cb));
  connect_swapped (self, self->people, "notify::age", G_CALLBACK (gate_session_tell_roles));
  connect_swapped (self, self->people, "notify::error-sentence",
                   G_CALLBACK (gate_session_tell_roles));
  connect_swapped (self, self->me, "notify::organization", G_CALLBACK (organization_cb));
  connect_swapped (self, self->me, "notify::person",
                   G_CALLBACK (person_cb));
  connect_swapped (self, self->me, "notify::token-answered",
                   G_CALLBACK (gate_session_update_facts));
  connect_swapped (self, self->secrets, "notify::notice", G_CALLBACK (gate_session_update_facts));
  gate_session_list_resources (self, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    {
      connect_swapped (self, resources[i], "notify::state",
                       G_CALLBACK (gate_session_weigh_refusals));
      connect_swapped (self, resources[i], "notify::state",
                       G_CALLBACK (gate_session_update_facts));
      connect_swapped (self, resources[i], "notify::age",
                       G_CALLBACK (gate_session_update_facts));
      connect_swapped (self, resources[i], "notify::error-sentence",
                       G_CALLBACK (gate_session_update_facts));
      connect_swapped (self, resources[i], "notify::knowledge",
                       G_CALLBACK (gate_session_update_facts));
    }
}

static void
gate_session_init (GateSession *self)
{
  self->http = gate_http_new ();
  self->rate_wait = gate_rate_wait_new (self->http, gate_session_tells_wait, self);
  self->secrets = gate_secrets_new (GATE_SECRETS_LIMIT_MS);
  self->launch = gate_launch_addresses_new ();
  self->account_name = g_strdup ("");
  self->authorizations = gate_authorizations_new ();
  self->clients = gate_clients_new ();
  self->me = gate_me_new ();
  self->people = gate_people_new ();
  self->roles = gate_roles_new ();
  self->scopes = gate_scopes_new ();
  self->changes = gate_changes_new (self->authorizations, self->me, self->roles);
  self->client_list = gate_client_list_new (G_LIST_MODEL (self->clients),
                                            gate_session_get_authorization_list (self));
  follow_resources (self);
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
  g_signal_connect_object (self->local, "ended", G_CALLBACK (local_ended_cb), self, 0);
  connect_swapped (self, self->local, "notify::running", G_CALLBACK (gate_session_update_launch));
  return self;
}

/**
 * gate_session_reload_roles:
 * @self: a session
 *
 * Loads only the roles and the number of people again. Does nothing during a load, which loads them
 * too.
 */
void
gate_session_reload_roles (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  if (self->is_loading || self->connection == NULL ||
      gate_connection_get_api (self->connection) == NULL)
    return;
  gate_resource_refresh (GATE_RESOURCE (self->roles));
  gate_resource_refresh (GATE_RESOURCE (self->people));
}

/**
 * gate_session_describe_error:
 * @self: a session
 * @error: the error of a load, a look-up or an operation of this session
 *
 * Returns: (transfer full): one translated sentence for people
 */
char *
gate_session_describe_error (GateSession  *self,
                             const GError *error)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return gate_connection_describe_error (self->connection, error);
}

GateSessionState
gate_session_get_state (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), GATE_SESSION_SIGNED_OUT);

  return self->state;
}

gboolean
gate_session_can_change (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), FALSE);

  return self->can_change;
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

  return gate_session_is_local (self) ? gate_connection_get_sign_in (self->connection) : NULL;
}

/**
 * gate_session_get_browser_sign_in:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): how a person signs in to this account with the browser;
 *   %NULL for other accounts
 */
GateBrowserSignIn *
gate_session_get_browser_sign_in (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->connection != NULL ? gate_connection_get_browser_sign_in (self->connection) : NULL;
}

GateSecrets *
gate_session_get_secrets (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->secrets;
}

GateAuthorizations *
gate_session_get_authorizations (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->authorizations;
}

GateChanges *
gate_session_get_changes (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->changes;
}

GateClients *
gate_session_get_clients (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->clients;
}

GateMe *
gate_session_get_me (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->me;
}

GatePeople *
gate_session_get_people (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->people;
}

GateRoles *
gate_session_get_roles (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->roles;
}

GateScopes *
gate_session_get_scopes (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->scopes;
}

GateAuthorizationList *
gate_session_get_authorization_list (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return gate_authorizations_get_list (self->authorizations);
}

GateClientList *
gate_session_get_client_list (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->client_list;
}

GateHttp *
gate_session_get_http (GateSession *self)
{
  return self->http;
}
