/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-launch-addresses.h"
#include "shadow.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define ACCOUNT "https://api.example.com o-1"
#define ID "11111111-2c5e-4e0c-9a64-7f0e3c1b9d42"

typedef struct
{
  char  *folder;
  GFile *file;
  guint  n_changed;
  guint  n_not_kept;
  guint  n_set_aside;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer unused)
{
  f->folder = g_dir_make_tmp ("gatehouse-launch-XXXXXX", NULL);
  f->file = g_file_new_build_filename (f->folder, "gatehouse", "launch", NULL);
}

static char *
path_aside (Fixture    *f,
            const char *suffix)
{
  return g_strconcat (g_file_peek_path (f->file), suffix, NULL);
}

static void
tear_down (Fixture      *f,
           gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (f->folder, "gatehouse", NULL);
  g_autofree char *bad = path_aside (f, ".bad");
  g_autofree char *worse = path_aside (f, ".bad.2");

  g_remove (g_file_peek_path (f->file));
  g_remove (bad);
  g_remove (worse);
  g_remove (folder);
  g_remove (f->folder);
  g_object_unref (f->file);
  g_free (f->folder);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static GateLaunchAddresses *
open_file (Fixture *f)
{
  GateLaunchAddresses *launch = gate_launch_addresses_new ();

  g_signal_connect_swapped (launch, "changed", G_CALLBACK (count_cb), &f->n_changed);
  g_signal_connect_swapped (launch, "not-kept", G_CALLBACK (count_cb), &f->n_not_kept);
  g_signal_connect_swapped (launch, "set-aside", G_CALLBACK (count_cb), &f->n_set_aside);
  gate_launch_addresses_set_account (launch, ACCOUNT);
  gate_launch_addresses_keep_in (launch, f->file);
  g_assert_false (gate_launch_addresses_can_set (launch, ID));
  wait_until (gate_launch_addresses_can_set (launch, ID));
  return launch;
}

static gboolean
file_has (Fixture    *f,
          const char *what)
{
  g_autofree char *contents = NULL;

  return g_file_get_contents (g_file_peek_path (f->file), &contents, NULL, NULL) &&
         strstr (contents, what) != NULL;
}

static void
set (GateLaunchAddresses *launch,
     const char          *client_id,
     const char          *typed)
{
  const char *sentence = NULL;

  g_assert_true (gate_launch_addresses_set_address (launch, client_id, typed, &sentence));
  g_assert_null (sentence);
}

static void
test_kept (Fixture      *f,
           gconstpointer unused)
{
  const char *odd = "a=b[c]\n#%/\xc3\xa4";
  g_autoptr (GateLaunchAddresses) launch = open_file (f);
  g_autoptr (GateLaunchAddresses) again = NULL;
  struct stat about;
  const char *sentence = NULL;

  g_assert_null (gate_launch_addresses_get_address (launch, ID));
  set (launch, ID, " https://apps.example.com ");
  g_assert_cmpstr (gate_launch_addresses_get_address (launch, ID), ==, "https://apps.example.com/");
  set (launch, odd, "http://127.0.0.1:8080/%41?a=b;c#d");
  wait_until (file_has (f, "8080"));
  g_assert_cmpint (g_stat (g_file_peek_path (f->file), &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0777, ==, 0600);

  again = open_file (f);
  g_assert_cmpstr (gate_launch_addresses_get_address (again, ID), ==, "https://apps.example.com/");
  g_assert_cmpstr (
      gate_launch_addresses_get_address (again, odd), ==, "http://127.0.0.1:8080/%41?a=b;c#d");
  g_assert_false (gate_launch_addresses_set_address (again, ID, "ftp://example.com/", &sentence));
  g_assert_nonnull (sentence);
  g_assert_cmpstr (gate_launch_addresses_get_address (again, ID), ==, "https://apps.example.com/");
  set (again, ID, "  ");
  g_assert_null (gate_launch_addresses_get_address (again, ID));
  wait_until (!file_has (f, "apps.example.com"));
  g_assert_true (file_has (f, "8080"));
  g_assert_cmpuint (f->n_not_kept, ==, 0);
}

static void
test_accounts (Fixture      *f,
               gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = open_file (f);

  set (launch, ID, "https://one.example/");
  gate_launch_addresses_set_account (launch, "https://api.example.com o-2");
  g_assert_null (gate_launch_addresses_get_address (launch, ID));
  set (launch, ID, "https://two.example/");
  gate_launch_addresses_set_account (launch, NULL);
  g_assert_null (gate_launch_addresses_get_address (launch, ID));
  g_assert_false (gate_launch_addresses_can_set (launch, ID));
  gate_launch_addresses_set_account (launch, ACCOUNT);
  g_assert_cmpstr (gate_launch_addresses_get_address (launch, ID), ==, "https://one.example/");
  wait_until (file_has (f, "two.example"));
}

static void
test_given (Fixture      *f,
            gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = open_file (f);
  g_autoptr (GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) ids = NULL;
  guint before = f->n_changed;

  g_hash_table_insert (given, (char *) ID, (char *) "http://127.0.7.2:40001/");
  g_hash_table_insert (given, (char *) "other", (char *) "javascript:alert(1)");
  gate_launch_addresses_set_given (launch, given);
  g_assert_cmpuint (f->n_changed, ==, before + 1);
  g_assert_cmpstr (gate_launch_addresses_get_address (launch, ID), ==, "http://127.0.7.2:40001/");
  g_assert_false (gate_launch_addresses_can_set (launch, ID));
  g_assert_null (gate_launch_addresses_get_address (launch, "other"));
  ids = gate_launch_addresses_dup_given (launch);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpstr (ids[0], ==, ID);
  set (launch, "third", "https://third.example/");
  wait_until (file_has (f, "third.example"));
  g_assert_false (file_has (f, "40001"));
  gate_launch_addresses_set_given (launch, NULL);
  g_assert_null (gate_launch_addresses_get_address (launch, ID));
  g_assert_true (gate_launch_addresses_can_set (launch, ID));
}

static void
test_foreign_file (Fixture      *f,
                   gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = NULL;
  g_autofree char *folder = g_path_get_dirname (g_file_peek_path (f->file));

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (g_file_peek_path (f->file),
                                      "[https%3A%2F%2Fapi.example.com%20o-1]\n"
                                      "a=file:///etc/passwd\nb=https://b.example/\n"
                                      "c=https://u:p@c.example/\nd=\xff\n",
                                      -1,
                                      NULL));
  launch = open_file (f);
  g_assert_null (gate_launch_addresses_get_address (launch, "a"));
  g_assert_cmpstr (gate_launch_addresses_get_address (launch, "b"), ==, "https://b.example/");
  g_assert_null (gate_launch_addresses_get_address (launch, "c"));
  g_assert_null (gate_launch_addresses_get_address (launch, "d"));
}

static void
put_file (Fixture    *f,
          const char *contents)
{
  g_autofree char *folder = g_path_get_dirname (g_file_peek_path (f->file));

  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (g_file_peek_path (f->file), contents, -1, NULL));
}

