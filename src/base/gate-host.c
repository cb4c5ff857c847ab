/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-base"

#include "gate-host.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_HOST_BYTES 253
#define MAX_LABEL_BYTES 63

/* Exactly four decimal numbers without leading zeros, the first of them 127. */
static gboolean
is_loopback_v4 (const char *host)
{
  g_auto (GStrv) parts = g_strsplit (host, ".", 5);

  if (g_strv_length (parts) != 4 || strcmp (parts[0], "127") != 0)
    return FALSE;
  for (guint i = 1; i < 4; i++)
    {
      guint64 value = 0;

      if (parts[i][0] == '0' && parts[i][1] != '\0')
        return FALSE;
      if (!g_ascii_string_to_unsigned (parts[i], 10, 0, 255, &value, NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_host_name (const char *host)
{
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);

  if (strlen (host) > MAX_HOST_BYTES)
    return FALSE;
  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > MAX_LABEL_BYTES || labels[i][0] == '-' ||
          labels[i][length - 1] == '-')
        return FALSE;
      for (gsize k = 0; k < length; k++)
        if (!g_ascii_isalnum (labels[i][k]) && labels[i][k] != '-')
          return FALSE;
    }
  return labels[0] != NULL;
}

/**
 * gate_host_is_valid:
 * @host: a host without brackets
 *
 * Returns: whether it is a name in ASCII or an IP literal
 */
gboolean
gate_host_is_valid (const char *host)
{
  return is_host_name (host) || (strchr (host, ':') != NULL && g_hostname_is_ip_address (host));
}

/**
 * gate_host_is_loopback:
 * @host: a host without brackets
 *
 * Returns: whether it is `::1` or in 127.0.0.0/8, written in the one usual way
 */
gboolean
gate_host_is_loopback (const char *host)
{
  return strcmp (host, "::1") == 0 || is_loopback_v4 (host);
}

/**
 * gate_host_parse:
 * @authority: `host`, `host:port`, `[v6]` or `[v6]:port`
 * @port: (out): the port, or -1
 *
 * Returns: (transfer full) (nullable): the host in lower case and without brackets
 */
char *
gate_host_parse (const char *authority,
                 int        *port)
{
  gboolean literal = authority[0] == '[';
  const char *end = literal ? strchr (authority, ']') : strchr (authority, ':');
  g_autofree char *host = NULL;
  const char *rest;
  guint64 value = 0;

  if (literal && end == NULL)
    return NULL;
  if (end == NULL)
    end = authority + strlen (authority);
  host = g_ascii_strdown (authority + literal, end - authority - literal);
  rest = end + literal;
  *port = -1;
  if (*rest == ':')
    {
      if (!g_ascii_string_to_unsigned (rest + 1, 10, 1, 65535, &value, NULL))
        return NULL;
      *port = (int) value;
      rest += strlen (rest);
    }
  if (*rest != '\0')
    return NULL;
  if (literal != (strchr (host, ':') != NULL) || !gate_host_is_valid (host))
    return NULL;
  return g_steal_pointer (&host);
}
