/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-error-row.h"

#include "gate-accessible-name.h"
#include "gate-live-region.h"

struct _GateErrorRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
  GtkWidget *field; /* weak */
};

G_DEFINE_FINAL_TYPE (GateErrorRow, gate_error_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_FIELD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* GtkListBox moves the focus to the next row only, and out of the list when that row refuses it; so
 * this row passes it on. */
static gboolean
gate_error_row_focus (GtkWidget       *widget,
                      GtkDirectionType direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN;
  GtkWidget *next = widget;

  do
    next = forward ? gtk_widget_get_next_sibling (next) : gtk_widget_get_prev_sibling (next);
  while (next != NULL && !gtk_widget_get_visible (next));
  return next != NULL && gtk_widget_child_focus (next, direction);
}

static void
gate_error_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FIELD:
      g_value_set_object (value, GATE_ERROR_ROW (object)->field);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_error_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_FIELD:
      g_set_weak_pointer (&GATE_ERROR_ROW (object)->field, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_error_row_dispose (GObject *object)
{
  g_clear_weak_pointer (&GATE_ERROR_ROW (object)->field);
  G_OBJECT_CLASS (gate_error_row_parent_class)->dispose (object);
}

static void
gate_error_row_class_init (GateErrorRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_error_row_get_property;
  object_class->set_property = gate_error_row_set_property;
  object_class->dispose = gate_error_row_dispose;
  GTK_WIDGET_CLASS (klass)->focus = gate_error_row_focus;

  properties[PROP_FIELD] = g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_error_row_init (GateErrorRow *self)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (self);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);

  self->label = GTK_LABEL (label);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self), "gate-error-row");
  gtk_list_box_row_set_child (row, label);
  gtk_list_box_row_set_activatable (row, FALSE);
  gtk_list_box_row_set_selectable (row, FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gate_live_region_watch (self->label);
}

/**
 * gate_error_row_set_message:
 * @self: the row below a field
 * @message: (nullable): what is wrong with the field, in a sentence; %NULL hides the row
 */
void
gate_error_row_set_message (GateErrorRow *self,
                            const char   *message)
{
  g_return_if_fail (GATE_IS_ERROR_ROW (self));

  if (g_strcmp0 (gtk_label_get_label (self->label), message != NULL ? message : "") == 0)
    return;
  gtk_label_set_label (self->label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
  gate_set_accessible_name (GTK_WIDGET (self), message != NULL ? message : "");
  if (self->field == NULL)
    return;
  if (message != NULL)
    {
      gtk_widget_add_css_class (self->field, "error");
      gtk_widget_add_css_class (self->field, "gate-joined");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->field),
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->label, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (self->field, "error");
      gtk_widget_remove_css_class (self->field, "gate-joined");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->field),
                                     GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
    }
}
