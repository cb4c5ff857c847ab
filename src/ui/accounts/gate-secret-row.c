/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* GTK 4.8 reads the text of every entry out in clear, also of GtkPasswordEntry and
 * AdwPasswordEntryRow, because it asks the editable and not what is displayed. A bare GtkText has
 * no text for assistive technologies there; newer versions read out the dots. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-secret-row.h"

#include "gate-accessible-name.h"
#include "gate-focus.h"

#include <glib/gi18n-lib.h>

struct _GateSecretRow
{
  AdwPreferencesRow parent_instance;

  GtkText *text;
};

G_DEFINE_FINAL_TYPE (GateSecretRow, gate_secret_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (GateSecretRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (GateSecretRow *self)
{
  gtk_widget_activate_default (GTK_WIDGET (self));
}

/* A click anywhere in the row leads to the text. */
static void
pressed_cb (GateSecretRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
gate_secret_row_class_init (GateSecretRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = gate_focus_child;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkText *
new_text (GateSecretRow *self)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  GtkText *text = g_object_new (GTK_TYPE_TEXT,
                                "accessible-role",
                                GTK_ACCESSIBLE_ROLE_TEXT_BOX,
                                "buffer",
                                buffer,
                                "visibility",
                                FALSE,
                                "input-purpose",
                                GTK_INPUT_PURPOSE_PASSWORD,
                                "hexpand",
                                TRUE,
                                NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Client Secret"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("What you type here is not read out."), -1);
  g_signal_connect_object (text, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  return text;
}

static void
gate_secret_row_init (GateSecretRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (_ ("Client Secret"));
  GtkGesture *click = gtk_gesture_click_new ();

  self->text = new_text (self);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "gate-dim");
  gtk_widget_add_css_class (box, "gate-secret");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gate_set_accessible_name (GTK_WIDGET (self), _ ("Client Secret"));
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * gate_secret_row_get_secret:
 * @self: a row
 *
 * Returns: (transfer none): what stands in it; do not keep it
 */
const char *
gate_secret_row_get_secret (GateSecretRow *self)
{
  g_return_val_if_fail (GATE_IS_SECRET_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}
