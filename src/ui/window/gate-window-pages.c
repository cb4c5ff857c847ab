/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The pages of an organization, the navigation between them, and the narrow arrangement. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#define APPLICATIONS "applications"

gboolean
gate_window_is_on_applications (GateWindow *self)
{
  return g_strcmp0 (gate_window_get_page (self), APPLICATIONS) == 0;
}

const char *
gate_window_get_page (GateWindow *self)
{
  return adw_view_stack_get_visible_child_name (self->views);
}

const char *
gate_window_get_page_title (GateWindow *self)
{
  GtkWidget *shown = adw_view_stack_get_visible_child (self->views);

  return adw_view_stack_page_get_title (adw_view_stack_get_page (self->views, shown));
}

/**
 * gate_window_set_page:
 * @self: the window
 * @name: (nullable): the name of a page in the template; any other name is ignored
 */
void
gate_window_set_page (GateWindow *self,
                      const char *name)
{
  GtkWidget *page = name != NULL ? adw_view_stack_get_child_by_name (self->views, name) : NULL;

  if (page != NULL)
    adw_view_stack_set_visible_child (self->views, page);
}

/* Focuses the visible page. */
void
gate_window_focus_views (GateWindow *self)
{
  if (!gate_window_is_on_applications (self))
    gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->views));
  else if (adw_leaflet_get_folded (self->leaflet) &&
           adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->detail))
    gtk_widget_grab_focus (GTK_WIDGET (self->detail));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

/* Focuses the visible page after a change of the page, because the page with the focus is hidden
 * now. A focus outside the pages stays. */
void
gate_window_focus_page (GateWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->views)))
    return;
  if (!gate_window_is_on_applications (self))
    gtk_widget_grab_focus (adw_view_stack_get_visible_child (self->views));
  else if (adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->sidebar))
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->detail));
}

/**
 * gate_window_is_in_detail:
 * @self: the window
 *
 * Returns: whether the authorization view hides the sidebar, so that the header needs a back button
 */
gboolean
gate_window_is_in_detail (GateWindow *self)
{
  return self->narrow && gate_window_is_on_applications (self) &&
         adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->detail);
}

/* Shows the view switcher below the content if the header has no room for it, but not below an
 * authorization view in a narrow window, which needs the space: the person goes back first. */
void
gate_window_reveal_switcher_bar (GateWindow *self)
{
  adw_view_switcher_bar_set_reveal (
      self->switcher_bar,
      gate_session_get_state (self->session) == GATE_SESSION_READY &&
          adw_view_switcher_title_get_title_visible (self->title) &&
          !gate_window_is_in_detail (self));
}

/* Offers the choice of pages only while the session is ready, when the pages have content. */
void
gate_window_show_switcher (GateWindow *self)
{
  GateSessionState state = gate_session_get_state (self->session);
  gboolean is_ready = state == GATE_SESSION_READY;

  if (state == GATE_SESSION_SIGNED_OUT || state == GATE_SESSION_FAILED ||
      state == GATE_SESSION_DENIED)
    gate_window_set_page (self, APPLICATIONS);
  adw_view_switcher_title_set_view_switcher_enabled (self->title, is_ready);
  gate_window_reveal_switcher_bar (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.page", is_ready);
}

/* The smallest width with the columns of the leaflet side by side. */
static int
get_unfolded_width (GateWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_leaflet_get_pages (self->leaflet);
  int width = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwLeafletPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      int natural = 0;

      gtk_widget_measure (adw_leaflet_page_get_child (page),
                          GTK_ORIENTATION_HORIZONTAL,
                          -1,
                          NULL,
                          &natural,
                          NULL,
                          NULL);
      width += natural;
    }
  return width;
}

/**
 * gate_window_is_narrow:
 * @self: the window
 *
 * The leaflet decides for every page, because all pages share the header. While the leaflet is not
 * on the screen, or has just appeared and has no width yet, its state is out of date; then the
 * function compares the width of the window with the natural widths of the columns, as the leaflet
 * would do.
 *
 * Returns: whether the window has room for only one column
 */
gboolean
gate_window_is_narrow (GateWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->pages));
  int height = 0;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->leaflet)) &&
      gtk_widget_get_width (GTK_WIDGET (self->leaflet)) == width)
    return adw_leaflet_get_folded (self->leaflet);
  if (width == 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  return width < get_unfolded_width (self);
}

/* Shows the authorization view of the client, even if the folded leaflet showed the sidebar. */
static void
show_client_action_cb (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  GateWindow *self = GATE_WINDOW (widget);

  if (!gate_window_select (self, g_variant_get_string (parameter, NULL)))
    return;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail));
  gtk_widget_grab_focus (GTK_WIDGET (self->detail));
}

void
gate_window_install_pages (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "win.page", "page");
  gtk_widget_class_install_action (widget_class, "win.show-client", "s", show_client_action_cb);
}
