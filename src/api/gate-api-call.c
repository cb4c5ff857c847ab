/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The steps of a request: token, sending, status, error body, document, model. After a 401 it sends
 * once more with a renewed token; all other repetitions are the HTTP client's task. */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-call.h"

#include "gate-address.h"
#include "gate-api-private.h"
#include "gate-error.h"
#include "gate-idle.h"
#include "gate-wipe.h"
#include "gate-wire-problem.h"

#include <string.h>

#define SHORT_BODY_BYTES (16 * 1024)

typedef struct
{
  GateHttpRequest *request;
  char            *token;
  GError          *refusal; /* the error of the first 401 */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->request);
  g_clear_error (&call->refusal);
  g_clear_pointer (&call->token, gate_wipe_free);
  g_free (call);
}

/**
 * gate_api_call_new_request:
 * @api: the API
 * @method: the HTTP method
 * @segments: (array zero-terminated=1): the path behind `/api/v2`, in plain text
 * @query: (nullable): an encoded query
 *
 * Returns: (transfer full): a request for that resource
 */
GateHttpRequest *
gate_api_call_new_request (GateApi           *api,
                           const char        *method,
                           const char *const *segments,
                           const char        *query)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autoptr (GUri) address = NULL;

  g_ptr_array_add (path, (gpointer) "api");
  g_ptr_array_add (path, (gpointer) "v2");
  for (gsize i = 0; segments[i] != NULL; i++)
    g_ptr_array_add (path, (gpointer) segments[i]);
  g_ptr_array_add (path, NULL);
  address = gate_address_build (gate_api_get_address (api), (const char *const *) path->pdata,
                                query);
  return gate_http_request_new (method, address);
}

/**
 * gate_api_call_set_language:
 * @request: a request of one of the calls that answer in a language (genesys-api.md 3.1, 3.2)
 */
void
gate_api_call_set_language (GateHttpRequest *request)
{
  g_autofree char *language = gate_api_dup_language (g_get_language_names ()[0]);

  gate_http_request_set_language (request, language);
}

/**
 * gate_api_call_blame:
 * @error: an error in a response
 * @response: the response
 *
 * Adds the correlation ID, which a report to the organization needs.
 */
void
gate_api_call_blame (GError           *error,
                     GateHttpResponse *response)
{
  if (gate_error_get_correlation_id (error) == NULL)
    gate_error_set_correlation_id (error, gate_http_response_get_correlation_id (response));
}

/* The contract has no other status for success. */
static gboolean
is_success (const char *method,
            guint       status)
{
  if (strcmp (method, "DELETE") == 0)
    return status == 200 || status == 202 || status == 204;
  return status == 200;
}

static GError *
read_problem (GateApi          *api,
              GateHttpRequest  *request,
              GateHttpResponse *response)
{
  GateEvidence answered = {
    .status = gate_http_response_get_status (response),
    .is_change = gate_http_request_is_change (request),
    .has_web_page = gate_http_response_is_web_page (response),
    .is_proven = gate_api_is_proven (api),
  };
  GBytes *body = gate_http_response_get_body (response);
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  GError *error = gate_wire_problem_decode (
      &answered, text, length, gate_http_response_get_correlation_id (response));
  g_autofree char *ray_id = gate_http_response_dup_ray_id (response);

  gate_error_set_host (error, g_uri_get_host (gate_api_get_address (api)));
  gate_error_set_ray_id (error, ray_id);
  gate_error_set_wait_s (error, gate_http_response_get_wait_s (response));
  return error;
}

static gboolean
is_answer (const char       *method,
           GateHttpResponse *response)
{
  return is_success (method, gate_http_response_get_status (response)) &&
         !gate_http_response_is_web_page (response);
}

/* Whether another token could make a difference. */
static gboolean
is_about_token (const GError *error)
{
  return gate_cause_get_next_step (gate_error_get_cause (error)) == GATE_NEXT_SIGN_IN_AGAIN;
}

static void renewed_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GateHttpResponse) response = NULL;
  GateApi *api = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean answers;

  response = gate_http_send_finish (GATE_HTTP (source), result, &error);
  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  answers = is_answer (gate_http_request_get_method (call->request), response);
  if (answers || gate_http_response_get_correlation_id (response) != NULL)
    gate_api_set_proven (api);
  if (answers)
    {
      g_task_return_pointer (task, g_steal_pointer (&response), g_object_unref);
      return;
    }
  error = read_problem (api, call->request, response);
  if (!is_about_token (error) || call->refusal != NULL)
    g_task_return_error (task, error);
  else
    {
      call->refusal = error;
      gate_token_source_get_token_async (gate_api_get_token_source (api), call->token,
                                         g_task_get_cancellable (task), renewed_cb,
                                         g_object_ref (task));
    }
}

