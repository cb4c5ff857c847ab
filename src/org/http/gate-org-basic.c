/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-basic.h"

#include "gate-org-secret.h"

#include <sodium.h>
#include <string.h>

#define SCHEME "Basic"

/* The text behind the scheme, exactly base64; NULL when it is not. */
static char *
decode_credentials (const char *text)
{
  gsize size = strlen (text) / 4 * 3 + 1;
  g_autofree char *decoded = g_malloc0 (size);
  size_t length = 0;
  const char *end = NULL;

  if (sodium_base642bin ((guint8 *) decoded, size - 1, text, strlen (text), NULL, &length, &end,
                         sodium_base64_VARIANT_ORIGINAL) != 0 ||
      *end != '\0' || strlen (decoded) != length)
    return NULL;
  return g_steal_pointer (&decoded);
}

static char *
decode_form (const char *text,
             gssize      length)
{
  g_autofree char *spaced = g_strndup (text, length >= 0 ? (gsize) length : strlen (text));
  g_autofree char *decoded = NULL;

  g_strdelimit (spaced, "+", ' ');
  decoded = g_uri_unescape_string (spaced, NULL);
  sodium_memzero (spaced, strlen (spaced));
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;
  return g_steal_pointer (&decoded);
}

/**
 * gate_org_basic_parse:
 * @header: the value of an Authorization header
 * @client_id: (out) (transfer full): the name, not empty
 * @secret: (out) (transfer full): the password, maybe empty; freed by gate_org_secret_free()
 *
 * Returns: FALSE for another scheme and for malformed credentials
 */
gboolean
gate_org_basic_parse (const char *header,
                      char      **client_id,
                      char      **secret)
{
  char *pair = NULL;
  const char *colon;

  *client_id = NULL;
  *secret = NULL;
  if (g_ascii_strncasecmp (header, SCHEME " ", strlen (SCHEME " ")) != 0)
    return FALSE;
  header += strlen (SCHEME);
  header += strspn (header, " ");
  pair = decode_credentials (header);
  colon = pair != NULL ? strchr (pair, ':') : NULL;
  if (colon != NULL)
    {
      *client_id = decode_form (pair, colon - pair);
      *secret = decode_form (colon + 1, -1);
    }
  gate_org_secret_free (pair);
  if (*client_id != NULL && **client_id != '\0' && *secret != NULL)
    return TRUE;
  g_clear_pointer (client_id, g_free);
  g_clear_pointer (secret, gate_org_secret_free);
  return FALSE;
}
