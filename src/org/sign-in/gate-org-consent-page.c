/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-consent-page.h"

#include "gate-org-consent-change.h"
#include "gate-org-organization-table.h"
#include "gate-org-page.h"
#include "gate-org-redirect.h"
#include "gate-org-shown-page.h"
#include "gate-scope.h"

#include <string.h>

#define FIELD_BYTES 16
#define ALERT "<p class=\"alert\" role=\"alert\">"
#define NOTICE "<p class=\"notice\" role=\"status\">"
#define AS_CONST(strv) ((const char *const *) (strv))

/* What a page that is shown again says, and which boxes were ticked on the one before. */
typedef struct
{
  GateOrgAgain why;
  GateOrgParameters *fields;
} Again;

static gboolean
is_again (const Again *again,
          GateOrgAgain why)
{
  return again != NULL && again->why == why;
}

static void
add_owner (GateOrgPage                   *page,
           const GateOrgAuthorizeContext *context)
{
  GateOrgPhrase phrase = GATE_ORG_PHRASE_OWNER_FOREIGN;

  if (context->owner == GATE_OWNER_SELF)
    phrase = GATE_ORG_PHRASE_OWNER_SELF;
  else if (context->owner == GATE_OWNER_BUILT_IN)
    phrase = GATE_ORG_PHRASE_OWNER_BUILT_IN;
  gate_org_page_begin_fact (page, GATE_ORG_PHRASE_OWNER);
  gate_org_page_add_phrase (page, phrase, context->owner_name, NULL);
  gate_org_page_end_fact (page);
}

static void
add_way_back (GateOrgPage                   *page,
              const GateOrgAuthorizeRequest *request)
{
  g_autofree char *host = gate_org_redirect_dup_host (request->redirect_uri);

  gate_org_page_begin_fact (page, GATE_ORG_PHRASE_RETURNS_TO);
  if (g_str_has_suffix (host, ":"))
    gate_org_page_add_phrase (page, GATE_ORG_PHRASE_RETURNS_TO_DEVICE, host, NULL);
  else
    gate_org_page_add_value (page, host);
  gate_org_page_end_fact (page);
}

static void
add_person (GateOrgPage                   *page,
            const GateOrgAuthorizeContext *context)
{
  gate_org_page_begin_fact (page, GATE_ORG_PHRASE_SIGNED_IN_AS);
  gate_org_page_add_value (page, gate_person_get_name (context->person));
  gate_org_page_add_html (page, " <span class=\"dim\">");
  gate_org_page_add_value (page, gate_person_get_email (context->person));
  gate_org_page_add_html (page, "</span>");
  gate_org_page_end_fact (page);
}

static void
add_application (GateOrgPage                   *page,
                 const GateOrgAuthorizeContext *context)
{
  GateClient *client = gate_org_authorize_context_get_client (context);

  gate_org_page_begin_fact (page, GATE_ORG_PHRASE_APPLICATION);
  gate_org_page_add_value (page, gate_org_authorize_context_get_name (context));
  gate_org_page_end_fact (page);
  gate_org_page_add_code_fact (page, GATE_ORG_PHRASE_CLIENT_ID, gate_client_get_id (client));
}

static void
add_lifetime (GateOrgPage                   *page,
              const GateOrgAuthorizeContext *context)
{
  gint64 seconds =
      gate_client_get_token_lifetime_s (gate_org_authorize_context_get_client (context));
  g_autofree char *lifetime =
      gate_org_phrases_dup_duration (gate_org_page_get_language (page), seconds);

  gate_org_page_begin_fact (page, GATE_ORG_PHRASE_LIFETIME);
  gate_org_page_add_value (page, lifetime);
  gate_org_page_end_fact (page);
}

static void
add_all_facts (GateOrgPage                   *page,
               const GateOrgAuthorizeRequest *request,
               const GateOrgAuthorizeContext *context)
{
  gate_org_page_add_html (page, "<section class=\"card\">\n<h2>");
  gate_org_page_add_phrase (page, GATE_ORG_PHRASE_WHO_ASKS, NULL, NULL);
  gate_org_page_add_html (page, "</h2>\n<dl>\n");
  add_application (page, context);
  add_owner (page, context);
  gate_org_page_begin_fact (page, GATE_ORG_PHRASE_ORGANIZATION);
  gate_org_page_add_value (page, gate_org_page_get_organization (page));
  gate_org_page_end_fact (page);
  add_way_back (page, request);
  add_lifetime (page, context);
  add_person (page, context);
  gate_org_page_add_html (page, "</dl>\n</section>\n");
}

