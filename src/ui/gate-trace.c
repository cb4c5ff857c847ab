/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-trace.h"

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       user_data)
{
  const char *what = user_data;

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, user_data);
  g_printerr ("gatehouse-trace: %s %" G_GINT64_FORMAT "\n", what, g_get_monotonic_time ());
}

/* The beginning of a frame, which ends with its painting. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), user_data);
  return G_SOURCE_REMOVE;
}

/**
 * gate_trace_painted:
 * @widget: what was put up
 * @what: its name in the trace; static. Only the first time of each name is told
 *
 * Tells when the next frame with @widget has been painted, if traces are wanted.
 */
void
gate_trace_painted (GtkWidget  *widget,
                    const char *what)
{
  static GHashTable *told;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (g_getenv ("GATEHOUSE_TRACE"), "1") != 0)
    return;
  if (told == NULL)
    told = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_add (told, (gpointer) what))
    gtk_widget_add_tick_callback (widget, tick_cb, (gpointer) what, NULL);
}
