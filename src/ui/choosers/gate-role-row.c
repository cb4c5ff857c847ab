/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-role-row.h"

#include "gate-accessible-name.h"
#include "gate-title-lines.h"

#include <glib/gi18n-lib.h>

#define TITLE_LINES 2

struct _GateRoleRow
{
  AdwActionRow parent_instance;

  char *role_id;
  GateRoleMark mark;

  GtkLabel *mark_label;
  GtkLabel *people_label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (GateRoleRow, gate_role_row, ADW_TYPE_ACTION_ROW)

enum
{
  PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
mark_words (GateRoleMark mark)
{
  switch (mark)
    {
    case GATE_ROLE_MARK_ADDING:
      return C_ ("role", "Adding");
    case GATE_ROLE_MARK_REMOVING:
      return C_ ("role", "Removing");
    case GATE_ROLE_MARK_NONE:
    default:
      return "";
    }
}

static void
show_mark (GateRoleRow *self)
{
  static const char *const classes[] = { NULL, "new", "admin" };

  gtk_label_set_label (self->mark_label, mark_words (self->mark));
  gtk_widget_set_visible (GTK_WIDGET (self->mark_label), self->mark != GATE_ROLE_MARK_NONE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->mark_label), "new");
  gtk_widget_remove_css_class (GTK_WIDGET (self->mark_label), "admin");
  if (self->mark != GATE_ROLE_MARK_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->mark_label), classes[self->mark]);
  if (self->mark == GATE_ROLE_MARK_REMOVING)
    gtk_widget_add_css_class (GTK_WIDGET (self), "gate-removing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "gate-removing");
}

static void
show_button (GateRoleRow         *self,
             const GateRoleFacts *facts)
{
  gboolean removing = facts->mark == GATE_ROLE_MARK_REMOVING;
  g_autofree char *name = facts->apart != NULL ?
                              g_strdup_printf ("%s, %s", facts->title, facts->apart) :
                              g_strdup (facts->title);
  g_autofree char *label = NULL;

  if (removing)
    /* Translators: a button that undoes the removal of a role; %s is the name of the role. */
    label = g_strdup_printf (C_ ("role", "Keep %s"), name);
  else
    /* Translators: %s is the name of a role. */
    label = g_strdup_printf (C_ ("role", "Remove %s"), name);
  gtk_button_set_icon_name (self->button, removing ? "edit-undo-symbolic" : "user-trash-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_widget_set_visible (GTK_WIDGET (self->button), facts->editable);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->button),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gate_set_accessible_name (GTK_WIDGET (self->button), label);
}

/* Sets the text that a screen reader reads for the whole row. */
static void
show_accessible (GateRoleRow         *self,
                 const GateRoleFacts *facts)
{
  g_autoptr (GString) spoken = g_string_new (facts->title);
  const char *parts[] = { mark_words (facts->mark), facts->people, facts->subtitle };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (spoken, ", %s", parts[i]);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gate_set_accessible_name (GTK_WIDGET (self), spoken->str);
}

static void
clicked_cb (GateRoleRow *self)
{
  g_signal_emit (self, signals[PRESSED], 0);
}

static gboolean
gate_role_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GATE_ROLE_ROW (widget)->button));
}

/* Tab stops only at the button. With the focus handling of GTK 4.8, Shift+Tab on the button would
 * move to the row, and the row passes the focus to the button again. */
static gboolean
gate_role_row_focus (GtkWidget       *widget,
                     GtkDirectionType direction)
{
  GateRoleRow *self = GATE_ROLE_ROW (widget);

  if (gtk_widget_get_focus_child (widget) != NULL ||
      !gtk_widget_get_visible (GTK_WIDGET (self->button)))
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
gate_role_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_ROLE_ROW);
  G_OBJECT_CLASS (gate_role_row_parent_class)->dispose (object);
}

static void
gate_role_row_finalize (GObject *object)
{
  g_free (GATE_ROLE_ROW (object)->role_id);
  G_OBJECT_CLASS (gate_role_row_parent_class)->finalize (object);
}

static void
gate_role_row_class_init (GateRoleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gate_role_row_dispose;
  object_class->finalize = gate_role_row_finalize;
  widget_class->grab_focus = gate_role_row_grab_focus;
  widget_class->focus = gate_role_row_focus;

  signals[PRESSED] = g_signal_new ("pressed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-role-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GateRoleRow, mark_label);
  gtk_widget_class_bind_template_child (widget_class, GateRoleRow, people_label);
  gtk_widget_class_bind_template_child (widget_class, GateRoleRow, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
gate_role_row_init (GateRoleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_role_row_new:
 * @role_id: the ID of a role; empty for All Roles
 *
 * Returns: (transfer floating): a row without text
 */
GateRoleRow *
gate_role_row_new (const char *role_id)
{
  GateRoleRow *self = g_object_new (GATE_TYPE_ROLE_ROW, NULL);

  self->role_id = g_strdup (role_id);
  return self;
}

const char *
gate_role_row_get_id (GateRoleRow *self)
{
  g_return_val_if_fail (GATE_IS_ROLE_ROW (self), NULL);

  return self->role_id;
}

GateRoleMark
gate_role_row_get_mark (GateRoleRow *self)
{
  g_return_val_if_fail (GATE_IS_ROLE_ROW (self), GATE_ROLE_MARK_NONE);

  return self->mark;
}

/**
 * gate_role_row_show:
 * @self: a row
 * @facts: the texts and the state to show
 */
void
gate_role_row_show (GateRoleRow         *self,
                    const GateRoleFacts *facts)
{
  g_return_if_fail (GATE_IS_ROLE_ROW (self));

  self->mark = facts->mark;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), facts->title);
  gate_title_lines_set (ADW_ACTION_ROW (self), TITLE_LINES);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               facts->subtitle != NULL ? facts->subtitle : "");
  gtk_label_set_label (self->people_label, facts->people != NULL ? facts->people : "");
  show_mark (self);
  show_button (self, facts);
  show_accessible (self, facts);
}