static void
add_chip (GateOrgPage *page,
          const char  *scope)
{
  static const struct
  {
    const char *style;
    GateOrgPhrase phrase;
  } chips[] = {
    [GATE_SCOPE_READ] = { "chip read", GATE_ORG_PHRASE_READ_ONLY },
    [GATE_SCOPE_CHANGE] = { "chip change", GATE_ORG_PHRASE_CHANGE },
    [GATE_SCOPE_ADMIN] = { "chip admin", GATE_ORG_PHRASE_ADMIN },
    [GATE_SCOPE_UNKNOWN] = { "chip unknown", GATE_ORG_PHRASE_UNKNOWN },
  };
  GateScopeAccess access = gate_scope_access_of (scope);

  gate_org_page_add_html (page, "<span");
  gate_org_page_add_attribute (page, "class", chips[access].style);
  gate_org_page_add_html (page, ">");
  gate_org_page_add_phrase (page, chips[access].phrase, NULL, NULL);
  gate_org_page_add_html (page, "</span>");
}

static void
add_sentence (GateOrgPage *page,
              const char  *scope)
{
  const char *sentence = gate_org_phrases_get_scope (gate_org_page_get_language (page), scope);

  gate_org_page_add_html (page, "<span class=\"sentence\">");
  if (sentence != NULL)
    gate_org_page_add_value (page, sentence);
  else
    gate_org_page_add_phrase (page, GATE_ORG_PHRASE_NOT_IN_TABLE, NULL, NULL);
  gate_org_page_add_html (page, "</span> <code>");
  gate_org_page_add_value (page, scope);
  gate_org_page_add_html (page, "</code>");
}

static int
compare_scopes (gconstpointer a,
                gconstpointer b)
{
  return gate_scope_compare (*(const char *const *) a, *(const char *const *) b);
}

/* What administers first; the texts belong to @scopes. */
static GPtrArray *
sort_scopes (const char *const *scopes)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (gsize i = 0; scopes[i] != NULL; i++)
    g_ptr_array_add (sorted, (char *) scopes[i]);
  g_ptr_array_sort (sorted, compare_scopes);
  return sorted;
}

static gsize
find_index (const char *const *scopes,
            const char        *scope)
{
  gsize i = 0;

  while (strcmp (scopes[i], scope) != 0)
    i++;
  return i;
}

/* The form names a scope by its place in the request (S10). */
static void
write_field (char  field[FIELD_BYTES],
             char  kind,
             gsize index)
{
  g_snprintf (field, FIELD_BYTES, "%c%" G_GSIZE_FORMAT, kind, index);
}

static void
add_checkbox (GateOrgPage *page,
              char         kind,
              gsize        index,
              gboolean     ticked,
              const Again *again)
{
  char field[FIELD_BYTES];

  write_field (field, kind, index);
  if (again != NULL && again->fields != NULL)
    ticked = gate_org_parameters_get (again->fields, field) != NULL;
  gate_org_page_add_html (page, "<input type=\"checkbox\"");
  gate_org_page_add_attribute (page, "name", field);
  gate_org_page_add_html (page, ticked ? " value=\"1\" checked> " : " value=\"1\"> ");
}

static void
add_choice (GateOrgPage *page,
            const char  *scope,
            gsize        index,
            const Again *again)
{
  g_autofree char *read_only = gate_scope_dup_read_only (scope);

  gate_org_page_add_html (page, "<li>\n<label class=\"scope\">");
  add_checkbox (page, 's', index, TRUE, again);
  gate_org_page_add_html (page, "<span class=\"what\">");
  add_sentence (page, scope);
  gate_org_page_add_html (page, "</span> ");
  add_chip (page, scope);
  gate_org_page_add_html (page, "</label>\n");
  if (read_only != NULL && strcmp (read_only, scope) != 0)
    {
      const char *sentence =
          gate_org_phrases_get_scope (gate_org_page_get_language (page), read_only);

      gate_org_page_add_html (page, "<label class=\"narrow\">");
      add_checkbox (page, 'r', index, FALSE, again);
      gate_org_page_add_html (page, "<span>");
      gate_org_page_add_phrase (page, GATE_ORG_PHRASE_LET_READ_ONLY,
                                sentence != NULL ? sentence : read_only, NULL);
      gate_org_page_add_html (page, "</span></label>\n");
    }
  gate_org_page_add_html (page, "</li>\n");
}

