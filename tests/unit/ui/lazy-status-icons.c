/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The icon of a page that is not shown waits until it is. */

#include "gate-lazy-status-icons.h"

#include <adwaita.h>

#define ICON "dialog-error-symbolic"
#define DEADLINE_S 30

static GtkWidget *
new_page (const char *icon_name)
{
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", icon_name, NULL);
}

static const char *
icon_of (GtkWidget *page)
{
  return adw_status_page_get_icon_name (ADW_STATUS_PAGE (page));
}

static void
show_and_wait (GtkStack  *stack,
               GtkWidget *page)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;

  gtk_stack_set_visible_child (stack, page);
  while (!gtk_widget_get_mapped (page))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_stack (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *first = new_page (ICON);
  GtkWidget *second = new_page (ICON);
  GtkWidget *bare = new_page (NULL);

  gtk_stack_add_child (GTK_STACK (stack), first);
  gtk_stack_add_child (GTK_STACK (stack), second);
  gtk_stack_add_child (GTK_STACK (stack), bare);
  gtk_window_set_child (GTK_WINDOW (window), stack);
  gate_lazy_status_icons_below (window);
  g_assert_null (icon_of (first));
  g_assert_null (icon_of (second));

  gtk_window_present (GTK_WINDOW (window));
  show_and_wait (GTK_STACK (stack), first);
  g_assert_cmpstr (icon_of (first), ==, ICON);
  g_assert_null (icon_of (second));
  show_and_wait (GTK_STACK (stack), bare);
  g_assert_null (icon_of (bare));
  show_and_wait (GTK_STACK (stack), second);
  g_assert_cmpstr (icon_of (second), ==, ICON);

  /* Once it is there it is left alone. */
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (second), NULL);
  gate_lazy_status_icons_below (window);
  show_and_wait (GTK_STACK (stack), first);
  show_and_wait (GTK_STACK (stack), second);
  g_assert_null (icon_of (second));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/lazy-status-icons/stack", test_stack);
  return g_test_run ();
}
