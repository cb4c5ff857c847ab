/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-page.h"

#include "gate-org-auth-server.h"
#include "gate-org-organization-table.h"
#include "gate-org-redirect.h"
#include "gate-text.h"

#include <string.h>

#define MAX_VALUE_CHARS 200

struct _GateOrgPage
{
  GateOrgLanguage language;
  char *organization; /* NULL: not known */
  GString *html;
  gboolean has_form;
  char *leads_to; /* origin that its form may lead to, NULL: none but ours */
};

/* Escaped for text and attributes alike. */
static char *
dup_harmless (const char *value)
{
  g_autofree char *shown = gate_text_for_display (value, MAX_VALUE_CHARS);

  return g_markup_escape_text (shown, -1);
}

/* Isolates the direction of the text, so that a right-to-left value does not turn the text around
 * it. */
static char *
dup_isolated (const char *value)
{
  g_autofree char *harmless = value != NULL ? dup_harmless (value) : NULL;

  return harmless != NULL ? g_strconcat ("<bdi>", harmless, "</bdi>", NULL) : NULL;
}

static void
begin_document (GateOrgPage  *self,
                GateOrgPhrase title,
                const char   *first,
                const char   *second)
{
  g_autofree char *first_text = dup_harmless (first);
  g_autofree char *second_text = dup_harmless (second);
  g_autofree char *text = gate_org_phrases_fill (self->language, title, first_text, second_text);

  g_string_append_printf (self->html,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, "
                          "initial-scale=1\">\n"
                          "<meta name=\"color-scheme\" content=\"light dark\">\n"
                          "<title>%s</title>\n"
                          "<link rel=\"stylesheet\" href=\"/pages.css\">\n</head>\n<body>\n",
                          gate_org_language_get_tag (self->language), text);
}

static void
begin_body (GateOrgPage  *self,
            GateOrgPhrase title,
            const char   *first,
            const char   *second,
            gboolean      has_faults)
{
  gate_org_page_add_html (self, "<header>\n<p class=\"organization\">");
  gate_org_page_add_value (self, self->organization != NULL ? self->organization : "Gatehouse");
  gate_org_page_add_html (self, "</p>\n");
  gate_org_page_add_paragraph (self, "kind", GATE_ORG_PHRASE_LOCAL_ORGANIZATION, NULL, NULL);
  if (has_faults)
    gate_org_page_add_paragraph (self, "faults", GATE_ORG_PHRASE_FAULTS, NULL, NULL);
  gate_org_page_add_html (self, "</header>\n<main>\n<h1>");
  gate_org_page_add_phrase (self, title, first, second);
  gate_org_page_add_html (self, "</h1>\n");
}

/**
 * gate_org_page_new:
 * @call: what it answers
 * @title: its heading
 * @first: (nullable): what `{1}` stands for in it
 * @second: (nullable): what `{2}` stands for in it
 *
 * Returns: (transfer full): a page in the language of the browser, up to and with its heading
 */
GateOrgPage *
gate_org_page_new (GateOrgCall  *call,
                   GateOrgPhrase title,
                   const char   *first,
                   const char   *second)
{
  GateOrgPage *self = g_new0 (GateOrgPage, 1);
  GateOrgAuthServer *auth_server = gate_org_call_get_auth_server (call);
  g_autoptr (GateOrganization) organization =
      gate_org_organization_table_find_own (gate_org_call_get_store (call), NULL);

  self->language = gate_org_language_choose (gate_org_call_get_header (call, "Accept-Language"));
  self->html = g_string_sized_new (4096);
  if (organization != NULL)
    self->organization = g_strdup (gate_organization_get_name (organization));
  begin_document (self, title, first, second);
  begin_body (self,
              title,
              first,
              second,
              auth_server != NULL && gate_org_auth_server_has_faults (auth_server));
  return self;
}

/**
 * gate_org_page_new_bare:
 * @language: the language
 * @title: its heading
 *
 * Returns: (transfer full): a page for a request that could not be read
 */
GateOrgPage *
gate_org_page_new_bare (GateOrgLanguage language,
                        GateOrgPhrase   title)
{
  GateOrgPage *self = g_new0 (GateOrgPage, 1);

  self->language = language;
  self->html = g_string_sized_new (2048);
  begin_document (self, title, NULL, NULL);
  begin_body (self, title, NULL, NULL, FALSE);
  return self;
}

/**
 * gate_org_page_free:
 * @self: (transfer full): a page
 */
void
gate_org_page_free (GateOrgPage *self)
{
  g_free (self->organization);
  g_free (self->leads_to);
  g_string_free (self->html, TRUE);
  g_free (self);
}