static void
add_choice_heading (GateOrgPage       *page,
                    const char *const *scopes)
{
  guint n_admin = 0;
  g_autofree char *count = NULL;

  for (gsize i = 0; scopes[i] != NULL; i++)
    if (gate_scope_access_of (scopes[i]) == GATE_SCOPE_ADMIN)
      n_admin++;
  count = g_strdup_printf ("%u", n_admin);
  gate_org_page_add_html (page, "<legend>");
  gate_org_page_add_phrase (page,
                            n_admin > 0 ? GATE_ORG_PHRASE_SCOPES_ADMIN : GATE_ORG_PHRASE_SCOPES,
                            count, NULL);
  gate_org_page_add_html (page, "</legend>\n");
}

static void
add_choices (GateOrgPage                   *page,
             const GateOrgAuthorizeRequest *request,
             const Again                   *again)
{
  const char *const *scopes = AS_CONST (request->scopes);
  gboolean nothing_ticked = is_again (again, GATE_ORG_AGAIN_NOTHING_TICKED);
  g_autoptr (GPtrArray) sorted = sort_scopes (scopes);

  if (sorted->len == 0)
    {
      gate_org_page_add_html (page, "<div class=\"card\">\n");
      gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_NO_SCOPES, NULL, NULL);
      gate_org_page_add_html (page, "</div>\n");
      return;
    }
  gate_org_page_add_html (page, nothing_ticked ?
                                    "<fieldset class=\"card\" "
                                    "aria-describedby=\"scopes-error scopes-hint\">\n" :
                                    "<fieldset class=\"card\" "
                                    "aria-describedby=\"scopes-hint\">\n");
  add_choice_heading (page, scopes);
  if (nothing_ticked)
    {
      gate_org_page_add_html (page, "<p class=\"alert\" id=\"scopes-error\" role=\"alert\">");
      gate_org_page_add_phrase (page, GATE_ORG_PHRASE_NOTHING_TICKED, NULL, NULL);
      gate_org_page_add_html (page, "</p>\n");
    }
  gate_org_page_add_html (page, "<p class=\"dim\" id=\"scopes-hint\">");
  gate_org_page_add_phrase (page, GATE_ORG_PHRASE_SCOPES_HINT, NULL, NULL);
  gate_org_page_add_html (page, "</p>\n<ul class=\"scopes\">\n");
  for (guint i = 0; i < sorted->len; i++)
    add_choice (page, sorted->pdata[i], find_index (scopes, sorted->pdata[i]), again);
  gate_org_page_add_html (page, "</ul>\n</fieldset>\n");
}

/* Both buttons have one size. Deny comes first, because Return presses the first. */
static void
add_decision (GateOrgPage *page)
{
  gate_org_page_add_html (page, "<div class=\"actions\">\n");
  gate_org_page_add_button (page, NULL, "deny", GATE_ORG_PHRASE_DENY);
  gate_org_page_add_button (page, "suggested", "allow", GATE_ORG_PHRASE_ALLOW);
  gate_org_page_add_html (page, "</div>\n");
}

static void
add_switch (GateOrgPage *page)
{
  gate_org_page_add_html (page, "<div class=\"actions\">\n");
  gate_org_page_add_button (page, "flat", "switch", GATE_ORG_PHRASE_SWITCH);
  gate_org_page_add_html (page, "</div>\n");
}

static void
add_notice (GateOrgPage  *page,
            const char   *tag,
            GateOrgPhrase phrase)
{
  gate_org_page_add_html (page, tag);
  gate_org_page_add_phrase (page, phrase, NULL, NULL);
  gate_org_page_add_html (page, "</p>\n");
}

static void
begin_form (GateOrgPage                   *page,
            GateOrgAuthorizeRequest       *request,
            const GateOrgAuthorizeContext *context,
            GateOrgStep                    step)
{
  g_autofree char *shown =
      gate_org_shown_page_write (step, request->generation, context->authorization);

  gate_org_page_begin_form (page, request, "/consent", shown);
}