static void
assert_aside (Fixture    *f,
              const char *suffix,
              const char *expected)
{
  g_autofree char *path = path_aside (f, suffix);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

/* One line that is none of a key file costs that line, and the file is kept as it was. */
static void
test_one_bad_line (Fixture      *f,
                   gconstpointer unused)
{
  const char *contents = "[https%3A%2F%2Fapi.example.com%20o-1]\n"
                         "a=https://a.example/\nnonsense\nb=https://b.example/\n";
  g_autoptr (GateLaunchAddresses) launch = NULL;

  put_file (f, contents);
  launch = open_file (f);
  g_assert_cmpstr (gate_launch_addresses_get_address (launch, "a"), ==, "https://a.example/");
  g_assert_cmpstr (gate_launch_addresses_get_address (launch, "b"), ==, "https://b.example/");
  wait_until (f->n_set_aside == 1);
  assert_aside (f, ".bad", contents);
  set (launch, ID, "https://apps.example.com/");
  wait_until (file_has (f, "apps.example.com"));
  g_assert_true (file_has (f, "a.example"));
  g_assert_true (file_has (f, "b.example"));
  g_assert_cmpuint (f->n_not_kept, ==, 0);
}

/* Nothing of it can be read, twice. */
static void
test_damaged (Fixture      *f,
              gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = NULL;
  g_autoptr (GateLaunchAddresses) again = NULL;

  put_file (f, "\x01\xfenonsense\n[");
  launch = open_file (f);
  wait_until (f->n_set_aside == 1);
  set (launch, ID, "https://apps.example.com/");
  wait_until (file_has (f, "apps.example.com"));
  assert_aside (f, ".bad", "\x01\xfenonsense\n[");
  put_file (f, "more");
  again = open_file (f);
  wait_until (f->n_set_aside == 2);
  assert_aside (f, ".bad", "\x01\xfenonsense\n[");
  assert_aside (f, ".bad.2", "more");
}

/* The file cannot be read, but be moved: a folder is there. */
static void
test_unreadable (Fixture      *f,
                 gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = NULL;
  g_autofree char *bad = path_aside (f, ".bad");

  g_assert_cmpint (g_mkdir_with_parents (g_file_peek_path (f->file), 0700), ==, 0);
  launch = open_file (f);
  wait_until (f->n_set_aside == 1);
  set (launch, ID, "https://apps.example.com/");
  wait_until (file_has (f, "apps.example.com"));
  g_assert_true (g_file_test (bad, G_FILE_TEST_IS_DIR));
}

/* What a link leads to is neither read nor written. */
static void
test_link (Fixture      *f,
           gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = NULL;
  g_autofree char *elsewhere = g_strconcat (g_file_peek_path (f->file), ".elsewhere", NULL);
  g_autofree char *bad = path_aside (f, ".bad");
  g_autofree char *folder = g_path_get_dirname (elsewhere);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (elsewhere, "[x]\n" ID "=https://evil.example/\n", -1, NULL));
  g_assert_cmpint (symlink (elsewhere, g_file_peek_path (f->file)), ==, 0);
  launch = open_file (f);
  wait_until (f->n_set_aside == 1);
  g_assert_true (g_file_test (bad, G_FILE_TEST_IS_SYMLINK));
  set (launch, ID, "https://apps.example.com/");
  wait_until (file_has (f, "apps.example.com"));
}

