/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* J80: what may be brought to the redirect address. In a query, {S} is the state of the attempt,
 * {I} its issuer, {P} the state of an earlier attempt and {n*c} a run of characters. */

#include "gate-oauth-attempt.h"

#include "gate-error.h"

#include <stdio.h>
#include <string.h>

#define ISSUER "https://login.example.com"
#define REDIRECT "http://127.0.0.1:8085/callback"

typedef struct
{
  const char *query;
  GateOauthVerdict verdict;
  gboolean names_issuer;
  const char *code;        /* as it is sent, if matched */
  const char *message;     /* how it ends, if failed */
  int error;               /* 0: protocol */
  const char *server_code;
  const char *server_message;
} Case;

#define IGNORED GATE_OAUTH_IGNORED
#define MATCHED GATE_OAUTH_MATCHED
#define FAILED GATE_OAUTH_FAILED
#define TWICE "a parameter is given twice"
#define BROKEN "it cannot be read to its end"
#define NOT_FROM "it is not from the issuer"
#define NO_CODE "its code is none"
#define CONTROL "a parameter has control characters"
#define TOO_LONG "a parameter is too long"
#define FFFD "\357\277\275"

static const Case cases[] = {
  { "code=abc&state={S}", MATCHED, .code = "abc" },
  { "state={S}&code=abc", MATCHED, .code = "abc" },
  { "code=abc&state={S}&session_state=x&scope=a+b&error_uri=javascript%3A", MATCHED,
    .code = "abc" },
  { "code=a%2Bb%2F%3D&state={S}", MATCHED, .code = "a%2Bb%2F%3D" },
  { "code=a+b&state={S}", MATCHED, .code = "a%20b" },
  { "c%6Fde=abc&%73tate={S}", MATCHED, .code = "abc" },
  { "code={4096*c}&state={S}", MATCHED, .code = "{4096*c}" },
  /* Not this attempt’s: the wait goes on (C3, C4). */
  { NULL, IGNORED },
  { "", IGNORED },
  { "&", IGNORED },
  { "code=abc", IGNORED },
  { "code=abc&state=", IGNORED },
  { "code=abc&state", IGNORED },
  { "code=abc&state=wrong", IGNORED },
  { "code=abc&state={P}", IGNORED },
  { "code=abc&state={S}x", IGNORED },
  { "code=abc&state={S}%20", IGNORED },
  { "code=abc&state=+{S}", IGNORED },
  { "code=abc&state={S}%00", IGNORED },
  { "code=abc&state={S}%0A", IGNORED },
  { "code=abc&State={S}", IGNORED },
  { "code=abc&state[]={S}", IGNORED },
  { "code=abc&state={S}&state={S}", IGNORED },
  { "code=abc&state={S}&state=wrong", IGNORED },
  { "code=abc&state=wrong&state={S}", IGNORED },
  { "code=abc&state={S};x=y", IGNORED },
  { "code=abc&state={43*A}", IGNORED },
  { "error=access_denied", IGNORED },
  { "error=access_denied&state=wrong", IGNORED },
  { "code=abc&state={S}#x", IGNORED },
  { "code=abc#state={S}", IGNORED },
  { "#code=abc&state={S}", IGNORED },
  { "code=a bc&state={S}", IGNORED },
  { "code=a\nbc&state={S}", IGNORED },
  { "code=\303\244&state={S}", IGNORED },
  { "code=\377&state={S}", IGNORED },
  { "code={8192*c}&state={S}", IGNORED },
  { "code={1048576*c}&state={S}", IGNORED },
  { "%ff=1&code=abc&state={S}", IGNORED },
  { "x=%00&code=abc&state={S}", IGNORED },
  { "x=%zz&code=abc&state={S}", IGNORED },
  { "?code=abc&state=wrong", IGNORED },
  /* The server’s, but nothing to go by (C13). */
  { "state={S}", FAILED, .message = "neither a code nor an error" },
  { "state={S}&id_token=a.b.c&access_token=t", FAILED, .message = "neither a code nor an error" },
  { "?code=abc&state={S}", FAILED, .message = "neither a code nor an error" },
  { "code=&state={S}", FAILED, .message = NO_CODE },
  { "code=%C3%A4&state={S}", FAILED, .message = NO_CODE },
  { "code=abc&state={S}&error=access_denied", FAILED, .message = "both a code and an error" },
  { "code=&state={S}&error=access_denied", FAILED, .message = "both a code and an error" },
  { "code=abc&state={S}&error=", FAILED, .message = "both a code and an error" },
  { "code=abc&code=abc&state={S}", FAILED, .message = TWICE },
  { "code=abc&state={S}&code=def", FAILED, .message = TWICE },
  { "state={S}&error=access_denied&error=server_error", FAILED, .message = TWICE },
  { "code=abc&state={S}&x=1&x=2", FAILED, .message = TWICE },
  { "code=abc&state={S}&iss={I}&iss={I}", FAILED, .message = TWICE },
  { "code=abc&state={S}&c%6Fde=abc", FAILED, .message = TWICE },
  { "state={S}&code=a%0Ab", FAILED, .message = CONTROL },
  { "state={S}&code=a%0D%0AHost:x", FAILED, .message = CONTROL },
  { "state={S}&code=a%7Fb", FAILED, .message = CONTROL },
  { "state={S}&code=abc&x=%09", FAILED, .message = CONTROL },
  { "state={S}&error=access%0Adenied", FAILED, .message = CONTROL },
  { "state={S}&code=a%00b", FAILED, .message = BROKEN },
  { "state={S}&code=a%ffb", FAILED, .message = BROKEN },
  { "state={S}&code=a%C0%AFb", FAILED, .message = BROKEN },
  { "state={S}&code=a%", FAILED, .message = BROKEN },
  { "state={S}&code=a%2", FAILED, .message = BROKEN },
  { "state={S}&code=a%zz", FAILED, .message = BROKEN },
  { "state={S}&code", FAILED, .message = BROKEN },
  { "state={S}&&code=abc", FAILED, .message = BROKEN },
  { "state={S}&code={4097*c}", FAILED, .message = TOO_LONG },
  { "state={S}&code=abc&x={4097*c}", FAILED, .message = TOO_LONG },
  /* Whose answer it is (C5). */
  { "code=abc&state={S}&iss={I}", MATCHED, .code = "abc" },
  { "code=abc&state={S}&iss={I}", MATCHED, TRUE, .code = "abc" },
  { "code=abc&state={S}", FAILED, TRUE, .message = NOT_FROM },
  { "code=abc&state={S}&iss=", FAILED, .message = NOT_FROM },
  { "code=abc&state={S}&iss=", FAILED, TRUE, .message = NOT_FROM },
  { "code=abc&state={S}&iss={I}/", FAILED, TRUE, .message = NOT_FROM },
  { "code=abc&state={S}&iss={I}%2F", FAILED, .message = NOT_FROM },
  { "code=abc&state={S}&iss={I}:443", FAILED, .message = NOT_FROM },
  { "code=abc&state={S}&iss=HTTPS://LOGIN.EXAMPLE.COM", FAILED, .message = NOT_FROM },
  { "code=abc&state={S}&iss=https://login.example.org", FAILED, .message = NOT_FROM },
  { "code=abc&state={S}&iss=http://login.example.com", FAILED, .message = NOT_FROM },
  { "error=access_denied&state={S}", FAILED, TRUE, .message = NOT_FROM },
  { "error=access_denied&state={S}&iss=https://evil.org", FAILED, .message = NOT_FROM },
  /* What the server says. */
  { "error=access_denied&state={S}&iss={I}&error_description=No%21", FAILED, TRUE,
    .message = "access_denied", .error = GATE_ERROR_INVALID, .server_code = "access_denied",
    .server_message = "No!" },
  { "error=access_denied&state={S}", FAILED, .message = "access_denied",
    .error = GATE_ERROR_INVALID, .server_code = "access_denied",
    .server_message = "access_denied" },
  { "error=invalid_scope&state={S}&error_description=%3Cb%3E%E2%80%AE%0A%07", FAILED,
    .message = "invalid_scope", .error = GATE_ERROR_INVALID, .server_code = "invalid_scope",
    .server_message = "<b>" FFFD " " FFFD },
  { "error=temporarily_unavailable&state={S}&error_description=", FAILED,
    .message = "temporarily_unavailable", .error = GATE_ERROR_SERVER,
    .server_code = "temporarily_unavailable", .server_message = "temporarily_unavailable" },
  { "error=%25s%25n&state={S}", FAILED, .message = "%s%n", .error = GATE_ERROR_INVALID,
    .server_code = "%s%n", .server_message = "%s%n" },
  { "error=&state={S}", FAILED, .message = "no reason given", .error = GATE_ERROR_INVALID },
  { "error=a+b&state={S}&error_uri=file%3A///etc", FAILED, .message = "no reason given",
    .error = GATE_ERROR_INVALID },
};