static void
send_with_token (GTask *task)
{
  GateApi *api = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  gate_http_request_set_bearer (call->request, call->token);
  gate_http_send_async (gate_api_get_http (api), call->request, g_task_get_cancellable (task),
                        sent_cb, g_object_ref (task));
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Call *call = g_task_get_task_data (task);
  g_autofree char *token = NULL;

  token = gate_token_source_get_token_finish (GATE_TOKEN_SOURCE (source), result, &error);
  if (token != NULL && strcmp (token, call->token) != 0)
    {
      g_clear_pointer (&call->token, gate_wipe_free);
      call->token = g_steal_pointer (&token);
      send_with_token (task);
      return;
    }
  g_clear_pointer (&token, gate_wipe_free);
  /* The refusal of the organization says more than "there is no other token". */
  if (error == NULL || gate_error_matches (error, GATE_ERROR_UNAUTHORIZED))
    g_task_return_error (task, g_steal_pointer (&call->refusal));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->token =
      gate_token_source_get_token_finish (GATE_TOKEN_SOURCE (source), result, &error);
  if (call->token == NULL)
    g_task_return_error (task, error);
  else
    send_with_token (task);
}

/**
 * gate_api_call_send_async:
 * @api: the API
 * @request: a request without a token
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Sends a request with a valid token, and once more with a renewed one after a 401.
 */
void
gate_api_call_send_async (GateApi            *api,
                          GateHttpRequest    *request,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (api, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->request = g_object_ref (request);
  /* A change that was sent has an unknown outcome, cancelled or not. */
  g_task_set_check_cancellable (task, !gate_http_request_is_change (request));
  g_task_set_source_tag (task, gate_api_call_send_async);
  g_task_set_task_data (task, call, call_free);
  gate_token_source_get_token_async (gate_api_get_token_source (api), NULL, cancellable, token_cb,
                                     g_object_ref (task));
}

/**
 * gate_api_call_send_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the response of a request that succeeded; %NULL with the %GATE_ERROR of
 *   the status, of the connection or of the token source, or with %G_IO_ERROR_CANCELLED
 */
GateHttpResponse *
gate_api_call_send_finish (GateApi      *api,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_call_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GTask            *task;
  GateApiDecode     decode;
  char             *wanted;
  GDestroyNotify    result_free;
  GateHttpResponse *response;
  GateJsonDocument *document; /* of the response */
  gboolean          is_decoded;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->task);
  g_clear_object (&run->response);
  g_clear_pointer (&run->document, gate_json_document_free);
  g_free (run->wanted);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static GateJsonDocument *
parse_response (GateHttpResponse *response,
                GError          **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (gate_http_response_get_body (response), &length);

  if (gate_http_response_is_json (response))
    return gate_json_document_new (text != NULL ? text : "", length, NULL, error);
  gate_error_set (error, GATE_ERROR_PROTOCOL, "the answer is not JSON");
  return NULL;
}

static void
return_model (Run     *run,
              gpointer model,
              GError  *error)
{
  if (model != NULL)
    {
      g_task_return_pointer (run->task, model, run->result_free);
      return;
    }
  gate_api_call_blame (error, run->response);
  g_task_return_error (run->task, error);
}

/* Takes three turns of the main loop: a tree of 1 MiB is built in one, decoded in one, and freed in
 * one. */
static gboolean
take_turn (gpointer user_data)
{
  Run *run = user_data;
  GateJsonValue root;
  GError *error = NULL;
  gpointer model;

  if (run->is_decoded)
    return G_SOURCE_REMOVE;
  if (run->document == NULL)
    {
      run->document = parse_response (run->response, &error);
      if (run->document == NULL)
        return_model (run, NULL, error);
      return run->document != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
    }
  gate_json_document_get_root (run->document, &root);
  model = run->decode (&root, run->wanted, &error);
  run->is_decoded = TRUE;
  return_model (run, model, error);
  return G_SOURCE_CONTINUE;
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  GError *error = NULL;

  run->response = gate_api_call_send_finish (GATE_API (source), result, &error);
  if (run->response == NULL)
    g_task_return_error (run->task, error);
  else if (run->decode == NULL)
    g_task_return_boolean (run->task, TRUE);
  else if (g_bytes_get_size (gate_http_response_get_body (run->response)) > SHORT_BODY_BYTES)
    gate_idle_add (0, take_turn, g_steal_pointer (&run), run_free);
  else
    while (take_turn (run) == G_SOURCE_CONTINUE)
      ;
}

/**
 * gate_api_call_run:
 * @task: (transfer full): a task of the API, which returns the result
 * @request: a request without a token
 * @decode: (nullable): makes the result; %NULL for a call whose response has no body, which returns
 *   a boolean
 * @wanted: (nullable): for @decode, copied
 * @result_free: frees the result
 *
 * Sends the request and decodes its response.
 */
void
gate_api_call_run (GTask           *task,
                   GateHttpRequest *request,
                   GateApiDecode    decode,
                   const char      *wanted,
                   GDestroyNotify   result_free)
{
  Run *run = g_new0 (Run, 1);

  run->task = task;
  run->decode = decode;
  run->wanted = g_strdup (wanted);
  run->result_free = result_free;
  gate_api_call_send_async (g_task_get_source_object (task), request,
                            g_task_get_cancellable (task), ran_cb, run);
}
