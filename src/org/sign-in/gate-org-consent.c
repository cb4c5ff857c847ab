/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What is to happen is decided anew each time from what the database says at that moment; a page
 * that was shown for another decision is shown again instead of being taken for this one. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-consent.h"

#include "gate-access.h"
#include "gate-org-audit-table.h"
#include "gate-org-auth-server.h"
#include "gate-org-authorizations-table.h"
#include "gate-org-authorize-context.h"
#include "gate-org-browser.h"
#include "gate-org-codes.h"
#include "gate-org-consent-page.h"
#include "gate-org-form.h"
#include "gate-org-log.h"
#include "gate-org-login-page.h"
#include "gate-org-oauth-error.h"
#include "gate-org-pages.h"
#include "gate-org-redirect.h"
#include "gate-org-secret.h"
#include "gate-scope.h"

#include <string.h>

#define AS_CONST(strv) ((const char *const *) (strv))
/* A press that comes sooner was meant for the page before, e.g. the second of a double click. */
#define READING_TIME_US (700 * G_TIME_SPAN_MILLISECOND)

static void
remember_principal (GateOrgCall                   *call,
                    const GateOrgAuthorizeRequest *request)
{
  GateOrgPrincipal *principal = gate_org_principal_new ();

  principal->person_id = g_strdup (request->person_id);
  gate_org_call_take_principal (call, principal);
}

static void
set_note (GateOrgCall                   *call,
          const GateOrgAuthorizeRequest *request,
          const char                    *what)
{
  g_autofree char *text = g_strdup_printf ("%s for client %s", what, request->client_id);

  gate_org_call_set_note (call, text);
}

/* NULL when the call has been answered. */
static GateOrgAuthorizeContext *
load_context (GateOrgCall             *call,
              GateOrgAuthorizeRequest *request)
{
  g_autoptr (GError) error = NULL;
  GateOrgAuthorizeContext *context;

  remember_principal (call, request);
  context = gate_org_authorize_context_load (gate_org_call_get_store (call), request->client_id,
                                             request->person_id, &error);
  if (error != NULL)
    gate_org_pages_answer_store_error (call, error);
  else if (context == NULL)
    gate_org_pages_answer_unknown_client (call, request->client_id);
  return context;
}

static GateOrgAuthorizeRequestStore *
get_requests (GateOrgCall *call)
{
  return gate_org_auth_server_get_requests (gate_org_call_get_auth_server (call));
}

static void
answer_error (GateOrgCall             *call,
              GateOrgAuthorizeRequest *request,
              const char              *error,
              const char              *description)
{
  gate_org_redirect_answer_error (call, request->redirect_uri, request->state, error, description);
  set_note (call, request, error);
}

/* One code of a request is good at a time. The one before it may have been lost on its way. */
static char *
issue_code (GateOrgStore                  *store,
            const GateOrgAuthorizeRequest *request,
            GError                       **error)
{
  const GateOrgCodeTerms terms = {
    .client_id = request->client_id,
    .person_id = request->person_id,
    .session_hash = request->session_hash,
    .redirect_uri = request->redirect_uri,
    .challenge = request->challenge,
    .scopes = AS_CONST (request->scopes),
  };

  if (request->code_hash != NULL && !gate_org_codes_end (store, request->code_hash, error))
    return NULL;
  return gate_org_codes_issue (store, &terms, error);
}

/* Whoever presses Allow on a page of this request again is shown what is true by then, and no
 * second code goes to the application unread. */
static void
answer_issued (GateOrgCall             *call,
               GateOrgAuthorizeRequest *request,
               const char              *code)
{
  g_free (request->code_hash);
  request->code_hash = gate_org_secret_hash (code);
  gate_org_authorize_request_forget_pages (request);
  gate_org_redirect_answer_code (call, request->redirect_uri, request->state, code);
}

static gboolean
has_any_scope (const GateOrgAuthorizeRequest *request,
               const GateOrgAuthorizeContext *context)
{
  g_auto (GStrv) scopes = gate_scopes_intersect (
      gate_authorization_get_scopes (context->authorization), AS_CONST (request->scopes));

  return request->scopes[0] == NULL || scopes[0] != NULL;
}

static void
answer_code (GateOrgCall             *call,
             GateOrgAuthorizeRequest *request)
{
  g_autoptr (GError) error = NULL;
  char *code = issue_code (gate_org_call_get_store (call), request, &error);

  if (code != NULL)
    {
      set_note (call, request, "code issued");
      answer_issued (call, request, code);
    }
  else
    gate_org_pages_answer_store_error (call, error);
  gate_org_secret_free (code);
}

