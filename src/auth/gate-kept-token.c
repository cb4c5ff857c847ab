/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Five lines: the version, the token endpoint, the end in seconds since 1970 (0: not known), the
 * access token, the refresh token (or an empty line). None of them can have a line break. */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-kept-token.h"

#include "gate-address.h"
#include "gate-text.h"
#include "gate-wipe.h"

#include <string.h>

#define VERSION "gatehouse-token-1"
#define MAX_BYTES (32 * 1024)

enum
{
  LINE_VERSION,
  LINE_ADDRESS,
  LINE_END,
  LINE_ACCESS,
  LINE_REFRESH,
  N_LINES
};

static gint64
now_s (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * gate_kept_token_write:
 * @token: a token
 * @token_address: the token endpoint that gave it
 *
 * Returns: (transfer full): the text; free it with gate_wipe_free()
 */
char *
gate_kept_token_write (GateToken *token,
                       GUri      *token_address)
{
  g_autofree char *address = g_uri_to_string (token_address);
  const char *refresh = gate_token_peek_refresh (token);
  gint64 left_s = gate_token_get_seconds_left (token, g_get_monotonic_time ());

  return g_strdup_printf (VERSION "\n%s\n%" G_GINT64_FORMAT "\n%s\n%s\n", address,
                          left_s < 0 ? 0 : now_s () + left_s, gate_token_peek_access (token),
                          refresh != NULL ? refresh : "");
}

static void
wipe_lines (char **lines)
{
  for (gsize i = 0; lines[i] != NULL; i++)
    gate_wipe_text (lines[i]);
  g_strfreev (lines);
}

/* The endpoint must be one of the authorization server that the account names now: a refresh token
 * goes nowhere else. */
static GUri *
read_address (const char *text,
              const char *login_address)
{
  g_autoptr (GUri) address = gate_address_parse (text, NULL);
  g_autoptr (GUri) login = gate_address_parse (login_address, NULL);
  g_autofree char *origin = address != NULL ? gate_address_dup_origin (address) : NULL;
  g_autofree char *wanted = login != NULL ? gate_address_dup_origin (login) : NULL;

  if (origin == NULL || g_strcmp0 (origin, wanted) != 0)
    return NULL;
  return g_steal_pointer (&address);
}

static GateToken *
make_token (char *const *lines)
{
  GateWireTokenResponse *answer;
  gint64 end_s = g_ascii_strtoll (lines[LINE_END], NULL, 10);
  gboolean has_refresh = *lines[LINE_REFRESH] != '\0';

  if (!gate_text_is_bearer_token (lines[LINE_ACCESS]) ||
      (end_s > 0 && end_s <= now_s () && !has_refresh))
    return NULL;
  answer = g_new0 (GateWireTokenResponse, 1);
  answer->access_token = g_strdup (lines[LINE_ACCESS]);
  answer->refresh_token = has_refresh ? g_strdup (lines[LINE_REFRESH]) : NULL;
  answer->lifetime_s = end_s > 0 ? MAX (end_s - now_s (), 0) : -1;
  return gate_token_new (answer, g_get_monotonic_time ());
}

/**
 * gate_kept_token_read:
 * @text: (nullable): what the keyring has
 * @login_address: the authorization server of the account
 * @token_address: (out) (transfer full): the token endpoint, for renewals
 *
 * Returns: (transfer full) (nullable): the token; %NULL where there is none of use: another
 *   version, another server, or its time is over
 */
GateToken *
gate_kept_token_read (const char *text,
                      const char *login_address,
                      GUri      **token_address)
{
  g_autoptr (GUri) address = NULL;
  GateToken *token = NULL;
  char **lines;

  if (text == NULL || strlen (text) > MAX_BYTES)
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) == N_LINES + 1 && strcmp (lines[LINE_VERSION], VERSION) == 0)
    {
      address = read_address (lines[LINE_ADDRESS], login_address);
      if (address != NULL)
        token = make_token (lines);
    }
  wipe_lines (lines);
  if (token != NULL)
    *token_address = g_steal_pointer (&address);
  return token;
}
