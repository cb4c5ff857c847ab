/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-sidebar.h"
#include "gate-incremental-list.h"

G_BEGIN_DECLS

#define N_FILTERS 4

struct _GateSidebar
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkSingleSelection *selection;
  GateIncrementalList *rows;
  GtkWidget *search;
  GtkWidget *filters[N_FILTERS];
  GtkLabel *counts[N_FILTERS];
  GtkStack *stack;
  GtkWidget *list;

  GateSession *session;
  GateAuthorizationList *authorizations;
  GSignalGroup *list_signals;
  GateAuthorization *selected;
  gboolean narrow;
  gboolean restoring;
  gboolean scroll_to_selected;
  gboolean may_wait; /* scrolling may wait for the stage with the selected row */
  gboolean open_first; /* open the first match when the search is done */
  guint size_tick_id; /* scrolling waits until the list has a size */
};

/* gate-sidebar-focus.c */
void     gate_sidebar_install_focus      (GtkWidgetClass *widget_class);
gboolean gate_sidebar_focus_row          (GateSidebar    *self);
void     gate_sidebar_scroll_to_selected (GateSidebar    *self);

G_END_DECLS
