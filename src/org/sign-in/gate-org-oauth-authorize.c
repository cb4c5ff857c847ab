/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-authorize.h"

#include "gate-org-auth-server.h"
#include "gate-org-authorize-context.h"
#include "gate-org-browser.h"
#include "gate-org-consent.h"
#include "gate-org-login-page.h"
#include "gate-org-media-type.h"
#include "gate-org-oauth-check.h"
#include "gate-org-organization-table.h"
#include "gate-org-pages.h"
#include "gate-org-redirect.h"

#include <string.h>

#define MAX_CLIENT_ID_BYTES 64

/* An authorization request while it is being judged. */
typedef struct
{
  GateOrgParameters *parameters;
  GateOrgAuthorizeContext *context;
  GateOrganization *organization;
  const char *redirect_uri;
} Question;

static void
question_clear (Question *question)
{
  g_clear_pointer (&question->parameters, gate_org_parameters_free);
  g_clear_pointer (&question->context, gate_org_authorize_context_free);
  g_clear_object (&question->organization);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static gboolean
refuse_authorize (GateOrgCall  *call,
                  guint         status,
                  GateOrgPhrase phrase,
                  const char   *note)
{
  gate_org_call_set_note (call, note);
  gate_org_pages_answer_error (call, status, phrase);
  return FALSE;
}

static gboolean
is_post (GateOrgCall *call)
{
  return strcmp (gate_org_call_get_method (call), "POST") == 0;
}

/* A GET has them in its query, a POST in its body, and neither in both. */
static gboolean
read_parameters (Question    *question,
                 GateOrgCall *call)
{
  const char *const *names = gate_org_oauth_check_get_names ();
  const char *query = gate_org_call_get_query (call);
  GBytes *body = gate_org_call_get_body (call);

  if (!is_post (call))
    question->parameters =
        gate_org_parameters_parse (query != NULL ? query : "", -1, names,
                                   GATE_ORG_MAX_PARAMETERS, NULL);
  else if (!gate_org_media_type_is_form (gate_org_call_get_header (call, "Content-Type")))
    return refuse_authorize (call, 415, GATE_ORG_PHRASE_ERROR_MEDIA_TYPE, "not a form");
  else if (query == NULL)
    question->parameters =
        gate_org_parameters_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                                   names, GATE_ORG_MAX_PARAMETERS, NULL);
  return question->parameters != NULL ||
         refuse_authorize (call, 400, GATE_ORG_PHRASE_ERROR_PARAMETERS, "unreadable parameters");
}

/* No browser is redirected before the client and the address are known to belong together (S3). */
static gboolean
find_client (Question    *question,
             GateOrgCall *call)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  const char *client_id = gate_org_oauth_check_get (question->parameters, "client_id");
  const char *redirect_uri = gate_org_oauth_check_get (question->parameters, "redirect_uri");
  GateClient *client;
  g_autoptr (GError) error = NULL;

  if (client_id != NULL && strlen (client_id) <= MAX_CLIENT_ID_BYTES)
    question->context = gate_org_authorize_context_load (store, client_id, NULL, &error);
  if (error == NULL)
    question->organization = gate_org_organization_table_find_own (store, &error);
  if (error != NULL)
    {
      gate_org_pages_answer_store_error (call, error);
      return FALSE;
    }
  if (question->context == NULL)
    {
      gate_org_call_set_note (call, "no such client");
      gate_org_pages_answer_unknown_client (call, client_id);
      return FALSE;
    }
  client = gate_org_authorize_context_get_client (question->context);
  question->redirect_uri = redirect_uri;
  if (redirect_uri != NULL &&
      gate_org_redirect_is_registered (gate_client_get_redirect_uris (client), redirect_uri))
    return TRUE;
  gate_org_call_set_note (call, "redirect URI not registered");
  gate_org_pages_answer_wrong_redirect (call, client, redirect_uri);
  return FALSE;
}

static gboolean
check_parameters (Question    *question,
                  GateOrgCall *call)
{
  g_auto (GateOrgOauthRefusal) refusal = { NULL };

  if (gate_org_oauth_check (question->parameters, question->context, question->organization,
                            &refusal))
    return TRUE;
  gate_org_redirect_answer_error (call,
                                  question->redirect_uri,
                                  gate_org_oauth_check_get_state (question->parameters),
                                  refusal.error,
                                  refusal.description);
  return FALSE;
}

static GateOrgAuthorizeRequest *
make_request (const Question *question)
{
  GateOrgParameters *parameters = question->parameters;
  GateClient *client = gate_org_authorize_context_get_client (question->context);
  GateOrgAuthorizeRequest *request = gate_org_authorize_request_new ();

  request->client_id = g_strdup (gate_client_get_id (client));
  request->redirect_uri = g_strdup (question->redirect_uri);
  request->state = g_strdup (gate_org_oauth_check_get_state (parameters));
  request->challenge = g_strdup (gate_org_oauth_check_get (parameters, "code_challenge"));
  request->scopes = gate_org_oauth_check_dup_scopes (parameters, client);
  request->login_hint = gate_org_oauth_check_dup_name (parameters, question->organization);
  return request;
}

static void
begin_request (const Question *question,
               GateOrgCall    *call)
{
  g_autoptr (GateOrgAuthorizeRequest) request = make_request (question);
  GateOrgAuthServer *auth_server = gate_org_call_get_auth_server (call);
  g_autoptr (GError) error = NULL;

  if (gate_org_oauth_check_get (question->parameters, "prompt") == NULL &&
      !gate_org_browser_find_session (call, &request->session_hash, &request->person_id, &error))
    {
      gate_org_pages_answer_store_error (call, error);
      return;
    }
  request->browser_hash = gate_org_browser_ensure_hash (call);
  gate_org_authorize_request_store_add (gate_org_auth_server_get_requests (auth_server),
                                        request,
                                        g_get_monotonic_time ());
  if (request->person_id != NULL)
    gate_org_consent_begin (call, request);
  else
    gate_org_login_page_answer (call, request, question->context);
}

/**
 * gate_org_oauth_authorize:
 * @call: a GET, HEAD or POST
 *
 * Judges the request, keeps it, and asks who is there. HEAD keeps nothing (S14).
 */
void
gate_org_oauth_authorize (GateOrgCall *call)
{
  g_auto (Question) question = { NULL };

  if (!read_parameters (&question, call) || !find_client (&question, call) ||
      !check_parameters (&question, call))
    return;
  if (strcmp (gate_org_call_get_method (call), "HEAD") == 0)
    gate_org_call_answer_empty (call, 200);
  else
    begin_request (&question, call);
}
