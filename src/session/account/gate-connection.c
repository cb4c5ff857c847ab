/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-connection.h"

#include "gate-address.h"
#include "gate-browser-sign-in-private.h"
#include "gate-direct-writer.h"
#include "gate-kept-token.h"
#include "gate-renewable-token.h"
#include "gate-static-token.h"
#include "gate-session-describe.h"
#include "gate-text.h"
#include "gate-wipe.h"

#include <glib/gi18n-lib.h>

struct _GateConnection
{
  GObject parent_instance;

  GateConnectionKind kind;
  GateHttp          *http;
  GateLocal         *local;       /* NULL for other organizations */
  char              *sign_in;     /* the local organization's person */
  char              *api_address;
  GFile             *token_file;
  GateAccount       *account;     /* NULL: another kind */
  GateBrowserSignIn *browser;
  GateRenewableToken *token;      /* of the browser; NULL before */
  GateSecrets       *secrets;     /* keeps the token; or NULL */
  GateOpener        *opener;      /* or NULL */
  gboolean           is_new_person; /* the kept token is of no use */
  char              *client_secret; /* of a client that signs in by itself; NULL: not known */
  char              *organization_name; /* NULL: not known */

  GateApi           *api;         /* NULL until it is open */
  GateWriter        *writer;
};

G_DEFINE_FINAL_TYPE (GateConnection, gate_connection, G_TYPE_OBJECT)

static gboolean
set_up_api (GateConnection  *self,
            const char      *address,
            GateTokenSource *token_source,
            GError         **error)
{
  g_autoptr (GUri) base = gate_address_parse_api (address, error);
  g_autoptr (GateApi) before = NULL;

  if (base == NULL)
    {
      if (error != NULL)
        gate_error_set_server_code (*error, GATE_REFUSED_ADDRESS);
      return FALSE;
    }
  before = g_steal_pointer (&self->api);
  g_clear_object (&self->writer);
  self->api = gate_api_new (self->http, base, token_source);
  gate_api_take_proof (self->api, before);
  self->writer = gate_direct_writer_new (self->api);
  return TRUE;
}

static void
return_opened (GTask           *task,
               const char      *address,
               GateTokenSource *token_source)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (set_up_api (g_task_get_source_object (task), address, token_source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
local_started_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateLocal *local = GATE_LOCAL (source);
  g_autoptr (GateTokenSource) token = NULL;
  GError *error = NULL;

  if (!gate_local_start_finish (local, result, &error))
    {
      gate_error_set_server_code (error, GATE_REFUSED_LOCAL);
      g_task_return_error (task, error);
      return;
    }
  token = gate_static_token_new (gate_local_get_token (local));
  return_opened (task, gate_local_get_api (local), token);
}

static void
token_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateConnection *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GateTokenSource) token = gate_static_token_load_file_finish (result, &error);

  if (token != NULL)
    return_opened (task, self->api_address, token);
  else
    g_task_return_error (task, error);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The secrets tell the window what they could not keep. */
  if (!gate_secrets_store_finish (GATE_SECRETS (source), result, &error))
    g_debug ("the token is not kept: %s", error->message);
}

static void
keep (GateConnection *self,
      const char     *secret)
{
  g_autofree char *name = gate_account_dup_name (self->account);

  if (self->secrets != NULL)
    gate_secrets_store_async (self->secrets, gate_account_get_id (self->account), name, secret,
                              NULL, kept_cb, NULL);
}

static void
keep_token (GateConnection *self)
{
  GateToken *token = gate_renewable_token_peek_token (self->token);
  char *text;

  if (token == NULL)
    return;
  text = gate_kept_token_write (token, gate_renewable_token_get_address (self->token));
  keep (self, text);
  gate_wipe_free (text);
}