/* One request per client, however many people ask. A decision of an administrator stays. Only after
 * somebody logged in for it or pressed Ask an Administrator: a link of another site asks nothing in
 * anybody's name. */
static gboolean
request_authorization (GateOrgCall             *call,
                       GateOrgAuthorizeRequest *request,
                       GateOrgAuthorizeContext *context,
                       GError                 **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autoptr (GateAuthorization) after = NULL;

  if (gate_authorization_get_state (context->authorization) != GATE_AUTHORIZATION_UNAUTHORIZED)
    return TRUE;
  if (!gate_org_store_begin (store, error))
    return FALSE;
  if (gate_org_authorizations_table_request (store, request->client_id, request->person_id, error))
    after = gate_org_authorizations_table_find (store, request->client_id, error);
  if (after != NULL &&
      gate_org_audit_table_add (store, "Request", context->authorization, after,
                                gate_org_call_get_actor (call), error) &&
      gate_org_store_commit (store, error))
    {
      set_note (call, request, "authorization requested");
      gate_org_authorize_request_forget_pages (request);
      g_set_object (&context->authorization, after);
      return TRUE;
    }
  gate_org_store_rollback (store);
  return FALSE;
}

static gboolean
is_worth_nothing (const GateOrgAuthorizeRequest *request,
                  const GateOrgAuthorizeContext *context,
                  GateOrgStep                    step)
{
  return (step == GATE_ORG_STEP_ENTER || step == GATE_ORG_STEP_CONFIRM) &&
         !has_any_scope (request, context);
}

static void
return_invalid_scope (GateOrgCall             *call,
                      GateOrgAuthorizeRequest *request)
{
  g_autofree char *scopes = g_strjoinv (" ", request->scopes);
  g_autofree char *description = gate_org_oauth_error_describe (
      "None of these scopes is granted to the client", "scope", scopes);

  answer_error (call, request, "invalid_scope", description);
}

/* Leads back to the application when there is nothing to ask. FALSE when there is. */
static gboolean
lead_back (GateOrgCall                   *call,
           GateOrgAuthorizeRequest       *request,
           const GateOrgAuthorizeContext *context,
           GateOrgStep                    step)
{
  if (is_worth_nothing (request, context, step))
    return_invalid_scope (call, request);
  else if (step == GATE_ORG_STEP_ENTER)
    answer_code (call, request);
  else
    return FALSE;
  return TRUE;
}

/**
 * gate_org_consent_begin:
 * @call: an unanswered call of a browser with a session
 * @request: what the application asked for
 */
void
gate_org_consent_begin (GateOrgCall             *call,
                        GateOrgAuthorizeRequest *request)
{
  g_autoptr (GateOrgAuthorizeContext) context = load_context (call, request);
  GateOrgStep step;

  if (context == NULL)
    return;
  step = gate_org_authorize_context_decide (context, !gate_org_call_is_from_elsewhere (call));
  if (!lead_back (call, request, context, step))
    gate_org_consent_page_answer (call, request, context, step);
}

/**
 * gate_org_consent_go_on:
 * @call: an unanswered POST that has just logged a person in
 * @request: what the application asked for
 *
 * Leads on by a redirect, so that no page of ours is the answer to a password (S15).
 */
void
gate_org_consent_go_on (GateOrgCall             *call,
                        GateOrgAuthorizeRequest *request)
{
  g_autoptr (GateOrgAuthorizeContext) context = load_context (call, request);
  g_autofree char *location = NULL;
  g_autoptr (GError) error = NULL;
  GateOrgStep step;

  if (context == NULL)
    return;
  step = gate_org_authorize_context_decide (context, TRUE);
  if (lead_back (call, request, context, step))
    return;
  if (step == GATE_ORG_STEP_ASK && !request_authorization (call, request, context, &error))
    {
      gate_org_pages_answer_store_error (call, error);
      return;
    }
  location = g_strconcat ("/consent?request=", request->handle, NULL);
  gate_org_call_add_header (call, "Location", location);
  gate_org_call_answer_empty (call, 303);
}

/* Whether the one who is logged in is the one who logged in for this request. When not, the call
 * has been answered. */
