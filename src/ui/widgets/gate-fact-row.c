/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-fact-row.h"

#include "gate-accessible-name.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

struct _GateFactRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *value_label;

  char *title;
  char *value;
};

G_DEFINE_FINAL_TYPE (GateFactRow, gate_fact_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
name_row (GateFactRow *self)
{
  g_autofree char *name = NULL;

  if (self->title == NULL || self->value == NULL)
    return;
  /* Translators: a screen reader reads this for a row: the title of a fact, then its value. */
  name = g_strdup_printf (_ ("%1$s: %2$s"), self->title, self->value);
  gate_set_accessible_name (GTK_WIDGET (self), name);
}

static void
set_title (GateFactRow *self,
           const char  *title)
{
  if (!gate_set_str (&self->title, title))
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title,
                                  -1);
  name_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
gate_fact_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GateFactRow *self = GATE_FACT_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_fact_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  GateFactRow *self = GATE_FACT_ROW (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      gate_fact_row_set_value (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_fact_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_FACT_ROW);
  G_OBJECT_CLASS (gate_fact_row_parent_class)->dispose (object);
}

static void
gate_fact_row_finalize (GObject *object)
{
  GateFactRow *self = GATE_FACT_ROW (object);

  g_free (self->title);
  g_free (self->value);
  G_OBJECT_CLASS (gate_fact_row_parent_class)->finalize (object);
}

static void
gate_fact_row_class_init (GateFactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_fact_row_get_property;
  object_class->set_property = gate_fact_row_set_property;
  object_class->dispose = gate_fact_row_dispose;
  object_class->finalize = gate_fact_row_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-fact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GateFactRow, value_label);
}

static void
gate_fact_row_init (GateFactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gate_fact_row_set_value (GateFactRow *self,
                         const char  *value)
{
  g_return_if_fail (GATE_IS_FACT_ROW (self));

  if (!gate_set_str (&self->value, value))
    return;
  gtk_label_set_label (self->value_label, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL && *value != '\0');
  name_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
