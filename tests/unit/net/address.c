/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "test"

#include "gate-address.h"
#include "gate-error.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *address;
} accepted[] = {
  { "https://api.example.com", "https://api.example.com/" },
  { "https://api.example.com/", "https://api.example.com/" },
  { "HTTPS://API.Example.COM/Path", "https://api.example.com/Path" },
  { "https://api.example.com:443/", "https://api.example.com/" },
  { "https://api.example.com:8443/a/b", "https://api.example.com:8443/a/b" },
  { "https://api.example.com?a=b", "https://api.example.com/?a=b" },
  { "https://api.example.com/a?b=/c?d&e=%2F", "https://api.example.com/a?b=/c?d&e=%2F" },
  { "https://api.example.com/a%2Fb%3Ac", "https://api.example.com/a%2Fb%3Ac" },
  { "https://localhost/", "https://localhost/" },
  { "https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/" },
  { "https://10.0.0.1/", "https://10.0.0.1/" },
  { "https://[2001:db8::1]:9/x", "https://[2001:db8::1]:9/x" },
  { "https://api.example.com/a@b", "https://api.example.com/a@b" },
  { "http://127.0.7.1:8080/", "http://127.0.7.1:8080/" },
  { "http://127.0.0.1:80", "http://127.0.0.1/" },
  { "http://127.255.255.255:1", "http://127.255.255.255:1/" },
  { "http://[::1]:8080/x", "http://[::1]:8080/x" },
};

static const char *const refused[] = {
  "", " ", "api.example.com", "/api", "//api.example.com", "://x", "https", "https:", "https:/x",
  "https://", "https:///x", "https://:443/", "https://?a", "https://#a",
  /* other schemes */
  "ftp://api.example.com/", "file:///etc/passwd", "javascript:alert(1)", "javascript://x/%0aalert(1)",
  "data:text/html,x", "ws://127.0.0.1/", "httpss://api.example.com/", "http+unix://x/",
  "x https://api.example.com/",
  /* http that would leave this computer, or might */
  "http://api.example.com/", "http://localhost/", "http://localhost:8080/", "http://0.0.0.0/",
  "http://128.0.0.1/", "http://126.255.255.255/", "http://127.1/", "http://127.0.1/", "http://127/",
  "http://2130706433/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.0.0.01/",
  "http://127.0.0.256/", "http://127.0.0.1.evil.example/", "http://127.0.0.1.", "http://127.0.0.1x/",
  "http://127.0.0.-1/", "http://127.0.0.+1/", "http://127.0.0./", "http://evil.127.0.0.1/",
  "http://[::]/", "http://[::2]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/",
  "http://[::1%25lo]/", "http://[::1", "http://::1/", "http://[127.0.0.1]/", "http://[::1]x/",
  "http://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1/", "http://127\xe3\x80\x82" "0.0.1/",
  "http://127.0.0.1\\@evil.example/", "http://127.0.0.1%2eevil.example/", "http://%31%32%37.0.0.1/",
  /* user names */
  "https://user@api.example.com/", "https://user:pass@api.example.com/", "https://@api.example.com/",
  "http://127.0.0.1@evil.example/", "http://127.0.0.1:80@evil.example/",
  /* hosts and ports */
  "https://api..example.com/", "https://.example.com/", "https://api.example.com./",
  "https://-api.example.com/", "https://api-.example.com/", "https://api_x.example.com/",
  "https://b\xc3\xbc" "cher.example/", "https://a%2eb/", "https://a b/", "https://api.example.com:/",
  "https://api.example.com:0/", "https://api.example.com:65536/", "https://api.example.com:-1/",
  "https://api.example.com:+1/", "https://api.example.com:80x/", "https://api.example.com:80:80/",
  "https://[zz]/", "https://[api.example.com]/",
  /* what is behind them */
  "https://api.example.com/#a", "https://api.example.com/a#", "https://api.example.com/?a#b",
  "https://api.example.com/a b", "https://api.example.com/a\tb", "https://api.example.com/a\nb",
  "https://api.example.com/a\r\nX: y", "https://api.example.com/a\x7f", "https://api.example.com\n",
  "https://api.example.com/\\b", "https://api.example.com\\b", "https://api.example.com/\"",
  "https://api.example.com/<b>", "https://api.example.com/{a}", "https://api.example.com/a|b",
  "https://api.example.com/^", "https://api.example.com/`", "https://api.example.com/\xc3\xa9",
  "https://api.example.com/%", "https://api.example.com/%4", "https://api.example.com/%zz",
  "https://api.example.com/%00", "https://api.example.com/a%0d%0aX:y", "https://api.example.com/%7f",
  "https://api.example.com/?a=%0A", "https://api.example.com/..", "https://api.example.com/a/../b",
  "https://api.example.com/./b", "https://api.example.com/a/%2e%2E/b", "https://api.example.com/.%2e",
};

