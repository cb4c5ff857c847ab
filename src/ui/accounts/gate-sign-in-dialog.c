/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-sign-in-dialog.h"

#include "gate-fact-row.h"
#include "gate-format.h"

#include <glib/gi18n-lib.h>

struct _GateSignInDialog
{
  AdwWindow parent_instance;

  GtkLabel *heading;
  GtkLabel *text;
  GtkWidget *waiting;
  GateFactRow *host_row;
  GtkLabel *problem;
  GtkWidget *open;
  GtkLabel *time;
  GtkWidget *paste;
  GtkEditable *paste_entry;
  GtkWidget *paste_problem;

  GateBrowserSignIn *sign_in;
};

G_DEFINE_FINAL_TYPE (GateSignInDialog, gate_sign_in_dialog, ADW_TYPE_WINDOW)

enum
{
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_state (GateSignInDialog *self)
{
  gboolean is_waiting =
      gate_browser_sign_in_get_state (self->sign_in) == GATE_BROWSER_SIGN_IN_WAITING;

  gtk_widget_set_visible (self->waiting, is_waiting);
  gtk_label_set_label (self->heading,
                       is_waiting ? _ ("Continue in your browser") : _ ("Signing in…"));
  gtk_label_set_label (self->text,
                       is_waiting ? _ ("Sign in there. Gatehouse goes on by itself.") :
                                    _ ("The organization is being asked."));
}

static void
show_facts (GateSignInDialog *self)
{
  g_autofree char *host = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *time = NULL;
  guint seconds_left = 0;
  gboolean offers_paste = FALSE;

  g_object_get (self->sign_in, "host", &host, "problem", &problem, "seconds-left", &seconds_left,
                "offers-paste", &offers_paste, NULL);
  gate_fact_row_set_value (self->host_row, host);
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  time = gate_format_minutes_left (seconds_left);
  gtk_label_set_label (self->time, time);
  gtk_widget_set_visible (self->paste, offers_paste);
}

static void
sign_in_cb (GateSignInDialog *self)
{
  if (gate_browser_sign_in_get_state (self->sign_in) == GATE_BROWSER_SIGN_IN_IDLE)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_state (self);
  show_facts (self);
}

static void
paste_changed_cb (GateSignInDialog *self)
{
  const char *text = gtk_editable_get_text (self->paste_entry);
  gboolean is_wrong = *text != '\0' && !gate_browser_sign_in_paste (self->sign_in, text);

  gtk_widget_set_visible (self->paste_problem, is_wrong);
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gate_browser_sign_in_open_again (GATE_SIGN_IN_DIALOG (widget)->sign_in);
}

static void
copy_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));
  g_autofree char *address = NULL;

  g_object_get (GATE_SIGN_IN_DIALOG (widget)->sign_in, "address", &address, NULL);
  if (address != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.copy", "s", address);
}

static void
cancel_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
gate_sign_in_dialog_close_request (GtkWindow *window)
{
  g_autoptr (GateSignInDialog) self = g_object_ref (GATE_SIGN_IN_DIALOG (window));

  gtk_window_destroy (window);
  g_signal_emit (self, signals[CANCELLED], 0);
  return GDK_EVENT_STOP;
}

static void
gate_sign_in_dialog_dispose (GObject *object)
{
  GateSignInDialog *self = GATE_SIGN_IN_DIALOG (object);

  if (self->sign_in != NULL)
    g_signal_handlers_disconnect_by_data (self->sign_in, self);
  g_clear_object (&self->sign_in);
  G_OBJECT_CLASS (gate_sign_in_dialog_parent_class)->dispose (object);
}

static void
gate_sign_in_dialog_class_init (GateSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_sign_in_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gate_sign_in_dialog_close_request;
  signals[CANCELLED] = g_signal_new ("cancelled", GATE_TYPE_SIGN_IN_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GATE_TYPE_FACT_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, text);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, waiting);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, host_row);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, open);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, time);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, paste);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, paste_entry);
  gtk_widget_class_bind_template_child (widget_class, GateSignInDialog, paste_problem);
  gtk_widget_class_bind_template_callback (widget_class, paste_changed_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.open", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.copy", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.cancel", NULL, cancel_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sign-in.cancel", NULL);
}

static void
gate_sign_in_dialog_init (GateSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_sign_in_dialog_new:
 * @sign_in: a sign-in that is under way
 * @parent: (nullable): the window below
 *
 * Returns: (transfer floating): a dialog, not yet presented
 */
GateSignInDialog *
gate_sign_in_dialog_new (GateBrowserSignIn *sign_in,
                         GtkWindow         *parent)
{
  GateSignInDialog *self =
      g_object_new (GATE_TYPE_SIGN_IN_DIALOG, "transient-for", parent, NULL);

  self->sign_in = g_object_ref (sign_in);
  g_signal_connect_object (sign_in, "notify", G_CALLBACK (sign_in_cb), self, G_CONNECT_SWAPPED);
  show_state (self);
  show_facts (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->open);
  return self;
}
