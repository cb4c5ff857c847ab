/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-welcome.h"

#include "gate-focus.h"

#include <adwaita.h>

struct _GateWelcome
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *local;
};

G_DEFINE_FINAL_TYPE (GateWelcome, gate_welcome, GTK_TYPE_WIDGET)

static gboolean
gate_welcome_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GATE_WELCOME (widget)->local);
}

static void
gate_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_WELCOME);
  G_OBJECT_CLASS (gate_welcome_parent_class)->dispose (object);
}

static void
gate_welcome_class_init (GateWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gate_welcome_dispose;
  widget_class->grab_focus = gate_welcome_grab_focus;
  widget_class->focus = gate_focus_child;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, GateWelcome, root);
  gtk_widget_class_bind_template_child (widget_class, GateWelcome, local);
}

static void
gate_welcome_init (GateWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
