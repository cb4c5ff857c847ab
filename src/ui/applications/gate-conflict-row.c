/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-conflict-row.h"

#include "gate-accessible-name.h"

#include <glib/gi18n-lib.h>

struct _GateConflictRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *name;
  GtkLabel *before;
  GtkLabel *mine;
  GtkLabel *theirs;
  GtkLabel *merged;
};

G_DEFINE_FINAL_TYPE (GateConflictRow, gate_conflict_row, GTK_TYPE_LIST_BOX_ROW)

/* Shows the state by a sign and a color, so that the color is not the only mark. */
static void
show_cell (GtkLabel *label,
           gboolean  before,
           gboolean  now)
{
  static const char *const signs[2][2] = { { "–", "+" }, { "−", "✓" } };
  static const char *const classes[2][2] = { { "gate-dim", "gate-added" },
                                             { "gate-removed", NULL } };
  const char *class_name = classes[before ? 1 : 0][now ? 1 : 0];

  gtk_label_set_label (label, signs[before ? 1 : 0][now ? 1 : 0]);
  if (class_name != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), class_name);
}

static const char *
describe_cell (gboolean before,
               gboolean now)
{
  if (before == now)
    return now ? C_ ("comparison", "granted") : C_ ("comparison", "not granted");
  return now ? C_ ("comparison", "added") : C_ ("comparison", "removed");
}

static void
gate_conflict_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_CONFLICT_ROW);
  G_OBJECT_CLASS (gate_conflict_row_parent_class)->dispose (object);
}

static void
gate_conflict_row_class_init (GateConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_conflict_row_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-conflict-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GateConflictRow, name);
  gtk_widget_class_bind_template_child (widget_class, GateConflictRow, before);
  gtk_widget_class_bind_template_child (widget_class, GateConflictRow, mine);
  gtk_widget_class_bind_template_child (widget_class, GateConflictRow, theirs);
  gtk_widget_class_bind_template_child (widget_class, GateConflictRow, merged);
}

static void
gate_conflict_row_init (GateConflictRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_conflict_row_new:
 * @name: the name of a scope or role, safe to show
 * @facts: the versions that contain the scope or role
 * @can_merge: whether the dialog offers to merge
 *
 * Returns: (transfer floating): a row for a list box
 */
GateConflictRow *
gate_conflict_row_new (const char       *name,
                       GateConflictFacts facts,
                       gboolean          can_merge)
{
  GateConflictRow *self = g_object_new (GATE_TYPE_CONFLICT_ROW, NULL);
  const char *mine = describe_cell (facts.before, facts.mine);
  const char *theirs = describe_cell (facts.before, facts.theirs);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->name, name);
  show_cell (self->before, facts.before, facts.before);
  show_cell (self->mine, facts.before, facts.mine);
  show_cell (self->theirs, facts.before, facts.theirs);
  show_cell (self->merged, facts.before, facts.merged);
  gtk_widget_set_visible (GTK_WIDGET (self->merged), can_merge);
  if (can_merge)
    /* Translators: a scope or role, then a word for each of three versions: “granted”, “not
     * granted”, “added” or “removed”. */
    spoken = g_strdup_printf (C_ ("comparison", "%s: yours %s, theirs %s, merged %s"),
                              name,
                              mine,
                              theirs,
                              describe_cell (facts.before, facts.merged));
  else
    /* Translators: a scope or role, then a word for each of two versions: “granted”, “not
     * granted”, “added” or “removed”. */
    spoken = g_strdup_printf (C_ ("comparison", "%s: yours %s, theirs %s"), name, mine, theirs);
  gate_set_accessible_name (GTK_WIDGET (self), spoken);
  return self;
}

/**
 * gate_conflict_row_new_heading:
 * @can_merge: whether the dialog offers to merge
 *
 * Returns: (transfer floating): the row with the titles of the columns
 */
GateConflictRow *
gate_conflict_row_new_heading (gboolean can_merge)
{
  GateConflictRow *self = g_object_new (GATE_TYPE_CONFLICT_ROW, NULL);

  gtk_label_set_label (self->before, C_ ("comparison", "Before"));
  gtk_label_set_label (self->mine, C_ ("comparison", "Yours"));
  gtk_label_set_label (self->theirs, C_ ("comparison", "Theirs"));
  gtk_label_set_label (self->merged, C_ ("comparison", "Merged"));
  gtk_widget_set_visible (GTK_WIDGET (self->merged), can_merge);
  gtk_widget_add_css_class (GTK_WIDGET (self), "caption-heading");
  gate_set_accessible_name (GTK_WIDGET (self), C_ ("comparison", "Versions"));
  return self;
}

void
gate_conflict_row_align (GateConflictRow *self,
                         GtkSizeGroup    *columns)
{
  g_return_if_fail (GATE_IS_CONFLICT_ROW (self));

  gtk_size_group_add_widget (columns, GTK_WIDGET (self->before));
  gtk_size_group_add_widget (columns, GTK_WIDGET (self->mine));
  gtk_size_group_add_widget (columns, GTK_WIDGET (self->theirs));
  gtk_size_group_add_widget (columns, GTK_WIDGET (self->merged));
}
