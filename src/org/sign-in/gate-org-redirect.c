/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-redirect.h"

#include <string.h>

#define HTTP "http://"
#define IPV6_LOOPBACK "[::1]"
#define LOCALHOST "http://localhost"
#define MAX_URI_BYTES 2000
#define MAX_PORT 65535
#define NO_PORT -1

/* An address on a loopback literal: its port, and what stands behind it. */
typedef struct
{
  const char *host;
  gsize host_length;
  int port;
  const char *rest;
} Loopback;

static gboolean
is_printable (const char *uri)
{
  gsize length = 0;

  for (; uri[length] != '\0'; length++)
    if (!g_ascii_isgraph (uri[length]) || uri[length] == '\\' || uri[length] == '#' ||
        length >= MAX_URI_BYTES)
      return FALSE;
  return length > 0;
}

/* Decimal digits without leading zeros up to @max; 0 when there is no such number. */
static gsize
number_length (const char *text,
               guint       max)
{
  guint value = 0;
  gsize length = 0;

  while (g_ascii_isdigit (text[length]) && length < 6)
    value = value * 10 + (guint) g_ascii_digit_value (text[length++]);
  if (value > max || (length > 1 && text[0] == '0'))
    return 0;
  return length;
}

/* 127.a.b.c in its one usual spelling. Other spellings that a resolver accepts are no literal. */
static gsize
ipv4_loopback_length (const char *text)
{
  gsize length = strlen ("127");

  if (!g_str_has_prefix (text, "127."))
    return 0;
  for (guint part = 0; part < 3; part++)
    {
      gsize digits = text[length] == '.' ? number_length (text + length + 1, 255) : 0;

      if (digits == 0)
        return 0;
      length += 1 + digits;
    }
  return length;
}

static gboolean
parse_loopback (const char *uri,
                Loopback   *loopback)
{
  const char *host = uri + strlen (HTTP);

  if (!g_str_has_prefix (uri, HTTP))
    return FALSE;
  loopback->host = host;
  loopback->host_length = g_str_has_prefix (host, IPV6_LOOPBACK) ? strlen (IPV6_LOOPBACK) :
                                                                   ipv4_loopback_length (host);
  if (loopback->host_length == 0)
    return FALSE;
  loopback->port = NO_PORT;
  loopback->rest = host + loopback->host_length;
  if (*loopback->rest == ':')
    {
      gsize digits = number_length (loopback->rest + 1, MAX_PORT);

      loopback->port = (int) g_ascii_strtoull (loopback->rest + 1, NULL, 10);
      if (digits == 0 || loopback->port == 0)
        return FALSE;
      loopback->rest += 1 + digits;
    }
  return *loopback->rest == '\0' || *loopback->rest == '/' || *loopback->rest == '?';
}

static gboolean
has_same_host (const Loopback *a,
               const Loopback *b)
{
  return a->host_length == b->host_length && strncmp (a->host, b->host, a->host_length) == 0;
}

/* RFC 8252, section 7.3: an application on this machine takes the port it gets. */
static gboolean
differs_in_port_only (const char *registered,
                      const char *asked)
{
  Loopback a;
  Loopback b;

  if (!parse_loopback (registered, &a) || !parse_loopback (asked, &b) || b.port == NO_PORT)
    return FALSE;
  return has_same_host (&a, &b) && strcmp (a.rest, b.rest) == 0;
}

/* The service takes any port of “localhost” where none is registered (genesys-api.md 2.7). */
static gboolean
adds_port_to_localhost (const char *registered,
                        const char *asked)
{
  const char *port = asked + strlen (LOCALHOST ":");
  gsize digits;

  if (strcmp (registered, LOCALHOST) != 0 || !g_str_has_prefix (asked, LOCALHOST ":"))
    return FALSE;
  digits = number_length (port, MAX_PORT);
  return digits > 0 && *port != '0' && port[digits] == '\0';
}

/**
 * gate_org_redirect_is_registered:
 * @registered: the addresses that a client has registered
 * @asked: the redirect URI of the request
 *
 * An address is registered when it equals one of @registered byte for byte. Two addresses on the
 * same loopback literal (127.0.0.0/8 or [::1], plain http) may differ in the port, which @asked
 * then has to name. The registered address “http://localhost” stands for every port of it.
 *
 * Returns: whether a browser may be sent there
 */
gboolean
gate_org_redirect_is_registered (const char *const *registered,
                                 const char        *asked)
{
  if (!is_printable (asked))
    return FALSE;
  for (gsize i = 0; registered[i] != NULL; i++)
    if (strcmp (registered[i], asked) == 0 || differs_in_port_only (registered[i], asked) ||
        adds_port_to_localhost (registered[i], asked))
      return TRUE;
  return FALSE;
}

static gsize
scheme_length (const char *uri)
{
  gsize length = 0;

  while (g_ascii_isalnum (uri[length]) || (uri[length] != '\0' && strchr ("+-.", uri[length])))
    length++;
  return uri[length] == ':' ? length : 0;
}

/* The authority of a web address; NULL when it is none or holds more than host and port. */
static char *
dup_authority (const char *uri)
{
  gsize scheme = scheme_length (uri);
  const char *authority = uri + scheme + strlen ("://");
  gsize length;

  if (!g_str_has_prefix (uri, HTTP) && !g_str_has_prefix (uri, "https://"))
    return NULL;
  length = strcspn (authority, "/?");
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (authority[i]) && strchr (".-:[]", authority[i]) == NULL)
      return NULL;
  return length > 0 ? g_strndup (authority, length) : NULL;
}