/* Why the page comes again, and what was changed since the page before. */
static void
add_news (GateOrgPage                   *page,
          GateOrgCall                   *call,
          const GateOrgAuthorizeRequest *request,
          const GateOrgAuthorizeContext *context,
          const Again                   *again)
{
  if (is_again (again, GATE_ORG_AGAIN_TOO_SOON))
    add_notice (page, ALERT, GATE_ORG_PHRASE_TOO_SOON);
  else if (is_again (again, GATE_ORG_AGAIN_NO_CHANGE))
    add_notice (page, NOTICE, GATE_ORG_PHRASE_NO_CHANGE);
  else if (is_again (again, GATE_ORG_AGAIN_DENIED_LATE))
    add_notice (page, ALERT, GATE_ORG_PHRASE_DENY_LATE);
  if (request->seen != NULL && !gate_authorization_equal (request->seen, context->authorization))
    gate_org_consent_change_add (page, gate_org_call_get_store (call), request->seen,
                                 context->authorization);
  else if (is_again (again, GATE_ORG_AGAIN_CHANGED))
    add_notice (page, ALERT, GATE_ORG_PHRASE_CHANGED);
}

static GateOrgPage *
make_consent (GateOrgCall                   *call,
              GateOrgAuthorizeRequest       *request,
              const GateOrgAuthorizeContext *context,
              const Again                   *again)
{
  GateAuthorizationState state = gate_authorization_get_state (context->authorization);
  g_autoptr (GateOrganization) organization =
      gate_org_organization_table_find_own (gate_org_call_get_store (call), NULL);
  GateOrgPage *page =
      gate_org_page_new (call,
                         GATE_ORG_PHRASE_CONSENT_TITLE,
                         gate_org_authorize_context_get_name (context),
                         organization != NULL ? gate_organization_get_name (organization) : NULL);

  gate_org_page_add_paragraph (page, "lead", GATE_ORG_PHRASE_CONSENT_FOR_ALL,
                               gate_org_page_get_organization (page), NULL);
  add_news (page, call, request, context, again);
  if (state == GATE_AUTHORIZATION_REVOKED)
    gate_org_page_add_paragraph (page, "alert", GATE_ORG_PHRASE_CONSENT_AGAIN, NULL, NULL);
  add_all_facts (page, request, context);
  begin_form (page, request, context, GATE_ORG_STEP_CONSENT);
  add_choices (page, request, again);
  gate_org_page_add_paragraph (page, "hint", GATE_ORG_PHRASE_HOW_TO_REVOKE, NULL, NULL);
  if (state == GATE_AUTHORIZATION_REQUESTED)
    gate_org_page_add_paragraph (page, "hint", GATE_ORG_PHRASE_DENY_PENDING, NULL, NULL);
  add_decision (page);
  add_switch (page);
  gate_org_page_end_form (page);
  return page;
}

/* What a token of this request would carry. */
static void
add_granted (GateOrgPage                   *page,
             GateOrgAuthorizeRequest       *request,
             const GateOrgAuthorizeContext *context)
{
  g_auto (GStrv) scopes = gate_scopes_intersect (
      gate_authorization_get_scopes (context->authorization), AS_CONST (request->scopes));
  g_autoptr (GPtrArray) sorted = sort_scopes (AS_CONST (scopes));

  if (sorted->len == 0)
    return;
  gate_org_page_add_html (page, "<details class=\"card\">\n<summary>");
  gate_org_page_add_phrase (page, GATE_ORG_PHRASE_WHAT_IT_MAY, NULL, NULL);
  gate_org_page_add_html (page, "</summary>\n<ul class=\"scopes\">\n");
  for (guint i = 0; i < sorted->len; i++)
    {
      gate_org_page_add_html (page, "<li class=\"scope\"><span class=\"what\">");
      add_sentence (page, sorted->pdata[i]);
      gate_org_page_add_html (page, "</span> ");
      add_chip (page, sorted->pdata[i]);
      gate_org_page_add_html (page, "</li>\n");
    }
  gate_org_page_add_html (page, "</ul>\n</details>\n");
}

