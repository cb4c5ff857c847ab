/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-account-dialog.h"

#include "gate-dialogs.h"

#include <glib/gi18n-lib.h>

struct _GateAccountDialog
{
  AdwMessageDialog parent_instance;

  GtkCheckButton *admin;
  GtkCheckButton *reviewer;
  GtkCheckButton *agent;
  GtkCheckButton *other;
  GtkEditable *entry;

  GateSession *session;
};

G_DEFINE_FINAL_TYPE (GateAccountDialog, gate_account_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
dup_choice (GateAccountDialog *self)
{
  if (gtk_check_button_get_active (self->admin))
    return g_strdup ("admin");
  if (gtk_check_button_get_active (self->reviewer))
    return g_strdup ("reviewer");
  if (gtk_check_button_get_active (self->agent))
    return g_strdup ("agent");
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
update_sensitive (GateAccountDialog *self)
{
  g_autofree char *name = dup_choice (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "sign-in", *name != '\0');
}

static void
entry_changed_cb (GateAccountDialog *self)
{
  if (*gtk_editable_get_text (self->entry) != '\0')
    gtk_check_button_set_active (self->other, TRUE);
  update_sensitive (self);
}

static void
other_active_cb (GateAccountDialog *self)
{
  update_sensitive (self);
}

static void
gate_account_dialog_response (AdwMessageDialog *dialog,
                              const char       *response)
{
  GateAccountDialog *self = GATE_ACCOUNT_DIALOG (dialog);
  g_autofree char *name = NULL;

  if (strcmp (response, "sign-in") != 0)
    return;
  name = dup_choice (self);
  if (*name != '\0')
    gate_session_open_local (self->session, name);
}

static void
gate_account_dialog_dispose (GObject *object)
{
  g_clear_object (&GATE_ACCOUNT_DIALOG (object)->session);
  G_OBJECT_CLASS (gate_account_dialog_parent_class)->dispose (object);
}

static void
gate_account_dialog_class_init (GateAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_account_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = gate_account_dialog_response;

  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateAccountDialog, admin);
  gtk_widget_class_bind_template_child (widget_class, GateAccountDialog, reviewer);
  gtk_widget_class_bind_template_child (widget_class, GateAccountDialog, agent);
  gtk_widget_class_bind_template_child (widget_class, GateAccountDialog, other);
  gtk_widget_class_bind_template_child (widget_class, GateAccountDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_active_cb);
}

static void
gate_account_dialog_init (GateAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_dialogs_set_text (ADW_MESSAGE_DIALOG (self),
                         _ ("Switch Account"),
                         _ ("Sign in to the local organization as somebody else."));
}

/* Preselects the signed-in person. */
static void
choose_current (GateAccountDialog *self)
{
  const char *name = gate_session_get_sign_in (self->session);
  GtkCheckButton *choice = self->other;

  if (name == NULL)
    return;
  if (g_str_equal (name, "admin"))
    choice = self->admin;
  else if (g_str_equal (name, "reviewer"))
    choice = self->reviewer;
  else if (g_str_equal (name, "agent"))
    choice = self->agent;
  else
    gtk_editable_set_text (self->entry, name);
  gtk_check_button_set_active (choice, TRUE);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (choice));
}

/**
 * gate_account_dialog_new:
 * @session: (transfer none): the session to open again as the chosen person
 * @parent: (nullable): the parent window of the dialog
 *
 * Returns: (transfer floating): a dialog, not yet presented
 */
GateAccountDialog *
gate_account_dialog_new (GateSession *session,
                         GtkWindow   *parent)
{
  GateAccountDialog *self = NULL;

  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);

  self = g_object_new (GATE_TYPE_ACCOUNT_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  choose_current (self);
  return self;
}
