/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* This file parses addresses byte by byte, and GUri only holds the parts: its parser folds foreign
 * digits, decodes control characters and resolves dots, so it cannot check an address. */

#define G_LOG_DOMAIN "gate-net"

#include "gate-address.h"

#include "gate-error.h"
#include "gate-host.h"

#include <string.h>

#define MAX_ADDRESS_BYTES 8192

#define API_PATH "/api/v2"

#define HTTPS_PORT 443
#define HTTP_PORT 80

/* libsoup wants these flags: the address stays unchanged after the authority. */
#define ADDRESS_FLAGS (G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY | \
                       G_URI_FLAGS_ENCODED_FRAGMENT)

/* The segments "..", "." and "" have no encoding that every server reads as that segment. This one
 * replaces them; no identifier is a single percent sign. */
#define UNADDRESSABLE_SEGMENT "%25"

/* RFC 3986, section 2, without `#`: a fragment is never sent. */
static gboolean
is_address_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~:/?[]@!$&'()*+,;=%", c) != NULL);
}

/* Percent signs must be followed by two hex digits that are not a control character. */
static gboolean
is_clean (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      int high, low;

      if (!is_address_char (*p))
        return FALSE;
      if (*p != '%')
        continue;
      high = g_ascii_xdigit_value (p[1]);
      low = high >= 0 ? g_ascii_xdigit_value (p[2]) : -1;
      if (low < 0 || high * 16 + low < 0x20 || high * 16 + low == 0x7f)
        return FALSE;
      p += 2;
    }
  return TRUE;
}

static gboolean
is_dot_segment (const char *segment)
{
  g_autofree char *plain = g_uri_unescape_string (segment, NULL);

  return g_strcmp0 (plain, ".") == 0 || g_strcmp0 (plain, "..") == 0;
}

static gboolean
has_dot_segment (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    if (is_dot_segment (segments[i]))
      return TRUE;
  return FALSE;
}

static gboolean
set_invalid (GError    **error,
             const char *why)
{
  gate_error_set (error, GATE_ERROR_INVALID, "address refused: %s", why);
  return FALSE;
}

static gboolean
check_parts (const char *scheme,
             const char *host,
             const char *path,
             GError    **error)
{
  if (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0)
    return set_invalid (error, "neither https nor http");
  if (strcmp (scheme, "http") == 0 && !gate_host_is_loopback (host))
    return set_invalid (error, "http is only for this computer’s own addresses");
  if (has_dot_segment (path))
    return set_invalid (error, "a path with dots to resolve");
  return TRUE;
}

static gboolean
check_text (const char *text,
            GError    **error)
{
  if (strlen (text) > MAX_ADDRESS_BYTES)
    return set_invalid (error, "too long");
  if (strchr (text, '#') != NULL)
    return set_invalid (error, "it has a fragment");
  if (!is_clean (text))
    return set_invalid (error, "it has characters that no address has");
  return TRUE;
}

static GUri *
parse_authority (const char *scheme,
                 const char *authority,
                 const char *path,
                 const char *query,
                 GError    **error)
{
  g_autofree char *host = NULL;
  int port = -1;

  if (strchr (authority, '@') != NULL)
    return set_invalid (error, "it has a user name"), NULL;
  host = gate_host_parse (authority, &port);
  if (host == NULL)
    return set_invalid (error, "no valid host and port"), NULL;
  if (!check_parts (scheme, host, path, error))
    return NULL;
  if (port == (strcmp (scheme, "https") == 0 ? HTTPS_PORT : HTTP_PORT))
    port = -1;
  return g_uri_build (ADDRESS_FLAGS, scheme, NULL, host, port, *path != '\0' ? path : "/", query,
                      NULL);
}

