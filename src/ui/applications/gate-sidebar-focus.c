/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The keyboard focus of the sidebar, and scrolling to the selected row. */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-sidebar-private.h"

#include "gate-focus.h"
#include "gate-authorization-row.h"

/* Focuses the selected row, or the first row that is not a heading. GTK 4.8 has no function to
 * focus a row by its position, and it would focus the row that had the focus last, or the first
 * row, which is a heading. */
gboolean
gate_sidebar_focus_row (GateSidebar *self)
{
  return (self->selected != NULL &&
          gate_authorization_row_focus_in (self->list, G_OBJECT (self->selected))) ||
         gate_authorization_row_focus_in (self->list, NULL);
}

static void
show_selected (GateSidebar *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION || !self->scroll_to_selected)
    return;
  self->scroll_to_selected = FALSE;
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  if (self->may_wait && gtk_widget_get_focus_child (self->list) != NULL)
    gate_sidebar_focus_row (self);
  self->may_wait = FALSE;
}

static gboolean
size_tick_cb (GtkWidget     *list,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  GateSidebar *self = GATE_SIDEBAR (gtk_widget_get_ancestor (list, GATE_TYPE_SIDEBAR));

  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;
  self->size_tick_id = 0;
  show_selected (self);
  return G_SOURCE_REMOVE;
}

/* Scrolls when the list has a size, because a list of GTK 4.18 can ignore an earlier request. The
 * waiting callback costs nothing: GTK does not call it before the list is shown. */
void
gate_sidebar_scroll_to_selected (GateSidebar *self)
{
  if (gtk_widget_get_height (self->list) > 0)
    show_selected (self);
  else if (self->size_tick_id == 0)
    self->size_tick_id = gtk_widget_add_tick_callback (self->list, size_tick_cb, NULL, NULL);
}

static gboolean
gate_sidebar_grab_focus (GtkWidget *widget)
{
  GateSidebar *self = GATE_SIDEBAR (widget);

  return gate_sidebar_focus_row (self) || gtk_widget_grab_focus (self->search);
}

/* In GTK 4.8 Tab visits every row of the list. Here the list is one stop: Tab enters the sidebar at
 * the search, goes from the last filter to the selected row, and then leaves the sidebar. Shift+Tab
 * enters the sidebar at the selected row and goes from there to the last filter. Down goes from the
 * search to the list, past the filters. */
static gboolean
gate_sidebar_focus (GtkWidget       *widget,
                    GtkDirectionType direction)
{
  GateSidebar *self = GATE_SIDEBAR (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, widget);
  gboolean in_list = inside && gtk_widget_is_ancestor (focus, self->list);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  gboolean backward = direction == GTK_DIR_TAB_BACKWARD;
  gboolean to_list = forward ? focus == self->filters[N_FILTERS - 1] : backward && !inside;

  if (direction == GTK_DIR_DOWN && inside && gtk_widget_is_ancestor (focus, self->search))
    return gate_sidebar_focus_row (self);
  if (in_list && forward)
    return FALSE;
  if ((in_list && backward) || (forward && !inside))
    return gtk_widget_grab_focus (in_list ? self->filters[N_FILTERS - 1] : self->search);
  return (to_list && gate_sidebar_focus_row (self)) || gate_focus_child (widget, direction);
}

void
gate_sidebar_install_focus (GtkWidgetClass *widget_class)
{
  widget_class->grab_focus = gate_sidebar_grab_focus;
  widget_class->focus = gate_sidebar_focus;
}

void
gate_sidebar_start_search (GateSidebar *self)
{
  g_return_if_fail (GATE_IS_SIDEBAR (self));
  gtk_widget_grab_focus (self->search);
}
