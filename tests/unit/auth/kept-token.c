/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A token as a text and back; and every text that is none. */

#include "gate-kept-token.h"

#include <string.h>

#define LOGIN "https://login.example"
#define ENDPOINT LOGIN "/oauth/token"
#define FUTURE "9999999999"

static GateToken *
new_token (const char *refresh,
           gint64      lifetime_s)
{
  GateWireTokenResponse *answer = g_new0 (GateWireTokenResponse, 1);

  answer->access_token = g_strdup ("abc.DEF~1");
  answer->refresh_token = g_strdup (refresh);
  answer->lifetime_s = lifetime_s;
  return gate_token_new (answer, g_get_monotonic_time ());
}

static void
check_round_trip (const char *refresh,
                  gint64      lifetime_s)
{
  g_autoptr (GUri) endpoint = g_uri_parse (ENDPOINT, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GateToken) token = new_token (refresh, lifetime_s);
  g_autofree char *text = gate_kept_token_write (token, endpoint);
  g_autoptr (GUri) read_endpoint = NULL;
  g_autoptr (GateToken) read = gate_kept_token_read (text, LOGIN "/", &read_endpoint);
  g_autofree char *address = NULL;
  gint64 left_s;

  g_assert_nonnull (read);
  address = g_uri_to_string (read_endpoint);
  g_assert_cmpstr (address, ==, ENDPOINT);
  g_assert_cmpstr (gate_token_peek_access (read), ==, "abc.DEF~1");
  g_assert_cmpstr (gate_token_peek_refresh (read), ==, refresh);
  left_s = gate_token_get_seconds_left (read, g_get_monotonic_time ());
  g_assert_cmpint (left_s, <=, lifetime_s);
  g_assert_cmpint (left_s, >=, lifetime_s - (lifetime_s < 0 ? 0 : 5));
}

static void
test_round_trip (void)
{
  check_round_trip ("r!", 3600);
  check_round_trip (NULL, 3600);
  check_round_trip (NULL, -1);
}

static const struct
{
  const char *text;
  gboolean    is_token;
} texts[] = {
  { "gatehouse-token-1\n" ENDPOINT "\n" FUTURE "\nabc\n\n", TRUE },
  { "gatehouse-token-1\n" ENDPOINT "\n0\nabc\n\n", TRUE },
  /* Its time is over: of use only with a refresh token. */
  { "gatehouse-token-1\n" ENDPOINT "\n1\nabc\n\n", FALSE },
  { "gatehouse-token-1\n" ENDPOINT "\n1\nabc\nrefresh\n", TRUE },
  { "gatehouse-token-2\n" ENDPOINT "\n0\nabc\n\n", FALSE },
  /* A refresh token goes to no other server. */
  { "gatehouse-token-1\nhttps://evil.example/oauth/token\n0\nabc\nrefresh\n", FALSE },
  { "gatehouse-token-1\nhttp://login.example/oauth/token\n0\nabc\n\n", FALSE },
  { "gatehouse-token-1\nhttps://login.example:8443/oauth/token\n0\nabc\n\n", FALSE },
  { "gatehouse-token-1\nnothing\n0\nabc\n\n", FALSE },
  { "gatehouse-token-1\n" ENDPOINT "\n0\na b\n\n", FALSE },
  { "gatehouse-token-1\n" ENDPOINT "\n0\n\n\n", FALSE },
  { "gatehouse-token-1\n" ENDPOINT "\n0\nabc\n", FALSE },
  { "gatehouse-token-1\n" ENDPOINT "\n0\nabc\n\n\n", FALSE },
  { "gatehouse-token-1", FALSE },
  { "abc", FALSE },
  { "", FALSE },
  { NULL, FALSE },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GUri) endpoint = NULL;
      g_autoptr (GateToken) token = gate_kept_token_read (texts[i].text, LOGIN, &endpoint);

      g_test_message ("text %u", i);
      g_assert_cmpint (token != NULL, ==, texts[i].is_token);
      g_assert_cmpint (endpoint != NULL, ==, texts[i].is_token);
    }
}

static void
test_long (void)
{
  g_autofree char *access = g_strnfill (40000, 'a');
  g_autofree char *text =
      g_strconcat ("gatehouse-token-1\n" ENDPOINT "\n0\n", access, "\n\n", NULL);
  g_autoptr (GUri) endpoint = NULL;

  g_assert_null (gate_kept_token_read (text, LOGIN, &endpoint));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/kept-token/round-trip", test_round_trip);
  g_test_add_func ("/auth/kept-token/texts", test_texts);
  g_test_add_func ("/auth/kept-token/long", test_long);
  return g_test_run ();
}