/**
 * gate_address_parse:
 * @text: an absolute address from a person, a setting or a server
 * @error: return location for an error
 *
 * Accepts https with a host, and http on a loopback literal (127.0.0.0/8 or [::1]). Refuses user
 * names, fragments, control characters (encoded ones too), backslashes, dot segments, any byte that
 * RFC 3986 does not allow, and more than 8192 bytes.
 *
 * Returns: (transfer full): the address, or %NULL with %GATE_ERROR_INVALID
 */
GUri *
gate_address_parse (const char *text,
                    GError    **error)
{
  g_autofree char *scheme = NULL;
  g_autofree char *authority = NULL;
  g_autofree char *path = NULL;
  const char *start, *slash, *query;

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_text (text, error))
    return NULL;
  start = strstr (text, "://");
  if (start == NULL)
    return set_invalid (error, "no scheme and host"), NULL;
  scheme = g_ascii_strdown (text, start - text);
  start += strlen ("://");
  slash = start + strcspn (start, "/?");
  authority = g_strndup (start, slash - start);
  query = strchr (slash, '?');
  path = query != NULL ? g_strndup (slash, query - slash) : g_strdup (slash);
  return parse_authority (scheme, authority, path, query != NULL ? query + 1 : NULL, error);
}

static gsize
length_without_slashes (const char *path,
                        gsize       length)
{
  while (length > 0 && path[length - 1] == '/')
    length--;
  return length;
}

/**
 * gate_address_parse_api:
 * @text: the address of an API from a person or a setting
 * @error: return location for an error
 *
 * Like gate_address_parse(), and takes off what gate_address_build() adds: the API's documentation
 * writes its base path, `/api/v2`, as part of its address (genesys-api.md 3).
 *
 * Returns: (transfer full): the base address, or %NULL with %GATE_ERROR_INVALID
 */
GUri *
gate_address_parse_api (const char *text,
                        GError    **error)
{
  g_autoptr (GUri) address = gate_address_parse (text, error);
  g_autofree char *path = NULL;
  gsize length;

  if (address == NULL)
    return NULL;
  path = g_strdup (g_uri_get_path (address));
  length = length_without_slashes (path, strlen (path));
  path[length] = '\0';
  if (!g_str_has_suffix (path, API_PATH))
    return g_steal_pointer (&address);
  path[length_without_slashes (path, length - strlen (API_PATH))] = '\0';
  return g_uri_build (ADDRESS_FLAGS, g_uri_get_scheme (address), NULL, g_uri_get_host (address),
                      g_uri_get_port (address), *path != '\0' ? path : "/", NULL, NULL);
}

/**
 * gate_address_build:
 * @base: a validated address; its query is dropped
 * @segments: (array zero-terminated=1): path segments in plain text, which may come from outside
 * @query: (nullable): an encoded query
 *
 * Each segment is percent-encoded completely, so it stays one segment. The segments "", "." and
 * "..", which have no encoding, become one that no server knows.
 *
 * Returns: (transfer full): the address
 */
GUri *
gate_address_build (GUri               *base,
                    const char * const *segments,
                    const char         *query)
{
  g_autoptr (GString) path = NULL;

  g_return_val_if_fail (base != NULL && segments != NULL, NULL);

  path = g_string_new (g_uri_get_path (base));
  while (path->len > 0 && path->str[path->len - 1] == '/')
    g_string_truncate (path, path->len - 1);
  for (guint i = 0; segments[i] != NULL; i++)
    {
      g_autofree char *escaped = g_uri_escape_string (segments[i], NULL, FALSE);

      g_string_append_c (path, '/');
      if (*escaped == '\0' || strcmp (escaped, ".") == 0 || strcmp (escaped, "..") == 0)
        g_string_append (path, UNADDRESSABLE_SEGMENT);
      else
        g_string_append (path, escaped);
    }
  if (path->len == 0)
    g_string_append_c (path, '/');
  return g_uri_build (ADDRESS_FLAGS, g_uri_get_scheme (base), NULL, g_uri_get_host (base),
                      g_uri_get_port (base), path->str, query, NULL);
}