static void
take_token (GateConnection *self,
            GUri           *token_address,
            GateToken      *token)
{
  g_clear_object (&self->token);
  self->token = gate_renewable_token_new (self->http, token_address,
                                          gate_account_get_client_id (self->account), token);
  g_signal_connect_object (self->token, "renewed", G_CALLBACK (keep_token), self,
                           G_CONNECT_SWAPPED);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateBrowserSignIn *browser = GATE_BROWSER_SIGN_IN (source);
  GateConnection *self = g_task_get_source_object (task);
  g_autoptr (GateToken) token = NULL;
  GError *error = NULL;

  token = gate_browser_sign_in_run_finish (browser, result, &error);
  if (token == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_token (self, gate_browser_sign_in_get_token_address (browser), token);
  keep_token (self);
  return_opened (task, self->api_address, GATE_TOKEN_SOURCE (self->token));
}

static void
sign_in (GateConnection *self,
         GTask          *task)
{
  gate_browser_sign_in_run_async (self->browser, g_task_get_cancellable (task), signed_in_cb,
                                  task);
}

/* The token endpoint is where the service has it (genesys-api.md 2.1). */
static void
sign_in_as_client (GateConnection *self,
                   GTask          *task)
{
  static const char *const path[] = { "oauth", "token", NULL };
  g_autoptr (GUri) login =
      gate_address_parse (gate_account_get_login_address (self->account), NULL);
  g_autoptr (GUri) token_address = NULL;

  if (login == NULL)
    {
      g_task_return_error (task, gate_session_refuse (GATE_ERROR_INVALID,
                                                      GATE_REFUSED_LOGIN_ADDRESS));
      return;
    }
  token_address = gate_address_build (login, path, NULL);
  g_clear_object (&self->token);
  self->token = gate_renewable_token_new_client (self->http, token_address,
                                                 gate_account_get_client_id (self->account),
                                                 self->client_secret);
  return_opened (task, self->api_address, GATE_TOKEN_SOURCE (self->token));
}

static void
secret_looked_up_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateConnection *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->client_secret = gate_secrets_look_up_finish (GATE_SECRETS (source), result, &error);
  if (self->client_secret != NULL)
    sign_in_as_client (self, task);
  else
    g_task_return_error (task, error != NULL ? error :
                                               gate_session_refuse (GATE_ERROR_INVALID,
                                                                    GATE_REFUSED_NO_SECRET));
}

static void
open_client (GateConnection *self,
             GTask          *task)
{
  if (self->client_secret == NULL && self->secrets != NULL)
    {
      gate_secrets_look_up_async (self->secrets, gate_account_get_id (self->account),
                                  g_task_get_cancellable (task), secret_looked_up_cb, task);
      return;
    }
  sign_in_as_client (self, task);
  g_object_unref (task);
}

