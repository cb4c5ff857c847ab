/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The actions on unsaved edits: save, discard, cancel, compare. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-authorization-view-private.h"

#include "gate-conflict-dialog.h"
#include "gate-authorization-view.h"
#include "gate-text-scale.h"

static void
save_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gate_editor_save (gate_authorization_view_get_editor (GATE_AUTHORIZATION_VIEW (widget)));
}

static void
discard_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  gate_editor_discard (gate_authorization_view_get_editor (GATE_AUTHORIZATION_VIEW (widget)));
}

static void
cancel_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gate_editor_cancel (gate_authorization_view_get_editor (GATE_AUTHORIZATION_VIEW (widget)));
}

static void
compare_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  GateConflictDialog *dialog = gate_conflict_dialog_new (
      gate_authorization_view_get_editor (GATE_AUTHORIZATION_VIEW (widget)),
      GTK_WINDOW (gtk_widget_get_root (widget)));

  gate_text_scale_dialog (GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Installs the actions; called by the class_init of GateAuthorizationView. */
void
gate_authorization_view_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "edit.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "edit.discard", NULL, discard_action_cb);
  gtk_widget_class_install_action (widget_class, "edit.cancel", NULL, cancel_action_cb);
  gtk_widget_class_install_action (widget_class, "edit.compare", NULL, compare_action_cb);
}

/**
 * gate_authorization_view_actions_update:
 * @widget: the authorization view
 * @editor: (nullable): the editor of the shown authorization
 *
 * Enables the actions that are possible now and disables the others.
 */
void
gate_authorization_view_actions_update (GtkWidget  *widget,
                                        GateEditor *editor)
{
  gboolean is_saving = editor != NULL && gate_editor_get_operation (editor) != NULL;

  gtk_widget_action_set_enabled (widget,
                                 "edit.save",
                                 editor != NULL && gate_editor_can_save (editor));
  gtk_widget_action_set_enabled (widget,
                                 "edit.discard",
                                 editor != NULL && gate_editor_is_unsaved (editor) && !is_saving);
  gtk_widget_action_set_enabled (widget, "edit.cancel", is_saving);
  gtk_widget_action_set_enabled (widget,
                                 "edit.compare",
                                 editor != NULL && gate_editor_get_theirs (editor) != NULL);
}
