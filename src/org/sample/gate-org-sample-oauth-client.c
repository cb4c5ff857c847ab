/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-oauth-client.h"

#include "gate-wipe.h"
#include "gate-wire-person.h"

#include <string.h>

#define ME_PATH "/api/v2/users/me"

/* RFC 6749, section 2.3.1. Neither half holds a character that would have to be encoded. */
static char *
dup_basic (const GateOrgSampleClientTerms *terms)
{
  g_autofree char *pair = NULL;
  g_autofree char *encoded = NULL;

  if (terms->secret == NULL)
    return NULL;
  pair = g_strdup_printf ("%s:%s", terms->client_id, terms->secret);
  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  gate_wipe_text (pair);
  return g_strdup_printf ("Basic %s", encoded);
}

/* For whom a request is sent. */
typedef struct
{
  GateOrgSampleSession *session;
  guint turn;                     /* of the session, when it was sent */
  GateOrgSampleClientTerms terms; /* of the caller, who lives until the request is over */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  gate_org_sample_session_unref (work->session);
  g_free (work);
}

/* Whether the answer is still wanted: nobody has signed out or in since the request was sent. */
static gboolean
is_wanted (const Work *work)
{
  return work->turn == work->session->turn;
}

static GTask *
new_task (GateOrgSampleHttp              *http,
          GateOrgSampleSession           *session,
          const GateOrgSampleClientTerms *terms,
          gpointer                        tag,
          GAsyncReadyCallback             callback,
          gpointer                        user_data)
{
  GTask *task = g_task_new (http, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->session = gate_org_sample_session_ref (session);
  work->turn = session->turn;
  if (terms != NULL)
    work->terms = *terms;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, free_work);
  return task;
}

/* Takes the form, which holds secrets and wipes itself, and the task. */
static void
post_form (GateOrgSampleHttp              *http,
           const char                     *address,
           const GateOrgSampleClientTerms *terms,
           GBytes                         *form,
           GAsyncReadyCallback             callback,
           GTask                          *task)
{
  g_autofree char *basic = dup_basic (terms);

  gate_org_sample_http_post_async (http, address, basic, form, callback, task);
  g_bytes_unref (form);
}

static void
discovered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateOrgSampleHttp *http = GATE_ORG_SAMPLE_HTTP (source);
  const Work *work = g_task_get_task_data (task);
  GateOrgSampleSession *session = work->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgSampleReply) reply = gate_org_sample_http_finish (http, result, &error);
  GateWireMetadata *metadata = NULL;

  if (reply != NULL)
    metadata =
        gate_wire_metadata_decode (reply->body, gate_org_sample_http_get_origin (http), &error);
  if (metadata != NULL)
    {
      gate_wire_metadata_free (session->metadata);
      session->metadata = metadata;
    }
  gate_org_sample_session_set_error (session, error);
  g_task_return_boolean (task, TRUE);
}

/**
 * gate_org_sample_oauth_client_discover_async:
 * @http: the way to the organization
 * @session: a session, which gets the metadata
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Asks the organization for its metadata (RFC 8414), which a sign-in begins with.
 */
void
gate_org_sample_oauth_client_discover_async (GateOrgSampleHttp    *http,
                                             GateOrgSampleSession *session,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data)
{
  g_autofree char *address =
      gate_wire_metadata_dup_address (gate_org_sample_http_get_origin (http));

  gate_org_sample_http_get_async (
      http, address, NULL, discovered_cb,
      new_task (http, session, NULL, gate_org_sample_oauth_client_discover_async, callback,
                user_data));
}