/**
 * gate_org_redirect_dup_origin:
 * @uri: a registered address
 *
 * Names where a form may lead in a Content-Security-Policy. The policy knows no IPv6 literals and
 * no hosts of an application's own scheme; there the scheme has to do.
 *
 * Returns: (transfer full): a source expression of CSP level 3; empty when there is none
 */
char *
gate_org_redirect_dup_origin (const char *uri)
{
  g_autofree char *authority = dup_authority (uri);
  gsize length = scheme_length (uri);

  if (authority == NULL || strchr (authority, '[') != NULL)
    return g_strndup (uri, length > 0 ? length + 1 : 0);
  return g_strdup_printf ("%.*s://%s", (int) length, uri, authority);
}

/**
 * gate_org_redirect_dup_host:
 * @uri: a registered address
 *
 * Returns: (transfer full): where it leads, to be shown: host and port, or the scheme of an
 *   application on the device, e.g. `acme-shifts:`
 */
char *
gate_org_redirect_dup_host (const char *uri)
{
  char *authority = dup_authority (uri);

  return authority != NULL ? authority : g_strndup (uri, scheme_length (uri) + 1);
}

/**
 * gate_org_redirect_is_of_origin:
 * @uri: a registered address
 * @origin: the origin of a page, as browsers write it (RFC 6454, section 6.2)
 *
 * On a loopback literal the port does not matter, as it does not for a redirect.
 *
 * Returns: whether @uri leads to a page of that origin
 */
gboolean
gate_org_redirect_is_of_origin (const char *uri,
                                const char *origin)
{
  const char *default_port = g_str_has_prefix (uri, HTTP) ? ":80" : ":443";
  g_autofree char *authority = dup_authority (uri);
  g_autofree char *host = authority != NULL ? g_ascii_strdown (authority, -1) : NULL;
  g_autofree char *own = NULL;
  Loopback a;
  Loopback b;

  if (host == NULL)
    return FALSE;
  if (parse_loopback (uri, &a) && parse_loopback (origin, &b))
    return has_same_host (&a, &b) && *b.rest == '\0';
  if (g_str_has_suffix (host, default_port))
    host[strlen (host) - strlen (default_port)] = '\0';
  own = g_strdup_printf ("%.*s://%s", (int) scheme_length (uri), uri, host);
  return strcmp (own, origin) == 0;
}

/**
 * gate_org_redirect_dup_with:
 * @uri: a registered address, maybe with a query
 * @pairs: name, value, …; a %NULL value leaves its pair out
 * @n_pairs: how many pairs
 *
 * Returns: (transfer full): the address with the pairs added to its query (RFC 6749, section 4.1.2)
 */
char *
gate_org_redirect_dup_with (const char        *uri,
                            const char *const *pairs,
                            gsize              n_pairs)
{
  GString *out = g_string_new (uri);
  gsize length = strlen (uri);
  char separator = strchr (uri, '?') == NULL ? '?' : '&';

  if (length > 0 && (uri[length - 1] == '?' || uri[length - 1] == '&'))
    separator = '\0';
  for (gsize i = 0; i < 2 * n_pairs; i += 2)
    {
      g_autofree char *value = NULL;

      if (pairs[i + 1] == NULL)
        continue;
      value = g_uri_escape_string (pairs[i + 1], NULL, FALSE);
      if (separator != '\0')
        g_string_append_c (out, separator);
      g_string_append_printf (out, "%s=%s", pairs[i], value);
      separator = '&';
    }
  return g_string_free (out, FALSE);
}

static void
answer_redirect (GateOrgCall       *call,
                 const char        *redirect_uri,
                 const char *const *pairs,
                 gsize              n_pairs)
{
  g_autofree char *location = gate_org_redirect_dup_with (redirect_uri, pairs, n_pairs);

  gate_org_call_add_header (call, "Location", location);
  gate_org_call_answer_empty (call, 303);
}

/**
 * gate_org_redirect_answer_code:
 * @call: an unanswered call
 * @redirect_uri: where to
 * @state: (nullable): the state of the request, which the application gets back
 * @code: the code
 */
void
gate_org_redirect_answer_code (GateOrgCall *call,
                               const char  *redirect_uri,
                               const char  *state,
                               const char  *code)
{
  const char *origin = gate_org_call_get_origin (call);
  const char *const pairs[] = { "code", code, "state", state, "iss", origin };

  answer_redirect (call, redirect_uri, pairs, G_N_ELEMENTS (pairs) / 2);
}

/**
 * gate_org_redirect_answer_error:
 * @call: an unanswered call
 * @redirect_uri: where to
 * @state: (nullable): the state of the request, which the application gets back
 * @error: a code of RFC 6749, section 4.1.2.1
 * @description: a sentence in ASCII
 */
void
gate_org_redirect_answer_error (GateOrgCall *call,
                                const char  *redirect_uri,
                                const char  *state,
                                const char  *error,
                                const char  *description)
{
  const char *origin = gate_org_call_get_origin (call);
  const char *const pairs[] = { "error", error,   "error_description", description,
                                "state", state, "iss",               origin };

  gate_org_call_set_note (call, error);
  answer_redirect (call, redirect_uri, pairs, G_N_ELEMENTS (pairs) / 2);
}
