/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* S1, F13, H41 to H47: what is registered is matched byte for byte, a
 * loopback literal in all but the port. */

#include "gate-org-redirect.h"

#define WEB "https://console.example/callback"
#define WEB_QUERY "https://console.example/callback?a=b"
#define LOOP "http://127.0.0.1:8080/cb"
#define LOOP_BARE "http://127.0.0.1/cb"
#define LOOP_ROOT "http://127.0.0.1"
#define LOOP_OTHER "http://127.0.7.2:5000/crm/return?x=1"
#define LOOP_6 "http://[::1]:8080/cb"
#define NAME "http://localhost:8080/cb"
#define SCHEME "acme-shifts://callback"

typedef struct
{
  const char *registered;
  const char *asked;
} Row;

/* clang-format off */
static const Row same[] = {
  { WEB, WEB },
  { WEB_QUERY, WEB_QUERY },
  { LOOP, LOOP },
  { LOOP, "http://127.0.0.1:1/cb" },
  { LOOP, "http://127.0.0.1:65535/cb" },
  { LOOP_BARE, LOOP_BARE },
  { LOOP_BARE, "http://127.0.0.1:41234/cb" },
  { LOOP_ROOT, "http://127.0.0.1:41234" },
  { LOOP_OTHER, "http://127.0.7.2:5001/crm/return?x=1" },
  { LOOP_6, "http://[::1]:9/cb" },
  { NAME, NAME },
  { "http://localhost", "http://localhost:1" },
  { "http://localhost", "http://localhost:65535" },
  { SCHEME, SCHEME },
};

static const Row other[] = {
  /* H41: nearly the same. */
  { WEB, WEB "/" },
  { WEB, WEB "?" },
  { WEB, WEB "?a=b" },
  { WEB, WEB "#" },
  { WEB, WEB "#x" },
  { WEB, "https://console.example/Callback" },
  { WEB, "https://console.example/c%61llback" },
  { WEB, "https://console.example//callback" },
  { WEB, "https://console.example/./callback" },
  { WEB, "https://console.example/x/../callback" },
  { WEB, "https://console.example/callbac" },
  { WEB, "https://console.example/callback;x" },
  { WEB, "https://console.example" },
  { WEB, "https://CONSOLE.example/callback" },
  { WEB, "HTTPS://console.example/callback" },
  { WEB, "http://console.example/callback" },
  { WEB, "https://console.example:443/callback" },
  { WEB, "https://console.example./callback" },
  { WEB, "https://console.example.evil/callback" },
  { WEB, "https://evil.console.example/callback" },
  { WEB, "//console.example/callback" },
  { WEB, "/callback" },
  { WEB_QUERY, WEB },
  { WEB_QUERY, "https://console.example/callback?a=c" },
  { WEB_QUERY, "https://console.example/callback?a=b&c=d" },
  /* H42: user names and what browsers and parsers read differently. */
  { WEB, "https://console.example@evil/callback" },
  { WEB, "https://evil\\@console.example/callback" },
  { LOOP, "http://127.0.0.1:p@evil/cb" },
  { LOOP, "http://127.0.0.1:8080@evil/cb" },
  { LOOP, "http://127.0.0.1@evil/cb" },
  { LOOP, "http://127.0.0.1\\@evil/cb" },
  { LOOP, "http://127.0.0.1:1\\@evil/cb" },
  { LOOP, "http://127.0.0.1#@evil/cb" },
  { LOOP, "http://127.0.0.1?@evil/cb" },
  { LOOP, "http://user@127.0.0.1:8080/cb" },
  { LOOP, "http://user:secret@127.0.0.1:8080/cb" },
  /* H43: other spellings of the address. */
  { LOOP, "http://127.1:8080/cb" },
  { LOOP, "http://127.0.1:8080/cb" },
  { LOOP, "http://2130706433:8080/cb" },
  { LOOP, "http://0177.0.0.1:8080/cb" },
  { LOOP, "http://127.0.0.01:8080/cb" },
  { LOOP, "http://0x7f.0.0.1:8080/cb" },
  { LOOP, "http://0x7f000001:8080/cb" },
  { LOOP, "http://127.0.0.256:8080/cb" },
  { LOOP, "http://127.0.0.1.:8080/cb" },
  { LOOP, "http://127.0.0.1.evil:8080/cb" },
  { LOOP, "http://127.0.0.1.0:8080/cb" },
  { LOOP, "http://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1:8080/cb" },
  { LOOP, "http://127.0.0.1\xe3\x80\x82" "evil:8080/cb" },
  { LOOP, "http://128.0.0.1:8080/cb" },
  { LOOP_6, "http://[0:0:0:0:0:0:0:1]:8080/cb" },
  { LOOP_6, "http://[::ffff:127.0.0.1]:8080/cb" },
  { LOOP_6, "http://[::1%25lo]:8080/cb" },
  { LOOP_6, "http://::1:8080/cb" },
  /* H44: one is not the other. */
  { LOOP, NAME },
  { NAME, LOOP },
  { LOOP, LOOP_6 },
  { LOOP_6, LOOP },
  { LOOP_6, NAME },
  { LOOP, "http://127.0.0.2:8080/cb" },
  { NAME, "http://localhost:8081/cb" },
  { NAME, "http://localhost/cb" },
  { "http://localhost", "http://localhost:0" },
  { "http://localhost", "http://localhost:065" },
  { "http://localhost", "http://localhost:65536" },
  { "http://localhost", "http://localhost:" },
  { "http://localhost", "http://localhost:80/" },
  { "http://localhost", "http://localhost:80@evil" },
  { "http://localhost", "http://localhost:80.evil" },
  { "http://localhost", "http://localhost/" },
  { "http://localhost", "https://localhost:80" },
  { "http://localhost", "http://LOCALHOST:80" },
  { "http://localhost", "http://127.0.0.1:80" },
  { "http://localhost", "http://localhost.evil:80" },
  { "http://localhost/", "http://localhost:80/" },
  { LOOP, "https://127.0.0.1:8080/cb" },
  { WEB, "https://console.example:8443/callback" },
  /* H45: what is no port. */
  { LOOP, "http://127.0.0.1:0/cb" },
  { LOOP, "http://127.0.0.1:00/cb" },
  { LOOP, "http://127.0.0.1:65536/cb" },
  { LOOP, "http://127.0.0.1:99999999999999999999/cb" },
  { LOOP, "http://127.0.0.1:-1/cb" },
  { LOOP, "http://127.0.0.1:+1/cb" },
  { LOOP, "http://127.0.0.1:/cb" },
  { LOOP, "http://127.0.0.1:08080/cb" },
  { LOOP, "http://127.0.0.1:80a/cb" },
  { LOOP, "http://127.0.0.1:0x50/cb" },
  { LOOP, LOOP_BARE },
  { LOOP_BARE, "http://127.0.0.1:/cb" },
  /* The path and the query are exact there, too. */
  { LOOP, "http://127.0.0.1:1/cb/" },
  { LOOP, "http://127.0.0.1:1/CB" },
  { LOOP, "http://127.0.0.1:1/cb?a=b" },
  { LOOP, "http://127.0.0.1:1" },
  { LOOP_ROOT, "http://127.0.0.1:1/" },
  { LOOP_OTHER, "http://127.0.7.2:5000/crm/return?x=2" },
  /* H46: other schemes. */
  { WEB, "javascript:alert(1)" },
  { WEB, "data:text/html,x" },
  { WEB, "vbscript:x" },
  { WEB, "file:///etc/passwd" },
  { WEB, SCHEME },
  { SCHEME, "acme-shifts://callback/" },
  { SCHEME, "ACME-SHIFTS://callback" },
  { SCHEME, "acme-shifts:callback" },
  /* H47: what is no address. */
  { WEB, "" },
  { WEB, " " WEB },
  { WEB, WEB " " },
  { WEB, WEB "\r\nSet-Cookie: a=b" },
  { WEB, WEB "\t" },
  { WEB, "https://console.example/call\nback" },
  { WEB, WEB "\xc2\xa0" },
  { WEB, "https://c\xc3\xb6nsole.example/callback" },
  { WEB, "https://console.example/\xe2\x80\xae" "callback" },
};
/* clang-format on */