static void
test_large (Fixture      *f,
            gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = NULL;
  g_autofree char *folder = g_path_get_dirname (g_file_peek_path (f->file));

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (g_file_peek_path (f->file), "# ", -1, NULL));
  g_assert_cmpint (truncate (g_file_peek_path (f->file), 1024 * 1024 * 1024), ==, 0);
  launch = open_file (f);
  wait_until (f->n_set_aside == 1);
}

/* Where the folder is to be there is a file. */
static void
test_not_kept (Fixture      *f,
               gconstpointer unused)
{
  g_autoptr (GateLaunchAddresses) launch = NULL;
  g_autofree char *folder = g_path_get_dirname (g_file_peek_path (f->file));

  g_assert_true (g_file_set_contents (folder, "x", -1, NULL));
  launch = open_file (f);
  set (launch, ID, "https://apps.example.com/");
  wait_until (f->n_not_kept == 1);
  g_assert_cmpstr (gate_launch_addresses_get_address (launch, ID), ==, "https://apps.example.com/");
}

#define ADD(name, function) \
  g_test_add ("/launch/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("accounts", test_accounts);
  ADD ("given", test_given);
  ADD ("foreign-file", test_foreign_file);
  ADD ("one-bad-line", test_one_bad_line);
  ADD ("damaged", test_damaged);
  ADD ("unreadable", test_unreadable);
  ADD ("link", test_link);
  ADD ("large", test_large);
  ADD ("not-kept", test_not_kept);
  return g_test_run ();
}
