/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A screen reader learns of a text that appears beside what has the keyboard only when the widget
 * has the role of a status or an alert and GTK sends an event for it. GTK sends none for a widget
 * that no assistive technology has asked about yet. From GTK 4.14 on the window, which is always
 * known, announces the text; before, the widget is made known here. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-live-region.h"

#if GTK_CHECK_VERSION (4, 14, 0)

static void
label_cb (GtkLabel *label)
{
  const char *text = gtk_label_get_label (label);

  if (!gtk_widget_get_mapped (GTK_WIDGET (label)) || *text == '\0')
    return;
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (gtk_widget_get_root (GTK_WIDGET (label))),
                           text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static void
map_cb (GtkLabel *label)
{
  label_cb (label);
}

#else

/* Set on what is on the bus. */
#define TOLD "gate-told"

/* A change of what can have the keyboard makes GTK put the widget on the accessibility bus, with an
 * event for its name. */
static void
put_on_bus (GtkWidget *widget)
{
  gboolean focusable = gtk_widget_get_focusable (widget);

  /* What has the keyboard is there already. */
  if (gtk_widget_is_focus (widget))
    return;
  gtk_widget_set_focusable (widget, !focusable);
  gtk_widget_set_focusable (widget, focusable);
}

static void
label_cb (GtkLabel *label)
{
  const char *text = gtk_label_get_label (label);

  if (!gtk_widget_get_mapped (GTK_WIDGET (label)) || *text == '\0')
    return;
  put_on_bus (GTK_WIDGET (label));
  g_object_set_data (G_OBJECT (label), TOLD, label);
}

/* The same text that appears again is news again. */
static void
map_cb (GtkLabel *label)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (label);
  const char *text = gtk_label_get_label (label);

  if (g_object_get_data (G_OBJECT (label), TOLD) == NULL)
    {
      label_cb (label);
      return;
    }
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

#endif

/**
 * gate_live_region_watch:
 * @label: a label with the accessible role of a status or an alert
 *
 * From now on assistive technologies are told of its text when it appears or changes.
 */
void
gate_live_region_watch (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_signal_connect (label, "notify::label", G_CALLBACK (label_cb), NULL);
  g_signal_connect_after (label, "map", G_CALLBACK (map_cb), NULL);
}
