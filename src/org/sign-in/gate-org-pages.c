/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-pages.h"

#include "gate-org-authorize-context.h"
#include "gate-org-browser.h"
#include "gate-org-log.h"
#include "gate-org-page.h"
#include "gate-org-redirect.h"
#include "gate-org-resources.h"

#include <string.h>

#define MAX_ADDRESSES 10
#define STYLE_PATH "/io/github/gatehouse/org/pages.css"

static void
add_correlation (GateOrgPage *page,
                 const char  *correlation_id)
{
  gate_org_page_add_html (page, "</div>\n<p class=\"hint\">");
  gate_org_page_add_phrase (page, GATE_ORG_PHRASE_CORRELATION, NULL, NULL);
  gate_org_page_add_html (page, ": <code>");
  gate_org_page_add_value (page, correlation_id);
  gate_org_page_add_html (page, "</code></p>\n");
}

static void
fill_error (GateOrgPage  *page,
            GateOrgPhrase phrase,
            const char   *correlation_id)
{
  gate_org_page_add_html (page, "<div class=\"card\">\n");
  gate_org_page_add_paragraph (page, NULL, phrase, NULL, NULL);
  if (phrase != GATE_ORG_PHRASE_ERROR_GONE)
    gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_START_AGAIN, NULL, NULL);
  add_correlation (page, correlation_id);
}

/**
 * gate_org_pages_answer_error:
 * @call: an unanswered call
 * @status: an HTTP status
 * @phrase: the sentence of the error
 *
 * Answers with a page that says so and leads nowhere.
 */
void
gate_org_pages_answer_error (GateOrgCall  *call,
                             guint         status,
                             GateOrgPhrase phrase)
{
  g_autoptr (GateOrgPage) page = gate_org_page_new (call, GATE_ORG_PHRASE_ERROR_TITLE, NULL, NULL);

  fill_error (page, phrase, gate_org_call_get_correlation_id (call));
  gate_org_page_answer (page, call, status);
}

/**
 * gate_org_pages_answer_unknown_client:
 * @call: an unanswered call
 * @client_id: (nullable): as it came
 *
 * Answers with a page that says which ID came.
 */
void
gate_org_pages_answer_unknown_client (GateOrgCall *call,
                                      const char  *client_id)
{
  g_autoptr (GateOrgPage) page = gate_org_page_new (call, GATE_ORG_PHRASE_ERROR_TITLE, NULL, NULL);

  gate_org_page_add_html (page, "<div class=\"card\">\n");
  gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_ERROR_CLIENT, NULL, NULL);
  gate_org_page_add_html (page, "<dl>\n");
  gate_org_page_add_code_fact (page, GATE_ORG_PHRASE_CLIENT_ID, client_id);
  gate_org_page_add_html (page, "</dl>\n");
  gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_START_AGAIN, NULL, NULL);
  add_correlation (page, gate_org_call_get_correlation_id (call));
  gate_org_page_answer (page, call, 400);
}

static void
add_addresses (GateOrgPage       *page,
               const char *const *addresses)
{
  gsize n_addresses = g_strv_length ((char **) addresses);

  gate_org_page_begin_fact (page, GATE_ORG_PHRASE_REGISTERED_ADDRESSES);
  if (n_addresses == 0)
    gate_org_page_add_code (page, NULL);
  for (gsize i = 0; i < MIN (n_addresses, MAX_ADDRESSES); i++)
    {
      gate_org_page_add_html (page, "<span class=\"address\">");
      gate_org_page_add_code (page, addresses[i]);
      gate_org_page_add_html (page, "</span>\n");
    }
  if (n_addresses > MAX_ADDRESSES)
    {
      g_autofree char *more = g_strdup_printf ("%" G_GSIZE_FORMAT, n_addresses - MAX_ADDRESSES);

      gate_org_page_add_phrase (page, GATE_ORG_PHRASE_AND_MORE, more, NULL);
    }
  gate_org_page_end_fact (page);
}

