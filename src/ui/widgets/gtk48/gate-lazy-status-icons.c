/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* GTK 4.8 loads the icon of a status page even if the page is never shown. Large icons are SVG, and
 * the first of them loads a library of several megabytes. Here an icon is set when its page is
 * shown. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-lazy-status-icons.h"

#include <adwaita.h>

static void
map_cb (AdwStatusPage *page,
        const char    *icon_name)
{
  adw_status_page_set_icon_name (page, icon_name);
  g_signal_handlers_disconnect_by_func (page, map_cb, (gpointer) icon_name);
}

static void
free_closure_data (gpointer  data,
                   GClosure *closure)
{
  g_free (data);
}

static void
put_off (AdwStatusPage *page)
{
  g_autofree char *icon_name = g_strdup (adw_status_page_get_icon_name (page));

  if (icon_name == NULL || gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  adw_status_page_set_icon_name (page, NULL);
  g_signal_connect_data (page,
                         "map",
                         G_CALLBACK (map_cb),
                         g_steal_pointer (&icon_name),
                         free_closure_data,
                         G_CONNECT_DEFAULT);
}

/**
 * gate_lazy_status_icons_below:
 * @root: a window or widget with all of its children
 *
 * Removes the icon of each status page below @root until the page is shown.
 */
void
gate_lazy_status_icons_below (GtkWidget *root)
{
  if (ADW_IS_STATUS_PAGE (root))
    put_off (ADW_STATUS_PAGE (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gate_lazy_status_icons_below (child);
}