GateOrgLanguage
gate_org_page_get_language (GateOrgPage *self)
{
  return self->language;
}

/**
 * gate_org_page_get_organization:
 * @self: a page
 *
 * Returns: (nullable): the name of this organization
 */
const char *
gate_org_page_get_organization (GateOrgPage *self)
{
  return self->organization;
}

/**
 * gate_org_page_add_html:
 * @self: a page
 * @literal: markup of ours
 */
void
gate_org_page_add_html (GateOrgPage *self,
                        const char  *literal)
{
  g_string_append (self->html, literal);
}

/**
 * gate_org_page_add_value:
 * @self: a page
 * @value: (nullable): text from outside, of any length
 */
void
gate_org_page_add_value (GateOrgPage *self,
                         const char  *value)
{
  g_autofree char *text = dup_isolated (value);

  g_string_append (self->html, text != NULL ? text : "");
}

/**
 * gate_org_page_add_attribute:
 * @self: a page, within a tag
 * @name: of an attribute that holds text
 * @value: text from outside
 */
void
gate_org_page_add_attribute (GateOrgPage *self,
                             const char  *name,
                             const char  *value)
{
  g_autofree char *text = dup_harmless (value);

  g_string_append_printf (self->html, " %s=\"%s\"", name, text);
}

/**
 * gate_org_page_add_phrase:
 * @self: a page
 * @phrase: what it says
 * @first: (nullable): text from outside that `{1}` stands for
 * @second: (nullable): text from outside that `{2}` stands for
 */
void
gate_org_page_add_phrase (GateOrgPage  *self,
                          GateOrgPhrase phrase,
                          const char   *first,
                          const char   *second)
{
  g_autofree char *first_text = dup_isolated (first);
  g_autofree char *second_text = dup_isolated (second);
  g_autofree char *text =
      gate_org_phrases_fill (self->language, phrase, first_text, second_text);

  g_string_append (self->html, text);
}

/**
 * gate_org_page_add_paragraph:
 * @self: a page
 * @style: (nullable): its class
 * @phrase: what it says
 * @first: (nullable): text from outside that `{1}` stands for
 * @second: (nullable): text from outside that `{2}` stands for
 */
void
gate_org_page_add_paragraph (GateOrgPage  *self,
                             const char   *style,
                             GateOrgPhrase phrase,
                             const char   *first,
                             const char   *second)
{
  g_string_append (self->html, "<p");
  if (style != NULL)
    gate_org_page_add_attribute (self, "class", style);
  g_string_append_c (self->html, '>');
  gate_org_page_add_phrase (self, phrase, first, second);
  g_string_append (self->html, "</p>\n");
}

/**
 * gate_org_page_begin_fact:
 * @self: a page, within a description list
 * @name: what the fact is about
 */
void
gate_org_page_begin_fact (GateOrgPage  *self,
                          GateOrgPhrase name)
{
  g_string_append (self->html, "<div><dt>");
  gate_org_page_add_phrase (self, name, NULL, NULL);
  g_string_append (self->html, "</dt><dd>");
}

/**
 * gate_org_page_end_fact:
 * @self: a page with an open fact
 */
void
gate_org_page_end_fact (GateOrgPage *self)
{
  g_string_append (self->html, "</dd></div>\n");
}

/**
 * gate_org_page_add_code:
 * @self: a page
 * @value: (nullable): text from outside that programs read; %NULL for none
 */
void
gate_org_page_add_code (GateOrgPage *self,
                        const char  *value)
{
  if (value == NULL)
    {
      gate_org_page_add_phrase (self, GATE_ORG_PHRASE_NONE_GIVEN, NULL, NULL);
      return;
    }
  g_string_append (self->html, "<code>");
  gate_org_page_add_value (self, value);
  g_string_append (self->html, "</code>");
}

/**
 * gate_org_page_add_code_fact:
 * @self: a page, within a description list
 * @name: what the fact is about
 * @value: (nullable): text from outside that programs read; %NULL for none
 */
void
gate_org_page_add_code_fact (GateOrgPage  *self,
                             GateOrgPhrase name,
                             const char   *value)
{
  gate_org_page_begin_fact (self, name);
  gate_org_page_add_code (self, value);
  gate_org_page_end_fact (self);
}

/**
 * gate_org_page_add_button:
 * @self: a page, within a form
 * @style: (nullable): its class
 * @decision: (nullable): what it sends
 * @phrase: what it says
 */
