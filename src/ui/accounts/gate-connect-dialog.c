/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-connect-dialog.h"

#include "gate-a11y-visibility.h"
#include "gate-connect-form.h"
#include "gate-dialog-title.h"
#include "gate-error.h"
#include "gate-launch-failure.h"
#include "gate-live-region.h"
#include "gate-wipe.h"

#include <glib/gi18n-lib.h>

#define SIGN_IN "connect.sign-in"

struct _GateConnectDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *pages;
  GateConnectForm *form;
  GtkWidget *sign_in_button;

  GateOpener *opener;
  AdwToast *toast;    /* the one that is shown, weak */
  GtkWidget *waiting; /* the page of the running sign-in, or NULL */
};

G_DEFINE_FINAL_TYPE (GateConnectDialog, gate_connect_dialog, ADW_TYPE_WINDOW)

enum
{
  CONNECT,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_cb (GateConnectDialog *self)
{
  gboolean is_right = FALSE;

  g_object_get (self->form, "is-right", &is_right, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), SIGN_IN, is_right && self->waiting == NULL);
  gtk_widget_set_visible (self->sign_in_button, self->waiting == NULL);
}

static void
sign_in_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  GateConnectDialog *self = GATE_CONNECT_DIALOG (widget);
  g_autoptr (GateAccount) account = gate_connect_form_new_account (self->form);
  char *secret = gate_connect_form_dup_secret (self->form);

  g_signal_emit (self, signals[CONNECT], 0, account, secret);
  gate_wipe_free (secret);
}

static void
cancel_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GateConnectDialog *self = GATE_CONNECT_DIALOG (widget);

  if (self->waiting == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gate_connect_dialog_set_waiting (self, NULL);
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* A toast of libadwaita 1.2 is not announced, so its label is a status of ours. */
static AdwToast *
new_toast (const char *text)
{
  AdwToast *toast = adw_toast_new (text);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_STATUS, NULL);

  gtk_widget_add_css_class (label, "heading");
  gate_live_region_watch (GTK_LABEL (label));
  adw_toast_set_custom_title (toast, label);
  return toast;
}

static void
copy_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GateConnectDialog *self = GATE_CONNECT_DIALOG (widget);
  AdwToast *toast = new_toast (_ ("Copied"));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

typedef struct
{
  GateConnectDialog *dialog;
  char              *address;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->dialog);
  g_free (opening->address);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (gate_opener_open_finish (GATE_OPENER (source), result, &error) ||
      opening->dialog->opener == NULL)
    return;
  g_debug ("open: %s", error->message);
  gtk_window_present (GTK_WINDOW (gate_launch_failure_new (
      GTK_WINDOW (opening->dialog), opening->address,
      _ ("The page could not be opened. Is there a web browser on this computer?"))));
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GateConnectDialog *self = GATE_CONNECT_DIALOG (widget);
  Opening *opening;

  if (self->opener == NULL)
    return;
  opening = g_new0 (Opening, 1);
  opening->dialog = g_object_ref (self);
  opening->address = g_variant_dup_string (parameter, NULL);
  gate_opener_open_async (self->opener, opening->address, NULL, opened_cb, opening);
}

static void
gate_connect_dialog_dispose (GObject *object)
{
  GateConnectDialog *self = GATE_CONNECT_DIALOG (object);

  self->waiting = NULL;
  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->opener);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_CONNECT_DIALOG);
  G_OBJECT_CLASS (gate_connect_dialog_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, SIGN_IN, NULL, sign_in_action_cb);
  gtk_widget_class_install_action (widget_class, "connect.cancel", NULL, cancel_action_cb);
  gtk_widget_class_install_action (widget_class, "connect.copy", "s", copy_action_cb);
  gtk_widget_class_install_action (widget_class, "connect.open", "s", open_action_cb);
  /* What the dialog of an address that no browser opened asks its parent for. */
  gtk_widget_class_install_action (widget_class, "win.copy", "s", copy_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "connect.cancel", NULL);
}

static void
gate_connect_dialog_class_init (GateConnectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_connect_dialog_dispose;

  signals[CONNECT] = g_signal_new ("connect", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, GATE_TYPE_ACCOUNT,
                                   G_TYPE_POINTER);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  install_actions (widget_class);
  g_type_ensure (GATE_TYPE_CONNECT_FORM);
  g_type_ensure (GATE_TYPE_DIALOG_TITLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateConnectDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, GateConnectDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, GateConnectDialog, form);
  gtk_widget_class_bind_template_child (widget_class, GateConnectDialog, sign_in_button);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
gate_connect_dialog_init (GateConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_a11y_visibility_watch_below (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->sign_in_button);
  update_cb (self);
}

/**
 * gate_connect_dialog_new:
 * @parent: (nullable): the parent window
 * @opener: (nullable): opens the vendor's page; without one its button does nothing
 *
 * Returns: (transfer none): the dialog, not shown yet; GTK owns it
 */
GateConnectDialog *
gate_connect_dialog_new (GtkWindow  *parent,
                         GateOpener *opener)
{
  GateConnectDialog *self =
      g_object_new (GATE_TYPE_CONNECT_DIALOG, "transient-for", parent, NULL);

  g_set_object (&self->opener, opener);
  return self;
}

/**
 * gate_connect_dialog_set_waiting:
 * @self: the dialog
 * @page: (nullable): what to show while a sign-in runs; %NULL shows the form again, as it was
 */
void
gate_connect_dialog_set_waiting (GateConnectDialog *self,
                                 GtkWidget         *page)
{
  g_return_if_fail (GATE_IS_CONNECT_DIALOG (self));

  if (page != NULL)
    {
      gtk_stack_add_named (self->pages, page, "waiting");
      gtk_stack_set_visible_child (self->pages, page);
    }
  else
    gtk_stack_set_visible_child_name (self->pages, "form");
  if (self->waiting != NULL)
    gtk_stack_remove (self->pages, self->waiting);
  self->waiting = page;
  update_cb (self);
  gtk_widget_grab_focus (page != NULL ? page : GTK_WIDGET (self->form));
}
