/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What may be opened, and that nothing else reaches whatever opens it. */

#include "gate-error.h"
#include "gate-opener.h"
#include "shadow.h"

#include <string.h>

static const struct
{
  const char *typed;
  const char *opened;
} good[] = {
  { "https://apps.example.com/start", "https://apps.example.com/start" },
  { "  https://apps.example.com  ", "https://apps.example.com/" },
  { "HTTPS://apps.example.com/a?b=c&d=%20e", "https://apps.example.com/a?b=c&d=%20e" },
  { "https://apps.example.com:8443/#/login?x=1", "https://apps.example.com:8443/#/login?x=1" },
  { "http://127.0.7.2:40001/", "http://127.0.7.2:40001/" },
  { "http://[::1]:8080/x", "http://[::1]:8080/x" },
  { "https://example.com/$(reboot);'", "https://example.com/$(reboot);'" },
};

static const char *const bad[] = {
  "",
  "   ",
  "apps.example.com",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "ftp://example.com/",
  "data:text/html,x",
  "mailto:a@b.example",
  "x-scheme://example.com/",
  "--flag",
  "-https://example.com/",
  "https:example.com",
  "https://",
  "https:///path",
  "https://user@example.com/",
  "https://user:secret@example.com/",
  "http://example.com/",
  "http://localhost:8080/",
  "http://10.0.0.1/",
  "http://127.0.0.1.example.com/",
  "http://127.0.0.1@example.com/",
  "https://exa mple.com/",
  "https://example.com/a b",
  "https://example.com/\"x\"",
  "https://example.com/\n--flag",
  "https://example.com/%0a",
  "https://example.com/%00",
  "https://example.com/#a#b",
  "https://example.com/#a b",
  "https://example.com/#%7f",
  "https://example.com\\@evil.example/",
  "https://example.com:99999/",
  "https://ex\xc3\xa4mple.com/",
  "https://\xff.example/",
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const char *sentence = NULL;
      g_autofree char *address = gate_opener_check (good[i].typed, &sentence);

      g_test_message ("%s", good[i].typed);
      g_assert_cmpstr (address, ==, good[i].opened);
      g_assert_null (sentence);
    }
}

static void
test_bad (void)
{
  g_autofree char *endless = g_strnfill (10000, 'a');
  g_autofree char *too_long = g_strconcat ("https://example.com/", endless, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *sentence = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (gate_opener_check (bad[i], &sentence));
      g_assert_nonnull (sentence);
    }
  g_assert_null (gate_opener_check (too_long, NULL));
}

static void
test_sentences (void)
{
  const char *sentence = NULL;

  gate_opener_check ("ftp://example.com/", &sentence);
  g_assert_nonnull (strstr (sentence, "begins with https://"));
  gate_opener_check ("https://u@example.com/", &sentence);
  g_assert_nonnull (strstr (sentence, "before the @"));
  gate_opener_check ("http://example.com/", &sentence);
  g_assert_nonnull (strstr (sentence, "Only this computer’s own"));
  gate_opener_check ("http://127.0.0.1:8080/#a b", &sentence);
  g_assert_nonnull (strstr (sentence, "Look for spaces"));
  gate_opener_check ("https://a b/", &sentence);
  g_assert_nonnull (strstr (sentence, "Look for spaces"));
}

#define TEST_TYPE_OPENER (test_opener_get_type ())
G_DECLARE_FINAL_TYPE (TestOpener, test_opener, TEST, OPENER, GObject)

/* Remembers what it was to open; fails when told to. */
struct _TestOpener
{
  GObject parent_instance;

  GPtrArray *opened;
  gboolean   fails;
};

static void
test_opener_open_async (GateOpener         *opener,
                        const char         *address,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  TestOpener *self = TEST_OPENER (opener);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_ptr_array_add (self->opened, g_strdup (address));
  if (self->fails)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no browser");
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
test_opener_open_finish (GateOpener   *opener,
                         GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
test_opener_iface_init (GateOpenerInterface *iface)
{
  iface->open_async = test_opener_open_async;
  iface->open_finish = test_opener_open_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestOpener,
                               test_opener,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GATE_TYPE_OPENER, test_opener_iface_init))

static void
test_opener_finalize (GObject *object)
{
  g_ptr_array_unref (TEST_OPENER (object)->opened);
  G_OBJECT_CLASS (test_opener_parent_class)->finalize (object);
}

static void
test_opener_class_init (TestOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_opener_finalize;
}

static void
test_opener_init (TestOpener *self)
{
  self->opened = g_ptr_array_new_with_free_func (g_free);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError **error = user_data;

  if (gate_opener_open_finish (GATE_OPENER (source), result, error))
    *error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_EXISTS, "opened");
}

static void
test_open (void)
{
  g_autoptr (TestOpener) opener = g_object_new (TEST_TYPE_OPENER, NULL);
  g_autoptr (GError) error = NULL;

  gate_opener_open_async (
      GATE_OPENER (opener), "https://example.com/$(x)?a;b", NULL, opened_cb, &error);
  wait_until (error != NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_cmpuint (opener->opened->len, ==, 1);
  g_assert_cmpstr (opener->opened->pdata[0], ==, "https://example.com/$(x)?a;b");

  g_clear_error (&error);
  gate_opener_open_async (GATE_OPENER (opener), "file:///etc/passwd", NULL, opened_cb, &error);
  wait_until (error != NULL);
  g_assert_true (gate_error_matches (error, GATE_ERROR_INVALID));
  g_assert_cmpuint (opener->opened->len, ==, 1);

  g_clear_error (&error);
  opener->fails = TRUE;
  gate_opener_open_async (GATE_OPENER (opener), "https://example.com/", NULL, opened_cb, &error);
  wait_until (error != NULL);
  g_assert_true (gate_error_matches (error, GATE_ERROR_FAILED));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/opener/good", test_good);
  g_test_add_func ("/opener/bad", test_bad);
  g_test_add_func ("/opener/sentences", test_sentences);
  g_test_add_func ("/opener/open", test_open);
  return g_test_run ();
}
