/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-options.h"

#include "gate-error.h"

static GateOptions *
parse (const char *name,
       const char *value,
       ...)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GError) error = NULL;
  GateOptions *options = NULL;
  va_list args;

  va_start (args, value);
  while (name != NULL)
    {
      if (value != NULL)
        g_variant_dict_insert (&dict, name, "s", value);
      else
        g_variant_dict_insert (&dict, name, "b", TRUE);
      name = va_arg (args, const char *);
      if (name != NULL)
        value = va_arg (args, const char *);
    }
  va_end (args);
  options = gate_options_new (&dict, &error);
  g_assert_true ((options == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (gate_error_matches (error, GATE_ERROR_INVALID));
  return options;
}

static void
test_local (void)
{
  g_autoptr (GateOptions) plain = parse (NULL, NULL);
  g_autoptr (GateOptions) local = parse ("local", NULL, NULL);
  g_autoptr (GateOptions) person = parse ("sign-in", "reviewer", NULL);

  g_assert_false (plain->local);
  g_assert_true (local->local);
  g_assert_null (local->sign_in);
  g_assert_true (person->local);
  g_assert_cmpstr (person->sign_in, ==, "reviewer");
}

static void
test_given (void)
{
  g_autoptr (GateOptions) all =
      parse ("api", "http://127.0.7.1:1", "login", "http://127.0.7.1:1", "token-file", "t", NULL);

  g_assert_nonnull (all);
  g_assert_false (all->local);
  g_assert_null (parse ("api", "http://127.0.7.1:1", NULL));
  g_assert_null (parse ("api", "a", "login", "b", NULL));
  g_assert_null (parse ("token-file", "t", NULL));
  g_assert_null (parse ("local", NULL, "api", "a", "login", "b", "token-file", "t", NULL));
  g_assert_null (parse ("sign-in", "admin", "api", "a", "login", "b", "token-file", "t", NULL));
}

static void
test_file_names (void)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GateOptions) options = NULL;

  g_variant_dict_insert (&dict, "picture", "^ay", "/a/\xff.png");
  options = gate_options_new (&dict, NULL);
  g_assert_cmpstr (options->picture, ==, "/a/\xff.png");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/options/local", test_local);
  g_test_add_func ("/ui/options/given", test_given);
  g_test_add_func ("/ui/options/file-names", test_file_names);
  return g_test_run ();
}
