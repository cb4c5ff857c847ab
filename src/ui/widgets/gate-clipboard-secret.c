/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-clipboard-secret.h"

#include <string.h>

/* Clipboard managers keep content with this type out of their history. KDE's Klipper introduced the
 * type; other managers follow it. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

typedef struct
{
  GdkClipboard       *clipboard;
  GdkContentProvider *content;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->clipboard);
  g_object_unref (copy->content);
  g_free (copy);
}

static gboolean
clear_cb (gpointer data)
{
  Copy *copy = data;

  if (gdk_clipboard_get_content (copy->clipboard) == copy->content)
    gdk_clipboard_set_content (copy->clipboard, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * gate_clipboard_secret:
 * @widget: a widget on the display of the clipboard
 * @secret: the text to copy
 * @clear_after_ms: milliseconds until the clipboard is cleared, usually %GATE_CLIPBOARD_SECRET_MS
 *
 * Copies @secret, marked as a secret, and clears the clipboard after that time unless its content
 * has changed.
 */
void
gate_clipboard_secret (GtkWidget  *widget,
                       const char *secret,
                       guint       clear_after_ms)
{
  g_autoptr (GBytes) hint = g_bytes_new_static (HINT, strlen (HINT));
  GdkContentProvider *parts[2];
  Copy *copy;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (secret != NULL);

  parts[0] = gdk_content_provider_new_typed (G_TYPE_STRING, secret);
  parts[1] = gdk_content_provider_new_for_bytes (HINT_TYPE, hint);
  copy = g_new0 (Copy, 1);
  copy->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  copy->content = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (copy->clipboard, copy->content);
  g_timeout_add_full (G_PRIORITY_DEFAULT, clear_after_ms, clear_cb, copy, copy_free);
}