static void
assert_refused (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) address = NULL;

  g_test_message ("%.100s", text);
  address = gate_address_parse (text, &error);
  g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
  g_assert_null (address);
}

static void
test_parse (void)
{
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *long_label = g_strdup_printf ("https://%s.example/", label);
  g_autofree char *path = g_strnfill (8192, 'a');
  g_autofree char *long_path = g_strdup_printf ("https://api.example.com/%s", path);

  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) address = gate_address_parse (accepted[i].text, &error);
      g_autofree char *text = NULL;

      g_test_message ("%s", accepted[i].text);
      g_assert_no_error (error);
      text = g_uri_to_string (address);
      g_assert_cmpstr (text, ==, accepted[i].address);
      g_assert_true (gate_address_check (address, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i]);
  assert_refused (long_label);
  assert_refused (long_path);
}

static const struct
{
  const char *base;
  const char *segments[4];
  const char *query;
  const char *address;
} built[] = {
  { "https://h", { NULL }, NULL, "https://h/" },
  { "https://h/", { "api", "v2" }, NULL, "https://h/api/v2" },
  { "https://h/p/", { "api" }, "a=b&c=%2F", "https://h/p/api?a=b&c=%2F" },
  { "https://h/p//?x=y", { "api" }, NULL, "https://h/p/api" },
  { "https://h:9", { "a/b", "c:d" }, NULL, "https://h:9/a%2Fb/c%3Ad" },
  { "https://h", { "a?b", "c#d" }, NULL, "https://h/a%3Fb/c%23d" },
  { "https://h", { "a%2Fb", "a b", "\\" }, NULL, "https://h/a%252Fb/a%20b/%5C" },
  { "https://h", { "\r\nX: y", "a@b" }, NULL, "https://h/%0D%0AX%3A%20y/a%40b" },
  { "https://h", { "\xc3\xa9", "\xff" }, NULL, "https://h/%C3%A9/%FF" },
  { "https://h", { "a+b;c,d=e&f" }, NULL, "https://h/a%2Bb%3Bc%2Cd%3De%26f" },
  { "https://h", { "..", "x" }, NULL, "https://h/%25/x" },
  { "https://h", { "a", ".", "x" }, NULL, "https://h/a/%25/x" },
  { "https://h", { "a", "", "x" }, NULL, "https://h/a/%25/x" },
  { "https://h", { "a", "" }, NULL, "https://h/a/%25" },
  { "https://h", { "...", ".a" }, NULL, "https://h/.../.a" },
  { "http://[::1]:7", { "//evil.example" }, NULL, "http://[::1]:7/%2F%2Fevil.example" },
};

static void
test_parse_api (void)
{
  static const struct
  {
    const char *text, *list; /* NULL: refused */
  } cases[] = {
    { "https://h", "https://h/api/v2/x" },
    { "https://h/", "https://h/api/v2/x" },
    { "https://h/api/v2", "https://h/api/v2/x" },
    { "https://h/api/v2/", "https://h/api/v2/x" },
    { "https://h/api/v2//", "https://h/api/v2/x" },
    { "https://h:8443//api/v2?y", "https://h:8443/api/v2/x" },
    { "http://[::1]:80/api/v2", "http://[::1]/api/v2/x" },
    { "https://h/behind/a/proxy/api/v2/", "https://h/behind/a/proxy/api/v2/x" },
    { "https://h/api/v2/api/v2", "https://h/api/v2/api/v2/x" },
    { "https://h/api", "https://h/api/api/v2/x" },
    { "https://h/api/v1", "https://h/api/v1/api/v2/x" },
    { "https://h/xapi/v2", "https://h/xapi/v2/api/v2/x" },
    { "ftp://h/api/v2", NULL },
    { "h/api/v2", NULL },
  };
  static const char *const segments[] = { "api", "v2", "x", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) base = gate_address_parse_api (cases[i].text, &error);
      g_autoptr (GUri) list = base != NULL ? gate_address_build (base, segments, NULL) : NULL;
      g_autofree char *written = list != NULL ? g_uri_to_string (list) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (written, ==, cases[i].list);
      if (cases[i].list == NULL)
        g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
    }
}

static void
test_build (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (built); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) base = gate_address_parse (built[i].base, &error);
      g_autoptr (GUri) address = gate_address_build (base, built[i].segments, built[i].query);
      g_autofree char *text = g_uri_to_string (address);

      g_assert_cmpstr (text, ==, built[i].address);
      g_assert_true (gate_address_check (address, &error));
      g_assert_no_error (error);
    }
}