static gboolean
check_session (GateOrgCall                   *call,
               const GateOrgAuthorizeRequest *request)
{
  g_autofree char *session_hash = NULL;
  g_autofree char *person_id = NULL;
  g_autoptr (GError) error = NULL;

  if (!gate_org_browser_find_session (call, &session_hash, &person_id, &error))
    {
      gate_org_pages_answer_store_error (call, error);
      return FALSE;
    }
  if (session_hash != NULL && request->session_hash != NULL &&
      gate_org_secret_hashes_match (request->session_hash, session_hash) &&
      g_strcmp0 (request->person_id, person_id) == 0)
    return TRUE;
  gate_org_pages_answer_error (call, 400, GATE_ORG_PHRASE_ERROR_OVER);
  return FALSE;
}

/* GET /consent: shows the question of a request, any number of times. It never decides. */
void
gate_org_consent_get (GateOrgCall *call)
{
  g_autofree char *browser_hash = gate_org_browser_dup_hash (call);
  g_autoptr (GateOrgAuthorizeRequest) request = NULL;
  g_autoptr (GateOrgAuthorizeContext) context = NULL;
  GateOrgStep step;

  if (!gate_org_call_parse_query (call, NULL))
    {
      gate_org_pages_answer_refusal (call, 400);
      return;
    }
  request = gate_org_authorize_request_store_find (get_requests (call),
                                                   gate_org_call_get_parameter (call, "request"),
                                                   browser_hash,
                                                   g_get_monotonic_time ());
  if (request == NULL)
    {
      gate_org_pages_answer_error (call, 400, GATE_ORG_PHRASE_ERROR_OVER);
      return;
    }
  if (!check_session (call, request))
    return;
  context = load_context (call, request);
  if (context == NULL)
    return;
  step = gate_org_authorize_context_decide (context, FALSE);
  if (strcmp (gate_org_call_get_method (call), "HEAD") == 0)
    gate_org_call_answer_empty (call, 200);
  else if (is_worth_nothing (request, context, step))
    return_invalid_scope (call, request);
  else
    gate_org_consent_page_answer (call, request, context, step);
}

/* As PUT does: the scopes are replaced, the roles stay as they are, and there is a record of it. */
static GateAuthorization *
store_authorization (GateOrgCall                   *call,
                     const GateOrgAuthorizeRequest *request,
                     GateAuthorization             *before,
                     const char *const             *scopes,
                     GError                       **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autoptr (GateAuthorization) after = NULL;

  if (!gate_org_authorizations_table_save (store, request->client_id, scopes,
                                           gate_authorization_get_roles (before),
                                           request->person_id, error))
    return NULL;
  after = gate_org_authorizations_table_find (store, request->client_id, error);
  if (after == NULL ||
      !gate_org_audit_table_add (store, "Authorize", before, after, gate_org_call_get_actor (call),
                                 error))
    return NULL;
  return g_steal_pointer (&after);
}

/* The authorization and the code, both or neither; no code for an administrator who holds none of
 * the roles that the client is limited to. */
static gboolean
authorize_and_issue (GateOrgCall                   *call,
                     GateOrgAuthorizeRequest       *request,
                     const GateOrgAuthorizeContext *context,
                     const char *const             *scopes,
                     char                         **code,
                     GError                       **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autoptr (GateAuthorization) after = NULL;

  *code = NULL;
  if (!gate_org_store_begin (store, error))
    return FALSE;
  after = store_authorization (call, request, context->authorization, scopes, error);
  if (after != NULL &&
      gate_access_allows (gate_authorization_get_state (after),
                          gate_authorization_get_roles (after),
                          gate_person_get_role_ids (context->person)))
    *code = issue_code (store, request, error);
  else if (after != NULL)
    *code = g_strdup ("");
  if (*code != NULL && gate_org_store_commit (store, error))
    return TRUE;
  gate_org_store_rollback (store);
  g_clear_pointer (code, gate_org_secret_free);
  return FALSE;
}

static void
answer_allowed (GateOrgCall                   *call,
                GateOrgAuthorizeRequest       *request,
                const GateOrgAuthorizeContext *context,
                const char *const             *scopes)
{
  char *code = NULL;
  g_autoptr (GError) error = NULL;

  if (!authorize_and_issue (call, request, context, scopes, &code, &error))
    {
      gate_org_pages_answer_store_error (call, error);
      return;
    }
  if (*code != '\0')
    answer_issued (call, request, code);
  else
    gate_org_redirect_answer_error (call, request->redirect_uri, request->state, "access_denied",
                                    "The roles of this person do not include the client.");
  set_note (call, request, "consent given");
  gate_org_secret_free (code);
}

/* Shows the page again when Allow was pressed before the page could be read; pages have no script,
 * so it is counted from when the page was sent. Returns FALSE when it could be read. */
