/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Asks the server for its metadata, listens, opens the browser, waits, and redeems the code. The
 * listener is there before the browser is asked. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-browser-sign-in-private.h"

#include "gate-address.h"
#include "gate-callback-listener.h"
#include "gate-error.h"
#include "gate-oauth-attempt.h"
#include "gate-oauth-redirect.h"
#include "gate-session-describe.h"
#include "gate-text.h"
#include "gate-token-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WAIT_S 300
#define PASTE_AFTER_S 30
/* So long a browser may take to fetch the page at the end. */
#define LINGER_S 10

struct _GateBrowserSignIn
{
  GObject parent_instance;

  GateHttp   *http;
  GateOpener *opener; /* or NULL */
  char       *login_address;
  char       *client_id;
  char       *organization; /* or NULL */
  char       *provider;     /* or NULL */
  gboolean    asks_again;

  /* One attempt. */
  GTask                *task;        /* NULL: none is under way */
  GCancellable         *cancellable; /* of its requests */
  GSource              *cancelled;   /* the caller’s cancellable; or NULL */
  GateCallbackListener *listener;
  GateOauthAttempt     *attempt;
  guint                 tick_source;
  gint64                end_us;

  GateBrowserSignInState state;
  GUri                  *token_address; /* of the last attempt that came so far */
  char                  *host;
  char                  *address;
  char                  *problem;
  guint                  seconds_left;
  gboolean               offers_paste;
};

G_DEFINE_FINAL_TYPE (GateBrowserSignIn, gate_browser_sign_in, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_HOST,
  PROP_ADDRESS,
  PROP_SECONDS_LEFT,
  PROP_PROBLEM,
  PROP_OFFERS_PASTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_state (GateBrowserSignIn     *self,
           GateBrowserSignInState state)
{
  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_string (GateBrowserSignIn *self,
            char             **field,
            const char        *value,
            guint              prop)
{
  if (gate_set_str (field, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
set_offers_paste (GateBrowserSignIn *self,
                  gboolean           offers)
{
  if (offers == self->offers_paste)
    return;
  self->offers_paste = offers;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFERS_PASTE]);
}

/* LINGER_S is how long the listener goes on by itself; 0: not at all. */
static void
forget_attempt (GateBrowserSignIn *self,
                guint              linger_s)
{
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (self->cancelled != NULL)
    {
      g_source_destroy (self->cancelled);
      g_clear_pointer (&self->cancelled, g_source_unref);
    }
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->listener != NULL && linger_s > 0)
    gate_callback_listener_retire (self->listener, linger_s);
  else if (self->listener != NULL)
    gate_callback_listener_close (self->listener);
  g_clear_object (&self->listener);
  g_clear_pointer (&self->attempt, gate_oauth_attempt_free);
  set_string (self, &self->address, NULL, PROP_ADDRESS);
  set_string (self, &self->problem, NULL, PROP_PROBLEM);
  set_offers_paste (self, FALSE);
}

/* Takes ownership of TOKEN and of ERROR; one of them is NULL. */
static void
end (GateBrowserSignIn *self,
     GateToken         *token,
     GError            *error,
     guint              linger_s)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  forget_attempt (self, linger_s);
  set_state (self, GATE_BROWSER_SIGN_IN_IDLE);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, token, (GDestroyNotify) gate_token_unref);
}

static void
fail (GateBrowserSignIn *self,
      GError            *error)
{
  gate_error_set_host (error, self->host);
  end (self, NULL, error, LINGER_S);
}

/* Whether TASK is still the attempt that is under way. */
static gboolean
is_current (GateBrowserSignIn *self,
            GTask             *task)
{
  return task == self->task;
}

static void
redeemed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateBrowserSignIn *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  GateToken *token = gate_token_request_send_finish (GATE_HTTP (source), result, &error);

  if (!is_current (self, task))
    {
      g_clear_pointer (&token, gate_token_unref);
      return;
    }
  if (gate_error_matches (error, GATE_ERROR_UNAUTHORIZED))
    gate_error_set_server_code (error, GATE_REFUSED_CODE);
  if (token != NULL)
    end (self, token, NULL, LINGER_S);
  else
    fail (self, g_steal_pointer (&error));
}

static void
redeem (GateBrowserSignIn *self)
{
  g_autoptr (GBytes) form = gate_oauth_attempt_dup_token_request (self->attempt);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  set_state (self, GATE_BROWSER_SIGN_IN_REDEEMING);
  gate_token_request_send_async (self->http, self->token_address, form, NULL, self->cancellable,
                                 redeemed_cb, g_object_ref (self->task));
}