static char *
dup_name (GBytes *body)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new (text != NULL ? text : "", length, NULL, NULL);
  g_autoptr (GatePerson) person = NULL;
  GateJsonValue root;

  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  person = gate_wire_person_decode (&root, NULL);
  return person != NULL ? g_strdup (gate_person_get_name (person)) : NULL;
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Work *work = g_task_get_task_data (task);
  GateOrgSampleSession *session = work->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgSampleReply) reply =
      gate_org_sample_http_finish (GATE_ORG_SAMPLE_HTTP (source), result, &error);
  gsize length = 0;
  const char *text;

  if (reply == NULL || !is_wanted (work))
    {
      if (is_wanted (work))
        gate_org_sample_session_set_error (session, error);
      g_task_return_boolean (task, TRUE);
      return;
    }
  text = g_bytes_get_data (reply->body, &length);
  session->status = reply->status;
  g_free (session->answer);
  session->answer = g_utf8_make_valid (text != NULL ? text : "", (gssize) length);
  if (reply->status == 200)
    {
      g_free (session->person);
      session->person = dup_name (reply->body);
    }
  g_task_return_boolean (task, TRUE);
}

/* Takes the task. */
static void
call_api (GateOrgSampleHttp *http,
          GTask             *task)
{
  const Work *work = g_task_get_task_data (task);
  g_autofree char *address = g_strconcat (gate_org_sample_http_get_origin (http), ME_PATH, NULL);
  g_autofree char *bearer =
      g_strconcat ("Bearer ", gate_token_peek_access (work->session->token), NULL);

  gate_org_sample_http_get_async (http, address, bearer, called_cb, task);
  gate_wipe_text (bearer);
}

/* Takes the answer. */
static void
set_token (GateOrgSampleSession  *session,
           GateWireTokenResponse *answer)
{
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  gint64 now_us = g_get_monotonic_time ();
  GateToken *previous = session->token;

  session->ends_s = answer->lifetime_s > 0 ? now_s + answer->lifetime_s : 0;
  if (previous == NULL)
    {
      session->token = gate_token_new (answer, now_us);
      return;
    }
  session->token = gate_token_new_renewed (previous, answer, now_us);
  session->n_refreshed++;
  gate_token_unref (previous);
}

static void
revoked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GateOrgSampleReply) reply =
      gate_org_sample_http_finish (GATE_ORG_SAMPLE_HTTP (source), result, NULL);

  g_task_return_boolean (task, TRUE);
}

static GBytes *
dup_revocation_request (GateToken  *token,
                        const char *client_id)
{
  const char *refresh = gate_token_peek_refresh (token);
  char *escaped = g_uri_escape_string (refresh != NULL ? refresh : gate_token_peek_access (token),
                                       NULL, FALSE);
  char *form = g_strconcat ("token=", escaped, "&client_id=", client_id, NULL);

  gate_wipe_free (escaped);
  return gate_wipe_bytes (form);
}

/* Ends a token that came after the person had signed out: nobody would end it any more. Takes the
 * answer and the task. */
static void
revoke_late (GateOrgSampleHttp     *http,
             GateWireTokenResponse *answer,
             GTask                 *task)
{
  const Work *work = g_task_get_task_data (task);
  g_autoptr (GateToken) token = gate_token_new (answer, g_get_monotonic_time ());

  post_form (http, work->session->metadata->revocation_endpoint, &work->terms,
             dup_revocation_request (token, work->terms.client_id), revoked_cb, task);
}

static void
granted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateOrgSampleHttp *http = GATE_ORG_SAMPLE_HTTP (source);
  const Work *work = g_task_get_task_data (task);
  GateOrgSampleSession *session = work->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgSampleReply) reply = gate_org_sample_http_finish (http, result, &error);
  g_autoptr (GateWireTokenResponse) answer = NULL;

  if (reply != NULL)
    answer = gate_wire_token_response_decode (reply->status, reply->is_json, reply->body, NULL,
                                              &error);
  if (answer != NULL && !is_wanted (work))
    {
      revoke_late (http, g_steal_pointer (&answer), g_steal_pointer (&task));
      return;
    }
  if (answer == NULL)
    {
      if (is_wanted (work))
        gate_org_sample_session_set_error (session, error);
      g_task_return_boolean (task, TRUE);
      return;
    }
  gate_org_sample_session_set_error (session, NULL);
  set_token (session, g_steal_pointer (&answer));
  call_api (http, g_steal_pointer (&task));
}

/**
 * gate_org_sample_oauth_client_redeem_async:
 * @http: the way to the organization
 * @terms: the application, as long as this runs
 * @session: a session, whose token is forgotten
 * @attempt: a sign-in that has its code
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Redeems the code (RFC 6749, section 4.1.3) and asks the API who signed in.
 */
