/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-http.h"

#include "gate-org-media-type.h"

#include <libsoup/soup.h>

#define TIMEOUT_S 20
#define FORM "application/x-www-form-urlencoded"

struct _GateOrgSampleHttp
{
  GObject parent_instance;

  char *origin;
  SoupSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GateOrgSampleHttp, gate_org_sample_http, G_TYPE_OBJECT)

static void
gate_org_sample_http_dispose (GObject *object)
{
  GateOrgSampleHttp *self = GATE_ORG_SAMPLE_HTTP (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_org_sample_http_parent_class)->dispose (object);
}

static void
gate_org_sample_http_finalize (GObject *object)
{
  GateOrgSampleHttp *self = GATE_ORG_SAMPLE_HTTP (object);

  g_free (self->origin);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (gate_org_sample_http_parent_class)->finalize (object);
}

static void
gate_org_sample_http_class_init (GateOrgSampleHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_org_sample_http_dispose;
  object_class->finalize = gate_org_sample_http_finalize;
}

static void
gate_org_sample_http_init (GateOrgSampleHttp *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gate_org_sample_http_new:
 * @origin: of the organization, e.g. "http://127.0.7.1:8080"
 *
 * Returns: (transfer full): a way there
 */
GateOrgSampleHttp *
gate_org_sample_http_new (const char *origin)
{
  GateOrgSampleHttp *self = g_object_new (GATE_TYPE_ORG_SAMPLE_HTTP, NULL);

  self->origin = g_strdup (origin);
  return self;
}

/**
 * gate_org_sample_http_stop:
 * @self: a way to the organization
 *
 * Cancels the requests that are under way. No further request is sent.
 */
void
gate_org_sample_http_stop (GateOrgSampleHttp *self)
{
  g_cancellable_cancel (self->cancellable);
}

const char *
gate_org_sample_http_get_origin (GateOrgSampleHttp *self)
{
  return self->origin;
}

/**
 * gate_org_sample_reply_free:
 * @reply: (nullable): a reply
 */
void
gate_org_sample_reply_free (GateOrgSampleReply *reply)
{
  if (reply == NULL)
    return;
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_free (reply);
}

/* Loading libsoup's client side takes a moment, so the first sign-in does it, not the start. */
static SoupSession *
get_session (GateOrgSampleHttp *self)
{
  if (self->session == NULL)
    /* The proxy of the environment is for other machines, and this one holds secrets. */
    self->session = soup_session_new_with_options ("timeout", TIMEOUT_S, "proxy-resolver", NULL,
                                                   NULL);
  return self->session;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  SoupMessage *message = g_task_get_task_data (task);
  GateOrgSampleReply *reply;

  if (body == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  reply = g_new0 (GateOrgSampleReply, 1);
  reply->status = soup_message_get_status (message);
  reply->is_json = gate_org_media_type_is_json (
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Type"));
  reply->body = g_steal_pointer (&body);
  g_task_return_pointer (task, reply, (GDestroyNotify) gate_org_sample_reply_free);
}

static void
start_request (GateOrgSampleHttp  *self,
               const char         *method,
               const char         *address,
               const char         *authorization,
               GBytes             *form,
               GAsyncReadyCallback callback,
               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, callback, user_data);
  SoupMessage *message = soup_message_new (method, address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  g_task_set_source_tag (task, start_request);
  g_task_set_task_data (task, message, g_object_unref);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  soup_message_headers_append (headers, "Accept", "application/json");
  if (authorization != NULL)
    soup_message_headers_append (headers, "Authorization", authorization);
  if (form != NULL)
    soup_message_set_request_body_from_bytes (message, FORM, form);
  soup_session_send_and_read_async (get_session (self), message, G_PRIORITY_DEFAULT,
                                    self->cancellable, sent_cb, g_steal_pointer (&task));
}

/**
 * gate_org_sample_http_post_async:
 * @self: a way to the organization
 * @address: e.g. "http://127.0.7.1:8080/oauth/token"
 * @authorization: (nullable): the field of that name
 * @form: a body of application/x-www-form-urlencoded
 * @callback: called when it was answered
 * @user_data: for @callback
 *
 * Redirects are not followed and nothing is sent twice.
 */
void
gate_org_sample_http_post_async (GateOrgSampleHttp  *self,
                                 const char         *address,
                                 const char         *authorization,
                                 GBytes             *form,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  start_request (self, "POST", address, authorization, form, callback, user_data);
}

/**
 * gate_org_sample_http_get_async:
 * @self: a way to the organization
 * @address: e.g. "http://127.0.7.1:8080/api/v2/users/me"
 * @authorization: (nullable): the field of that name
 * @callback: called when it was answered
 * @user_data: for @callback
 */
void
gate_org_sample_http_get_async (GateOrgSampleHttp  *self,
                                const char         *address,
                                const char         *authorization,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  start_request (self, "GET", address, authorization, NULL, callback, user_data);
}

/**
 * gate_org_sample_http_finish:
 * @self: a way to the organization
 * @result: the result that the callback got
 * @error: return location for an error of the network; a status is none
 *
 * Returns: (transfer full): the reply, or %NULL
 */
GateOrgSampleReply *
gate_org_sample_http_finish (GateOrgSampleHttp *self,
                             GAsyncResult      *result,
                             GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