/**
 * gate_address_resolve:
 * @base: the validated address of the page with the reference
 * @reference: a server's address of the next page: a path that begins with "/", or an absolute one
 * @error: return location for an error
 *
 * Follows a reference only on the same origin, so that a token never leaves it.
 *
 * Returns: (transfer full): the address, or %NULL with %GATE_ERROR_PROTOCOL
 */
GUri *
gate_address_resolve (GUri       *base,
                      const char *reference,
                      GError    **error)
{
  g_autofree char *origin = NULL;
  g_autofree char *other = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GUri) address = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (base != NULL && reference != NULL, NULL);

  origin = gate_address_dup_origin (base);
  if (reference[0] == '/' && reference[1] != '/')
    whole = g_strconcat (origin, reference, NULL);
  else
    whole = g_strdup (reference);
  address = gate_address_parse (whole, &reason);
  if (address == NULL)
    {
      gate_error_set (error, GATE_ERROR_PROTOCOL, "next page: %s", reason->message);
      return NULL;
    }
  other = gate_address_dup_origin (address);
  if (strcmp (origin, other) != 0)
    {
      gate_error_set (error, GATE_ERROR_PROTOCOL, "next page: it is on another host");
      return NULL;
    }
  return g_steal_pointer (&address);
}

/**
 * gate_address_check:
 * @address: an address that is about to be used
 * @error: return location for an error
 *
 * The last check before a request. It does not depend on the origin of the address.
 *
 * Returns: whether a request may go to it; else %GATE_ERROR_INVALID
 */
gboolean
gate_address_check (GUri    *address,
                    GError **error)
{
  const char *host, *path, *query;

  g_return_val_if_fail (address != NULL, FALSE);

  host = g_uri_get_host (address);
  path = g_uri_get_path (address);
  query = g_uri_get_query (address);
  if (g_uri_get_userinfo (address) != NULL || g_uri_get_fragment (address) != NULL)
    return set_invalid (error, "it has a user name or a fragment");
  if (host == NULL || (!gate_host_is_valid (host)))
    return set_invalid (error, "no valid host");
  for (const char *p = path; *p != '\0'; p++)
    if (!is_address_char (*p))
      return set_invalid (error, "its path is not encoded");
  for (const char *p = query != NULL ? query : ""; *p != '\0'; p++)
    if (!is_address_char (*p))
      return set_invalid (error, "its query is not encoded");
  if (path[0] != '/' || strlen (path) + (query != NULL ? strlen (query) : 0) > MAX_ADDRESS_BYTES)
    return set_invalid (error, "no path, or too long");
  return check_parts (g_uri_get_scheme (address), host, path, error);
}

/**
 * gate_address_is_loopback:
 * @address: an address
 *
 * Returns: whether its host is a loopback literal; names such as "localhost" are not
 */
gboolean
gate_address_is_loopback (GUri *address)
{
  g_return_val_if_fail (address != NULL, FALSE);

  return g_uri_get_host (address) != NULL && gate_host_is_loopback (g_uri_get_host (address));
}

/**
 * gate_address_dup_origin:
 * @address: a validated address
 *
 * Returns: (transfer full): scheme, host and port (RFC 6454, section 6.2)
 */
char *
gate_address_dup_origin (GUri *address)
{
  const char *host, *scheme;
  gboolean literal;
  int port;

  g_return_val_if_fail (address != NULL, NULL);

  scheme = g_uri_get_scheme (address);
  host = g_uri_get_host (address);
  port = g_uri_get_port (address);
  literal = strchr (host, ':') != NULL;
  if (port == -1 || port == (strcmp (scheme, "https") == 0 ? HTTPS_PORT : HTTP_PORT))
    return g_strdup_printf (literal ? "%s://[%s]" : "%s://%s", scheme, host);
  return g_strdup_printf (literal ? "%s://[%s]:%d" : "%s://%s:%d", scheme, host, port);
}
