/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Which files are taken as a token, which are not, and that a refused token stays refused. */

#include "gate-static-token.h"

#include "gate-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gate-token-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "token", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);

  g_unlink (link);
  g_unlink (fixture->path);
  g_rmdir (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (const char *path,
            const char *text,
            gssize      length,
            int         mode)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  g_assert_null (*result);
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static GateTokenSource *
load (const char   *path,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  gate_static_token_load_file_async (file, cancellable, ready_cb, &result);
  return gate_static_token_load_file_finish (wait_for (&result), error);
}

static char *
get_token (GateTokenSource *source,
           const char      *refused,
           GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gate_token_source_get_token_async (source, refused, NULL, ready_cb, &result);
  return gate_token_source_get_token_finish (source, wait_for (&result), error);
}

static void
check_token (const char *path,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateTokenSource) source = load (path, NULL, &error);
  g_autofree char *token = NULL;

  g_assert_no_error (error);
  token = get_token (source, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token, ==, expected);
}

static void
check_refused (const char *path,
               const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (path, NULL, &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
  g_assert_cmpstr (gate_error_get_server_code (error), ==, code);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_good_files (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const around[][2] = {
    { "", "" },     { "", "\n" },   { "", "\r\n" },       { "", "\r" },
    { " ", "" },    { "\t", " " },  { "", "\n\n" },       { "\n", "\n" },
    { "\r\n", "" }, { "", " \r\n" }, { " \t\r\n", "\r\n\t " },
  };
  g_autofree char *longest = g_strnfill (8192, 'x');
  const char *const tokens[] = { "abc-._~+/=", "a", "A9==", longest };

  for (gsize i = 0; i < G_N_ELEMENTS (around) * G_N_ELEMENTS (tokens); i++)
    {
      const char *token = tokens[i % G_N_ELEMENTS (tokens)];
      const char *const *blanks = around[i / G_N_ELEMENTS (tokens)];
      g_autofree char *text = g_strconcat (blanks[0], token, blanks[1], NULL);

      write_file (fixture->path, text, -1, i % 2 == 0 ? 0600 : 0400);
      check_token (fixture->path, token);
      g_chmod (fixture->path, 0600);
    }
}

typedef struct
{
  const char *text;
  gssize      length;
  const char *code;
} Bad;

static void
test_bad_content (Fixture      *fixture,
                  gconstpointer data)
{
  static const Bad bad[] = {
    { "", 0, GATE_TOKEN_FILE_EMPTY },
    { "\n", -1, GATE_TOKEN_FILE_EMPTY },
    { " \r\n\t", -1, GATE_TOKEN_FILE_EMPTY },
    { "\"secret\"\n", -1, GATE_TOKEN_FILE_QUOTED },
    { "'secret'", -1, GATE_TOKEN_FILE_QUOTED },
    { "`secret`", -1, GATE_TOKEN_FILE_QUOTED },
    { "“secret”\r\n", -1, GATE_TOKEN_FILE_QUOTED },
    { "„secret“", -1, GATE_TOKEN_FILE_QUOTED },
    { "\"Bearer secret\"", -1, GATE_TOKEN_FILE_QUOTED },
    { "\xef\xbb\xbfsecret\r\n", -1, GATE_TOKEN_FILE_MARKED },
    { "\xff\xfes\0e\0c\0r\0e\0t\0\r\0\n\0", 18, GATE_TOKEN_FILE_MARKED },
    { "\xfe\xff\0s\0e\0c", 8, GATE_TOKEN_FILE_MARKED },
    { "Bearer secret", -1, GATE_TOKEN_FILE_BEARER },
    { "bearer\tsecret\n", -1, GATE_TOKEN_FILE_BEARER },
    { "Authorization: Bearer secret", -1, GATE_TOKEN_FILE_BEARER },
    { "secret\nsecret\n", -1, GATE_TOKEN_FILE_LINES },
    { "secret\r\nsecret", -1, GATE_TOKEN_FILE_LINES },
    { "secret\n\nother", -1, GATE_TOKEN_FILE_LINES },
    { "{\"access_token\":\"secret\"}", -1, GATE_TOKEN_FILE_JSON },
    { "{\n  \"access_token\": \"secret\"\n}\n", -1, GATE_TOKEN_FILE_JSON },
    { "[\"secret\"]", -1, GATE_TOKEN_FILE_JSON },
    { "sec ret", -1, GATE_TOKEN_FILE_OTHER },
    { "sec\0ret", 7, GATE_TOKEN_FILE_OTHER },
    { "secret\0\n", 8, GATE_TOKEN_FILE_OTHER },
    { "sécret", -1, GATE_TOKEN_FILE_OTHER },
    { "sec=ret", -1, GATE_TOKEN_FILE_OTHER },
    { "==", -1, GATE_TOKEN_FILE_OTHER },
    { "token:secret", -1, GATE_TOKEN_FILE_OTHER },
    { "sec\"ret", -1, GATE_TOKEN_FILE_OTHER },
    { "secret;", -1, GATE_TOKEN_FILE_OTHER },
    { "\xc2\xa0secret", -1, GATE_TOKEN_FILE_OTHER },
  };
  static const gsize too_large[] = { 8193, 16 * 1024, 16 * 1024 + 1, 100 * 1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i].code);
      write_file (fixture->path, bad[i].text, bad[i].length, 0600);
      check_refused (fixture->path, bad[i].code);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++)
    {
      g_autofree char *text = g_strnfill (too_large[i], 'x');

      write_file (fixture->path, text, -1, 0600);
      check_refused (fixture->path, GATE_TOKEN_FILE_TOO_LARGE);
    }
}

