/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-conflict-dialog.h"

#include "gate-access.h"
#include "gate-conflict-row.h"
#include "gate-format-edit.h"
#include "gate-a11y-visibility.h"
#include "gate-press-guard.h"
#include "gate-scope.h"
#include "gate-text.h"
#include "gate-unread.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 100

/* In the order of the columns. */
enum
{
  BEFORE,
  MINE,
  THEIRS,
  MERGED,
  N_VERSIONS
};

struct _GateConflictDialog
{
  AdwWindow parent_instance;

  GtkLabel *heading;
  GtkLabel *explanation;
  GtkWidget *scopes_group;
  GtkListBox *scopes;
  GtkWidget *roles_group;
  GtkListBox *roles;
  GtkLabel *same;
  GtkWidget *take_theirs;
  GtkWidget *keep_mine;
  GtkWidget *merge;

  GtkSizeGroup *columns;
  GateEditor *editor;
  GatePressGuard *guard; /* restarts when the comparison changes */
};

G_DEFINE_FINAL_TYPE (GateConflictDialog, gate_conflict_dialog, ADW_TYPE_WINDOW)

static gboolean
can_merge (GateConflictDialog *self)
{
  return gate_editor_can_merge (self->editor);
}

/* The edit that Merge would save. */
static GateEdit *
new_merged (GateConflictDialog *self)
{
  GateEdit *edit = gate_editor_get_edit (self->editor);
  g_autoptr (GateEdit) merged = gate_edit_new (gate_edit_get_base (edit));

  gate_edit_set_scopes (merged, gate_edit_get_scopes (edit));
  gate_edit_set_open_to_all (merged, gate_edit_is_open_to_all (edit));
  gate_edit_set_roles (merged, gate_edit_get_roles (edit));
  gate_edit_merge (merged, gate_editor_get_theirs (self->editor));
  return g_steal_pointer (&merged);
}

static char **
unite (const char *const *const lists[N_VERSIONS])
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < N_VERSIONS; i++)
    g_strv_builder_addv (builder, (const char **) lists[i]);
  all = g_strv_builder_end (builder);
  return gate_scopes_normalize ((const char *const *) all);
}

static gboolean
add_row (GateConflictDialog *self,
         GtkListBox         *list,
         const char         *name,
         GateConflictFacts   facts)
{
  GateConflictRow *row = NULL;

  if (facts.mine == facts.before && facts.theirs == facts.before)
    return FALSE;
  row = gate_conflict_row_new (name, facts, can_merge (self));
  gate_conflict_row_align (row, self->columns);
  gtk_list_box_append (list, GTK_WIDGET (row));
  return TRUE;
}

static GateConflictFacts
compare (const char *const *const lists[N_VERSIONS],
         const char              *id)
{
  GateConflictFacts facts = {
    .before = g_strv_contains (lists[BEFORE], id),
    .mine = g_strv_contains (lists[MINE], id),
    .theirs = g_strv_contains (lists[THEIRS], id),
    .merged = g_strv_contains (lists[MERGED], id),
  };

  return facts;
}

static void
begin_list (GateConflictDialog *self,
            GtkListBox         *list)
{
  GateConflictRow *heading = gate_conflict_row_new_heading (can_merge (self));
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  gate_conflict_row_align (heading, self->columns);
  gtk_list_box_append (list, GTK_WIDGET (heading));
}

/* Returns the number of scopes that are the same in all versions. */
static guint
show_scopes (GateConflictDialog *self,
             GateEdit           *merged)
{
  GateEdit *edit = gate_editor_get_edit (self->editor);
  const char *const *const lists[N_VERSIONS] = {
    [BEFORE] = gate_authorization_get_scopes (gate_edit_get_base (edit)),
    [MINE] = gate_edit_get_scopes (edit),
    [THEIRS] = gate_authorization_get_scopes (gate_editor_get_theirs (self->editor)),
    [MERGED] = gate_edit_get_scopes (merged),
  };
  g_auto (GStrv) all = unite (lists);
  guint n_shown = 0;
  guint n_same = 0;

  begin_list (self, self->scopes);
  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *name = gate_text_for_display (all[i], MAX_NAME_CHARS);

      if (add_row (self, self->scopes, name, compare (lists, all[i])))
        n_shown++;
      else
        n_same++;
    }
  gtk_widget_set_visible (self->scopes_group, n_shown > 0);
  return n_same;
}

static guint
show_roles (GateConflictDialog *self,
            GateEdit           *merged)
{
  GateSession *session = gate_editor_get_session (self->editor);
  GListModel *model = G_LIST_MODEL (gate_session_get_roles (session));
  GateEdit *edit = gate_editor_get_edit (self->editor);
  GateAuthorization *theirs = gate_editor_get_theirs (self->editor);
  const char *const *const lists[N_VERSIONS] = {
    [BEFORE] = gate_authorization_get_roles (gate_edit_get_base (edit)),
    [MINE] = gate_edit_get_roles (edit),
    [THEIRS] = gate_authorization_get_roles (theirs),
    [MERGED] = gate_edit_get_roles (merged),
  };
  GateConflictFacts all_roles = {
    .before = gate_access_is_open (gate_edit_get_base (edit)),
    .mine = gate_edit_is_open_to_all (edit),
    .theirs = gate_access_is_open (theirs),
    .merged = gate_edit_is_open_to_all (merged),
  };
  g_auto (GStrv) all = unite (lists);
  guint n_shown = 0;
  guint n_same = 0;

  begin_list (self, self->roles);
  if (add_row (self, self->roles, C_ ("roles", "All Roles"), all_roles))
    n_shown++;
  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *name = gate_format_edit_role (model, all[i]);

      if (add_row (self, self->roles, name, compare (lists, all[i])))
        n_shown++;
      else
        n_same++;
    }
  gtk_widget_set_visible (self->roles_group, n_shown > 0);
  return n_same;
}

