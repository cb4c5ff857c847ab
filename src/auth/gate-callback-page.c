/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-auth"

#include "config.h"

#include "gate-callback-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *path; /* NULL: it has no address of its own */
  const char *title;
  const char *text;
} pages[] = {
  [GATE_CALLBACK_PAGE_TAKEN] = { "/taken", N_ ("Go back to Gatehouse"),
                                 N_ ("Gatehouse goes on by itself. You can close this page.") },
  [GATE_CALLBACK_PAGE_REFUSED] = { "/refused", N_ ("You are not signed in"),
                                   N_ ("Gatehouse says why. You can close this page.") },
  [GATE_CALLBACK_PAGE_EARLIER] = { NULL, N_ ("This was an earlier attempt"),
                                   N_ ("Gatehouse waits for another page, or for none any more. "
                                       "You can close this page.") },
  [GATE_CALLBACK_PAGE_NOTHING] = { NULL, N_ ("There is nothing here"),
                                   N_ ("Gatehouse uses this address only while you sign in.") },
};

#define STYLE \
  "body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28em;padding:0 1em;" \
  "text-align:center;color-scheme:light dark}h1{font-size:1.5em}"

/* The style is the only thing that the page may load, so the policy names its hash. */
static char *
dup_style_hash (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) STYLE, (gssize) strlen (STYLE));
  g_checksum_get_digest (checksum, digest, &length);
  return g_base64_encode (digest, length);
}

static GBytes *
make_response (guint       status,
               const char *extra_header,
               const char *body)
{
  g_autofree char *hash = dup_style_hash ();
  char *response =
      g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                       "Content-Type: text/html; charset=utf-8\r\n"
                       "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                       "Cache-Control: no-store\r\n"
                       "Content-Security-Policy: default-src 'none'; style-src 'sha256-%s'; "
                       "frame-ancestors 'none'\r\n"
                       "Referrer-Policy: no-referrer\r\n"
                       "X-Content-Type-Options: nosniff\r\n"
                       "%s"
                       "Connection: close\r\n\r\n%s",
                       status, status < 400 ? "OK" : "Refused", strlen (body), hash, extra_header,
                       body);

  return g_bytes_new_take (response, strlen (response));
}

/**
 * gate_callback_page_new:
 * @status: the HTTP status
 * @page: which page
 *
 * Returns: (transfer full): the whole HTTP response, in the language of the window
 */
GBytes *
gate_callback_page_new (guint            status,
                        GateCallbackPage page)
{
  g_autofree char *title = g_markup_escape_text (_ (pages[page].title), -1);
  g_autofree char *text = g_markup_escape_text (_ (pages[page].text), -1);
  g_autofree char *body =
      g_strdup_printf ("<!DOCTYPE html>\n<html dir=\"auto\"><head><meta charset=\"utf-8\">"
                       "<meta name=\"viewport\" content=\"width=device-width\">"
                       "<title>%s</title><style>%s</style></head>"
                       "<body><main><h1>%s</h1><p>%s</p></main></body></html>\n",
                       title, STYLE, title, text);

  return make_response (status, status == 405 ? "Allow: GET\r\n" : "", body);
}

/**
 * gate_callback_page_new_redirect:
 * @page: a page with an address
 *
 * Returns: (transfer full): the whole HTTP response that leads the browser there
 */
GBytes *
gate_callback_page_new_redirect (GateCallbackPage page)
{
  g_autofree char *location = g_strdup_printf ("Location: %s\r\n", pages[page].path);

  return make_response (303, location, "");
}

/**
 * gate_callback_page_find:
 * @path: the path of a request
 * @page: (out): the page at that address
 *
 * Returns: whether there is one
 */
gboolean
gate_callback_page_find (const char       *path,
                         GateCallbackPage *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].path, path) == 0)
      {
        *page = (GateCallbackPage) i;
        return TRUE;
      }
  return FALSE;
}
