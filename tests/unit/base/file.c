/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_BYTES 1000

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GateFileContent *
read_file (const char   *path,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) result = NULL;

  gate_file_read_async (file, MAX_BYTES, cancellable, ready_cb, &result);
  g_assert_null (result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return gate_file_read_finish (result, error);
}

static void
check_content (const char *path,
               const char *text,
               gsize       length)
{
  g_autoptr (GateFileContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, text, (gssize) length, 0, 0640, &error));
  content = read_file (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (content->text, content->length, text, length);
  g_assert_cmpint (content->text[length], ==, '\0');
  g_assert_cmpuint (content->status.st_uid, ==, geteuid ());
  g_assert_cmpuint (content->status.st_mode & 07777, ==, 0640);
}

static void
check_refused (const char *path,
               int         code)
{
  g_autoptr (GateFileContent) content = NULL;
  g_autoptr (GError) error = NULL;

  content = read_file (path, NULL, &error);
  g_assert_null (content);
  g_assert_error (error, G_IO_ERROR, code);
}

static void
test_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *largest = g_strnfill (MAX_BYTES, 'x');

  check_content (path, "", 0);
  check_content (path, "a\0b", 3);
  check_content (path, largest, MAX_BYTES);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_refused (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *link_path = g_build_filename (folder, "link", NULL);

  check_refused (path, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_cmpint (truncate (path, MAX_BYTES + 1), ==, 0);
  check_refused (path, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_assert_cmpint (truncate (path, 1024 * 1024 * 1024), ==, 0);
  check_refused (path, G_IO_ERROR_MESSAGE_TOO_LARGE);
  g_assert_cmpint (truncate (path, 1), ==, 0);
  g_assert_cmpint (symlink (path, link_path), ==, 0);
  check_refused (link_path, G_IO_ERROR_NOT_REGULAR_FILE);
  check_refused (folder, G_IO_ERROR_NOT_REGULAR_FILE);
  check_refused ("/dev/zero", G_IO_ERROR_NOT_REGULAR_FILE);
  check_refused ("https://example.com/", G_IO_ERROR_NOT_REGULAR_FILE);
  /* It has no size, and yet a content. */
  check_refused ("/proc/self/status", G_IO_ERROR_BUSY);
  g_unlink (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  check_refused (path, G_IO_ERROR_NOT_REGULAR_FILE);
  g_unlink (path);
  g_unlink (link_path);
  g_rmdir (folder);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GateFileContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  content = read_file ("/proc/self/status", cancellable, &error);
  g_assert_null (content);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file/read", test_read);
  g_test_add_func ("/file/refused", test_refused);
  g_test_add_func ("/file/cancelled", test_cancelled);
  return g_test_run ();
}
