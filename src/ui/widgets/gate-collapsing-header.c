/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A header above a scrolling child. In a narrow window the header scrolls away with the child, so
 * that the content gets the whole of a small screen. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-collapsing-header.h"

struct _GateCollapsingHeader
{
  GtkWidget parent_instance;

  GtkWidget *fixed;    /* the parent of the header in a wide window */
  GtkWidget *scroller;
  GtkWidget *scrolled; /* the parent of the child, and of the header in a narrow window */
  GtkWidget *top;      /* the header, in fixed or scrolled; weak */
  GtkWidget *child;    /* in scrolled; weak */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateCollapsingHeader, gate_collapsing_header, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TOP,
  PROP_CHILD,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_top (GateCollapsingHeader *self,
         GtkWidget            *top)
{
  g_return_if_fail (self->top == NULL);

  self->top = top;
  gtk_box_prepend (GTK_BOX (self->narrow ? self->scrolled : self->fixed), top);
}

static void
set_child (GateCollapsingHeader *self,
           GtkWidget            *child)
{
  g_return_if_fail (self->child == NULL);

  self->child = child;
  gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (self->scrolled), child);
}

static void
set_narrow (GateCollapsingHeader *self,
            gboolean              narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->top != NULL)
    {
      g_autoptr (GtkWidget) top = g_object_ref (self->top);

      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (top)), top);
      gtk_box_prepend (GTK_BOX (narrow ? self->scrolled : self->fixed), top);
    }
  gate_collapsing_header_to_top (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
gate_collapsing_header_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  GateCollapsingHeader *self = GATE_COLLAPSING_HEADER (object);

  switch (prop_id)
    {
    case PROP_TOP:
      g_value_set_object (value, self->top);
      break;
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_collapsing_header_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  GateCollapsingHeader *self = GATE_COLLAPSING_HEADER (object);

  switch (prop_id)
    {
    case PROP_TOP:
      set_top (self, g_value_get_object (value));
      break;
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_collapsing_header_dispose (GObject *object)
{
  GateCollapsingHeader *self = GATE_COLLAPSING_HEADER (object);

  self->top = NULL;
  self->child = NULL;
  self->scrolled = NULL;
  g_clear_pointer (&self->fixed, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (gate_collapsing_header_parent_class)->dispose (object);
}

static void
gate_collapsing_header_class_init (GateCollapsingHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_collapsing_header_get_property;
  object_class->set_property = gate_collapsing_header_set_property;
  object_class->dispose = gate_collapsing_header_dispose;

  properties[PROP_TOP] = g_param_spec_object ("top", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
gate_collapsing_header_init (GateCollapsingHeader *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->fixed = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->fixed, GTK_WIDGET (self));
  self->scrolled = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->scroller, "gate-edge");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->scrolled);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * gate_collapsing_header_to_top:
 * @self: the widget
 *
 * Scrolls to the start, because new content must not appear scrolled.
 */
void
gate_collapsing_header_to_top (GateCollapsingHeader *self)
{
  GtkScrolledWindow *scroller = NULL;

  g_return_if_fail (GATE_IS_COLLAPSING_HEADER (self));

  scroller = GTK_SCROLLED_WINDOW (self->scroller);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
}
