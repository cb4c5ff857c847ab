/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A guard is ready a while after its widget was painted, however long painting takes. */

#include "gate-press-guard.h"

#include <adwaita.h>

#define DEADLINE_S 30
/* A timer may come a little early, by the clock of the test. */
#define TOLERANCE_MS 20
#define SLOW_FRAME_MS 300

/* A widget that takes its time to draw, as on a machine without a fast GPU. */
#define SLOW_TYPE_WIDGET (slow_widget_get_type ())
G_DECLARE_FINAL_TYPE (SlowWidget, slow_widget, SLOW, WIDGET, GtkWidget)

struct _SlowWidget
{
  GtkWidget parent_instance;

  gint64 painted_us; /* when it was first painted */
  guint frame_ms;
};

G_DEFINE_FINAL_TYPE (SlowWidget, slow_widget, GTK_TYPE_WIDGET)

static void
slow_widget_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  SlowWidget *self = SLOW_WIDGET (widget);

  g_usleep (self->frame_ms * 1000);
  if (self->painted_us == 0)
    self->painted_us = g_get_monotonic_time ();
}

static void
slow_widget_class_init (SlowWidgetClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = slow_widget_snapshot;
}

static void
slow_widget_init (SlowWidget *self)
{
}

typedef struct
{
  GtkWindow *window;
  GtkStack *stack;
  SlowWidget *page;
  GtkWidget *button;
  GatePressGuard *guard;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->page = g_object_new (SLOW_TYPE_WIDGET, NULL);
  fixture->button = gtk_button_new_with_label ("Approve");
  fixture->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (fixture->stack, fixture->button);
  gtk_stack_add_child (fixture->stack, GTK_WIDGET (fixture->page));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 300, 200);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->stack));
  fixture->guard = gate_press_guard_new (GTK_WIDGET (fixture->page));
  gate_press_guard_hold_back (fixture->guard, fixture->button);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->guard);
}

static void
wait_until_ready (Fixture *fixture)
{
  gint64 end_us = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;

  while (!gate_press_guard_is_ready (fixture->guard))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_assert_false (gtk_widget_get_sensitive (fixture->button));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (gtk_widget_get_sensitive (fixture->button));
}

static void
assert_stood (Fixture *fixture)
{
  gint64 stood_us = g_get_monotonic_time () - fixture->page->painted_us;

  g_assert_cmpint (fixture->page->painted_us, >, 0);
  g_assert_cmpint (stood_us / 1000, >=, GATE_PRESS_GUARD_MS - TOLERANCE_MS);
}

static void
show_page (Fixture *fixture)
{
  fixture->page->painted_us = 0;
  gtk_stack_set_visible_child (fixture->stack, GTK_WIDGET (fixture->page));
}

static void
test_ready_after_paint (Fixture      *fixture,
                        gconstpointer data)
{
  fixture->page->frame_ms = GPOINTER_TO_UINT (data);
  gtk_window_present (fixture->window);
  g_assert_false (gate_press_guard_is_ready (fixture->guard));
  show_page (fixture);
  wait_until_ready (fixture);
  assert_stood (fixture);
}

/* Each time that the page appears counts anew. */
static void
test_away_and_back (Fixture      *fixture,
                    gconstpointer data)
{
  gtk_window_present (fixture->window);
  show_page (fixture);
  wait_until_ready (fixture);
  gtk_stack_set_visible_child (fixture->stack, fixture->button);
  g_assert_false (gate_press_guard_is_ready (fixture->guard));
  show_page (fixture);
  g_assert_false (gate_press_guard_is_ready (fixture->guard));
  wait_until_ready (fixture);
  assert_stood (fixture);
}

/* Something else on the same page counts anew, too. */
static void
test_restart (Fixture      *fixture,
              gconstpointer data)
{
  gtk_window_present (fixture->window);
  show_page (fixture);
  wait_until_ready (fixture);
  fixture->page->painted_us = 0;
  gate_press_guard_restart (fixture->guard);
  g_assert_false (gate_press_guard_is_ready (fixture->guard));
  wait_until_ready (fixture);
  assert_stood (fixture);
}

/* What is not shown is never ready, and may go before its guard does. */
static void
test_not_shown (Fixture      *fixture,
                gconstpointer data)
{
  gate_press_guard_restart (fixture->guard);
  g_assert_false (gate_press_guard_is_ready (fixture->guard));
  gtk_window_present (fixture->window);
  show_page (fixture);
  gtk_stack_remove (fixture->stack, GTK_WIDGET (fixture->page));
  g_assert_false (gate_press_guard_is_ready (fixture->guard));
  gate_press_guard_restart (fixture->guard);
  g_assert_false (gate_press_guard_is_ready (fixture->guard));
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/press-guard/" path, Fixture, data, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("ready-after-paint", GUINT_TO_POINTER (0), test_ready_after_paint);
  ADD ("slow-frames", GUINT_TO_POINTER (SLOW_FRAME_MS), test_ready_after_paint);
  ADD ("away-and-back", NULL, test_away_and_back);
  ADD ("restart", NULL, test_restart);
  ADD ("not-shown", NULL, test_not_shown);
  return g_test_run ();
}
