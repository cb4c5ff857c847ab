/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The title between the buttons of a dialog. The title is hidden where it does not fit, because a
 * few letters and an ellipsis tell less than the buttons. Assistive technologies use the title of
 * the window. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-dialog-title.h"

struct _GateDialogTitle
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (GateDialogTitle, gate_dialog_title, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
gate_dialog_title_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  gtk_widget_measure (GATE_DIALOG_TITLE (widget)->label,
                      orientation,
                      -1,
                      minimum,
                      natural,
                      NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
gate_dialog_title_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GtkWidget *label = GATE_DIALOG_TITLE (widget)->label;
  int needed = 0;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &needed, NULL, NULL);
  gtk_widget_set_child_visible (label, needed <= width);
  if (needed <= width)
    gtk_widget_allocate (label, width, height, baseline, NULL);
}

static void
gate_dialog_title_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GtkLabel *label = GTK_LABEL (GATE_DIALOG_TITLE (object)->label);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_dialog_title_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GtkLabel *label = GTK_LABEL (GATE_DIALOG_TITLE (object)->label);

  switch (prop_id)
    {
    case PROP_LABEL:
      gtk_label_set_label (label, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_dialog_title_dispose (GObject *object)
{
  g_clear_pointer (&GATE_DIALOG_TITLE (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (gate_dialog_title_parent_class)->dispose (object);
}

static void
gate_dialog_title_class_init (GateDialogTitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_dialog_title_get_property;
  object_class->set_property = gate_dialog_title_set_property;
  object_class->dispose = gate_dialog_title_dispose;
  widget_class->measure = gate_dialog_title_measure;
  widget_class->size_allocate = gate_dialog_title_size_allocate;

  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_dialog_title_init (GateDialogTitle *self)
{
  self->label = gtk_label_new ("");
  gtk_label_set_single_line_mode (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "title");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}