static GateOauthAttempt *
new_attempt (gboolean names_issuer)
{
  GateWireMetadata metadata = {
    .issuer = (char *) ISSUER,
    .authorization_endpoint = (char *) ISSUER "/oauth/authorize",
    .token_endpoint = (char *) ISSUER "/oauth/token",
    .names_issuer = names_issuer,
  };
  g_autoptr (GError) error = NULL;
  GateOauthAttempt *attempt = gate_oauth_attempt_new (&metadata, "client", REDIRECT, &error);

  g_assert_no_error (error);
  return attempt;
}

static char *
dup_state (GateOauthAttempt *attempt)
{
  g_autofree char *address = gate_oauth_attempt_dup_address (attempt, NULL, NULL);
  const char *state = strstr (address, "&state=") + strlen ("&state=");

  return g_strndup (state, strcspn (state, "&"));
}

/* Puts N times a character for {N*C}. */
static char *
spread (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      guint n = 0;
      char c = '\0';

      if (sscanf (p, "{%u*%c}", &n, &c) != 2)
        {
          g_string_append_c (out, *p);
          continue;
        }
      while (n-- > 0)
        g_string_append_c (out, c);
      p = strchr (p, '}');
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
fill_in (const char       *query,
         GateOauthAttempt *attempt)
{
  g_autoptr (GateOauthAttempt) previous = new_attempt (FALSE);
  g_autofree char *state = dup_state (attempt);
  g_autofree char *other = dup_state (previous);
  g_autofree char *spreaded = query != NULL ? spread (query) : NULL;
  g_autoptr (GString) text = g_string_new (spreaded);

  g_assert_cmpstr (state, !=, other);
  g_string_replace (text, "{S}", state, 0);
  g_string_replace (text, "{P}", other, 0);
  g_string_replace (text, "{I}", ISSUER, 0);
  return query != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
check_form (GateOauthAttempt *attempt,
            const char       *code)
{
  g_autoptr (GBytes) form = gate_oauth_attempt_dup_token_request (attempt);
  g_autofree char *escaped = code != NULL ? spread (code) : NULL;
  g_autofree char *start = NULL;

  if (code == NULL)
    {
      g_assert_null (form);
      return;
    }
  start = g_strdup_printf ("grant_type=authorization_code&code=%s&code_verifier=", escaped);
  g_assert_cmpmem (g_bytes_get_data (form, NULL), strlen (start), start, strlen (start));
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  const int code = one->error != 0 ? one->error : GATE_ERROR_PROTOCOL;
  g_autoptr (GateOauthAttempt) attempt = new_attempt (one->names_issuer);
  g_autofree char *query = fill_in (one->query, attempt);
  g_autofree char *good = fill_in ("code=good&state={S}&iss={I}", attempt);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;

  g_assert_cmpint (gate_oauth_attempt_read_callback (attempt, query, &error), ==, one->verdict);
  check_form (attempt, one->code);
  if (one->verdict == FAILED)
    {
      g_assert_error (error, GATE_ERROR, code);
      g_assert_true (g_str_has_suffix (error->message, one->message));
      g_assert_cmpstr (gate_error_get_server_code (error), ==, one->server_code);
      g_assert_cmpstr (gate_error_get_server_message (error), ==, one->server_message);
    }
  else
    g_assert_no_error (error);
  /* The attempt is open for the right answer exactly if that was nothing to it. */
  g_assert_cmpint (gate_oauth_attempt_read_callback (attempt, good, &later), ==,
                   one->verdict == IGNORED ? MATCHED : IGNORED);
  g_assert_no_error (later);
  check_form (attempt, one->verdict == IGNORED ? "good" : one->code);
}

/* C4: however many answers come from elsewhere, the right one is taken. */
static void
test_strays (void)
{
  g_autoptr (GateOauthAttempt) attempt = new_attempt (FALSE);
  g_autofree char *good = fill_in ("code=abc&state={S}", attempt);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_assert_cmpint (gate_oauth_attempt_read_callback (attempt, "code=abc&state=forged", &error),
                       ==, IGNORED);
      g_assert_no_error (error);
    }
  g_assert_cmpint (gate_oauth_attempt_read_callback (attempt, good, NULL), ==, MATCHED);
  check_form (attempt, "abc");
}

/* C6: the answer to one attempt is nothing to another, whoever gave it. */
static void
test_mix_up (void)
{
  g_autoptr (GateOauthAttempt) first = new_attempt (FALSE);
  g_autoptr (GateOauthAttempt) second = new_attempt (FALSE);
  g_autofree char *of_first = fill_in ("code=abc&state={S}", first);
  g_autofree char *of_second = fill_in ("code=abc&state={S}", second);

  g_assert_cmpint (gate_oauth_attempt_read_callback (first, of_second, NULL), ==, IGNORED);
  g_assert_cmpint (gate_oauth_attempt_read_callback (second, of_first, NULL), ==, IGNORED);
  check_form (first, NULL);
  check_form (second, NULL);
  g_assert_cmpint (gate_oauth_attempt_read_callback (first, of_first, NULL), ==, MATCHED);
  g_assert_cmpint (gate_oauth_attempt_read_callback (second, of_second, NULL), ==, MATCHED);
}

int
main (int   argc,
      char *argv[])
{
  G_STATIC_ASSERT (G_N_ELEMENTS (cases) >= 60);

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/auth/oauth-redirect/row-80/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/auth/oauth-redirect/strays", test_strays);
  g_test_add_func ("/auth/oauth-redirect/mix-up", test_mix_up);
  return g_test_run ();
}