static void
test_bad_files (Fixture      *fixture,
                gconstpointer data)
{
  static const int modes[] = { 0640, 0604, 0660, 0644, 0610, 0777 };
  g_autofree char *link_path = g_build_filename (fixture->folder, "link", NULL);

  check_refused (fixture->path, GATE_TOKEN_FILE_MISSING);
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      write_file (fixture->path, "secret", -1, modes[i]);
      check_refused (fixture->path, GATE_TOKEN_FILE_EXPOSED);
    }
  g_chmod (fixture->path, 0600);
  g_assert_cmpint (symlink (fixture->path, link_path), ==, 0);
  check_refused (link_path, GATE_TOKEN_FILE_NOT_PLAIN);
  check_refused (fixture->folder, GATE_TOKEN_FILE_NOT_PLAIN);
  g_unlink (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  check_refused (fixture->path, GATE_TOKEN_FILE_NOT_PLAIN);
  if (geteuid () == 0)
    {
      g_unlink (fixture->path);
      write_file (fixture->path, "secret", -1, 0600);
      g_assert_cmpint (chown (fixture->path, 12345, (gid_t) -1), ==, 0);
      check_refused (fixture->path, GATE_TOKEN_FILE_FOREIGN);
    }
}

static void
test_remote (void)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("sftp://example.com/token");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gate_static_token_load_file_async (file, NULL, ready_cb, &result);
  g_assert_null (gate_static_token_load_file_finish (wait_for (&result), &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
}

/* After each number of turns of the main loop: never a hang, never anything but the one error. */
static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  write_file (fixture->path, "secret", -1, 0600);
  for (guint turns = 0; turns < 12; turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
      g_autoptr (GateTokenSource) source = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      gate_static_token_load_file_async (file, cancellable, ready_cb, &result);
      for (guint i = 0; i < turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      source = gate_static_token_load_file_finish (result, &error);
      g_assert_true (source != NULL || gate_error_is_cancelled (error));
      g_assert_true (turns > 0 || source == NULL);
    }
}

static void
test_refused (void)
{
  g_autoptr (GateTokenSource) source = gate_static_token_new ("abc");
  g_autoptr (GError) error = NULL;
  g_autofree char *other = get_token (source, "older", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (other, ==, "abc");
  g_assert_null (get_token (source, "abc", &error));
  g_assert_error (error, GATE_ERROR, GATE_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (error->message, "abc"));
}

/* J61: what cannot be a token is never sent. */
static void
test_unusable (void)
{
  g_autofree char *huge = g_strnfill (100 * 1024, 'x');
  const char *const bad[] = { NULL,  "",     " ",    "a b", "a\nb",   "a\r\nHost: x",
                              "\303\244", "{}", "\"a\"", "a=b", "a,b", huge };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GateTokenSource) source = gate_static_token_new (bad[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (get_token (source, NULL, &error));
      g_assert_error (error, GATE_ERROR, GATE_ERROR_UNAUTHORIZED);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/auth/static-token/good-files", test_good_files);
  ADD ("/auth/static-token/bad-content", test_bad_content);
  ADD ("/auth/static-token/bad-files", test_bad_files);
  ADD ("/auth/static-token/cancelled", test_cancelled);
  g_test_add_func ("/auth/static-token/remote", test_remote);
  g_test_add_func ("/auth/static-token/refused", test_refused);
  g_test_add_func ("/auth/static-token/unusable", test_unusable);
  return g_test_run ();
}
