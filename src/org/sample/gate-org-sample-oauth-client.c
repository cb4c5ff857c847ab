/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-oauth-client.h"

#include "gate-error.h"
#include "gate-org-secret.h"
#include "gate-pkce.h"
#include "gate-wire-person.h"
#include "gate-wire-token-response.h"

#include <sodium.h>
#include <string.h>

#define ME_PATH "/api/v2/users/me"

static char *
encode_form (const char *const *pairs)
{
  GString *form = g_string_new (NULL);

  for (gsize i = 0; pairs[i] != NULL; i += 2)
    {
      g_autofree char *value = NULL;

      if (pairs[i + 1] == NULL)
        continue;
      value = g_uri_escape_string (pairs[i + 1], NULL, FALSE);
      g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", pairs[i], value);
    }
  return g_string_free (form, FALSE);
}

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
  sodium_memzero (pair, strlen (pair));
  return g_strdup_printf ("Basic %s", encoded);
}

/**
 * gate_org_sample_oauth_client_dup_authorize_uri:
 * @web: the way to the organization
 * @terms: the application
 * @attempt: a sign-in
 * @as_somebody_else: whether a session that the browser has there is not to count
 *
 * Returns: (transfer full): where the browser is sent to sign in (RFC 6749, section 4.1.1)
 */
char *
gate_org_sample_oauth_client_dup_authorize_uri (GateOrgSampleHttp              *http,
                                                const GateOrgSampleClientTerms *terms,
                                                const GateOrgSampleAttempt     *attempt,
                                                gboolean                        as_somebody_else)
{
  g_autofree char *challenge = gate_pkce_dup_challenge (attempt->verifier);
  const char *const pairs[] = {
    "response_type", "code",
    "client_id", terms->client_id,
    "redirect_uri", terms->redirect_uri,
    "state", attempt->state,
    "code_challenge", challenge,
    "code_challenge_method", "S256",
    "prompt", as_somebody_else ? "login" : NULL,
    NULL,
  };
  g_autofree char *query = encode_form (pairs);

  return g_strdup_printf ("%s/oauth/authorize?%s", gate_org_sample_http_get_origin (http), query);
}

static void
set_failure (GateOrgSampleSession *session,
             const GError         *error)
{
  const char *code = gate_error_get_server_code (error);
  const char *message = gate_error_get_server_message (error);

  gate_org_sample_session_set_error (session, code != NULL ? code : "no_usable_answer",
                                     message != NULL ? message : error->message);
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
  GateOrgSampleSession *session = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgSampleReply) reply =
      gate_org_sample_http_finish (GATE_ORG_SAMPLE_HTTP (source), result, &error);
  gsize length = 0;
  const char *text;

  if (reply == NULL)
    {
      set_failure (session, error);
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
  GateOrgSampleSession *session = g_task_get_task_data (task);
  g_autofree char *bearer = g_strconcat ("Bearer ", session->access_token, NULL);

  gate_org_sample_http_get_async (http, ME_PATH, bearer, called_cb, task);
  sodium_memzero (bearer, strlen (bearer));
}

static void
take_tokens (GateOrgSampleSession  *session,
             GateWireTokenResponse *answer)
{
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;

  if (session->access_token != NULL)
    session->n_refreshed++;
  gate_org_secret_free (session->access_token);
  session->access_token = g_steal_pointer (&answer->access_token);
  if (answer->refresh_token != NULL)
    {
      gate_org_secret_free (session->refresh_token);
      session->refresh_token = g_steal_pointer (&answer->refresh_token);
    }
  g_strfreev (session->scopes);
  session->scopes = g_steal_pointer (&answer->scopes);
  session->ends_s = answer->lifetime_s > 0 ? now_s + answer->lifetime_s : 0;
}

static void
granted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateOrgSampleHttp *http = GATE_ORG_SAMPLE_HTTP (source);
  GateOrgSampleSession *session = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgSampleReply) reply = gate_org_sample_http_finish (http, result, &error);
  g_autoptr (GateWireTokenResponse) answer = NULL;

  if (reply != NULL)
    answer = gate_wire_token_response_decode (reply->status, reply->is_json, reply->body, NULL,
                                              &error);
  if (answer == NULL)
    {
      set_failure (session, error);
      g_task_return_boolean (task, TRUE);
      return;
    }
  gate_org_sample_session_set_error (session, NULL, NULL);
  take_tokens (session, answer);
  call_api (http, g_steal_pointer (&task));
}