static gboolean
refuse_too_soon (GateOrgCall                   *call,
                 const GateOrgForm             *form,
                 const GateOrgAuthorizeContext *context)
{
  GateOrgAuthorizeRequest *request = form->request;

  if (g_get_monotonic_time () - form->page.shown_us >= READING_TIME_US)
    return FALSE;
  set_note (call, request, "allowed too soon");
  gate_org_consent_page_again (call, request, context, (GateOrgStep) form->page.step,
                               GATE_ORG_AGAIN_TOO_SOON, form->fields);
  return TRUE;
}

static void
submit_choice (GateOrgCall                   *call,
               const GateOrgForm             *form,
               const GateOrgAuthorizeContext *context)
{
  g_auto (GStrv) scopes = NULL;

  if (!gate_org_consent_page_read (form->fields, form->request, &scopes))
    gate_org_pages_answer_error (call, 400, GATE_ORG_PHRASE_ERROR_FORM);
  else if (refuse_too_soon (call, form, context))
    return;
  else if (scopes[0] == NULL && form->request->scopes[0] != NULL)
    gate_org_consent_page_again (call,
                                 form->request,
                                 context,
                                 GATE_ORG_STEP_CONSENT,
                                 GATE_ORG_AGAIN_NOTHING_TICKED,
                                 form->fields);
  else
    answer_allowed (call, form->request, context, AS_CONST (scopes));
}

static void
answer_denied (GateOrgCall       *call,
               const GateOrgForm *form)
{
  GateOrgAuthorizeRequest *request = form->request;

  switch ((GateOrgStep) form->page.step)
    {
    case GATE_ORG_STEP_ASK:
      answer_error (call, request, "access_denied",
                    "An administrator is required to approve this application.");
      break;
    case GATE_ORG_STEP_SWITCHED_OFF:
      answer_error (call, request, "access_denied", "The application is revoked.");
      break;
    case GATE_ORG_STEP_NO_ROLE:
      answer_error (call, request, "access_denied",
                    "The roles of this person do not include the client.");
      break;
    case GATE_ORG_STEP_UNDECIDED:
    case GATE_ORG_STEP_ENTER:
    case GATE_ORG_STEP_CONFIRM:
    case GATE_ORG_STEP_CONSENT:
    default:
      answer_error (call, request, "access_denied", "The request was denied.");
      break;
    }
}

/* Whether the page was answered already: a press on it led to a code, or to a request. */
static gboolean
is_used_up (const GateOrgForm *form)
{
  return form->page.generation != form->request->generation;
}

/* Whether the page that was pressed shows what is true now. */
static gboolean
is_up_to_date (const GateOrgForm             *form,
               const GateOrgAuthorizeContext *context,
               GateOrgStep                    step)
{
  return step == (GateOrgStep) form->page.step && !is_used_up (form) &&
         gate_org_shown_page_shows (&form->page, context->authorization);
}

/* A decision counts for what the person saw; a change of somebody else is shown first. */
static void
answer_change (GateOrgCall             *call,
               const GateOrgForm       *form,
               GateOrgAuthorizeContext *context,
               GateOrgStep              step)
{
  gboolean asks_the_same =
      step == GATE_ORG_STEP_CONSENT && step == (GateOrgStep) form->page.step;

  if (!gate_org_shown_page_shows (&form->page, form->request->seen))
    g_clear_object (&form->request->seen);
  if (is_used_up (form))
    gate_org_consent_page_answer (call, form->request, context, step);
  else
    gate_org_consent_page_again (call, form->request, context, step, GATE_ORG_AGAIN_CHANGED,
                                 asks_the_same ? form->fields : NULL);
}

static void
submit_allow (GateOrgCall       *call,
              const GateOrgForm *form)
{
  GateOrgAuthorizeRequest *request = form->request;
  g_autoptr (GateOrgAuthorizeContext) context = load_context (call, request);
  GateOrgStep step;

  if (context == NULL)
    return;
  step = gate_org_authorize_context_decide (context, FALSE);
  if (is_worth_nothing (request, context, step))
    return_invalid_scope (call, request);
  else if (!is_up_to_date (form, context, step))
    answer_change (call, form, context, step);
  else if (step == GATE_ORG_STEP_CONSENT)
    submit_choice (call, form, context);
  else if (step != GATE_ORG_STEP_CONFIRM)
    answer_denied (call, form);
  else if (!refuse_too_soon (call, form, context))
    answer_code (call, request);
}