static GateCallbackVerdict
judge_callback (const char *query,
                gpointer    user_data)
{
  GateBrowserSignIn *self = user_data;
  GError *error = NULL;

  switch (gate_oauth_attempt_read_callback (self->attempt, query, &error))
    {
    case GATE_OAUTH_MATCHED:
      redeem (self);
      return GATE_CALLBACK_TAKEN;
    case GATE_OAUTH_FAILED:
      fail (self, error);
      return GATE_CALLBACK_REFUSED;
    case GATE_OAUTH_IGNORED:
    default:
      return GATE_CALLBACK_STRAY;
    }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateBrowserSignIn *self = g_task_get_source_object (task);
  gboolean opened = gate_opener_open_finish (GATE_OPENER (source), result, NULL);

  if (is_current (self, task))
    set_string (self, &self->problem,
                opened ? NULL : _ ("No browser could be opened. Copy the address, and open it in "
                                   "a browser on this computer."),
                PROP_PROBLEM);
}

/**
 * gate_browser_sign_in_open_again:
 * @self: a sign-in
 *
 * Opens the address of the attempt once more, while it waits.
 */
void
gate_browser_sign_in_open_again (GateBrowserSignIn *self)
{
  g_return_if_fail (GATE_IS_BROWSER_SIGN_IN (self));

  if (self->address != NULL && self->opener != NULL)
    gate_opener_open_async (self->opener, self->address, self->cancellable, opened_cb,
                            g_object_ref (self->task));
}

static gboolean
tick_cb (gpointer user_data)
{
  GateBrowserSignIn *self = user_data;
  gint64 left_us = self->end_us - g_get_monotonic_time ();

  if (left_us <= 0)
    {
      self->tick_source = 0;
      fail (self, gate_session_refuse (GATE_ERROR_TIMEOUT, GATE_REFUSED_BROWSER_LATE));
      return G_SOURCE_REMOVE;
    }
  self->seconds_left = (guint) ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
  set_offers_paste (self, self->seconds_left <= WAIT_S - PASTE_AFTER_S);
  return G_SOURCE_CONTINUE;
}

static void
wait_for_browser (GateBrowserSignIn *self,
                  const char        *address)
{
  self->end_us = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;
  self->seconds_left = WAIT_S;
  self->tick_source = g_timeout_add_seconds (1, tick_cb, self);
  set_string (self, &self->address, address, PROP_ADDRESS);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
  set_state (self, GATE_BROWSER_SIGN_IN_WAITING);
  gate_browser_sign_in_open_again (self);
}

/* Takes METADATA as the only server that this attempt knows (C6). */
static void
begin_attempt (GateBrowserSignIn      *self,
               const GateWireMetadata *metadata)
{
  GateOauthAttemptWishes wishes = { .organization = self->organization,
                                    .provider = self->provider,
                                    .asks_again = self->asks_again };
  g_autofree char *address = NULL;
  GError *error = NULL;

  self->listener = gate_callback_listener_new (judge_callback, self);
  if (!gate_callback_listener_listen (self->listener, &error))
    {
      gate_error_set_server_code (error, GATE_REFUSED_NO_PORT);
      fail (self, error);
      return;
    }
  self->attempt =
      gate_oauth_attempt_new (metadata, self->client_id,
                              gate_callback_listener_get_redirect_uri (self->listener), &error);
  if (self->attempt != NULL)
    address = gate_oauth_attempt_dup_address (self->attempt, &wishes, &error);
  if (address == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->token_address, g_uri_unref);
  self->token_address = g_uri_ref (gate_oauth_attempt_get_token_address (self->attempt));
  wait_for_browser (self, address);
}

/* A gateway may have no metadata; then the endpoints are where the service has them
 * (genesys-api.md 2.1). */
static GateWireMetadata *
assume_metadata (const char *issuer)
{
  GateWireMetadata *metadata = g_new0 (GateWireMetadata, 1);

  metadata->issuer = g_strdup (issuer);
  metadata->authorization_endpoint = g_strconcat (issuer, "/oauth/authorize", NULL);
  metadata->token_endpoint = g_strconcat (issuer, "/oauth/token", NULL);
  return metadata;
}

static GError *
blame_discovery (GateHttpResponse *response)
{
  GateEvidence evidence = { .status = gate_http_response_get_status (response),
                            .has_web_page = gate_http_response_is_web_page (response),
                            .has_correlation_id = TRUE };

  return gate_error_new_for_response (&evidence);
}

