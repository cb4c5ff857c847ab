/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* GTK 4.8 reports hidden widgets to assistive technologies as if they were on the screen, and Tab
 * moves the focus into them: the hidden pages of a stack, the content of a closed revealer, the
 * hidden side of a folded leaflet, the hidden view switcher of a squeezer. Here these widgets get
 * the accessible state hidden and no focus. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-a11y-visibility.h"

#include <adwaita.h>

static void
set_hidden (GtkWidget *widget,
            gboolean   hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
  gtk_widget_set_can_focus (widget, !hidden);
}

static void
stack_changed_cb (GtkStack *stack)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_hidden (child, child != shown);
}

static void
revealer_changed_cb (GtkRevealer *revealer)
{
  GtkWidget *child = gtk_revealer_get_child (revealer);

  if (child != NULL)
    set_hidden (child, !gtk_revealer_get_reveal_child (revealer));
}

static void
leaflet_changed_cb (AdwLeaflet *leaflet)
{
  GtkWidget *shown = adw_leaflet_get_visible_child (leaflet);
  gboolean folded = adw_leaflet_get_folded (leaflet);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_hidden (child, folded && child != shown);
}

static void
views_changed_cb (AdwViewStack *views)
{
  GtkWidget *shown = adw_view_stack_get_visible_child (views);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (views)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_hidden (child, child != shown);
}

static void
squeezer_changed_cb (AdwSqueezer *squeezer)
{
  GtkWidget *shown = adw_squeezer_get_visible_child (squeezer);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (squeezer)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_hidden (child, child != shown);
}

static void
watch (GtkWidget *widget)
{
  if (GTK_IS_STACK (widget))
    {
      g_signal_connect (widget, "notify::visible-child", G_CALLBACK (stack_changed_cb), NULL);
      stack_changed_cb (GTK_STACK (widget));
    }
  else if (GTK_IS_REVEALER (widget))
    {
      g_signal_connect (widget, "notify::reveal-child", G_CALLBACK (revealer_changed_cb), NULL);
      revealer_changed_cb (GTK_REVEALER (widget));
    }
  else if (ADW_IS_LEAFLET (widget))
    {
      g_signal_connect (widget, "notify::visible-child", G_CALLBACK (leaflet_changed_cb), NULL);
      g_signal_connect (widget, "notify::folded", G_CALLBACK (leaflet_changed_cb), NULL);
      leaflet_changed_cb (ADW_LEAFLET (widget));
    }
  else if (ADW_IS_VIEW_STACK (widget))
    {
      g_signal_connect (widget, "notify::visible-child", G_CALLBACK (views_changed_cb), NULL);
      views_changed_cb (ADW_VIEW_STACK (widget));
    }
  else if (ADW_IS_SQUEEZER (widget))
    {
      g_signal_connect (widget, "notify::visible-child", G_CALLBACK (squeezer_changed_cb), NULL);
      squeezer_changed_cb (ADW_SQUEEZER (widget));
    }
}

/**
 * gate_a11y_visibility_watch_below:
 * @root: a window or widget with all of its children
 *
 * Keeps every widget below @root that is not on the screen hidden from assistive technologies too.
 */
void
gate_a11y_visibility_watch_below (GtkWidget *root)
{
  watch (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gate_a11y_visibility_watch_below (child);
}
