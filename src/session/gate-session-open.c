/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Opening and closing accounts. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session-private.h"

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (GateSession) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  g_weak_ref_clear (weak);
  g_free (weak);
  gate_connection_open_finish (GATE_CONNECTION (source), result, &error);
  if (self == NULL || gate_error_is_cancelled (error))
    return;
  g_clear_object (&self->opening);
  if (error != NULL)
    gate_resource_fail (GATE_RESOURCE (self->authorizations), error);
  else
    {
      gate_session_list_resources (self, resources);
      for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
        gate_resource_refresh (resources[i]);
    }
  gate_session_update_facts (self);
}

void
gate_session_cancel_opening (GateSession *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
open_connection (GateSession *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  gate_session_cancel_opening (self);
  self->opening = g_cancellable_new ();
  gate_session_stop_loading (self);
  g_weak_ref_init (weak, self);
  gate_connection_open_async (self->connection, self->opening, opened_cb, weak);
  gate_session_update_facts (self);
}

/* Clears all data, because the new account must not show data of the old one. Takes ownership of
 * CONNECTION. */
static void
set_connection (GateSession    *self,
                GateConnection *connection)
{
  g_autoptr (GateConnection) owned = connection;
  GateResource *resources[GATE_SESSION_N_RESOURCES];

  gate_session_cancel_opening (self);
  g_set_object (&self->connection, connection);
  g_clear_pointer (&self->person_id, g_free);
  gate_changes_set_connection (self->changes, connection);
  gate_session_list_resources (self, resources);
  for (guint i = 0; i < GATE_SESSION_N_RESOURCES; i++)
    gate_resource_set_connection (resources[i], connection);
  gate_sliced_list_set_search (GATE_SLICED_LIST (gate_session_get_authorization_list (self)), NULL);
  gate_sliced_list_set_filter (GATE_SLICED_LIST (gate_session_get_authorization_list (self)),
                               GATE_AUTHORIZATION_LIST_ALL);
  gate_sliced_list_set_search (GATE_SLICED_LIST (self->client_list), NULL);
  gate_sliced_list_set_filter (GATE_SLICED_LIST (self->client_list), GATE_CLIENT_FILTER_ALL);
  gate_session_update_launch (self);
  gate_session_update_facts (self);
  g_object_notify (G_OBJECT (self), "is-local");
  g_object_notify (G_OBJECT (self), "browser-sign-in");
}

/* Nobody sees the moment between the two accounts. Takes ownership of CONNECTION. */
static void
open_new (GateSession    *self,
          GateConnection *connection)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_connection (self, connection);
  open_connection (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * gate_session_open_local:
 * @self: a session
 * @sign_in: (nullable): the person to sign in as, %NULL for `admin`
 *
 * Starts the local organization as a child, signs in and loads. Returns at once; see `state`.
 */
void
gate_session_open_local (GateSession *self,
                         const char  *sign_in)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  open_new (self, gate_connection_new_local (self->http, self->local,
                                             sign_in != NULL ? sign_in : "admin"));
}

/**
 * gate_session_open:
 * @self: a session
 * @api_address: the base address of the organization's API
 * @login_address: (nullable): the address of its sign-in pages
 * @token_file: a file that only its owner can read, with an access token
 *
 * Reads the token and loads. Returns at once; see `state`.
 */
void
gate_session_open (GateSession *self,
                   const char  *api_address,
                   const char  *login_address,
                   GFile       *token_file)
{
  g_return_if_fail (GATE_IS_SESSION (self));
  g_return_if_fail (api_address != NULL);
  g_return_if_fail (G_IS_FILE (token_file));

  gate_local_stop (self->local);
  open_new (self, gate_connection_new_token_file (self->http, api_address, token_file));
}

/**
 * gate_session_open_account:
 * @self: a session
 * @account: how to sign in
 * @client_secret: (nullable): of a client that signs in by itself and was not kept yet
 * @is_kept: whether the account is stored once it could be opened, and its token kept
 *
 * Signs in with the browser unless the kept token still works, and loads. Returns at once; see
 * `state` and `browser-sign-in`.
 */
void
gate_session_open_account (GateSession *self,
                           GateAccount *account,
                           const char  *client_secret,
                           gboolean     is_kept)
{
  g_return_if_fail (GATE_IS_SESSION (self));
  g_return_if_fail (GATE_IS_ACCOUNT (account));

  gate_local_stop (self->local);
  self->keeps_account = is_kept;
  open_new (self, gate_connection_new_account (self->http, account, self->opener, client_secret,
                                               is_kept ? self->secrets : NULL));
}

/* What was seen of the organization tells its account from others. */
void
gate_session_store_account (GateSession *self)
{
  GateAccount *account =
      self->connection != NULL ? gate_connection_get_account (self->connection) : NULL;
  GateOrganization *organization = gate_me_get_organization (self->me);
  GatePerson *person = gate_me_get_person (self->me);

  if (account == NULL || !self->keeps_account || self->accounts == NULL ||
      (organization == NULL && person == NULL))
    return;
  gate_account_set_seen (account,
                         organization != NULL ? gate_organization_get_id (organization) :
                                                gate_account_get_organization_id (account),
                         organization != NULL ? gate_organization_get_name (organization) :
                                                gate_account_get_organization_name (account),
                         person != NULL ? gate_person_get_name (person) :
                                          gate_account_get_person_name (account));
  gate_accounts_store (self->accounts, account);
}

/**
 * gate_session_set_accounts:
 * @self: a session
 * @accounts: (nullable): where opened accounts are stored
 */
void
gate_session_set_accounts (GateSession  *self,
                           GateAccounts *accounts)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  g_set_object (&self->accounts, accounts);
}

GateAccounts *
gate_session_get_accounts (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->accounts;
}

/**
 * gate_session_get_account:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the open account; %NULL for the local organization, for a
 *   token from a file, and while signed out
 */
GateAccount *
gate_session_get_account (GateSession *self)
{
  g_return_val_if_fail (GATE_IS_SESSION (self), NULL);

  return self->connection != NULL ? gate_connection_get_account (self->connection) : NULL;
}

/**
 * gate_session_cancel_sign_in:
 * @self: a session
 *
 * Ends the sign-in with the browser. What is loaded stays; without it the account is closed.
 */
void
gate_session_cancel_sign_in (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  gate_session_cancel_opening (self);
  if (gate_resource_has_content (GATE_RESOURCE (self->authorizations)))
    gate_session_update_facts (self);
  else
    gate_session_close (self);
}

/**
 * gate_session_switch_person:
 * @self: a session whose account is signed in to with the browser
 *
 * Forgets the sign-in and everything loaded, and lets the browser ask who signs in.
 */
void
gate_session_switch_person (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));
  g_return_if_fail (gate_session_get_browser_sign_in (self) != NULL);

  open_new (self, gate_connection_new_person (self->connection));
}

/**
 * gate_session_close:
 * @self: a session
 *
 * Signs out: cancels running requests, drops the loaded data, stops the local organization.
 */
void
gate_session_close (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  set_connection (self, NULL);
  gate_local_stop (self->local);
}

/**
 * gate_session_reload:
 * @self: a session
 *
 * Opens the connection again and loads everything again. Replaces a running load. The shown list
 * stays until the new one is complete. Does nothing while signed out.
 */
void
gate_session_reload (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  if (self->connection != NULL)
    open_connection (self);
}