/* A keyring that does not answer is no reason not to sign in. */
static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GateConnection *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) token_address = NULL;
  g_autoptr (GateToken) token = NULL;
  char *text = gate_secrets_look_up_finish (GATE_SECRETS (source), result, &error);

  if (gate_error_is_cancelled (error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  if (error != NULL)
    g_debug ("no token from the keyring: %s", error->message);
  token = gate_kept_token_read (text, gate_account_get_login_address (self->account),
                                &token_address);
  gate_wipe_free (text);
  if (token == NULL)
    {
      sign_in (self, task);
      return;
    }
  take_token (self, token_address, token);
  return_opened (task, self->api_address, GATE_TOKEN_SOURCE (self->token));
  g_object_unref (task);
}

static void
open_account (GateConnection *self,
              GTask          *task)
{
  if (gate_account_get_kind (self->account) == GATE_ACCOUNT_CLIENT_CREDENTIALS)
    open_client (self, task);
  else if (self->token != NULL && gate_renewable_token_peek_token (self->token) != NULL)
    {
      return_opened (task, self->api_address, GATE_TOKEN_SOURCE (self->token));
      g_object_unref (task);
    }
  else if (self->token == NULL && self->secrets != NULL && !self->is_new_person)
    gate_secrets_look_up_async (self->secrets, gate_account_get_id (self->account),
                                g_task_get_cancellable (task), looked_up_cb, task);
  else
    sign_in (self, task);
}

static void
gate_connection_dispose (GObject *object)
{
  GateConnection *self = GATE_CONNECTION (object);

  if (self->browser != NULL)
    gate_browser_sign_in_cancel (self->browser);
  g_clear_object (&self->browser);
  g_clear_object (&self->opener);
  g_clear_object (&self->secrets);
  g_clear_object (&self->account);
  g_clear_object (&self->token);
  g_clear_object (&self->writer);
  g_clear_object (&self->api);
  g_clear_object (&self->local);
  g_clear_object (&self->http);
  g_clear_object (&self->token_file);
  G_OBJECT_CLASS (gate_connection_parent_class)->dispose (object);
}

static void
gate_connection_finalize (GObject *object)
{
  GateConnection *self = GATE_CONNECTION (object);

  g_free (self->sign_in);
  g_free (self->api_address);
  gate_wipe_free (self->client_secret);
  g_free (self->organization_name);
  G_OBJECT_CLASS (gate_connection_parent_class)->finalize (object);
}

static void
gate_connection_class_init (GateConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_connection_dispose;
  object_class->finalize = gate_connection_finalize;
}

static void
gate_connection_init (GateConnection *self)
{
}

/**
 * gate_connection_new_local:
 * @http: sends the requests
 * @local: the local organization
 * @sign_in: the person to sign in as
 *
 * Returns: (transfer full): a connection that starts @local when it is opened
 */
GateConnection *
gate_connection_new_local (GateHttp   *http,
                           GateLocal  *local,
                           const char *sign_in)
{
  GateConnection *self = g_object_new (GATE_TYPE_CONNECTION, NULL);

  self->kind = GATE_CONNECTION_LOCAL;
  self->http = g_object_ref (http);
  self->local = g_object_ref (local);
  self->organization_name = g_strdup (_ ("Local Organization"));
  self->sign_in = g_strdup (sign_in);
  return self;
}

/**
 * gate_connection_new_token_file:
 * @http: sends the requests
 * @api_address: the base address of the organization's API; checked when the connection is opened
 * @token_file: a file with an access token that only its owner can read
 *
 * Returns: (transfer full): a connection to a running organization
 */
GateConnection *
gate_connection_new_token_file (GateHttp   *http,
                                const char *api_address,
                                GFile      *token_file)
{
  GateConnection *self = g_object_new (GATE_TYPE_CONNECTION, NULL);

  self->kind = GATE_CONNECTION_TOKEN_FILE;
  self->http = g_object_ref (http);
  self->api_address = g_strdup (api_address);
  self->token_file = g_object_ref (token_file);
  return self;
}

/**
 * gate_connection_new_account:
 * @http: sends the requests
 * @account: how to sign in; its addresses are checked when the connection is opened
 * @opener: (nullable): opens the browser
 * @client_secret: (nullable): of a client that signs in by itself; %NULL: it is in @secrets
 * @secrets: (nullable): keeps the token or the client's secret, and has what was kept the last
 *   time; %NULL: nothing is kept
 *
 * Returns: (transfer full): a connection that a person opens by signing in with the browser, or the
 *   client by itself
 */
GateConnection *
gate_connection_new_account (GateHttp    *http,
                             GateAccount *account,
                             GateOpener  *opener,
                             const char  *client_secret,
                             GateSecrets *secrets)
{
  GateConnection *self = g_object_new (GATE_TYPE_CONNECTION, NULL);

  self->kind = GATE_CONNECTION_ACCOUNT;
  self->http = g_object_ref (http);
  self->account = g_object_ref (account);
  self->api_address = g_strdup (gate_account_get_api_address (account));
  g_set_object (&self->opener, opener);
  g_set_object (&self->secrets, secrets);
  if (gate_account_get_kind (account) == GATE_ACCOUNT_CLIENT_CREDENTIALS)
    {
      self->client_secret = g_strdup (client_secret);
      if (client_secret != NULL)
        keep (self, client_secret);
      return self;
    }
  self->browser = gate_browser_sign_in_new (http, gate_account_get_login_address (account),
                                            gate_account_get_client_id (account));
  gate_browser_sign_in_set_opener (self->browser, opener);
  gate_browser_sign_in_set_provider (self->browser, gate_account_get_organization_login (account),
                                     gate_account_get_provider (account));
  return self;
}

/**
 * gate_connection_new_person:
 * @before: a connection with a sign-in by the browser
 *
 * Returns: (transfer full): one to the same organization, for which the browser asks who signs in,
 *   whoever signed in before
 */
GateConnection *
gate_connection_new_person (GateConnection *before)
{
  GateConnection *self = gate_connection_new_account (before->http, before->account,
                                                      before->opener, NULL, NULL);

  g_set_object (&self->secrets, before->secrets);
  gate_browser_sign_in_set_asks_again (self->browser);
  self->is_new_person = TRUE;
  return self;
}

GateConnectionKind
gate_connection_get_kind (GateConnection *self)
{
  g_return_val_if_fail (GATE_IS_CONNECTION (self), GATE_CONNECTION_TOKEN_FILE);

  return self->kind;
}

/**
 * gate_connection_get_sign_in:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the local organization's person; %NULL for others
 */
const char *
gate_connection_get_sign_in (GateConnection *self)
{
  g_return_val_if_fail (GATE_IS_CONNECTION (self), NULL);

  return self->sign_in;
}

/**
 * gate_connection_get_browser_sign_in:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): how a person signs in with the browser; %NULL for other
 *   kinds
 */
GateBrowserSignIn *
gate_connection_get_browser_sign_in (GateConnection *self)
{
  g_return_val_if_fail (GATE_IS_CONNECTION (self), NULL);

  return self->browser;
}

/**
 * gate_connection_get_account:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the account that it opens; %NULL for other kinds
 */
GateAccount *
gate_connection_get_account (GateConnection *self)
{
  g_return_val_if_fail (GATE_IS_CONNECTION (self), NULL);

  return self->account;
}

/**
 * gate_connection_open_async:
 * @self: a connection
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Starts the local organization, and reads the token, also when the connection was open before. A
 * person signs in with the browser unless the token of an earlier sign-in still works.
 */
void
gate_connection_open_async (GateConnection     *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GATE_IS_CONNECTION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_connection_open_async);
  if (self->kind == GATE_CONNECTION_LOCAL)
    gate_local_start_async (self->local, self->sign_in, cancellable, local_started_cb, task);
  else if (self->kind == GATE_CONNECTION_ACCOUNT)
    open_account (self, task);
  else
    gate_static_token_load_file_async (self->token_file, cancellable, token_read_cb, task);
}