/* Deny after Allow and Back: the code of Allow ends, and the page says that the approval stays. */
static void
deny_late (GateOrgCall       *call,
           const GateOrgForm *form)
{
  GateOrgAuthorizeRequest *request = form->request;
  g_autoptr (GateOrgAuthorizeContext) context = load_context (call, request);
  g_autoptr (GError) error = NULL;
  GateOrgStep step;

  if (context == NULL)
    return;
  step = gate_org_authorize_context_decide (context, FALSE);
  if (!gate_org_codes_end (gate_org_call_get_store (call), request->code_hash, &error))
    gate_org_pages_answer_store_error (call, error);
  else if (gate_authorization_get_state (context->authorization) == GATE_AUTHORIZATION_AUTHORIZED)
    gate_org_consent_page_again (call, request, context, step, GATE_ORG_AGAIN_DENIED_LATE, NULL);
  else
    answer_denied (call, form);
}

static void
submit_deny (GateOrgCall       *call,
             const GateOrgForm *form)
{
  remember_principal (call, form->request);
  if (form->request->code_hash != NULL && is_used_up (form))
    deny_late (call, form);
  else
    answer_denied (call, form);
}

static void
submit_ask (GateOrgCall       *call,
            const GateOrgForm *form)
{
  GateOrgAuthorizeRequest *request = form->request;
  g_autoptr (GateOrgAuthorizeContext) context = load_context (call, request);
  g_autoptr (GError) error = NULL;
  GateOrgStep step;

  if (context == NULL)
    return;
  step = gate_org_authorize_context_decide (context, FALSE);
  if (step == GATE_ORG_STEP_ASK && is_up_to_date (form, context, step) &&
      !request_authorization (call, request, context, &error))
    gate_org_pages_answer_store_error (call, error);
  else if (is_worth_nothing (request, context, step))
    return_invalid_scope (call, request);
  else
    gate_org_consent_page_answer (call, request, context, step);
}

static gboolean
says_no (GateOrgStep step)
{
  return step == GATE_ORG_STEP_ASK || step == GATE_ORG_STEP_SWITCHED_OFF ||
         step == GATE_ORG_STEP_NO_ROLE;
}

/* Try Again on a page that says why there is no code: somebody may have decided meanwhile. From any
 * other page it is no answer to what that page asks. */
static void
look_again (GateOrgCall       *call,
            const GateOrgForm *form)
{
  GateOrgAuthorizeRequest *request = form->request;
  g_autoptr (GateOrgAuthorizeContext) context = load_context (call, request);
  GateOrgStep step;

  if (context == NULL)
    return;
  step = gate_org_authorize_context_decide (context, says_no ((GateOrgStep) form->page.step));
  if (lead_back (call, request, context, step))
    return;
  if (says_no (step) && is_up_to_date (form, context, step))
    gate_org_consent_page_again (call, request, context, step, GATE_ORG_AGAIN_NO_CHANGE,
                                 form->fields);
  else
    gate_org_consent_page_answer (call, request, context, step);
}

/* Another person wants to log in with this browser. */
static void
switch_person (GateOrgCall             *call,
               GateOrgAuthorizeRequest *request)
{
  g_autoptr (GateOrgAuthorizeContext) context = load_context (call, request);
  g_autoptr (GError) error = NULL;

  if (context == NULL)
    return;
  if (!gate_org_browser_log_out (call, &error))
    {
      gate_org_pages_answer_store_error (call, error);
      return;
    }
  g_clear_pointer (&request->person_id, g_free);
  g_clear_pointer (&request->session_hash, g_free);
  g_clear_pointer (&request->login_hint, g_free);
  set_note (call, request, "logged out to switch");
  gate_org_login_page_answer (call, request, context);
}

/* POST /consent. Only the literal `allow` gives anything (S24). */
void
gate_org_consent_submit (GateOrgCall *call)
{
  g_auto (GateOrgForm) form = { NULL };
  const char *decision;

  if (!gate_org_form_read (&form, call, FALSE) || !check_session (call, form.request))
    return;
  decision = gate_org_parameters_get (form.fields, "decision");
  if (decision == NULL)
    gate_org_pages_answer_error (call, 400, GATE_ORG_PHRASE_ERROR_FORM);
  else if (strcmp (decision, "allow") == 0)
    submit_allow (call, &form);
  else if (strcmp (decision, "ask") == 0)
    submit_ask (call, &form);
  else if (strcmp (decision, "again") == 0)
    look_again (call, &form);
  else if (strcmp (decision, "switch") == 0)
    switch_person (call, form.request);
  else
    submit_deny (call, &form);
}
