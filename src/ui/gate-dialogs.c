/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The heading of AdwMessageDialog is measured too narrow by libadwaita 1.7, which GTK 4.18 warns of
 * every time; ours is the first line of the body. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-dialogs.h"

/**
 * gate_dialogs_new_message:
 * @parent: (nullable): the window below
 * @heading: the question or message, as plain text
 * @body: what there is to know, as plain text
 *
 * Returns: (transfer floating): a dialog without responses, not yet presented
 */
AdwMessageDialog *
gate_dialogs_new_message (GtkWindow  *parent,
                          const char *heading,
                          const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);

  gate_dialogs_set_text (ADW_MESSAGE_DIALOG (dialog), heading, body);
  return ADW_MESSAGE_DIALOG (dialog);
}

/**
 * gate_dialogs_set_text:
 * @dialog: a dialog without a heading
 * @heading: the question or message, as plain text
 * @body: what there is to know, as plain text
 *
 * Gives a dialog its words and its accessible name.
 */
void
gate_dialogs_set_text (AdwMessageDialog *dialog,
                       const char       *heading,
                       const char       *body)
{
  g_autofree char *markup =
      g_markup_printf_escaped ("<span size=\"x-large\" weight=\"bold\">%s</span>\n\n%s",
                               heading,
                               body);

  adw_message_dialog_set_body_use_markup (dialog, TRUE);
  adw_message_dialog_set_body (dialog, markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading,
                                  -1);
}