/**
 * gate_org_pages_answer_wrong_redirect:
 * @call: an unanswered call
 * @client: a client
 * @redirect_uri: (nullable): as it came
 *
 * Answers with a page that says which address came and which are registered; it leads to none of
 * them.
 */
void
gate_org_pages_answer_wrong_redirect (GateOrgCall *call,
                                      GateClient  *client,
                                      const char  *redirect_uri)
{
  g_autoptr (GateOrgPage) page = gate_org_page_new (call, GATE_ORG_PHRASE_ERROR_TITLE, NULL, NULL);

  gate_org_page_add_html (page, "<div class=\"card\">\n");
  gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_ERROR_REDIRECT,
                               gate_client_get_display_name (client), NULL);
  gate_org_page_add_html (page, "<dl>\n");
  gate_org_page_add_code_fact (page, GATE_ORG_PHRASE_CLIENT_ID, gate_client_get_id (client));
  gate_org_page_add_code_fact (page, GATE_ORG_PHRASE_ADDRESS_CAME, redirect_uri);
  add_addresses (page, gate_client_get_redirect_uris (client));
  gate_org_page_add_html (page, "</dl>\n");
  gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_START_AGAIN, NULL, NULL);
  add_correlation (page, gate_org_call_get_correlation_id (call));
  gate_org_page_answer (page, call, 400);
}

static GateOrgPhrase
phrase_of_status (guint status)
{
  switch (status)
    {
    case 404:
      return GATE_ORG_PHRASE_ERROR_NOT_FOUND;
    case 405:
      return GATE_ORG_PHRASE_ERROR_METHOD;
    case 413:
    case 414:
    case 431:
      return GATE_ORG_PHRASE_ERROR_TOO_LONG;
    case 415:
      return GATE_ORG_PHRASE_ERROR_MEDIA_TYPE;
    default:
      return status >= 500 ? GATE_ORG_PHRASE_ERROR_OURS : GATE_ORG_PHRASE_ERROR_PARAMETERS;
    }
}

/**
 * gate_org_pages_answer_refusal:
 * @call: an unanswered call
 * @status: an HTTP status, which chooses the sentence
 */
void
gate_org_pages_answer_refusal (GateOrgCall *call,
                               guint        status)
{
  gate_org_pages_answer_error (call, status, phrase_of_status (status));
}

/**
 * gate_org_pages_answer_store_error:
 * @call: an unanswered call, whose transaction is over
 * @error: (nullable): the error of the store, for the log only
 */
void
gate_org_pages_answer_store_error (GateOrgCall  *call,
                                   const GError *error)
{
  gboolean is_full =
      g_error_matches (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FULL);

  gate_org_log_note ("%s: %s", gate_org_call_get_correlation_id (call),
                     error != NULL ? error->message : "nothing was found");
  gate_org_pages_answer_error (call, is_full ? 507 : 500, GATE_ORG_PHRASE_ERROR_OURS);
}

/**
 * gate_org_pages_make_refusal:
 * @status: an HTTP status, which chooses the sentence
 * @accept_language: (nullable): the header as it came
 * @correlation_id: by which the log speaks of it
 *
 * Returns: (transfer full): a page for a request that was not let in
 */
GBytes *
gate_org_pages_make_refusal (guint       status,
                             const char *accept_language,
                             const char *correlation_id)
{
  g_autoptr (GateOrgPage) page =
      gate_org_page_new_bare (gate_org_language_choose (accept_language),
                              GATE_ORG_PHRASE_ERROR_TITLE);

  fill_error (page, phrase_of_status (status), correlation_id);
  return gate_org_page_end (page);
}

/* The one style sheet of all pages. */
void
gate_org_pages_get_style (GateOrgCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) style = g_resource_lookup_data (gate_org_get_resource (), STYLE_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (style != NULL)
    gate_org_call_answer_bytes (call, 200, "text/css; charset=utf-8", style);
  else
    gate_org_pages_answer_store_error (call, error);
}

