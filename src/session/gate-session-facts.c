/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What is known of the session: setters that compare and notify, and what follows. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-error.h"
#include "gate-session-describe.h"
#include "gate-session-private.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define SLOW_MS 300
#define MAX_NAME_CHARS 100

static void
set_string (GateSession    *self,
            char          **field,
            const char     *value,
            GateSessionProp prop)
{
  if (gate_set_str (field, value))
    gate_session_notify (self, prop);
}

static void
set_boolean (GateSession    *self,
             gboolean       *field,
             gboolean        value,
             GateSessionProp prop)
{
  if (*field == value)
    return;
  *field = value;
  gate_session_notify (self, prop);
}

void
gate_session_set_state (GateSession     *self,
                        GateSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  gate_session_notify (self, GATE_SESSION_PROP_STATE);
}

void
gate_session_set_error (GateSession  *self,
                        const GError *error)
{
  g_autofree char *problem = NULL;
  gboolean stopped = FALSE;

  if (error == self->error)
    return;
  if (error != NULL)
    problem = gate_session_describe_error (self, error);
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  set_string (self,
              &self->problem_id,
              gate_error_get_correlation_id (self->error),
              GATE_SESSION_PROP_PROBLEM_ID);
  stopped = g_strcmp0 (gate_error_get_server_code (self->error), GATE_REFUSED_STOPPED) == 0;
  set_string (self,
              &self->problem_details,
              stopped ? gate_local_get_message (self->local) : NULL,
              GATE_SESSION_PROP_PROBLEM_DETAILS);
  set_boolean (self, &self->stopped, stopped, GATE_SESSION_PROP_STOPPED);
  set_string (self, &self->problem, problem, GATE_SESSION_PROP_PROBLEM);
}

void
gate_session_set_offline (GateSession *self,
                          gboolean     offline)
{
  set_boolean (self, &self->offline, offline, GATE_SESSION_PROP_OFFLINE);
}

static gboolean
slow_cb (gpointer user_data)
{
  GateSession *self = user_data;

  self->slow_source = 0;
  set_boolean (self, &self->slow, TRUE, GATE_SESSION_PROP_SLOW);
  return G_SOURCE_REMOVE;
}

void
gate_session_set_loading (GateSession *self,
                          gboolean     loading)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (loading)
    self->slow_source = g_timeout_add (SLOW_MS, slow_cb, self);
  set_boolean (self, &self->slow, FALSE, GATE_SESSION_PROP_SLOW);
  set_boolean (self, &self->loading, loading, GATE_SESSION_PROP_LOADING);
}

void
gate_session_set_n_loaded (GateSession *self,
                           guint        n_loaded)
{
  if (self->n_loaded == n_loaded)
    return;
  self->n_loaded = n_loaded;
  gate_session_notify (self, GATE_SESSION_PROP_N_LOADED);
}

void
gate_session_set_age (GateSession *self,
                      GDateTime   *age)
{
  if (self->age == age)
    return;
  g_clear_pointer (&self->age, g_date_time_unref);
  self->age = age != NULL ? g_date_time_ref (age) : NULL;
  gate_session_notify (self, GATE_SESSION_PROP_AGE);
}

void
gate_session_set_person (GateSession *self,
                         GatePerson  *person)
{
  if (g_set_object (&self->person, person))
    gate_session_notify (self, GATE_SESSION_PROP_PERSON);
}

void
gate_session_set_organization (GateSession      *self,
                               GateOrganization *organization)
{
  if (!g_set_object (&self->organization, organization))
    return;
  gate_session_update_launch (self);
  gate_session_notify (self, GATE_SESSION_PROP_ORGANIZATION);
  gate_session_notify (self, GATE_SESSION_PROP_ACCOUNT_NAME);
}

void
gate_session_set_missing (GateSession *self,
                          const char  *permission)
{
  set_string (self, &self->missing_permission, permission, GATE_SESSION_PROP_MISSING_PERMISSION);
}

void
gate_session_set_way (GateSession *self,
                      GateWay      way)
{
  if (self->way == way)
    return;
  self->way = way;
  gate_session_update_launch (self);
  gate_session_notify (self, GATE_SESSION_PROP_IS_LOCAL);
  gate_session_notify (self, GATE_SESSION_PROP_ACCOUNT_NAME);
}

void
gate_session_set_notice (GateSession *self,
                         const char  *notice)
{
  set_string (self, &self->notice, notice, GATE_SESSION_PROP_NOTICE);
}

/* One line each. */
void
gate_session_add_notice (GateSession *self,
                         const char  *notice)
{
  g_autofree char *both = NULL;

  if (self->notice != NULL)
    both = g_strconcat (self->notice, "\n", notice, NULL);
  gate_session_set_notice (self, both != NULL ? both : notice);
}