/**
 * gate_connection_open_finish:
 * @self: a connection
 * @result: the result
 * @error: return location for an error, whose server code is one of GATE_REFUSED_… or of
 *   GATE_TOKEN_FILE_…
 *
 * Returns: whether it is open
 */
gboolean
gate_connection_open_finish (GateConnection *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_connection_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gate_connection_get_api:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the API; %NULL before the connection was open once
 */
GateApi *
gate_connection_get_api (GateConnection *self)
{
  g_return_val_if_fail (GATE_IS_CONNECTION (self), NULL);

  return self->api;
}

/**
 * gate_connection_get_writer:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the writer of authorizations; %NULL before the connection
 *   was open once
 */
GateWriter *
gate_connection_get_writer (GateConnection *self)
{
  g_return_val_if_fail (GATE_IS_CONNECTION (self), NULL);

  return self->writer;
}

/**
 * gate_connection_set_organization_name:
 * @self: a connection
 * @name: the name of the organization
 *
 * Lets errors name the organization, see gate_connection_name_organization().
 */
void
gate_connection_set_organization_name (GateConnection *self,
                                       const char     *name)
{
  g_return_if_fail (GATE_IS_CONNECTION (self));

  gate_set_str (&self->organization_name, name);
}

/**
 * gate_connection_name_organization:
 * @self: a connection
 * @error: (nullable): an error of a request
 *
 * Lets @error name the organization in place of the server, where its name is known. An error of
 * TLS keeps the name of the server, because it concerns the server.
 */
void
gate_connection_name_organization (GateConnection *self,
                                   GError         *error)
{
  g_return_if_fail (GATE_IS_CONNECTION (self));

  if (self->organization_name != NULL &&
      (gate_error_matches (error, GATE_ERROR_NETWORK) ||
       gate_error_matches (error, GATE_ERROR_TIMEOUT) ||
       gate_error_get_cause (error) == GATE_CAUSE_NETWORK_ADDRESS))
    gate_error_set_host (error, self->organization_name);
}

/**
 * gate_connection_describe_error:
 * @self: (nullable): the connection that was used
 * @error: an error of a request or of opening the connection
 *
 * Returns: (transfer full): one translated sentence for people
 */
char *
gate_connection_describe_error (GateConnection *self,
                                const GError   *error)
{
  const char *message = NULL;

  if (g_strcmp0 (gate_error_get_server_code (error), GATE_REFUSED_LOCAL) != 0)
    {
      g_autoptr (GError) named = error != NULL ? g_error_copy (error) : NULL;

      if (self != NULL)
        gate_connection_name_organization (self, named);
      return gate_session_error_sentence (named);
    }
  if (self != NULL && self->local != NULL)
    message = gate_local_get_message (self->local);
  if (message == NULL)
    return g_strdup (_ ("The local organization does not run."));
  /* Translators: %s is a sentence: why. */
  return g_strdup_printf (_ ("The local organization does not run. %s"), message);
}

/**
 * gate_connection_dup_account_key:
 * @self: a connection
 * @organization: (nullable): the organization of the connection
 *
 * One address may lead to several organizations, so the organization is part of the key.
 *
 * Returns: (transfer full) (nullable): the key of this account, unique on this machine; %NULL while
 *   it is not known
 */
char *
gate_connection_dup_account_key (GateConnection   *self,
                                 GateOrganization *organization)
{
  g_autoptr (GUri) address = NULL;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (GATE_IS_CONNECTION (self), NULL);

  if (self->kind == GATE_CONNECTION_LOCAL)
    return g_strdup ("local");
  address = gate_address_parse (self->api_address, NULL);
  if (address == NULL || organization == NULL)
    return NULL;
  origin = gate_address_dup_origin (address);
  return g_strconcat (origin, " ", gate_organization_get_id (organization), NULL);
}