static gboolean
is_registered (const Row *row)
{
  const char *const registered[] = { "https://elsewhere.example/", row->registered, NULL };

  return gate_org_redirect_is_registered (registered, row->asked);
}

static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_test_message ("row %u", i);
      g_assert_true (is_registered (&same[i]));
    }
}

static void
test_other (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_test_message ("row %u", i);
      g_assert_false (is_registered (&other[i]));
    }
}

/* What must never be registered is not matched even where it is. */
static void
test_bad_registrations (void)
{
  static const char *const bad[] = {
    "https://a.example/#x", "https://a.example/\\x", "https://a.example/ x",
    "https://a.example/\r\nx", "https://\xc3\xa4.example/", "",
  };
  g_autofree char *path = g_strnfill (100 * 1000, 'a');
  g_autofree char *huge = g_strconcat ("https://a.example/", path, NULL);
  const char *const none[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (is_registered (&(Row){ bad[i], bad[i] }));
  g_assert_false (is_registered (&(Row){ huge, huge }));
  g_assert_false (gate_org_redirect_is_registered (none, WEB));
}

static void
test_origins (void)
{
  static const Row rows[] = {
    { WEB, "https://console.example" },
    { "https://console.example:8443/x?y", "https://console.example:8443" },
    { "https://console.example?x", "https://console.example" },
    { LOOP_OTHER, "http://127.0.7.2:5000" },
    { LOOP_ROOT, "http://127.0.0.1" },
    { LOOP_6, "http:" },
    { SCHEME, "acme-shifts:" },
    { "https://a.example;script-src/x", "https:" },
    { "https://a.example,b/x", "https:" },
    { "none", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *origin = gate_org_redirect_dup_origin (rows[i].registered);

      g_assert_cmpstr (origin, ==, rows[i].asked);
    }
}

/* S55: which pages are of an application; ASKED is the origin. */
static void
test_pages (void)
{
  static const Row of_it[] = {
    { WEB, "https://console.example" },
    { "https://console.example", "https://console.example" },
    { "https://console.example?x", "https://console.example" },
    { "https://Console.Example/x", "https://console.example" },
    { "https://console.example:443/x", "https://console.example" },
    { "http://console.example:80/x", "http://console.example" },
    { "https://console.example:8443/x", "https://console.example:8443" },
    { "http://localhost:48714/callback", "http://localhost:48714" },
    { LOOP_OTHER, "http://127.0.7.2:5000" },
    { LOOP_OTHER, "http://127.0.7.2:41234" },
    { LOOP_OTHER, "http://127.0.7.2" },
    { LOOP_6, "http://[::1]:1" },
  };
  static const Row of_others[] = {
    { WEB, "null" },
    { WEB, "" },
    { WEB, "https://" },
    { WEB, "http://console.example" },
    { WEB, "https://console.example/" },
    { WEB, "https://console.example:8443" },
    { WEB, "https://console.example.evil.example" },
    { WEB, "https://a.console.example" },
    { "https://console.example:8443/x", "https://console.example" },
    { "https://console.example:80/x", "https://console.example" },
    { "https://console.example@evil.example/x", "https://console.example" },
    { "https://console.example@evil.example/x", "https://evil.example" },
    { "http://localhost:48714/callback", "http://localhost:48715" },
    { LOOP_OTHER, "http://127.0.7.2:5000/crm" },
    { LOOP_OTHER, "http://127.0.7.2:0" },
    { LOOP_OTHER, "http://127.0.7.2:5000?x" },
    { LOOP_OTHER, "https://127.0.7.2:5000" },
    { LOOP_OTHER, "http://127.0.7.3:5000" },
    { LOOP_OTHER, "http://127.0.7.2.evil.example" },
    { SCHEME, "acme-shifts:" },
    { SCHEME, "acme-shifts://callback" },
    { SCHEME, "null" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (of_it); i++)
    {
      g_test_message ("%s of %s", of_it[i].registered, of_it[i].asked);
      g_assert_true (gate_org_redirect_is_of_origin (of_it[i].registered, of_it[i].asked));
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_others); i++)
    {
      g_test_message ("%s of %s", of_others[i].registered, of_others[i].asked);
      g_assert_false (gate_org_redirect_is_of_origin (of_others[i].registered, of_others[i].asked));
    }
}

static void
test_hosts (void)
{
  static const Row rows[] = {
    { WEB, "console.example" },
    { LOOP_OTHER, "127.0.7.2:5000" },
    { LOOP_6, "[::1]:8080" },
    { SCHEME, "acme-shifts:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *host = gate_org_redirect_dup_host (rows[i].registered);

      g_assert_cmpstr (host, ==, rows[i].asked);
    }
}

static void
test_with (void)
{
  const char *const pairs[] = { "code", "a b&c=d", "state", NULL, "iss", "http://127.0.7.1:1" };
  static const Row rows[] = {
    { WEB, WEB "?code=a%20b%26c%3Dd&iss=http%3A%2F%2F127.0.7.1%3A1" },
    { WEB_QUERY, WEB_QUERY "&code=a%20b%26c%3Dd&iss=http%3A%2F%2F127.0.7.1%3A1" },
    { WEB "?", WEB "?code=a%20b%26c%3Dd&iss=http%3A%2F%2F127.0.7.1%3A1" },
    { SCHEME, SCHEME "?code=a%20b%26c%3Dd&iss=http%3A%2F%2F127.0.7.1%3A1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *uri = gate_org_redirect_dup_with (rows[i].registered, pairs, 3);

      g_assert_cmpstr (uri, ==, rows[i].asked);
    }
}

static void
test_state_is_encoded (void)
{
  static const char *const states[] = { "\r\nSet-Cookie: a=b", "<script>", "&code=other", "#x",
                                        "\"'", "%0d%0a" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      const char *const pairs[] = { "state", states[i] };
      g_autofree char *uri = gate_org_redirect_dup_with (WEB, pairs, 1);
      const char *value = uri + strlen (WEB "?state=");
      g_autofree char *back = g_uri_unescape_string (value, NULL);

      g_assert_null (strpbrk (value, "\r\n <>&#\"'"));
      g_assert_cmpstr (back, ==, states[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redirect/same", test_same);
  g_test_add_func ("/redirect/other", test_other);
  g_test_add_func ("/redirect/bad-registrations", test_bad_registrations);
  g_test_add_func ("/redirect/origins", test_origins);
  g_test_add_func ("/redirect/pages", test_pages);
  g_test_add_func ("/redirect/hosts", test_hosts);
  g_test_add_func ("/redirect/with", test_with);
  g_test_add_func ("/redirect/state-is-encoded", test_state_is_encoded);
  return g_test_run ();
}
