/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-login-page.h"

#include "gate-org-page.h"

static void
add_error (GateOrgPage  *page,
           const char   *id,
           GateOrgPhrase phrase)
{
  gate_org_page_add_html (page, "<p class=\"error\"");
  gate_org_page_add_attribute (page, "id", id);
  gate_org_page_add_html (page, ">");
  gate_org_page_add_phrase (page, phrase, NULL, NULL);
  gate_org_page_add_html (page, "</p>\n");
}

/* The field to be filled in next has the keyboard, so that a password that is typed at once does
 * not end up in the user name, where it can be read. */
static gboolean
starts_with_password (const GateOrgLoginAttempt *attempt)
{
  return attempt->name != NULL && *attempt->name != '\0' &&
         attempt->name_error == GATE_ORG_PHRASE_NONE;
}

/* The error that belongs to a field is tied to it and read with it. */
static void
add_error_attributes (GateOrgPage  *page,
                      const char   *id,
                      GateOrgPhrase phrase)
{
  if (phrase == GATE_ORG_PHRASE_NONE)
    return;
  gate_org_page_add_html (page, " aria-invalid=\"true\"");
  gate_org_page_add_attribute (page, "aria-describedby", id);
}

static void
add_fields (GateOrgPage               *page,
            const GateOrgLoginAttempt *attempt)
{
  gate_org_page_add_html (page, "<div class=\"field\">\n<label for=\"username\">");
  gate_org_page_add_phrase (page, GATE_ORG_PHRASE_USER_NAME, NULL, NULL);
  gate_org_page_add_html (page, "</label>\n<input type=\"text\" id=\"username\" name=\"username\" "
                                "autocomplete=\"username\" autocapitalize=\"none\" "
                                "spellcheck=\"false\" maxlength=\"320\" required");
  gate_org_page_add_attribute (page, "value", attempt->name != NULL ? attempt->name : "");
  if (!starts_with_password (attempt))
    gate_org_page_add_html (page, " autofocus");
  add_error_attributes (page, "username-error", attempt->name_error);
  gate_org_page_add_html (page, ">\n");
  if (attempt->name_error != GATE_ORG_PHRASE_NONE)
    add_error (page, "username-error", attempt->name_error);
  gate_org_page_add_html (page, "</div>\n<div class=\"field\">\n<label for=\"password\">");
  gate_org_page_add_phrase (page, GATE_ORG_PHRASE_PASSWORD, NULL, NULL);
  gate_org_page_add_html (page, "</label>\n<input type=\"password\" id=\"password\" "
                                "name=\"password\" autocomplete=\"current-password\" "
                                "maxlength=\"128\" required");
  if (starts_with_password (attempt))
    gate_org_page_add_html (page, " autofocus");
  add_error_attributes (page, "password-error", attempt->password_error);
  gate_org_page_add_html (page, ">\n");
  if (attempt->password_error != GATE_ORG_PHRASE_NONE)
    add_error (page, "password-error", attempt->password_error);
  gate_org_page_add_html (page, "</div>\n");
}

/**
 * gate_org_login_page_answer_attempt:
 * @call: an unanswered call
 * @request: what the application asked for
 * @context: the application
 * @attempt: the attempt to log in before this page
 */
void
gate_org_login_page_answer_attempt (GateOrgCall                   *call,
                                    GateOrgAuthorizeRequest       *request,
                                    const GateOrgAuthorizeContext *context,
                                    const GateOrgLoginAttempt     *attempt)
{
  g_autoptr (GateOrgPage) page = gate_org_page_new (call, GATE_ORG_PHRASE_LOG_IN, NULL, NULL);

  gate_org_page_add_paragraph (page, "lead", GATE_ORG_PHRASE_LOG_IN_TO,
                               gate_org_authorize_context_get_name (context),
                               gate_org_page_get_organization (page));
  gate_org_page_begin_form (page, request, "/login", NULL);
  gate_org_page_add_html (page, "<div class=\"card\">\n");
  if (attempt->error != GATE_ORG_PHRASE_NONE)
    {
      gate_org_page_add_html (page, "<p class=\"alert\" role=\"alert\">");
      gate_org_page_add_phrase (page, attempt->error, attempt->seconds, NULL);
      gate_org_page_add_html (page, "</p>\n");
    }
  add_fields (page, attempt);
  gate_org_page_add_html (page, "</div>\n<div class=\"actions\">\n");
  gate_org_page_add_button (page, "suggested", NULL, GATE_ORG_PHRASE_LOG_IN);
  gate_org_page_add_html (page, "</div>\n");
  gate_org_page_end_form (page);
  gate_org_page_add_paragraph (page, "hint", GATE_ORG_PHRASE_WHERE_PASSWORD, NULL, NULL);
  gate_org_page_answer (page, call, attempt->status);
}

/**
 * gate_org_login_page_answer:
 * @call: an unanswered call
 * @request: what the application asked for
 * @context: the application
 */
void
gate_org_login_page_answer (GateOrgCall                   *call,
                            GateOrgAuthorizeRequest       *request,
                            const GateOrgAuthorizeContext *context)
{
  const GateOrgLoginAttempt attempt = { .status = 200, .name = request->login_hint };

  gate_org_login_page_answer_attempt (call, request, context, &attempt);
}
