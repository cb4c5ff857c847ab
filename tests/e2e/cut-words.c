/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "cut-words.h"

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

void
find_cut_words (GtkWidget *root,
                GString   *found)
{
  if (!gtk_widget_get_mapped (root))
    return;
  if (GTK_IS_LABEL (root) && !may_be_cut (root) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (root))))
    g_string_append_printf (found, "\t%s", gtk_label_get_text (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_cut_words (child, found);
}
