/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The layout measures its children to choose between a row and a column, so that no fixed width
 * has to be right for every language and text size. A child fits in the row at its natural width; a
 * label that wraps fits while none of its words breaks. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-beside-layout.h"

struct _GateBesideLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int line_spacing;
};

G_DEFINE_FINAL_TYPE (GateBesideLayout, gate_beside_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_LINE_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The width of the text of LABEL when lines break only between words. */
static int
text_width (GtkLabel *label,
            int       wrap_width)
{
  g_autoptr (PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));
  int width = 0;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, wrap_width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/**
 * gate_beside_layout_longest_word:
 * @label: a label
 *
 * Returns: the width of the longest word of the text, in pixels
 */
int
gate_beside_layout_longest_word (GtkLabel *label)
{
  g_return_val_if_fail (GTK_IS_LABEL (label), 0);

  return text_width (label, 0);
}

static int
natural_width (GtkWidget *child)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
needed_width (GtkWidget *child)
{
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (GTK_IS_LABEL (child) && gtk_label_get_wrap (GTK_LABEL (child)))
    return CLAMP (gate_beside_layout_longest_word (GTK_LABEL (child)), minimum, natural);
  return natural;
}

static int
count_children (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child) ? 1 : 0;
  return n;
}

/* The rest of WIDTH when every child has the width of MEASURE; negative when the children do not
 * fit. */
static int
width_left (GateBesideLayout *self,
            GtkWidget        *widget,
            int               width,
            int             (*measure) (GtkWidget *))
{
  int left = width - self->spacing * MAX (0, count_children (widget) - 1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      left -= measure (child);
  return left;
}

static gboolean
is_row (GateBesideLayout *self,
        GtkWidget        *widget,
        int               width)
{
  return width < 0 || width_left (self, widget, width, needed_width) >= 0;
}

/* The width of CHILD in a row. LEFT is the rest of the row at natural widths: the first child that
 * expands takes a positive rest, the first label that wraps becomes narrower by a negative one. */
static int
width_in_row (GtkWidget *child,
              int       *left)
{
  int natural = natural_width (child);
  int width = natural;

  if (*left > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    width = natural + *left;
  else if (*left < 0 && GTK_IS_LABEL (child) && gtk_label_get_wrap (GTK_LABEL (child)))
    width = MAX (needed_width (child), text_width (GTK_LABEL (child), natural + *left));
  else
    return natural;
  *left = 0;
  return width;
}

static GtkSizeRequestMode
gate_beside_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GateBesideLayout *self,
               GtkWidget        *widget,
               int              *minimum,
               int              *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
    }
  *natural = MAX (*minimum, -width_left (self, widget, 0, natural_width));
}

static void
measure_height (GateBesideLayout *self,
                GtkWidget        *widget,
                int               width,
                int              *minimum,
                int              *natural)
{
  gboolean in_row = is_row (self, widget, width);
  int left = in_row && width >= 0 ? width_left (self, widget, width, natural_width) : 0;
  int n = count_children (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;
      int wanted = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child,
                          GTK_ORIENTATION_VERTICAL,
                          in_row ? width_in_row (child, &left) : width,
                          &least,
                          &wanted,
                          NULL,
                          NULL);
      *minimum = in_row ? MAX (*minimum, least) : *minimum + least;
      *natural = in_row ? MAX (*natural, wanted) : *natural + wanted;
    }
  if (!in_row)
    {
      *minimum += self->line_spacing * MAX (0, n - 1);
      *natural += self->line_spacing * MAX (0, n - 1);
    }
}

static void
gate_beside_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  GateBesideLayout *self = GATE_BESIDE_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    measure_height (self, widget, for_size, minimum, natural);
}

static void
allocate_row (GateBesideLayout *self,
              GtkWidget        *widget,
              int               width,
              int               height)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int left = width_left (self, widget, width, natural_width);
  int x = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = width_in_row (child, &left);
      gtk_widget_size_allocate (child,
                                &(GtkAllocation) { mirrored ? width - x - child_width : x,
                                                   0,
                                                   child_width,
                                                   height },
                                -1);
      x += child_width + self->spacing;
    }
}

static void
allocate_column (GateBesideLayout *self,
                 GtkWidget        *widget,
                 int               width)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation) { 0, y, width, natural }, -1);
      y += natural + self->line_spacing;
    }
}

static void
gate_beside_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  GateBesideLayout *self = GATE_BESIDE_LAYOUT (manager);

  if (is_row (self, widget, width))
    allocate_row (self, widget, width, height);
  else
    allocate_column (self, widget, width);
}

static void
gate_beside_layout_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GateBesideLayout *self = GATE_BESIDE_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_LINE_SPACING:
      g_value_set_int (value, self->line_spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_beside_layout_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GateBesideLayout *self = GATE_BESIDE_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_LINE_SPACING:
      self->line_spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
gate_beside_layout_class_init (GateBesideLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_beside_layout_get_property;
  object_class->set_property = gate_beside_layout_set_property;
  layout_class->get_request_mode = gate_beside_layout_get_request_mode;
  layout_class->measure = gate_beside_layout_measure;
  layout_class->allocate = gate_beside_layout_allocate;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0, flags);
  properties[PROP_LINE_SPACING] =
      g_param_spec_int ("line-spacing", NULL, NULL, 0, G_MAXINT16, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_beside_layout_init (GateBesideLayout *self)
{
}
