/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What comes from outside does no harm in a page (S21), whose policy lets it do little
 * (S19). */

#include "gate-org-page.h"

#include "api-fixture.h"

/* clang-format off */
static const char *const corpus[] = {
  "<script>alert(1)</script>",
  "</bdi></p></main><form action=http://evil>",
  "\"><img src=x onerror=alert(1)>",
  "' onfocus='alert(1)",
  "&lt;script&gt;",
  "&#60;script&#62;",
  "]]><!--",
  "{1}{2}",
  "a\r\nb\tc",
  "a\x01" "b\x7f" "c",
  "\xff\xfe broken",
  "\xc0\xaf overlong",
  "\xed\xa0\x80 surrogate",
  "\xe2\x80\xae" "evil\xe2\x80\xac",
  "\xd8\xa7\xd9\x84\xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a\xd8\xa9",
  "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
  "\xe2\x80\xa8line\xe2\x80\xa9paragraph",
};
/* clang-format on */

static GateOrgPage *
new_page (Fixture    *fixture,
          const char *value)
{
  g_autoptr (GateOrgCall) call = gate_org_call_new (fixture->store, "GET", "/x", NULL, NULL);

  return gate_org_page_new (call, GATE_ORG_PHRASE_CONSENT_TITLE, value, value);
}

/* Every tag that is open, nothing that a tag could hide in, and no direction that leaks. */
static void
check_harmless (const char *html)
{
  guint n_open = 0;
  guint n_close = 0;

  g_assert_true (g_utf8_validate (html, -1, NULL));
  for (const char *p = html; (p = strstr (p, "<bdi>")) != NULL; p++)
    n_open++;
  for (const char *p = html; (p = strstr (p, "</bdi>")) != NULL; p++)
    n_close++;
  g_assert_cmpuint (n_open, ==, n_close);
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strstr (html, "<form"));
  g_assert_null (strstr (html, "' onfocus"));
  g_assert_null (strstr (html, "\xe2\x80\xae"));
  g_assert_null (strstr (html, "\xe2\x80\xa8"));
  for (const char *p = html; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || !g_unichar_iscntrl (g_utf8_get_char (p)));
}

static void
test_corpus (Fixture      *fixture,
             gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++)
    {
      g_autoptr (GateOrgPage) page = new_page (fixture, corpus[i]);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *html = NULL;

      gate_org_page_add_value (page, corpus[i]);
      gate_org_page_add_phrase (page, GATE_ORG_PHRASE_LOG_IN_TO, corpus[i], corpus[i]);
      gate_org_page_add_html (page, "<p");
      gate_org_page_add_attribute (page, "title", corpus[i]);
      gate_org_page_add_html (page, ">x</p>");
      bytes = gate_org_page_end (page);
      html = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_assert_cmpuint (strlen (html), ==, g_bytes_get_size (bytes));
      g_test_message ("row %u", i);
      check_harmless (html);
      /* The attribute ends where it should: only its own quotes are in the tag. */
      {
        const char *tag = strstr (html, "<p title=\"");
        const char *end = strchr (tag + strlen ("<p title=\""), '"');

        g_assert_true (g_str_has_prefix (end, "\">x</p>"));
      }
    }
}

static void
test_clamped (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *huge = g_strnfill (64 * 1024, '<');
  g_autoptr (GateOrgPage) page = new_page (fixture, huge);
  g_autoptr (GBytes) bytes = gate_org_page_end (page);

  g_assert_cmpuint (g_bytes_get_size (bytes), <, 8192);
}

static const char *
find_header (GateOrgCall *call,
             const char  *name)
{
  const char *const *headers = gate_org_call_get_headers (call);

  for (guint i = 0; headers[i] != NULL; i += 2)
    if (strcmp (headers[i], name) == 0)
      return headers[i + 1];
  return NULL;
}

static void
test_policy (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GateOrgCall) plain = gate_org_call_new (fixture->store, "GET", "/x", NULL, NULL);
  g_autoptr (GateOrgCall) asking = gate_org_call_new (fixture->store, "GET", "/x", NULL, NULL);
  g_autoptr (GateOrgPage) first = gate_org_page_new (plain, GATE_ORG_PHRASE_LOG_IN, NULL, NULL);
  g_autoptr (GateOrgPage) second = NULL;
  g_autoptr (GateOrgAuthorizeRequest) request = gate_org_authorize_request_new ();

  gate_org_page_answer (first, plain, 200);
  g_assert_cmpstr (find_header (plain, "Content-Security-Policy"), ==,
                   "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                   "form-action 'none'; frame-ancestors 'none'");
  g_assert_null (find_header (plain, "Referrer-Policy"));

  gate_org_call_set_header (asking, "Accept-Language", "de");
  second = gate_org_page_new (asking, GATE_ORG_PHRASE_LOG_IN, NULL, NULL);
  request->redirect_uri = g_strdup ("http://127.0.7.2:99/a/b?c");
  gate_org_page_begin_form (second, request, "/login", NULL);
  gate_org_page_end_form (second);
  gate_org_page_answer (second, asking, 403);
  g_assert_cmpstr (find_header (asking, "Content-Security-Policy"), ==,
                   "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                   "form-action 'self' http://127.0.7.2:99; frame-ancestors 'none'");
  g_assert_cmpstr (find_header (asking, "Referrer-Policy"), ==, "same-origin");
  g_assert_cmpstr (find_header (asking, "Content-Language"), ==, "de");
  g_assert_cmpstr (gate_org_call_get_answer_type (asking), ==, "text/html; charset=utf-8");
  g_assert_cmpuint (gate_org_call_get_status (asking), ==, 403);
}

/* A form tells the handle of its request and nothing of what is asked (S10). */
static void
test_form (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GateOrgPage) page = new_page (fixture, "x");
  g_autoptr (GateOrgAuthorizeRequest) request = gate_org_authorize_request_new ();
  g_autofree char *token = gate_org_authorize_request_dup_form_token (request, "shown");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *html = NULL;

  request->client_id = g_strdup ("THE-CLIENT");
  request->redirect_uri = g_strdup ("https://the-redirect.example/");
  request->state = g_strdup ("THE-STATE");
  request->challenge = g_strdup ("THE-CHALLENGE");
  gate_org_page_begin_form (page, request, "/consent", "shown");
  gate_org_page_end_form (page);
  bytes = gate_org_page_end (page);
  html = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_nonnull (strstr (html, request->handle));
  g_assert_nonnull (strstr (html, token));
  g_assert_null (strstr (html, request->form_secret));
  g_assert_null (strstr (html, "THE-"));
  g_assert_null (strstr (html, "the-redirect"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/page/corpus", Fixture, NULL, fixture_set_up, test_corpus, fixture_tear_down);
  g_test_add ("/page/clamped", Fixture, NULL, fixture_set_up, test_clamped, fixture_tear_down);
  g_test_add ("/page/policy", Fixture, NULL, fixture_set_up, test_policy, fixture_tear_down);
  g_test_add ("/page/form", Fixture, NULL, fixture_set_up, test_form, fixture_tear_down);
  return g_test_run ();
}
