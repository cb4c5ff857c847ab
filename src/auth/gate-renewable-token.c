/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A refresh token may work only once (RFC 9700, section 4.14), so one renewal serves everybody who
 * waits for one. */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-renewable-token.h"

#include "gate-error.h"
#include "gate-token-request.h"
#include "gate-wipe.h"

#include <string.h>

struct _GateRenewableToken
{
  GObject parent_instance;

  GateHttp  *http;
  GUri      *token_address;
  char      *client_id;
  char      *client_secret; /* NULL: a person signed in */
  GateToken *token;    /* NULL: it has ended, or was not asked for yet */
  GQueue     waiters;  /* of Waiter, for the renewal */
  gboolean   renewing;
};

static void gate_renewable_token_iface_init (GateTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateRenewableToken, gate_renewable_token, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GATE_TYPE_TOKEN_SOURCE,
                                                      gate_renewable_token_iface_init))

enum
{
  RENEWED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Waits for the renewal, unless its cancellable ends the wait. */
typedef struct
{
  GTask   *task;
  GSource *cancelled; /* NULL without a cancellable */
  gboolean was_refused; /* the present token is of no use to it */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    {
      g_source_destroy (waiter->cancelled);
      g_source_unref (waiter->cancelled);
    }
  g_object_unref (waiter->task);
  g_free (waiter);
}

static gboolean
waiter_cancelled_cb (GCancellable *cancellable,
                     gpointer      user_data)
{
  Waiter *waiter = user_data;
  GateRenewableToken *self = g_task_get_source_object (waiter->task);

  g_queue_remove (&self->waiters, waiter);
  g_task_return_error_if_cancelled (waiter->task);
  waiter_free (waiter);
  return G_SOURCE_REMOVE;
}

static void
return_token (GTask     *task,
              GateToken *token)
{
  g_task_return_pointer (task, g_strdup (gate_token_peek_access (token)), gate_wipe_free);
}

static GError *
new_ended_error (void)
{
  return gate_error_new (GATE_ERROR_UNAUTHORIZED, "the token has ended");
}

/* FAILURE is NULL after a renewal. Otherwise a token that was not refused is still of use. */
static void
answer_waiters (GateRenewableToken *self,
                const GError       *failure)
{
  Waiter *waiter;

  while ((waiter = g_queue_pop_head (&self->waiters)) != NULL)
    {
      if (self->token != NULL && (failure == NULL || !waiter->was_refused))
        return_token (waiter->task, self->token);
      else
        g_task_return_error (waiter->task, failure != NULL ? g_error_copy (failure) :
                                                             new_ended_error ());
      waiter_free (waiter);
    }
}

static void
end_token (GateRenewableToken *self)
{
  if (self->token == NULL)
    return;
  g_clear_pointer (&self->token, gate_token_unref);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GateRenewableToken) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateToken) token = NULL;

  token = gate_token_request_send_finish (GATE_HTTP (source), result, &error);
  self->renewing = FALSE;
  if (token != NULL)
    {
      g_clear_pointer (&self->token, gate_token_unref);
      self->token = g_steal_pointer (&token);
      g_signal_emit (self, signals[RENEWED], 0);
    }
  else if (gate_error_matches (error, GATE_ERROR_UNAUTHORIZED))
    end_token (self);
  answer_waiters (self, error);
}

/* Genesys API, genesys-api.md 2.5. The secret is in the body, where nothing logs it; the service
 * takes it there as well as in a header (client_secret_post). */
static GBytes *
dup_client_form (GateRenewableToken *self)
{
  g_autofree char *id = g_uri_escape_string (self->client_id, NULL, FALSE);
  char *secret = g_uri_escape_string (self->client_secret, NULL, FALSE);
  char *form = g_strconcat ("grant_type=client_credentials&client_id=", id, "&client_secret=",
                            secret, NULL);

  gate_wipe_free (secret);
  return gate_wipe_bytes (form);
}

static gboolean
is_renewable (GateRenewableToken *self)
{
  return self->client_secret != NULL ||
         (self->token != NULL && gate_token_peek_refresh (self->token) != NULL);
}

static void
renew (GateRenewableToken *self)
{
  g_autoptr (GBytes) form = NULL;

  if (self->renewing)
    return;
  self->renewing = TRUE;
  form = self->client_secret != NULL ?
             dup_client_form (self) :
             gate_token_dup_renewal_request (self->token, self->client_id);
  gate_token_request_send_async (self->http, self->token_address, form, self->token, NULL,
                                 renewed_cb, g_object_ref (self));
}

