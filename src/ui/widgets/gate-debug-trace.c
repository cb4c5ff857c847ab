/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "gate-debug-trace.h"

#define LOOK_FOR_CUT_WORDS_MS 100

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
 * gate_debug_trace_painted:
 * @widget: what was put up
 * @what: its name in the trace; static. Only the first time of each name is told
 *
 * Tells when the next frame with @widget has been painted, if traces are wanted.
 */
void
gate_debug_trace_painted (GtkWidget  *widget,
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

/* What came from the organization may be longer than there is room for: it stands in rows, or its
 * middle is left out, or a tooltip has all of it. A title beside buttons is said again below. */
static gboolean
may_be_cut (GtkWidget *label)
{
  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_tooltip_text (widget) != NULL)
      return TRUE;
  return gtk_label_get_ellipsize (GTK_LABEL (label)) == PANGO_ELLIPSIZE_MIDDLE ||
         gtk_widget_has_css_class (label, "title") ||
         gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW) != NULL ||
         gtk_widget_get_ancestor (label, GTK_TYPE_LIST_VIEW) != NULL;
}

static void
find_cut_words (GtkWidget *widget,
                GString   *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && !may_be_cut (widget) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    g_string_append_printf (found, "\t%s", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_cut_words (child, found);
}

/**
 * gate_debug_trace_find_cut_words:
 * @root: a window or widget that is on the screen
 *
 * Returns: (transfer full): the texts of labels that have too little room, each after a tab
 */
char *
gate_debug_trace_find_cut_words (GtkWidget *root)
{
  g_autoptr (GString) found = g_string_new (NULL);

  find_cut_words (root, found);
  return g_string_free (g_steal_pointer (&found), FALSE);
}

static gboolean
cut_words_cb (gpointer user_data)
{
  static char *told;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  g_autoptr (GString) found = g_string_new (NULL);

  for (GList *l = windows; l != NULL; l = l->next)
    find_cut_words (l->data, found);
  if (g_strcmp0 (told, found->str) != 0)
    {
      g_free (told);
      told = g_strdup (found->str);
      g_printerr ("gatehouse-trace: cut%s\n", told);
    }
  return G_SOURCE_CONTINUE;
}

/**
 * gate_debug_trace_cut_words:
 *
 * From now on tells, if that is wanted, which words on the screen are cut for want of room.
 */
void
gate_debug_trace_cut_words (void)
{
  if (g_strcmp0 (g_getenv ("GATEHOUSE_TRACE"), "cut") == 0)
    g_timeout_add (LOOK_FOR_CUT_WORDS_MS, cut_words_cb, NULL);
}
