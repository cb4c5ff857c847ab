/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A clamp measures the width of its child for the given height, and a vertical box answers by
 * trying about twenty widths. GTK caches only five measurements, so each change of one row lays
 * every row of a long list out twenty times per frame. In a child that scrolls vertically the width
 * does not depend on the height, so the bin measures it without a height. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-height-for-width-bin.h"

struct _GateHeightForWidthBin
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (GateHeightForWidthBin, gate_height_for_width_bin, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
gate_height_for_width_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gate_height_for_width_bin_measure (GtkWidget     *widget,
                                   GtkOrientation orientation,
                                   int            for_size,
                                   int           *minimum,
                                   int           *natural,
                                   int           *minimum_baseline,
                                   int           *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL)
    return;
  gtk_widget_measure (child,
                      orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static void
gate_height_for_width_bin_size_allocate (GtkWidget *widget,
                                         int        width,
                                         int        height,
                                         int        baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
gate_height_for_width_bin_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gate_height_for_width_bin_parent_class)->dispose (object);
}

static void
gate_height_for_width_bin_class_init (GateHeightForWidthBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_height_for_width_bin_dispose;
  widget_class->get_request_mode = gate_height_for_width_bin_get_request_mode;
  widget_class->measure = gate_height_for_width_bin_measure;
  widget_class->size_allocate = gate_height_for_width_bin_size_allocate;
}

static void
gate_height_for_width_bin_init (GateHeightForWidthBin *self)
{
}

static void
put_into (AdwClamp *clamp)
{
  g_autoptr (GtkWidget) child = NULL;
  GtkWidget *self = NULL;

  if (adw_clamp_get_child (clamp) == NULL)
    return;
  child = g_object_ref (adw_clamp_get_child (clamp));
  self = g_object_new (GATE_TYPE_HEIGHT_FOR_WIDTH_BIN, NULL);
  adw_clamp_set_child (clamp, self);
  gtk_widget_set_parent (child, self);
}

/**
 * gate_height_for_width_bin_put_below:
 * @widget: a widget that is a clamp or contains clamps, whose children scroll vertically
 *
 * Puts a bin between each clamp and its child.
 */
void
gate_height_for_width_bin_put_below (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (ADW_IS_CLAMP (widget))
    put_into (ADW_CLAMP (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gate_height_for_width_bin_put_below (child);
}