static GateOrgPage *
make_confirmation (GateOrgCall                   *call,
                   GateOrgAuthorizeRequest       *request,
                   const GateOrgAuthorizeContext *context,
                   const Again                   *again)
{
  const char *name = gate_org_authorize_context_get_name (context);
  GateOrgPage *page = gate_org_page_new (call, GATE_ORG_PHRASE_CONFIRM_TITLE, name, NULL);

  gate_org_page_add_paragraph (page, "lead", GATE_ORG_PHRASE_CONFIRM_TEXT, name,
                               gate_org_page_get_organization (page));
  add_news (page, call, request, context, again);
  gate_org_page_add_html (page, "<div class=\"card\">\n<dl>\n");
  add_application (page, context);
  add_way_back (page, request);
  add_person (page, context);
  gate_org_page_add_html (page, "</dl>\n</div>\n");
  add_granted (page, request, context);
  begin_form (page, request, context, GATE_ORG_STEP_CONFIRM);
  add_decision (page);
  add_switch (page);
  gate_org_page_end_form (page);
  return page;
}

static void
add_reason (GateOrgPage                   *page,
            const GateOrgAuthorizeContext *context,
            GateOrgStep                    step)
{
  const char *name = gate_org_authorize_context_get_name (context);
  const char *organization = gate_org_page_get_organization (page);

  if (step == GATE_ORG_STEP_SWITCHED_OFF)
    gate_org_page_add_paragraph (page, "lead", GATE_ORG_PHRASE_BUILT_IN_REVOKED_TEXT, name,
                                 organization);
  else if (step == GATE_ORG_STEP_NO_ROLE)
    gate_org_page_add_paragraph (page, "lead", GATE_ORG_PHRASE_ROLE_TEXT, name, organization);
  else
    gate_org_page_add_paragraph (page, "lead", GATE_ORG_PHRASE_DENIED_TEXT, name, organization);
}

/* What became of the person's wish so far, and what they can do. */
static void
add_request (GateOrgPage           *page,
             GateAuthorizationState state)
{
  GateOrgPhrase phrase = GATE_ORG_PHRASE_DENIED_REQUESTED;

  if (state == GATE_AUTHORIZATION_REVOKED)
    phrase = GATE_ORG_PHRASE_DENIED_REVOKED;
  else if (state == GATE_AUTHORIZATION_UNAUTHORIZED)
    phrase = GATE_ORG_PHRASE_DENIED_UNREQUESTED;
  gate_org_page_add_paragraph (page, NULL, phrase, NULL, NULL);
  if (state != GATE_AUTHORIZATION_UNAUTHORIZED)
    gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_DENIED_NEXT, NULL, NULL);
}

static GateOrgPage *
make_refusal (GateOrgCall                   *call,
              GateOrgAuthorizeRequest       *request,
              const GateOrgAuthorizeContext *context,
              GateOrgStep                    step,
              const Again                   *again)
{
  GateAuthorizationState state = gate_authorization_get_state (context->authorization);
  GateOrgPhrase title = GATE_ORG_PHRASE_DENIED_TITLE;
  GateOrgPage *page;

  if (step == GATE_ORG_STEP_SWITCHED_OFF)
    title = GATE_ORG_PHRASE_BUILT_IN_REVOKED_TITLE;
  else if (step == GATE_ORG_STEP_NO_ROLE)
    title = GATE_ORG_PHRASE_ROLE_TITLE;
  page = gate_org_page_new (call, title, NULL, NULL);
  add_news (page, call, request, context, again);
  add_reason (page, context, step);
  gate_org_page_add_html (page, "<div class=\"card\">\n<dl>\n");
  add_application (page, context);
  if (step == GATE_ORG_STEP_ASK)
    gate_org_page_add_code_fact (page,
                                 GATE_ORG_PHRASE_MISSING_PERMISSION,
                                 GATE_PERMISSION_AUTHORIZE);
  add_person (page, context);
  gate_org_page_add_html (page, "</dl>\n</div>\n");
  if (step == GATE_ORG_STEP_ASK)
    add_request (page, state);
  begin_form (page, request, context, step);
  gate_org_page_add_html (page, "<div class=\"actions\">\n");
  gate_org_page_add_button (page, NULL, "back", GATE_ORG_PHRASE_BACK);
  if (step == GATE_ORG_STEP_ASK && state == GATE_AUTHORIZATION_UNAUTHORIZED)
    gate_org_page_add_button (page, "suggested", "ask", GATE_ORG_PHRASE_ASK);
  else
    gate_org_page_add_button (page, "suggested", "again", GATE_ORG_PHRASE_TRY_AGAIN);
  gate_org_page_add_html (page, "</div>\n");
  add_switch (page);
  gate_org_page_end_form (page);
  return page;
}