void
gate_org_page_add_button (GateOrgPage  *self,
                          const char   *style,
                          const char   *decision,
                          GateOrgPhrase phrase)
{
  g_string_append (self->html, "<button type=\"submit\"");
  if (style != NULL)
    gate_org_page_add_attribute (self, "class", style);
  if (decision != NULL)
    {
      g_string_append (self->html, " name=\"decision\"");
      gate_org_page_add_attribute (self, "value", decision);
    }
  g_string_append_c (self->html, '>');
  gate_org_page_add_phrase (self, phrase, NULL, NULL);
  g_string_append (self->html, "</button>\n");
}

/**
 * gate_org_page_add_hidden:
 * @self: a page, within a form
 * @name: a field
 * @value: (nullable): text from outside, which the form sends as it is; %NULL for no field
 */
void
gate_org_page_add_hidden (GateOrgPage *self,
                          const char  *name,
                          const char  *value)
{
  g_autofree char *text = value != NULL ? g_markup_escape_text (value, -1) : NULL;

  if (text != NULL)
    g_string_append_printf (self->html, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n",
                            name, text);
}

/**
 * gate_org_page_begin_form:
 * @self: a page
 * @request: what the form is about; its handle is all that the form tells of it (S10)
 * @action: where it goes
 * @shown: (nullable): what the page shows, see GateOrgShownPage; %NULL for the login form
 *
 * The form may be answered by a redirect to the application, which the page's policy must therefore
 * allow (F20).
 */
void
gate_org_page_begin_form (GateOrgPage             *self,
                          GateOrgAuthorizeRequest *request,
                          const char              *action,
                          const char              *shown)
{
  g_autofree char *token = gate_org_authorize_request_dup_form_token (request, shown);

  self->has_form = TRUE;
  if (self->leads_to == NULL)
    self->leads_to = gate_org_redirect_dup_origin (request->redirect_uri);
  g_string_append (self->html, "<form method=\"post\"");
  gate_org_page_add_attribute (self, "action", action);
  g_string_append (self->html, ">\n");
  gate_org_page_add_hidden (self, "request", request->handle);
  gate_org_page_add_hidden (self, "token", token);
  if (shown != NULL)
    gate_org_page_add_hidden (self, "shown", shown);
}

/**
 * gate_org_page_begin_get_form:
 * @self: a page
 * @action: where it goes
 * @redirect_uri: (nullable): an address of a client that the answer may redirect to
 *
 * Begins a form that asks for a page, about no authorization request.
 */
void
gate_org_page_begin_get_form (GateOrgPage *self,
                              const char  *action,
                              const char  *redirect_uri)
{
  self->has_form = TRUE;
  if (redirect_uri != NULL)
    self->leads_to = gate_org_redirect_dup_origin (redirect_uri);
  g_string_append (self->html, "<form method=\"get\"");
  gate_org_page_add_attribute (self, "action", action);
  g_string_append (self->html, ">\n");
}

/**
 * gate_org_page_end_form:
 * @self: a page with an open form
 */
void
gate_org_page_end_form (GateOrgPage *self)
{
  g_string_append (self->html, "</form>\n");
}

/**
 * gate_org_page_end:
 * @self: a page
 *
 * Returns: (transfer full): the page, whole
 */
GBytes *
gate_org_page_end (GateOrgPage *self)
{
  g_string_append (self->html, "</main>\n</body>\n</html>\n");
  return g_bytes_new (self->html->str, self->html->len);
}

/**
 * gate_org_page_answer:
 * @self: a page
 * @call: an unanswered call
 * @status: an HTTP status
 *
 * Ends the page and answers with it, under a policy that allows what it needs (S19, S20).
 */
void
gate_org_page_answer (GateOrgPage *self,
                      GateOrgCall *call,
                      guint        status)
{
  g_autoptr (GBytes) bytes = gate_org_page_end (self);
  g_autofree char *policy = NULL;

  policy = g_strdup_printf ("default-src 'none'; style-src 'self'; img-src 'self'; "
                            "base-uri 'none'; form-action %s%s%s; frame-ancestors 'none'",
                            self->has_form ? "'self'" : "'none'",
                            self->leads_to != NULL ? " " : "",
                            self->leads_to != NULL ? self->leads_to : "");
  gate_org_call_add_header (call, "Content-Security-Policy", policy);
  gate_org_call_add_header (call, "Content-Language", gate_org_language_get_tag (self->language));
  gate_org_call_add_header (call, "Vary", "Accept-Language");
  if (self->has_form)
    gate_org_call_add_header (call, "Referrer-Policy", "same-origin");
  gate_org_call_answer_bytes (call, status, "text/html; charset=utf-8", bytes);
}
