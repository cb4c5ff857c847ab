/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The ways in and out: from what was chosen to an API that can be asked. */

#define G_LOG_DOMAIN "gate-session"

#include "gate-session.h"

#include "gate-address.h"
#include "gate-direct-writer.h"
#include "gate-error.h"
#include "gate-given-token.h"
#include "gate-session-describe.h"
#include "gate-session-private.h"
#include "gate-text.h"

/* Ends whatever start or load is under way; answers that still come find nothing. */
void
gate_session_stop_calls (GateSession *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->n_waiting = 0;
  self->awaits_library = FALSE;
  self->polling = FALSE;
  gate_library_abandon (self->library);
  gate_session_set_loading (self, FALSE);
}

void
gate_session_renew_calls (GateSession *self)
{
  gate_session_stop_calls (self);
  self->cancellable = g_cancellable_new ();
  gate_session_set_loading (self, TRUE);
}

static void
connected (GateSession     *self,
           const char      *address,
           GateTokenSource *token_source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) base = gate_address_parse (address, &error);

  if (base == NULL)
    {
      gate_error_set_server_code (error, GATE_REFUSED_ADDRESS);
      gate_session_load_failed (self, error);
      return;
    }
  g_clear_object (&self->api);
  g_clear_object (&self->writer);
  self->api = gate_api_new (self->http, base, token_source);
  self->writer = gate_direct_writer_new (self->api);
  gate_session_load (self);
}

static void
local_started_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GateLocal *local = GATE_LOCAL (source);
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GateTokenSource) token = NULL;
  g_autoptr (GError) error = NULL;

  gate_local_start_finish (local, result, &error);
  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      gate_error_set_server_code (error, GATE_REFUSED_LOCAL);
      gate_session_load_failed (self, error);
      return;
    }
  token = gate_given_token_new (gate_local_get_token (local));
  connected (self, gate_local_get_api (local), token);
}

static void
token_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GateSession) self = gate_session_call_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateTokenSource) token = gate_given_token_load_file_finish (result, &error);

  if (self == NULL || gate_error_is_cancelled (error))
    return;
  if (token == NULL)
    {
      gate_error_set_server_code (error, GATE_REFUSED_TOKEN_FILE);
      gate_session_load_failed (self, error);
      return;
    }
  connected (self, self->api_address, token);
}

/* Every start asks for the token anew: an organization that was started again has another. */
static void
start (GateSession *self)
{
  gate_session_renew_calls (self);
  if (self->state != GATE_SESSION_READY)
    gate_session_set_state (self, GATE_SESSION_STARTING);
  if (self->way == GATE_WAY_LOCAL)
    gate_local_start_async (self->local,
                            self->sign_in,
                            self->cancellable,
                            local_started_cb,
                            gate_session_call_new (self));
  else
    gate_given_token_load_file_async (self->token_file,
                                      self->cancellable,
                                      token_read_cb,
                                      gate_session_call_new (self));
}

static void
local_ended_cb (GateLocal   *local,
                GateSession *self)
{
  g_autoptr (GError) error = NULL;

  if (self->way != GATE_WAY_LOCAL)
    return;
  error = gate_error_new (GATE_ERROR_NETWORK, "the local organization ended");
  gate_error_set_server_code (error, GATE_REFUSED_STOPPED);
  gate_session_load_failed (self, error);
}

void
gate_session_watch_local (GateSession *self)
{
  g_signal_connect_object (self->local, "ended", G_CALLBACK (local_ended_cb), self, 0);
  g_signal_connect_object (self->local,
                           "notify::running",
                           G_CALLBACK (gate_session_update_launch),
                           self,
                           G_CONNECT_SWAPPED);
}

/* Nothing of one account may be seen in another. */
static void
leave (GateSession *self)
{
  self->account++;
  gate_session_stop_calls (self);
  gate_session_drop_operations (self);
  gate_session_forget (self);
  g_clear_object (&self->api);
  g_clear_object (&self->writer);
  g_clear_object (&self->token_file);
  g_clear_pointer (&self->api_address, g_free);
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

  leave (self);
  gate_set_str (&self->sign_in, sign_in != NULL ? sign_in : "admin");
  gate_session_set_way (self, GATE_WAY_LOCAL);
  gate_session_set_state (self, GATE_SESSION_STARTING);
  start (self);
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

  leave (self);
  gate_local_stop (self->local);
  self->api_address = g_strdup (api_address);
  self->token_file = g_object_ref (token_file);
  gate_session_set_way (self, GATE_WAY_GIVEN);
  gate_session_set_state (self, GATE_SESSION_STARTING);
  start (self);
}

/**
 * gate_session_close:
 * @self: a session
 *
 * Signs out: cancels what is under way, forgets what is loaded, stops the local organization.
 */
void
gate_session_close (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  leave (self);
  gate_local_stop (self->local);
  gate_session_set_way (self, GATE_WAY_NONE);
  gate_session_set_state (self, GATE_SESSION_SIGNED_OUT);
}

/**
 * gate_session_reload:
 * @self: a session
 *
 * Loads everything again, after starting what does not run. Replaces a load under way. A list
 * that is shown stays until the new one is complete.
 */
void
gate_session_reload (GateSession *self)
{
  g_return_if_fail (GATE_IS_SESSION (self));

  if (self->way != GATE_WAY_NONE)
    start (self);
}