static const struct
{
  const char *reference;
  const char *address;
} resolved[] = {
  { "/api/v2/oauth/clients?pageNumber=2", "https://h.example/api/v2/oauth/clients?pageNumber=2" },
  { "/", "https://h.example/" },
  { "https://h.example/next", "https://h.example/next" },
  { "HTTPS://H.EXAMPLE:443/next", "https://h.example/next" },
  { "https://h.example", "https://h.example/" },
  { "/a?next=https://evil.example/", "https://h.example/a?next=https://evil.example/" },
  { "/@evil.example", "https://h.example/@evil.example" },
  { "https://evil.example/next", NULL },
  { "http://h.example/next", NULL },
  { "http://127.0.0.1/next", NULL },
  { "https://h.example:444/next", NULL },
  { "https://h.example.evil.example/", NULL },
  { "https://h.example@evil.example/", NULL },
  { "https://user@h.example/", NULL },
  { "//evil.example/next", NULL },
  { "///evil.example/next", NULL },
  { "/\\evil.example", NULL },
  { "\\\\evil.example", NULL },
  { "/\t/evil.example", NULL },
  { "javascript:alert(1)", NULL },
  { "data:,x", NULL },
  { "file:///etc/passwd", NULL },
  { "next", NULL },
  { "?pageNumber=2", NULL },
  { "", NULL },
  { " /next", NULL },
  { "../next", NULL },
  { "/api/../../admin", NULL },
  { "/api/%2e%2e/admin", NULL },
  { "/a#b", NULL },
  { "/a%0d%0aX:y", NULL },
  { "/a b", NULL },
};

static void
test_resolve (void)
{
  g_autoptr (GUri) base = gate_address_parse ("https://h.example/api/v2/x?pageNumber=1", NULL);
  g_autofree char *huge = g_strnfill (64 * 1024, '/');

  for (guint i = 0; i <= G_N_ELEMENTS (resolved); i++)
    {
      const char *reference = i < G_N_ELEMENTS (resolved) ? resolved[i].reference : huge;
      const char *expected = i < G_N_ELEMENTS (resolved) ? resolved[i].address : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) address = gate_address_resolve (base, reference, &error);
      g_autofree char *text = address != NULL ? g_uri_to_string (address) : NULL;

      g_test_message ("%.100s", reference);
      g_assert_cmpstr (text, ==, expected);
      if (expected == NULL)
        g_assert_error (error, GATE_ERROR, GATE_ERROR_PROTOCOL);
    }
}

/* An address that was not made here is looked at before it is used. */
static const struct
{
  const char *scheme, *userinfo, *host, *path, *query, *fragment;
} foreign[] = {
  { "http", NULL, "api.example.com", "/", NULL, NULL },
  { "http", NULL, "localhost", "/", NULL, NULL },
  { "http", NULL, "127.1", "/", NULL, NULL },
  { "ftp", NULL, "h", "/", NULL, NULL },
  { "https", "u", "h", "/", NULL, NULL },
  { "https", NULL, "h", "/", NULL, "f" },
  { "https", NULL, NULL, "/", NULL, NULL },
  { "https", NULL, "", "/", NULL, NULL },
  { "https", NULL, "h h", "/", NULL, NULL },
  { "https", NULL, "h/x", "/", NULL, NULL },
  { "https", NULL, "h", "", NULL, NULL },
  { "https", NULL, "h", "/a/../b", NULL, NULL },
  { "https", NULL, "h", "/a b", NULL, NULL },
  { "https", NULL, "h", "/\xc3\xa9", NULL, NULL },
  { "https", NULL, "h", "/a\r\nX: y", NULL, NULL },
  { "https", NULL, "h", "/", "a b", NULL },
  { "https", NULL, "h", "/", "a\nb", NULL },
};

static void
test_check (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) address =
          g_uri_build (G_URI_FLAGS_ENCODED, foreign[i].scheme, foreign[i].userinfo, foreign[i].host,
                       -1, foreign[i].path, foreign[i].query, foreign[i].fragment);

      g_test_message ("%u", i);
      g_assert_false (gate_address_check (address, &error));
      g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
    }
}

static void
test_origin (void)
{
  g_autoptr (GUri) name = gate_address_parse ("https://h:443/x?y", NULL);
  g_autoptr (GUri) literal = gate_address_parse ("http://[::1]:8080/x", NULL);
  g_autoptr (GUri) v4 = gate_address_parse ("https://127.0.0.1:1/x", NULL);
  g_autofree char *a = gate_address_dup_origin (name);
  g_autofree char *b = gate_address_dup_origin (literal);
  g_autofree char *c = gate_address_dup_origin (v4);

  g_assert_cmpstr (a, ==, "https://h");
  g_assert_cmpstr (b, ==, "http://[::1]:8080");
  g_assert_cmpstr (c, ==, "https://127.0.0.1:1");
  g_assert_false (gate_address_is_loopback (name));
  g_assert_true (gate_address_is_loopback (literal));
  g_assert_true (gate_address_is_loopback (v4));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/address/parse", test_parse);
  g_test_add_func ("/net/address/parse-api", test_parse_api);
  g_test_add_func ("/net/address/build", test_build);
  g_test_add_func ("/net/address/row-59/resolve", test_resolve);
  g_test_add_func ("/net/address/check", test_check);
  g_test_add_func ("/net/address/origin", test_origin);
  return g_test_run ();
}
