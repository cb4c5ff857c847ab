/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-token-request.h"

#include "gate-error.h"

#define MAX_BODY_BYTES (64 * 1024)

typedef struct
{
  GateToken *previous; /* or NULL */
  gint64     sent_us;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->previous, gate_token_unref);
  g_free (work);
}

static GateToken *
make_token (const Work            *work,
            GateWireTokenResponse *answer)
{
  if (work->previous != NULL)
    return gate_token_new_renewed (work->previous, answer, work->sent_us);
  return gate_token_new (answer, work->sent_us);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GateHttpResponse) response = NULL;
  GateWireTokenResponse *answer;
  GError *error = NULL;

  response = gate_http_send_finish (GATE_HTTP (source), result, &error);
  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  answer = gate_wire_token_response_decode (gate_http_response_get_status (response),
                                            gate_http_response_is_json (response),
                                            gate_http_response_get_body (response), NULL, &error);
  if (answer != NULL)
    g_task_return_pointer (task, make_token (g_task_get_task_data (task), answer),
                           (GDestroyNotify) gate_token_unref);
  else
    g_task_return_error (task, error);
}

/**
 * gate_token_request_send_async:
 * @http: sends it
 * @token_address: the token endpoint
 * @form: the form, which wipes itself (gate_wipe_bytes())
 * @previous: (nullable): the token that this one replaces; its refresh token stays valid where the
 *   answer has no other (RFC 6749, section 6)
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Asks for tokens. The request is never repeated, because a code or a refresh token works once.
 */
void
gate_token_request_send_async (GateHttp           *http,
                               GUri               *token_address,
                               GBytes             *form,
                               GateToken          *previous,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task = g_task_new (http, cancellable, callback, user_data);
  g_autoptr (GateHttpRequest) request = gate_http_request_new ("POST", token_address);
  Work *work = g_new0 (Work, 1);

  work->previous = previous != NULL ? gate_token_ref (previous) : NULL;
  work->sent_us = g_get_monotonic_time ();
  g_task_set_source_tag (task, gate_token_request_send_async);
  g_task_set_task_data (task, work, work_free);
  gate_http_request_set_body (request, form, "application/x-www-form-urlencoded");
  gate_http_request_set_max_bytes (request, MAX_BODY_BYTES);
  gate_http_request_set_urgent (request);
  gate_http_send_async (http, request, cancellable, sent_cb, task);
}

/**
 * gate_token_request_send_finish:
 * @http: the client
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full): the token; %NULL with an error of gate_http_send_finish() or of
 *   gate_wire_token_response_decode(), so %GATE_ERROR_UNAUTHORIZED where the code or the refresh
 *   token is not valid any more (`invalid_grant`)
 */
GateToken *
gate_token_request_send_finish (GateHttp     *http,
                                GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_token_request_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
