/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-log.h"

#include <string.h>

static void
test_escape (void)
{
  static const struct
  {
    const char *text;
    const char *logged;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "plain text", "plain text" },
    { "one\ntwo\rthree", "one\\ntwo\\rthree" },
    { "\033[31m", "\\033[31m" },
    { "a\"b\\c", "a\\\"b\\\\c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *logged = gate_log_escape (cases[i].text);

      g_assert_cmpstr (logged, ==, cases[i].logged);
    }
}

static void
test_escape_one_line (void)
{
  for (guint round = 0; round < 500; round++)
    {
      char bytes[64];
      g_autofree char *logged = NULL;

      for (guint i = 0; i < sizeof bytes - 1; i++)
        bytes[i] = (char) g_test_rand_int_range (1, 256);
      bytes[sizeof bytes - 1] = '\0';
      logged = gate_log_escape (bytes);
      for (const char *p = logged; *p != '\0'; p++)
        g_assert_true (*p >= 0x20 && *p < 0x7f);
    }
}

static void
test_escape_long (void)
{
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_autofree char *logged = gate_log_escape (text);

  g_assert_cmpuint (strlen (logged), ==, 200);
}

static void
test_path (void)
{
  static const struct
  {
    const char *path;
    const char *logged;
  } cases[] = {
    { "/api/v2/oauth/scopes", "/api/v2/oauth/scopes" },
    { "/callback?code=canary&state=canary", "/callback?…" },
    { "/callback?", "/callback?…" },
    { "/a?b?canary", "/a?…" },
    { "/a\nforged", "/a\\nforged" },
    { "", "" },
    { "?canary", "?…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *logged = gate_log_redact_path (cases[i].path);

      g_test_message ("%u", i);
      g_assert_nonnull (logged);
      g_assert_cmpstr (logged, ==, cases[i].logged);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/escape", test_escape);
  g_test_add_func ("/log/escape/one-line", test_escape_one_line);
  g_test_add_func ("/log/escape/long", test_escape_long);
  g_test_add_func ("/log/path", test_path);
  return g_test_run ();
}