static void
discovered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateBrowserSignIn *self = g_task_get_source_object (task);
  const char *issuer = g_task_get_task_data (task);
  g_autoptr (GateHttpResponse) response = NULL;
  g_autoptr (GateWireMetadata) metadata = NULL;
  GError *error = NULL;
  guint status;

  response = gate_http_send_finish (GATE_HTTP (source), result, &error);
  if (!is_current (self, task))
    {
      g_clear_error (&error);
      return;
    }
  status = response != NULL ? gate_http_response_get_status (response) : 0;
  if (status == 200)
    metadata = gate_wire_metadata_decode (gate_http_response_get_body (response), issuer, &error);
  else if (status == 404 || status == 405)
    metadata = assume_metadata (issuer);
  else if (response != NULL)
    error = blame_discovery (response);
  if (metadata != NULL)
    begin_attempt (self, metadata);
  else
    fail (self, error);
}

/* The issuer identifier of an authorization server at the root of its host has no solidus at the
 * end (genesys-api.md 2.1). */
static char *
dup_issuer (const char *login_address,
            GError    **error)
{
  g_autoptr (GUri) address = gate_address_parse (login_address, error);
  g_autofree char *origin = NULL;
  g_autofree char *path = NULL;

  if (address == NULL)
    return NULL;
  origin = gate_address_dup_origin (address);
  path = g_strdup (g_uri_get_path (address));
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  return g_strconcat (origin, path, NULL);
}

static void
discover (GateBrowserSignIn *self)
{
  g_autofree char *issuer = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GUri) address = NULL;
  g_autoptr (GateHttpRequest) request = NULL;
  GError *error = NULL;

  issuer = dup_issuer (self->login_address, &error);
  if (issuer != NULL)
    text = gate_wire_metadata_dup_address (issuer);
  if (text != NULL)
    address = gate_address_parse (text, &error);
  if (address == NULL)
    {
      g_clear_error (&error);
      fail (self, gate_session_refuse (GATE_ERROR_INVALID, GATE_REFUSED_LOGIN_ADDRESS));
      return;
    }
  set_string (self, &self->host, g_uri_get_host (address), PROP_HOST);
  request = gate_http_request_new ("GET", address);
  gate_http_request_set_urgent (request);
  g_task_set_task_data (self->task, g_steal_pointer (&issuer), g_free);
  gate_http_send_async (self->http, request, self->cancellable, discovered_cb,
                        g_object_ref (self->task));
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  gate_browser_sign_in_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* A tab of the attempt before may still be open: it is told that another one took its place. */
static void
replace_attempt (GateBrowserSignIn *self)
{
  if (self->task != NULL)
    end (self, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "replaced"),
         self->state == GATE_BROWSER_SIGN_IN_WAITING ? WAIT_S : 0);
}

/**
 * gate_browser_sign_in_run_async:
 * @self: a sign-in
 * @cancellable: (nullable): ends the attempt
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Signs in. It waits five minutes for the browser at most (C15).
 */
void
gate_browser_sign_in_run_async (GateBrowserSignIn  *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (GATE_IS_BROWSER_SIGN_IN (self));

  replace_attempt (self);
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, gate_browser_sign_in_run_async);
  self->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancelled, NULL);
    }
  set_state (self, GATE_BROWSER_SIGN_IN_STARTING);
  discover (self);
}

/**
 * gate_browser_sign_in_run_finish:
 * @self: a sign-in
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the token; %NULL with %G_IO_ERROR_CANCELLED also for a replaced
 *   attempt, with the error of the authorization server, or with one whose server code is
 *   %GATE_REFUSED_LOGIN_ADDRESS, %GATE_REFUSED_NO_PORT, %GATE_REFUSED_BROWSER_LATE or
 *   %GATE_REFUSED_CODE
 */