static const char *
why_not_change (GateSession *self)
{
  if (self->person != NULL && !gate_person_has_permission (self->person, GATE_PERMISSION_AUTHORIZE))
    return _ ("You do not have the permission to approve or revoke applications.");
  if (self->token_known == GATE_KNOWN_READ &&
      !gate_scopes_include ((const char *const *) self->token_scopes, "oauth"))
    return _ ("Your sign-in carries only the scope oauth:readonly: you can look at everything, but "
              "not change it.");
  if (self->stopped)
    return _ ("The local organization has stopped, so nothing can be changed now.");
  if (self->offline)
    return _ ("The organization cannot be reached, so nothing can be changed now.");
  return NULL;
}

/* Until the scopes of the sign-in are known, changes are off without a reason: it is a moment. A
 * question that was not answered does not stop anybody; the organization decides. */
void
gate_session_judge_changes (GateSession *self)
{
  gboolean shows_list = self->state == GATE_SESSION_READY;
  const char *reason = shows_list ? why_not_change (self) : NULL;

  set_string (self, &self->cannot_change_reason, reason, GATE_SESSION_PROP_CANNOT_CHANGE_REASON);
  set_boolean (self,
               &self->can_change,
               shows_list && reason == NULL && self->token_known != GATE_KNOWN_NOT_YET,
               GATE_SESSION_PROP_CAN_CHANGE);
}

/**
 * gate_session_is_own_client:
 * @self: a session
 * @client_id: the ID of a client
 *
 * Returns: whether it is the client that this sign-in belongs to, as far as the organization has
 *   told: Gatehouse itself, which cannot be revoked from here
 */
gboolean
gate_session_is_own_client (GateSession *self,
                            const char  *client_id)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), FALSE);

  return self->own_client_id != NULL && g_strcmp0 (client_id, self->own_client_id) == 0;
}

/**
 * gate_session_may_be_own_client:
 * @self: a session
 * @authorization: an authorization
 *
 * A person does not sign in with a client that signs in by itself, nor with one of Genesys's own;
 * but anybody can give a client the name of a built-in one, so the name counts only where the
 * organization's own clients are known. A client that is not approved cannot be signed in with.
 *
 * Returns: whether the organization has not told which client this sign-in belongs to, and it
 *   could be this one
 */
gboolean
gate_session_may_be_own_client (GateSession       *self,
                                GateAuthorization *authorization)
{
  GateClient *client = NULL;

  g_return_val_if_fail (GATE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (authorization), FALSE);

  if (self->own_client_id != NULL ||
      gate_authorization_get_state (authorization) != GATE_AUTHORIZATION_AUTHORIZED)
    return FALSE;
  client = gate_authorization_get_client (authorization);
  if (self->person != NULL &&
      gate_client_get_grant_type (client) == GATE_GRANT_CLIENT_CREDENTIALS)
    return FALSE;
  return self->clients_known != GATE_KNOWN_READ || !gate_authorization_is_built_in (authorization);
}

/* Forgets everything about one account. */
void
gate_session_forget (GateSession *self)
{
  gate_library_clear (self->library);
  gate_library_set_search (self->library, NULL);
  gate_library_set_filter (self->library, GATE_LIBRARY_ALL);
  gate_library_set_own_ids (self->library, NULL);
  g_list_store_remove_all (self->scopes);
  gate_session_forget_clients (self);
  gate_session_forget_roles (self);
  g_hash_table_remove_all (self->scope_descriptions);
  g_clear_pointer (&self->token_scopes, g_strfreev);
  g_clear_pointer (&self->own_client_id, g_free);
  self->token_known = GATE_KNOWN_NOT_YET;
  gate_session_set_person (self, NULL);
  gate_session_set_organization (self, NULL);
  gate_session_set_error (self, NULL);
  gate_session_set_notice (self, NULL);
  gate_session_set_missing (self, NULL);
  gate_session_set_offline (self, FALSE);
  gate_session_set_age (self, NULL);
  gate_session_set_n_loaded (self, 0);
}

char *
gate_session_dup_account_name (GateSession *self)
{
  const char *name =
      self->organization != NULL ? gate_organization_get_name (self->organization) : NULL;
  g_autofree char *shown = gate_text_for_display (name, MAX_NAME_CHARS);

  if (*shown != '\0')
    return g_steal_pointer (&shown);
  if (self->way == GATE_WAY_LOCAL)
    return g_strdup (_ ("Local Organization"));
  return g_strdup (self->way == GATE_WAY_GIVEN ? _ ("Organization") : "");
}
