/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-page.h"

#include "gate-org-phrases.h"
#include "gate-text.h"

#include <string.h>

#define MAX_ANSWER_BYTES 8192
#define MAX_CHARS 300

/* The words of a phrase, in the language of the variable of that name. */
#define WORDS(phrase) gate_org_phrases_get (language, GATE_ORG_PHRASE_SAMPLE_##phrase)

static void G_GNUC_PRINTF (2, 3)
add_text (GString    *page,
          const char *format,
          ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (page, text);
}

/* Text from outside: one line without anything that deceives. */
static void
add_foreign (GString    *page,
             const char *element,
             const char *text)
{
  g_autofree char *shown = gate_text_for_display (text, MAX_CHARS);

  add_text (page, "<%s>%s</%s>", element, shown, element);
}

static void
begin_page (GString        *page,
            GateOrgLanguage language,
            const char     *title)
{
  add_text (page,
            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n"
            "<title>%s</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n"
            "<body>\n<main>\n",
            gate_org_language_get_tag (language),
            title);
}

static char *
end_page (GString *page)
{
  g_string_append (page, "</main>\n</body>\n</html>\n");
  return g_string_free (page, FALSE);
}

static void
break_line (GString *out,
            gsize    depth)
{
  g_string_append_printf (out, "\n%*s", (int) MIN (2 * depth, 40), "");
}

/* The bytes of the answer with a line for each member: what an API says in one line is not for
 * people. Anything but JSON stays as it is. */
static char *
dup_in_lines (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize depth = 0;
  gboolean in_text = FALSE;
  gboolean escaped = FALSE;

  for (gsize i = 0; text[i] != '\0' && out->len < MAX_ANSWER_BYTES; i++)
    {
      char c = text[i];
      gboolean opens = !in_text && (c == '{' || c == '[');
      gboolean closes = !in_text && (c == '}' || c == ']');

      if (c == '"' && !escaped)
        in_text = !in_text;
      escaped = in_text && c == '\\' && !escaped;
      depth -= closes && depth > 0;
      if (closes && strchr ("{[", text[MAX (i, 1) - 1]) == NULL)
        break_line (out, depth);
      g_string_append_c (out, c);
      depth += opens;
      if ((opens && strchr ("}]", text[i + 1]) == NULL) || (!in_text && c == ','))
        break_line (out, depth);
      else if (!in_text && c == ':')
        g_string_append_c (out, ' ');
    }
  return g_utf8_make_valid (out->str, (gssize) out->len);
}

static void
add_button (GString    *page,
            const char *path,
            const char *action,
            const char *label)
{
  add_text (page,
            "<form method=\"post\" action=\"%s/%s\"><button type=\"submit\">%s</button></form>\n",
            path,
            action,
            label);
}

static void
add_sign_in (GString        *page,
             GateOrgLanguage language,
             const char     *path)
{
  add_text (page,
            "<p class=\"buttons\"><a class=\"button suggested\" href=\"%s/sign-in\">%s</a>\n"
            "<a class=\"button\" href=\"%s/sign-in?prompt=login\">%s</a></p>\n",
            path,
            WORDS (SIGN_IN),
            path,
            WORDS (SIGN_IN_OTHER));
}

static void
add_error (GString                    *page,
           GateOrgLanguage             language,
           const GateOrgSampleSession *session)
{
  add_text (page, "<section class=\"error\">\n<h2>%s</h2>\n<p>%s</p>\n<dl>\n<dt>error</dt>\n",
            WORDS (ERROR), WORDS (ERROR_NOTE));
  add_foreign (page, "dd", session->error);
  if (session->description != NULL && *session->description != '\0')
    {
      g_string_append (page, "\n<dt>error_description</dt>\n");
      add_foreign (page, "dd", session->description);
    }
  g_string_append (page, "\n</dl>\n</section>\n");
}

static void
add_scopes (GString                    *page,
            GateOrgLanguage             language,
            const GateOrgSampleSession *session)
{
  const char *const *scopes = gate_token_get_scopes (session->token);

  add_text (page, "<dt>%s</dt>\n", WORDS (SCOPES));
  if (scopes == NULL || scopes[0] == NULL)
    add_text (page, "<dd>%s</dd>\n", WORDS (SCOPES_AS_ASKED));
  for (gsize i = 0; scopes != NULL && scopes[i] != NULL; i++)
    add_text (page, "<dd><code>%s</code></dd>\n", scopes[i]);
}

static void
add_person (GString                    *page,
            GateOrgLanguage             language,
            const GateOrgSampleSession *session)
{
  g_autofree char *name = gate_text_for_display (session->person, MAX_CHARS);

  if (*name != '\0')
    add_text (page, "<h2>%s <bdi>%s</bdi></h2>\n<dl>\n",
              gate_org_phrases_get (language, GATE_ORG_PHRASE_SIGNED_IN_AS), name);
  else
    add_text (page, "<h2>%s</h2>\n<dl>\n", WORDS (SIGNED_IN_UNKNOWN));
  add_scopes (page, language, session);
  if (session->ends_s > 0)
    {
      g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (session->ends_s);
      g_autofree char *until = end != NULL ? g_date_time_format (end, "%Y-%m-%d %H:%M %Z") : NULL;

      add_text (page, "<dt>%s</dt>\n<dd><time>%s</time></dd>\n", WORDS (UNTIL),
                until != NULL ? until : "");
    }
  if (session->n_refreshed > 0)
    add_text (page, "<dt>%s</dt>\n<dd>%u</dd>\n", WORDS (REFRESHED), session->n_refreshed);
  g_string_append (page, "</dl>\n");
}