GateToken *
gate_browser_sign_in_run_finish (GateBrowserSignIn *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_browser_sign_in_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_browser_sign_in_cancel:
 * @self: a sign-in
 *
 * Ends the attempt, and closes its port, so that a browser that comes later is told nothing.
 */
void
gate_browser_sign_in_cancel (GateBrowserSignIn *self)
{
  g_return_if_fail (GATE_IS_BROWSER_SIGN_IN (self));

  if (self->task != NULL)
    end (self, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"), 0);
}

/**
 * gate_browser_sign_in_paste:
 * @self: a sign-in
 * @text: the address that the browser shows after the sign-in
 *
 * For a browser that cannot come back by itself. The address is judged as if the browser had
 * brought it (C16).
 *
 * Returns: whether it belongs to this attempt, which then goes on or fails
 */
gboolean
gate_browser_sign_in_paste (GateBrowserSignIn *self,
                            const char        *text)
{
  g_autofree char *trimmed = NULL;
  g_autoptr (GateOauthRedirect) answer = NULL;
  const char *query;

  g_return_val_if_fail (GATE_IS_BROWSER_SIGN_IN (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (self->state != GATE_BROWSER_SIGN_IN_WAITING)
    return FALSE;
  trimmed = g_strstrip (g_strdup (text));
  query = strchr (trimmed, '?');
  /* The address of the login page has the state too. */
  answer = query != NULL ? gate_oauth_redirect_parse (query + 1) : NULL;
  return answer != NULL && (answer->code != NULL || answer->error != NULL) &&
         judge_callback (query + 1, self) != GATE_CALLBACK_STRAY;
}

GateBrowserSignInState
gate_browser_sign_in_get_state (GateBrowserSignIn *self)
{
  g_return_val_if_fail (GATE_IS_BROWSER_SIGN_IN (self), GATE_BROWSER_SIGN_IN_IDLE);

  return self->state;
}

/**
 * gate_browser_sign_in_get_token_address:
 * @self: a sign-in that gave a token
 *
 * Returns: (transfer none): the token endpoint, for renewals
 */
GUri *
gate_browser_sign_in_get_token_address (GateBrowserSignIn *self)
{
  g_return_val_if_fail (GATE_IS_BROWSER_SIGN_IN (self), NULL);

  return self->token_address;
}

void
gate_browser_sign_in_set_opener (GateBrowserSignIn *self,
                                 GateOpener        *opener)
{
  g_return_if_fail (GATE_IS_BROWSER_SIGN_IN (self));

  g_set_object (&self->opener, opener);
}

/**
 * gate_browser_sign_in_set_provider:
 * @self: a sign-in
 * @organization: (nullable): the short name of an organization
 * @provider: (nullable): its identity provider; the service takes both or none
 */
void
gate_browser_sign_in_set_provider (GateBrowserSignIn *self,
                                   const char        *organization,
                                   const char        *provider)
{
  g_return_if_fail (GATE_IS_BROWSER_SIGN_IN (self));

  gate_set_str (&self->organization, organization);
  gate_set_str (&self->provider, provider);
}

/**
 * gate_browser_sign_in_set_asks_again:
 * @self: a sign-in
 *
 * Lets the server ask for a name and a password even if the browser is still signed in.
 */
void
gate_browser_sign_in_set_asks_again (GateBrowserSignIn *self)
{
  g_return_if_fail (GATE_IS_BROWSER_SIGN_IN (self));

  self->asks_again = TRUE;
}

static void
gate_browser_sign_in_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  GateBrowserSignIn *self = GATE_BROWSER_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, self->seconds_left);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_OFFERS_PASTE:
      g_value_set_boolean (value, self->offers_paste);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_browser_sign_in_finalize (GObject *object)
{
  GateBrowserSignIn *self = GATE_BROWSER_SIGN_IN (object);

  g_clear_object (&self->http);
  g_clear_object (&self->opener);
  g_clear_pointer (&self->token_address, g_uri_unref);
  g_free (self->login_address);
  g_free (self->client_id);
  g_free (self->organization);
  g_free (self->provider);
  g_free (self->host);
  g_free (self->address);
  g_free (self->problem);
  G_OBJECT_CLASS (gate_browser_sign_in_parent_class)->finalize (object);
}

static void
gate_browser_sign_in_class_init (GateBrowserSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_browser_sign_in_get_property;
  object_class->finalize = gate_browser_sign_in_finalize;
  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, GATE_BROWSER_SIGN_IN_IDLE,
                         GATE_BROWSER_SIGN_IN_REDEEMING, GATE_BROWSER_SIGN_IN_IDLE, flags);
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_SECONDS_LEFT] =
      g_param_spec_uint ("seconds-left", NULL, NULL, 0, WAIT_S, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_OFFERS_PASTE] = g_param_spec_boolean ("offers-paste", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_browser_sign_in_init (GateBrowserSignIn *self)
{
}

/**
 * gate_browser_sign_in_new:
 * @http: sends the requests
 * @login_address: the address of the authorization server
 * @client_id: the client that signs in, which has no secret
 *
 * Returns: (transfer full): a sign-in; the address is checked when it runs
 */
GateBrowserSignIn *
gate_browser_sign_in_new (GateHttp   *http,
                          const char *login_address,
                          const char *client_id)
{
  GateBrowserSignIn *self = g_object_new (GATE_TYPE_BROWSER_SIGN_IN, NULL);

  self->http = g_object_ref (http);
  self->login_address = g_strdup (login_address);
  self->client_id = g_strdup (client_id);
  return self;
}
