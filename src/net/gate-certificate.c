/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What a certificate that is not trusted calls itself. All of it came from outside. */

#define G_LOG_DOMAIN "gate-net"

#include "gate-certificate.h"

#include <string.h>

/* The value of the first attribute that begins with KEY; a backslash takes the next character as it
 * is, and two hex digits as one byte (RFC 4514, section 2.4). */
static char *
find_attribute (const char *name,
                const char *key)
{
  g_autoptr (GString) value = NULL;
  gboolean at_start = TRUE;

  for (const char *p = name; *p != '\0'; p++)
    {
      char c = *p;

      if (value == NULL && at_start && g_ascii_strncasecmp (p, key, strlen (key)) == 0)
        {
          value = g_string_new (NULL);
          p += strlen (key) - 1;
          continue;
        }
      at_start = c == ',' || c == '+';
      if (at_start && value != NULL)
        break;
      if (c == '\\' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          c = (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
          p += 2;
        }
      else if (c == '\\' && p[1] != '\0')
        c = *++p;
      if (value != NULL)
        g_string_append_c (value, c);
    }
  return value != NULL && value->len > 0 ? g_string_free (g_steal_pointer (&value), FALSE) : NULL;
}

/**
 * gate_certificate_find_name:
 * @distinguished_name: (nullable): a name in the form of RFC 4514
 *
 * Returns: (transfer full) (nullable): what people call it: its common name, else its organization,
 *   else all of it; %NULL when it is empty
 */
char *
gate_certificate_find_name (const char *distinguished_name)
{
  g_autofree char *name = NULL;

  if (distinguished_name == NULL || *distinguished_name == '\0')
    return NULL;
  name = find_attribute (distinguished_name, "CN=");
  if (name == NULL)
    name = find_attribute (distinguished_name, "O=");
  return name != NULL ? g_steal_pointer (&name) : g_strdup (distinguished_name);
}

/**
 * gate_certificate_dup_issuer:
 * @certificate: a certificate
 *
 * Returns: (transfer full) (nullable): who issued it, not fit to be shown
 */
char *
gate_certificate_dup_issuer (GTlsCertificate *certificate)
{
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);

  return gate_certificate_find_name (issuer);
}

/**
 * gate_certificate_dup_host:
 * @certificate: a certificate
 *
 * Returns: (transfer full) (nullable): the first host that it is for, not fit to be shown
 */
char *
gate_certificate_dup_host (GTlsCertificate *certificate)
{
  g_autoptr (GPtrArray) names = g_tls_certificate_get_dns_names (certificate);
  g_autoptr (GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);

  if (names != NULL && names->len > 0)
    {
      gsize length = 0;
      const char *name = g_bytes_get_data (names->pdata[0], &length);

      return g_strndup (name, length);
    }
  if (addresses != NULL && addresses->len > 0)
    return g_inet_address_to_string (addresses->pdata[0]);
  return NULL;
}