static gboolean
is_out_of_date (const Again *again)
{
  return again->why == GATE_ORG_AGAIN_CHANGED || again->why == GATE_ORG_AGAIN_DENIED_LATE;
}

static void
answer_page (GateOrgCall                   *call,
             GateOrgAuthorizeRequest       *request,
             const GateOrgAuthorizeContext *context,
             GateOrgStep                    step,
             const Again                   *again)
{
  g_autoptr (GateOrgPage) page = NULL;
  guint status = again == NULL ? 200 : is_out_of_date (again) ? 409 : 400;

  if (step == GATE_ORG_STEP_CONSENT)
    page = make_consent (call, request, context, again);
  else if (step == GATE_ORG_STEP_CONFIRM)
    page = make_confirmation (call, request, context, again);
  else
    {
      page = make_refusal (call, request, context, step, again);
      status = 403;
    }
  g_set_object (&request->seen, context->authorization);
  gate_org_page_answer (page, call, status);
}

/**
 * gate_org_consent_page_answer:
 * @call: an unanswered call
 * @request: what the application asked for
 * @context: the application and who is logged in
 * @step: what comes next
 */
void
gate_org_consent_page_answer (GateOrgCall                   *call,
                              GateOrgAuthorizeRequest       *request,
                              const GateOrgAuthorizeContext *context,
                              GateOrgStep                    step)
{
  answer_page (call, request, context, step, NULL);
}

/**
 * gate_org_consent_page_again:
 * @call: an unanswered call
 * @request: what the application asked for
 * @context: the application and who is logged in
 * @step: what comes next
 * @why: why a page is shown again
 * @fields: (nullable): the form of the page as it came; what was ticked stays ticked, and nothing
 *   else is. %NULL where the page before asked something else
 */
void
gate_org_consent_page_again (GateOrgCall                   *call,
                             GateOrgAuthorizeRequest       *request,
                             const GateOrgAuthorizeContext *context,
                             GateOrgStep                    step,
                             GateOrgAgain                   why,
                             GateOrgParameters             *fields)
{
  const Again again = { .why = why, .fields = fields };

  answer_page (call, request, context, step, &again);
}

static gboolean
read_tick (GateOrgParameters *fields,
           char               kind,
           gsize              index,
           gboolean          *ticked)
{
  char field[FIELD_BYTES];
  const char *value;

  write_field (field, kind, index);
  value = gate_org_parameters_get (fields, field);
  *ticked = value != NULL;
  return value == NULL || strcmp (value, "1") == 0;
}

/**
 * gate_org_consent_page_read:
 * @fields: of the form
 * @request: what the page was about
 * @scopes: (out) (transfer full): what is to be granted, sorted, each once; nothing that was not
 *   asked for
 *
 * Returns: FALSE for fields that the page does not have
 */
gboolean
gate_org_consent_page_read (GateOrgParameters       *fields,
                            GateOrgAuthorizeRequest *request,
                            char                  ***scopes)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) chosen = NULL;

  *scopes = NULL;
  for (gsize i = 0; request->scopes[i] != NULL; i++)
    {
      g_autofree char *read_only = gate_scope_dup_read_only (request->scopes[i]);
      gboolean ticked = FALSE;
      gboolean narrow = FALSE;

      if (!read_tick (fields, 's', i, &ticked) || !read_tick (fields, 'r', i, &narrow) ||
          (narrow && read_only == NULL))
        return FALSE;
      /* “Read-only instead” counts, whether the box above stays ticked or not. */
      if (narrow)
        g_strv_builder_add (builder, read_only);
      else if (ticked)
        g_strv_builder_add (builder, request->scopes[i]);
    }
  chosen = g_strv_builder_end (builder);
  *scopes = gate_scopes_normalize (AS_CONST (chosen));
  return TRUE;
}