static void
wait_for_renewal (GateRenewableToken *self,
                  GTask              *task,
                  gboolean            was_refused)
{
  Waiter *waiter = g_new0 (Waiter, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  waiter->task = g_object_ref (task);
  waiter->was_refused = was_refused;
  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (waiter_cancelled_cb), waiter, NULL);
      g_source_attach (waiter->cancelled, g_main_context_get_thread_default ());
    }
  g_queue_push_tail (&self->waiters, waiter);
  renew (self);
}

static void
gate_renewable_token_get_token_async (GateTokenSource    *source,
                                      const char         *refused,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  GateRenewableToken *self = GATE_RENEWABLE_TOKEN (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean was_refused = refused != NULL && self->token != NULL &&
                         strcmp (refused, gate_token_peek_access (self->token)) == 0;

  g_task_set_source_tag (task, gate_renewable_token_get_token_async);
  if (was_refused && !is_renewable (self))
    end_token (self);
  if (self->token == NULL && !is_renewable (self))
    g_task_return_error (task, new_ended_error ());
  else if (is_renewable (self) &&
           (self->token == NULL || was_refused ||
            gate_token_is_due (self->token, g_get_monotonic_time ())))
    wait_for_renewal (self, task, was_refused);
  else
    return_token (task, self->token);
}

static char *
gate_renewable_token_get_token_finish (GateTokenSource *source,
                                       GAsyncResult    *result,
                                       GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_renewable_token_get_token_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gate_renewable_token_iface_init (GateTokenSourceInterface *iface)
{
  iface->get_token_async = gate_renewable_token_get_token_async;
  iface->get_token_finish = gate_renewable_token_get_token_finish;
}

static void
gate_renewable_token_finalize (GObject *object)
{
  GateRenewableToken *self = GATE_RENEWABLE_TOKEN (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->token_address, g_uri_unref);
  g_clear_pointer (&self->token, gate_token_unref);
  g_free (self->client_id);
  gate_wipe_free (self->client_secret);
  G_OBJECT_CLASS (gate_renewable_token_parent_class)->finalize (object);
}

static void
gate_renewable_token_class_init (GateRenewableTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_renewable_token_finalize;
  signals[RENEWED] = g_signal_new ("renewed", GATE_TYPE_RENEWABLE_TOKEN, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", GATE_TYPE_RENEWABLE_TOKEN, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_renewable_token_init (GateRenewableToken *self)
{
  g_queue_init (&self->waiters);
}

/**
 * gate_renewable_token_new:
 * @http: sends the renewals
 * @token_address: the token endpoint that gave @token
 * @client_id: the client of @token, which has no secret
 * @token: the token of a sign-in
 *
 * Returns: (transfer full): a source of @token and of those that follow it
 */
GateRenewableToken *
gate_renewable_token_new (GateHttp   *http,
                          GUri       *token_address,
                          const char *client_id,
                          GateToken  *token)
{
  GateRenewableToken *self = g_object_new (GATE_TYPE_RENEWABLE_TOKEN, NULL);

  self->http = g_object_ref (http);
  self->token_address = g_uri_ref (token_address);
  self->client_id = g_strdup (client_id);
  self->token = gate_token_ref (token);
  return self;
}

/**
 * gate_renewable_token_new_client:
 * @http: sends the requests for tokens
 * @token_address: the token endpoint
 * @client_id: a client that signs in by itself
 * @client_secret: its secret, copied and wiped
 *
 * Returns: (transfer full): a source that asks for its first token when one is needed
 */
GateRenewableToken *
gate_renewable_token_new_client (GateHttp   *http,
                                 GUri       *token_address,
                                 const char *client_id,
                                 const char *client_secret)
{
  GateRenewableToken *self = g_object_new (GATE_TYPE_RENEWABLE_TOKEN, NULL);

  self->http = g_object_ref (http);
  self->token_address = g_uri_ref (token_address);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  return self;
}

/**
 * gate_renewable_token_peek_token:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): the present token; %NULL once it has ended
 */
GateToken *
gate_renewable_token_peek_token (GateRenewableToken *self)
{
  g_return_val_if_fail (GATE_IS_RENEWABLE_TOKEN (self), NULL);

  return self->token;
}

GUri *
gate_renewable_token_get_address (GateRenewableToken *self)
{
  g_return_val_if_fail (GATE_IS_RENEWABLE_TOKEN (self), NULL);

  return self->token_address;
}