static GTask *
new_task (GateOrgSampleHttp    *http,
          GateOrgSampleSession *session,
          gpointer              tag,
          GAsyncReadyCallback   callback,
          gpointer              user_data)
{
  GTask *task = g_task_new (http, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, gate_org_sample_session_ref (session),
                        (GDestroyNotify) gate_org_sample_session_unref);
  return task;
}

static void
post_pairs (GateOrgSampleHttp              *http,
            const char                     *path,
            const GateOrgSampleClientTerms *terms,
            const char *const              *pairs,
            GAsyncReadyCallback             callback,
            GTask                          *task)
{
  g_autofree char *basic = dup_basic (terms);
  g_autofree char *form = encode_form (pairs);

  gate_org_sample_http_post_async (http, path, basic, form, callback, task);
  sodium_memzero (form, strlen (form));
}

/**
 * gate_org_sample_oauth_client_redeem_async:
 * @web: the way to the organization
 * @terms: the application
 * @session: a session, whose tokens are forgotten
 * @code: what the browser brought back
 * @verifier: of the sign-in that it answers
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Redeems a code (RFC 6749, section 4.1.3) and asks the API who signed in.
 */
void
gate_org_sample_oauth_client_redeem_async (GateOrgSampleHttp              *http,
                                           const GateOrgSampleClientTerms *terms,
                                           GateOrgSampleSession           *session,
                                           const char                     *code,
                                           const char                     *verifier,
                                           GAsyncReadyCallback             callback,
                                           gpointer                        user_data)
{
  const char *const pairs[] = {
    "grant_type", "authorization_code",
    "code", code,
    "redirect_uri", terms->redirect_uri,
    "code_verifier", verifier,
    "client_id", terms->secret == NULL ? terms->client_id : NULL,
    NULL,
  };

  gate_org_sample_session_forget (session);
  post_pairs (
      http,
      "/oauth/token",
      terms,
      pairs,
      granted_cb,
      new_task (http, session, gate_org_sample_oauth_client_redeem_async, callback, user_data));
}

/**
 * gate_org_sample_oauth_client_refresh_async:
 * @web: the way to the organization
 * @terms: the application
 * @session: a session with a refresh token
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Gets other tokens (RFC 6749, section 6) and asks the API again.
 */
void
gate_org_sample_oauth_client_refresh_async (GateOrgSampleHttp              *http,
                                            const GateOrgSampleClientTerms *terms,
                                            GateOrgSampleSession           *session,
                                            GAsyncReadyCallback             callback,
                                            gpointer                        user_data)
{
  const char *const pairs[] = {
    "grant_type", "refresh_token",
    "refresh_token", session->refresh_token,
    "client_id", terms->secret == NULL ? terms->client_id : NULL,
    NULL,
  };

  post_pairs (
      http,
      "/oauth/token",
      terms,
      pairs,
      granted_cb,
      new_task (http, session, gate_org_sample_oauth_client_refresh_async, callback, user_data));
}

/**
 * gate_org_sample_oauth_client_call_async:
 * @web: the way to the organization
 * @session: a session with an access token
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
  gate_org_sample_session_set_error (session, NULL, NULL);
  call_api (http,
            new_task (http, session, gate_org_sample_oauth_client_call_async, callback, user_data));
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

/**
 * gate_org_sample_oauth_client_revoke_async:
 * @web: the way to the organization
 * @terms: the application
 * @session: a session with an access token, which is signed out
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Ends the tokens at the organization (RFC 7009), the refresh token with all that came of it.
 */
void
gate_org_sample_oauth_client_revoke_async (GateOrgSampleHttp              *http,
                                           const GateOrgSampleClientTerms *terms,
                                           GateOrgSampleSession           *session,
                                           GAsyncReadyCallback             callback,
                                           gpointer                        user_data)
{
  g_autofree char *token =
      g_strdup (session->refresh_token != NULL ? session->refresh_token : session->access_token);
  const char *const pairs[] = {
    "token", token,
    "client_id", terms->secret == NULL ? terms->client_id : NULL,
    NULL,
  };

  gate_org_sample_session_forget (session);
  post_pairs (
      http,
      "/oauth/revoke",
      terms,
      pairs,
      revoked_cb,
      new_task (http, session, gate_org_sample_oauth_client_revoke_async, callback, user_data));
}

/**
 * gate_org_sample_oauth_client_finish:
 * @web: the way to the organization
 * @result: what the callback got
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
