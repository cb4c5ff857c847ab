/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-launch-failure.h"

#include "gate-dialogs.h"

#include <glib/gi18n-lib.h>

#define COPY "copy"

static GtkWidget *
new_address (const char *address)
{
  GtkWidget *label = gtk_label_new (address);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen at the end of a line would look like one of the address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

/* The window below copies it, and says so. */
static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             const char       *address)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (parent != NULL && g_str_equal (response, COPY))
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.copy", "s", address);
}

static void
free_address (gpointer  address,
              GClosure *closure)
{
  g_free (address);
}

/**
 * gate_launch_failure_new:
 * @parent: (nullable): the window below, which copies
 * @address: a launch address that gate_opener_check() accepted, so no character of it deceives
 * @sentence: why no browser opened it
 *
 * Returns: (transfer floating): a dialog, not yet presented, with the address to select and to copy
 */
AdwMessageDialog *
gate_launch_failure_new (GtkWindow  *parent,
                         const char *address,
                         const char *sentence)
{
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (sentence != NULL, NULL);

  /* Translators: %s is a sentence that says why a web address was not opened. */
  body = g_strdup_printf (_ ("%s You can open this address yourself:"), sentence);
  dialog = gate_dialogs_new_message (parent, _ ("No Web Browser Opened"), body);
  adw_message_dialog_set_extra_child (dialog, new_address (address));
  adw_message_dialog_add_responses (
      dialog, "close", _ ("Close"), COPY, _ ("Copy Address"), NULL);
  adw_message_dialog_set_response_appearance (dialog, COPY, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, COPY);
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (response_cb), g_strdup (address), free_address, 0);
  return dialog;
}