void
gate_org_sample_oauth_client_redeem_async (GateOrgSampleHttp              *http,
                                           const GateOrgSampleClientTerms *terms,
                                           GateOrgSampleSession           *session,
                                           GateOauthAttempt               *attempt,
                                           GAsyncReadyCallback             callback,
                                           gpointer                        user_data)
{
  g_autofree char *address = g_uri_to_string (gate_oauth_attempt_get_token_address (attempt));

  gate_org_sample_session_forget (session);
  post_form (http, address, terms, gate_oauth_attempt_dup_token_request (attempt), granted_cb,
             new_task (http, session, terms, gate_org_sample_oauth_client_redeem_async, callback,
                       user_data));
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GPtrArray) waiting = user_data;
  const Work *work = g_task_get_task_data (G_TASK (result));

  gate_org_sample_oauth_client_finish (GATE_ORG_SAMPLE_HTTP (source), result);
  if (work->session->renewal == waiting)
    g_clear_pointer (&work->session->renewal, g_ptr_array_unref);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
}

/**
 * gate_org_sample_oauth_client_refresh_async:
 * @http: the way to the organization
 * @terms: the application, as long as this runs
 * @session: a session with a refresh token
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Gets another token (RFC 6749, section 6) and asks the API again. A refresh token is good once, so
 * whoever asks while a refresh is under way waits for that one.
 */
void
gate_org_sample_oauth_client_refresh_async (GateOrgSampleHttp              *http,
                                            const GateOrgSampleClientTerms *terms,
                                            GateOrgSampleSession           *session,
                                            GAsyncReadyCallback             callback,
                                            gpointer                        user_data)
{
  gboolean is_under_way = session->renewal != NULL;

  if (!is_under_way)
    session->renewal = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (session->renewal,
                   new_task (http, session, terms, gate_org_sample_oauth_client_refresh_async,
                             callback, user_data));
  if (!is_under_way)
    post_form (http, session->metadata->token_endpoint, terms,
               gate_token_dup_renewal_request (session->token, terms->client_id), granted_cb,
               new_task (http, session, terms, post_form, renewed_cb,
                         g_ptr_array_ref (session->renewal)));
}

/**
 * gate_org_sample_oauth_client_call_async:
 * @http: the way to the organization
 * @session: a session with a token
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Asks the API who signed in.
 */
void
gate_org_sample_oauth_client_call_async (GateOrgSampleHttp    *http,
                                         GateOrgSampleSession *session,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data)
{
  gate_org_sample_session_set_error (session, NULL);
  call_api (http,
            new_task (http, session, NULL, gate_org_sample_oauth_client_call_async, callback,
                      user_data));
}

/**
 * gate_org_sample_oauth_client_revoke_async:
 * @http: the way to the organization
 * @terms: the application
 * @session: a session with a token, which is signed out
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Ends the token at the organization (RFC 7009): the refresh token, with which the access token
 * ends too, or else the access token. What requests under way still bring is not taken.
 */
void
gate_org_sample_oauth_client_revoke_async (GateOrgSampleHttp              *http,
                                           const GateOrgSampleClientTerms *terms,
                                           GateOrgSampleSession           *session,
                                           GAsyncReadyCallback             callback,
                                           gpointer                        user_data)
{
  GTask *task =
      new_task (http, session, terms, gate_org_sample_oauth_client_revoke_async, callback,
                user_data);
  GBytes *form = dup_revocation_request (session->token, terms->client_id);

  gate_org_sample_session_forget (session);
  post_form (http, session->metadata->revocation_endpoint, terms, form, revoked_cb, task);
}

/**
 * gate_org_sample_oauth_client_finish:
 * @http: the way to the organization
 * @result: the result that the callback got
 *
 * Ends any of the operations of this file.
 */
void
gate_org_sample_oauth_client_finish (GateOrgSampleHttp *http,
                                     GAsyncResult      *result)
{
  g_return_if_fail (g_task_is_valid (result, http));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
