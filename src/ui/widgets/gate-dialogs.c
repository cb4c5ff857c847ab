/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* libadwaita 1.7 measures the heading of AdwMessageDialog too narrow, and GTK 4.18 warns of that
 * every time. So the heading here is the first line of the body. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-dialogs.h"

#include "gate-accessible-name.h"
#include "gate-press-guard.h"

/**
 * gate_dialogs_new_message:
 * @parent: (nullable): the window below
 * @heading: the question or message, as plain text
 * @body: the explanation, as plain text
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
 * @body: the explanation, as plain text
 *
 * Sets the text of a dialog, and @heading as its accessible name.
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
  gate_set_accessible_name (GTK_WIDGET (dialog), heading);
}

static void
ready_cb (AdwMessageDialog *dialog,
          GParamSpec       *pspec,
          GatePressGuard   *guard)
{
  const char *const *responses = g_object_get_data (G_OBJECT (dialog), "guarded-responses");

  for (guint i = 0; responses[i] != NULL; i++)
    adw_message_dialog_set_response_enabled (dialog,
                                             responses[i],
                                             gate_press_guard_is_ready (guard));
}

/**
 * gate_dialogs_guard:
 * @dialog: a dialog, not yet presented
 * @responses: (array zero-terminated=1): the responses that change something
 *
 * Keeps those of the responses that are enabled now disabled until a person could see the dialog.
 */
void
gate_dialogs_guard (AdwMessageDialog  *dialog,
                    const char *const *responses)
{
  g_autoptr (GStrvBuilder) enabled = g_strv_builder_new ();
  GatePressGuard *guard = gate_press_guard_new (GTK_WIDGET (dialog));

  for (guint i = 0; responses[i] != NULL; i++)
    if (adw_message_dialog_get_response_enabled (dialog, responses[i]))
      g_strv_builder_add (enabled, responses[i]);
  g_object_set_data_full (G_OBJECT (dialog),
                          "guarded-responses",
                          g_strv_builder_end (enabled),
                          (GDestroyNotify) g_strfreev);
  g_object_set_data_full (G_OBJECT (dialog), "press-guard", guard, g_object_unref);
  g_signal_connect_object (guard,
                           "notify::ready",
                           G_CALLBACK (ready_cb),
                           dialog,
                           G_CONNECT_SWAPPED);
  ready_cb (dialog, NULL, guard);
}
