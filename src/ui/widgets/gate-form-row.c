/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-form-row.h"

#include "gate-focus.h"

struct _GateFormRow
{
  AdwPreferencesRow parent_instance;
};

G_DEFINE_FINAL_TYPE (GateFormRow, gate_form_row, ADW_TYPE_PREFERENCES_ROW)

static void
gate_form_row_class_init (GateFormRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = gate_focus_child;
}

static void
gate_form_row_init (GateFormRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
gate_form_row_new (GtkWidget *child)
{
  GtkWidget *self = g_object_new (GATE_TYPE_FORM_ROW, NULL);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), child);
  return self;
}
