/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A copied secret is marked as one, and does not stay. */

#include "gate-clipboard-secret.h"

#define QUICK_MS 20

static gboolean
tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
has_content (GdkClipboard *clipboard)
{
  return gdk_clipboard_get_content (clipboard) != NULL;
}

static void
wait_until_empty (GdkClipboard *clipboard)
{
  gint64 deadline_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (has_content (clipboard) && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_assert_false (has_content (clipboard));
}

static void
test_marked (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (""));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  gate_clipboard_secret (widget, "correct horse", QUICK_MS);
  formats = gdk_clipboard_get_formats (clipboard);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "x-kde-passwordManagerHint"));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (
      gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, "correct horse");
  wait_until_empty (clipboard);
}

static gboolean
passed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The display tells later that a clipboard was given up; somebody who takes it before that hears of
 * it as if it were about theirs. */
static void
settle (GdkClipboard *clipboard)
{
  gdk_display_sync (gdk_clipboard_get_display (clipboard));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What somebody copied meanwhile is theirs. */
static void
test_other_stays (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (""));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  gboolean passed = FALSE;

  settle (clipboard);
  gate_clipboard_secret (widget, "correct horse", QUICK_MS);
  gdk_clipboard_set_text (clipboard, "mine");
  g_timeout_add (5 * QUICK_MS, passed_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_content (clipboard));
  gdk_clipboard_set_content (clipboard, NULL);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/clipboard-secret/marked", test_marked);
  g_test_add_func ("/ui/clipboard-secret/other-stays", test_other_stays);
  return g_test_run ();
}