static void
add_answer (GString                    *page,
            GateOrgLanguage             language,
            const GateOrgSampleSession *session)
{
  g_autofree char *lines = session->answer != NULL ? dup_in_lines (session->answer) : NULL;

  if (lines == NULL)
    return;
  add_text (page,
            "<section>\n<h2>%s</h2>\n<p><code>GET /api/v2/users/me</code> <strong>%u</strong></p>\n"
            "<pre>%s</pre>\n</section>\n",
            WORDS (ANSWER),
            session->status,
            lines);
}

static void
add_signed_in (GString                    *page,
               GateOrgLanguage             language,
               const GateOrgSampleFace    *face,
               const GateOrgSampleSession *session)
{
  g_string_append (page, "<section>\n");
  add_person (page, language, session);
  g_string_append (page, "<div class=\"buttons\">\n");
  add_button (page, face->path, "again", WORDS (CALL_AGAIN));
  if (gate_token_peek_refresh (session->token) != NULL)
    add_button (page, face->path, "refresh", WORDS (REFRESH));
  add_button (page, face->path, "sign-out", WORDS (SIGN_OUT));
  g_string_append (page, "</div>\n</section>\n");
  add_answer (page, language, session);
}

static void
add_footer (GString                 *page,
            GateOrgLanguage          language,
            const GateOrgSampleFace *face,
            gboolean                 signed_in)
{
  add_text (page,
            "<footer>\n<p>%s <a href=\"%s/logout?client_id=%s\">%s</a></p>\n"
            "<p>%s<br>%s: <code>%s</code></p>\n</footer>\n",
            signed_in ? WORDS (SIGN_OUT_NOTE) : WORDS (SIGNED_OUT_NOTE),
            face->organization,
            face->client_id,
            WORDS (SIGN_OUT_THERE),
            face->confidential ? WORDS (CONFIDENTIAL_CLIENT) : WORDS (PUBLIC_CLIENT),
            gate_org_phrases_get (language, GATE_ORG_PHRASE_CLIENT_ID),
            face->client_id);
}

/**
 * gate_org_sample_page_build:
 * @face: an application
 * @session: (nullable): its session with the browser
 * @accept_language: (nullable): the field of that name
 *
 * Returns: (transfer full): its page in HTML
 */
char *
gate_org_sample_page_build (const GateOrgSampleFace    *face,
                            const GateOrgSampleSession *session,
                            const char                 *accept_language)
{
  GateOrgLanguage language = gate_org_language_choose (accept_language);
  GString *page = g_string_new (NULL);
  gboolean signed_in = session != NULL && session->token != NULL;
  gboolean is_over = signed_in && (session->status == 401 || session->error != NULL);

  begin_page (page, language, face->name);
  add_text (page,
            "<header>\n<p>%s</p>\n<h1>%s</h1>\n<p lang=\"en\">%s</p>\n</header>\n",
            WORDS (KIND),
            face->name,
            face->description);
  if (session != NULL && session->error != NULL)
    add_error (page, language, session);
  if (signed_in)
    add_signed_in (page, language, face, session);
  if (!signed_in || is_over)
    {
      add_text (page, "<section>\n<p>%s</p>\n", is_over ? WORDS (OVER) : WORDS (ABOUT));
      add_sign_in (page, language, face->path);
      g_string_append (page, "</section>\n");
    }
  add_footer (page, language, face, signed_in);
  return end_page (page);
}

/**
 * gate_org_sample_page_build_index:
 * @faces: (array length=n_faces): the applications
 * @n_faces: how many
 * @accept_language: (nullable): the field of that name
 *
 * Returns: (transfer full): a page that leads to each of them
 */
char *
gate_org_sample_page_build_index (const GateOrgSampleFace *faces,
                                  gsize                    n_faces,
                                  const char              *accept_language)
{
  GateOrgLanguage language = gate_org_language_choose (accept_language);
  GString *page = g_string_new (NULL);

  begin_page (page, language, WORDS (INDEX));
  add_text (page, "<header>\n<h1>%s</h1>\n<p>%s</p>\n</header>\n<section>\n<ul>\n", WORDS (INDEX),
            WORDS (INDEX_NOTE));
  for (gsize i = 0; i < n_faces; i++)
    add_text (page, "<li><a href=\"%s/\">%s</a></li>\n", faces[i].path, faces[i].name);
  g_string_append (page, "</ul>\n</section>\n");
  return end_page (page);
}

/**
 * gate_org_sample_page_build_refusal:
 * @sentence: what does not work, in English
 * @accept_language: (nullable): the field of that name
 *
 * Returns: (transfer full): a page that says so
 */
char *
gate_org_sample_page_build_refusal (const char *sentence,
                                    const char *accept_language)
{
  GateOrgLanguage language = gate_org_language_choose (accept_language);
  GString *page = g_string_new (NULL);

  begin_page (page, language, WORDS (REFUSED));
  add_text (page,
            "<header>\n<h1>%s</h1>\n<p lang=\"en\">%s</p>\n</header>\n"
            "<p class=\"buttons\"><a class=\"button\" href=\"/\">%s</a></p>\n",
            WORDS (REFUSED),
            sentence,
            WORDS (BACK));
  return end_page (page);
}