/* Where a logout goes on to: only to an address of the client that is named with it. FALSE when the
 * address is none of them. */
static gboolean
check_way_on (GateOrgCall *call,
              const char  *redirect_uri)
{
  const char *client_id = gate_org_call_get_parameter (call, "client_id");
  g_autoptr (GateOrgAuthorizeContext) context = NULL;

  if (client_id != NULL)
    context =
        gate_org_authorize_context_load (gate_org_call_get_store (call), client_id, NULL, NULL);
  return context != NULL &&
         gate_org_redirect_is_registered (
             gate_client_get_redirect_uris (gate_org_authorize_context_get_client (context)),
             redirect_uri);
}

static void
answer_logged_out (GateOrgCall *call)
{
  g_autoptr (GateOrgPage) page = gate_org_page_new (call, GATE_ORG_PHRASE_LOGGED_OUT, NULL, NULL);

  gate_org_page_add_html (page, "<div class=\"card\">\n");
  gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_LOGGED_OUT_TEXT,
                               gate_org_page_get_organization (page), NULL);
  gate_org_page_add_html (page, "</div>\n");
  gate_org_page_answer (page, call, 200);
}

/* Whether to log out, and to go on to where the address says. */
static void
ask_to_log_out (GateOrgCall *call,
                const char  *redirect_uri)
{
  g_autoptr (GateOrgPage) page =
      gate_org_page_new (call, GATE_ORG_PHRASE_LOG_OUT_TITLE, NULL, NULL);
  gboolean leads_on = redirect_uri != NULL && check_way_on (call, redirect_uri);

  gate_org_page_add_html (page, "<div class=\"card\">\n");
  gate_org_page_add_paragraph (page, NULL, GATE_ORG_PHRASE_LOG_OUT_TEXT,
                               gate_org_page_get_organization (page), NULL);
  gate_org_page_add_html (page, "</div>\n");
  gate_org_page_begin_get_form (page, "/logout", leads_on ? redirect_uri : NULL);
  gate_org_page_add_hidden (page, "client_id", gate_org_call_get_parameter (call, "client_id"));
  gate_org_page_add_hidden (page, "redirect_uri", redirect_uri);
  gate_org_page_add_html (page, "<div class=\"actions\">\n");
  gate_org_page_add_button (page, "suggested", NULL, GATE_ORG_PHRASE_LOG_OUT);
  gate_org_page_add_html (page, "</div>\n");
  gate_org_page_end_form (page);
  gate_org_page_answer (page, call, 200);
}

/* Ends the session of this browser, unless another site led here: then the person is asked. The
 * tokens of applications stay (genesys-api.md 2.1). */
void
gate_org_pages_log_out (GateOrgCall *call)
{
  const char *redirect_uri;
  g_autoptr (GError) error = NULL;

  if (!gate_org_call_parse_query (call, NULL))
    {
      gate_org_pages_answer_refusal (call, 400);
      return;
    }
  redirect_uri = gate_org_call_get_parameter (call, "redirect_uri");
  if (gate_org_call_is_from_elsewhere (call))
    ask_to_log_out (call, redirect_uri);
  else if (strcmp (gate_org_call_get_method (call), "HEAD") != 0 &&
           !gate_org_browser_log_out (call, &error))
    gate_org_pages_answer_store_error (call, error);
  else if (redirect_uri == NULL || *redirect_uri == '\0')
    answer_logged_out (call);
  else if (!check_way_on (call, redirect_uri))
    gate_org_pages_answer_error (call, 400, GATE_ORG_PHRASE_ERROR_LOGOUT);
  else
    {
      gate_org_call_add_header (call, "Location", redirect_uri);
      gate_org_call_answer_empty (call, 303);
    }
}