static void
show_same (GateConflictDialog *self,
           guint               n)
{
  /* Translators: %u is a number of scopes and roles. */
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u other scope or role is the same in each of them.",
                "%u other scopes and roles are the same in each of them.",
                n),
      n);

  gtk_label_set_label (self->same, text);
  gtk_widget_set_visible (GTK_WIDGET (self->same), n > 0);
}

static char *
explain (GateConflictDialog *self,
         GateAuthorization  *theirs)
{
  const char *unread = gate_unread_describe_what (theirs);

  if (unread != NULL)
    /* Translators: %s is a clause such as “Its roles could not be read”. */
    return g_strdup_printf (_ ("%s, so neither saving your version nor merging is offered: it "
                               "could open it to everybody or take away what could not be read. "
                               "Take Theirs discards your changes."),
                            unread);
  if (can_merge (self))
    return g_strdup (_ ("Keep Mine saves your version in place of theirs. Take Theirs discards "
                        "your changes. Merge saves what both of you changed."));
  return g_strdup (_ ("Nobody can use it now. Keep Mine authorizes it again with your version. "
                      "Take Theirs discards your changes."));
}

/* Hides the lists that were not read completely, because comparing them would be wrong. */
static void
hide_unread (GateConflictDialog *self,
             GateAuthorization  *theirs)
{
  if (gate_authorization_get_scopes_knowledge (theirs) != GATE_KNOWLEDGE_COMPLETE)
    gtk_widget_set_visible (self->scopes_group, FALSE);
  if (gate_authorization_get_roles_knowledge (theirs) != GATE_KNOWLEDGE_COMPLETE)
    gtk_widget_set_visible (self->roles_group, FALSE);
  if (!gate_authorization_is_complete (theirs))
    gtk_widget_set_visible (GTK_WIDGET (self->same), FALSE);
}

/* The list gets the focus, because the buttons are insensitive until the guard is ready. */
static void
focus_comparison (GateConflictDialog *self)
{
  GtkListBox *list = gtk_widget_get_visible (self->scopes_group) ? self->scopes : self->roles;

  gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
}

static void
update_rows (GateConflictDialog *self)
{
  GateAuthorization *theirs = gate_editor_get_theirs (self->editor);
  GateSession *session = gate_editor_get_session (self->editor);
  GatePerson *person = gate_me_get_person (gate_session_get_me (session));
  g_autoptr (GateEdit) merged = NULL;
  g_autofree char *what = NULL;
  g_autofree char *explanation = NULL;

  if (theirs == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  what = gate_format_edit_conflict (gate_edit_get_base (gate_editor_get_edit (self->editor)),
                                    theirs,
                                    person != NULL ? gate_person_get_id (person) : NULL);
  gtk_label_set_label (self->heading, what);
  explanation = explain (self, theirs);
  gtk_label_set_label (self->explanation, explanation);
  merged = new_merged (self);
  show_same (self, show_scopes (self, merged) + show_roles (self, merged));
  hide_unread (self, theirs);
  gtk_widget_set_visible (self->merge, can_merge (self));
  gtk_widget_set_visible (self->keep_mine, gate_editor_can_keep_mine (self->editor));
  focus_comparison (self);
  gate_press_guard_restart (self->guard);
}

static void
take_theirs_cb (GateConflictDialog *self)
{
  gate_editor_take_theirs (self->editor);
}

static void
keep_mine_cb (GateConflictDialog *self)
{
  gate_editor_keep_mine (self->editor);
}

static void
merge_cb (GateConflictDialog *self)
{
  gate_editor_merge (self->editor);
}

static void
gate_conflict_dialog_dispose (GObject *object)
{
  GateConflictDialog *self = GATE_CONFLICT_DIALOG (object);

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_CONFLICT_DIALOG);
  g_clear_object (&self->guard);
  g_clear_object (&self->editor);
  g_clear_object (&self->columns);
  G_OBJECT_CLASS (gate_conflict_dialog_parent_class)->dispose (object);
}

static void
gate_conflict_dialog_class_init (GateConflictDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gate_conflict_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-conflict-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, scopes_group);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, scopes);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, roles_group);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, roles);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, same);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, take_theirs);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, keep_mine);
  gtk_widget_class_bind_template_child (widget_class, GateConflictDialog, merge);
  gtk_widget_class_bind_template_callback (widget_class, take_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
}

static void
gate_conflict_dialog_init (GateConflictDialog *self)
{
  self->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guard = gate_press_guard_new (GTK_WIDGET (self));
  gate_press_guard_hold_back (self->guard, self->take_theirs);
  gate_press_guard_hold_back (self->guard, self->keep_mine);
  gate_press_guard_hold_back (self->guard, self->merge);
  gate_a11y_visibility_watch_below (GTK_WIDGET (self));
}

/**
 * gate_conflict_dialog_new:
 * @editor: an editor with a conflict; the dialog closes when the conflict is gone
 * @parent: the parent window of the dialog
 *
 * Returns: (transfer none): the dialog, not shown yet; GTK owns it
 */
GateConflictDialog *
gate_conflict_dialog_new (GateEditor *editor,
                          GtkWindow  *parent)
{
  GateConflictDialog *self = NULL;

  g_return_val_if_fail (GATE_IS_EDITOR (editor), NULL);

  self = g_object_new (GATE_TYPE_CONFLICT_DIALOG, "transient-for", parent, NULL);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor,
                           "notify::theirs",
                           G_CALLBACK (update_rows),
                           self,
                           G_CONNECT_SWAPPED);
  update_rows (self);
  return self;
}
