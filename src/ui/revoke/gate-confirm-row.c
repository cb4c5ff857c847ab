/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-confirm-row.h"

#include "gate-accessible-name.h"

#include <glib/gi18n-lib.h>

struct _GateConfirmRow
{
  AdwActionRow parent_instance;

  GtkWidget *check;

  gboolean active;
};

G_DEFINE_FINAL_TYPE (GateConfirmRow, gate_confirm_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_ACTIVE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Adds the state of the check mark to the name of the row, because the row has the focus and a
 * screen reader reads the row. */
static void
show_accessible (GateConfirmRow *self)
{
  const char *sentence = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *ticked = NULL;

  if (self->active)
    /* Translators: %s is the sentence beside a ticked check mark. */
    ticked = g_strdup_printf (_ ("Confirmed: %s"), sentence);
  gate_set_accessible_name (GTK_WIDGET (self), ticked != NULL ? ticked : sentence);
}

static void
set_active (GateConfirmRow *self,
            gboolean        active)
{
  if (self->active == active)
    return;
  self->active = active;
  show_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/* On GTK 4.8 assistive technologies get no action from a check button or a list row, but they get
 * the class actions of a widget. */
static void
toggle_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GateConfirmRow *self = GATE_CONFIRM_ROW (widget);

  set_active (self, !self->active);
}

static void
gate_confirm_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, GATE_CONFIRM_ROW (object)->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_confirm_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTIVE:
      set_active (GATE_CONFIRM_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_confirm_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_CONFIRM_ROW);
  G_OBJECT_CLASS (gate_confirm_row_parent_class)->dispose (object);
}

static void
gate_confirm_row_class_init (GateConfirmRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_confirm_row_get_property;
  object_class->set_property = gate_confirm_row_set_property;
  object_class->dispose = gate_confirm_row_dispose;

  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active",
                            NULL,
                            NULL,
                            FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-confirm-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GateConfirmRow, check);
  gtk_widget_class_install_action (widget_class, "confirm.toggle", NULL, toggle_action_cb);
}

static void
gate_confirm_row_init (GateConfirmRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->check);
  /* AdwActionRow labels both by its title too; a screen reader would read the title twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gate_confirm_row_set_sentence (self, "");
}

gboolean
gate_confirm_row_is_active (GateConfirmRow *self)
{
  g_return_val_if_fail (GATE_IS_CONFIRM_ROW (self), FALSE);

  return self->active;
}

void
gate_confirm_row_set_sentence (GateConfirmRow *self,
                               const char     *sentence)
{
  g_return_if_fail (GATE_IS_CONFIRM_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), sentence);
  gate_set_accessible_name (self->check, sentence);
  show_accessible (self);
}
