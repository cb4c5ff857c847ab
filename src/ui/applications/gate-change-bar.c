/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-change-bar.h"

#include "gate-accessible-name.h"
#include "gate-beside-layout.h"
#include "gate-format-edit.h"
#include "gate-error.h"
#include "gate-live-region.h"
#include "gate-press-guard.h"
#include "gate-session-describe.h"

#include <glib/gi18n-lib.h>

struct _GateChangeBar
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkLabel *reason;
  GtkWidget *spinner;
  GtkLabel *title;
  GtkLabel *added;
  GtkLabel *removed;
  GtkWidget *cancel;
  GtkWidget *discard;
  GtkWidget *compare;
  GtkWidget *save;

  GateEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *edit_signals;
  GSignalGroup *operation_signals;
  GSignalGroup *session_signals;
  GatePressGuard *guard;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GateChangeBar, gate_change_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_NARROW,
  N_PROPS
};

enum
{
  CLOSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
show_difference (GtkLabel   *label,
                 const char *text,
                 const char *spoken)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
  gate_set_accessible_name (GTK_WIDGET (label), spoken);
}

static void
show_differences (GateChangeBar *self,
                  GateEdit      *edit)
{
  GateSession *session = gate_editor_get_session (self->editor);
  GListModel *roles = G_LIST_MODEL (gate_session_get_roles (session));
  g_autofree char *added = gate_format_edit_added (edit, roles, "+");
  g_autofree char *removed = gate_format_edit_removed (edit, roles, "−");
  g_autofree char *added_names = gate_format_edit_added (edit, roles, NULL);
  g_autofree char *removed_names = gate_format_edit_removed (edit, roles, NULL);
  /* Translators: %s is a list of scopes and roles. */
  g_autofree char *adds = g_strdup_printf (_ ("Adds %s"), added_names);
  /* Translators: %s is a list of scopes and roles. */
  g_autofree char *removes = g_strdup_printf (_ ("Removes %s"), removed_names);

  show_difference (self->added, added, adds);
  show_difference (self->removed, removed, removes);
}

static char *
format_error (GateSession  *session,
              const GError *error)
{
  g_autofree char *sentence = gate_session_describe_error (session, error);
  g_autofree char *evidence = gate_session_describe_evidence (error);

  return g_strjoin ("\n", sentence, evidence, NULL);
}

/* The reason why the edit cannot be saved, or why saving failed; NULL if there is none. */
static char *
format_reason (GateChangeBar *self)
{
  GateSession *session = gate_editor_get_session (self->editor);
  GateEdit *edit = gate_editor_get_edit (self->editor);
  GateAuthorization *theirs = gate_editor_get_theirs (self->editor);
  const GError *error = gate_editor_get_error (self->editor);
  GateOperation *operation = gate_editor_get_operation (self->editor);
  GatePerson *person = gate_me_get_person (gate_session_get_me (session));
  char *reason = NULL;

  if (operation != NULL && gate_operation_is_looking (operation))
    return gate_operation_describe (operation);
  if (theirs != NULL)
    return gate_format_edit_conflict (gate_edit_get_base (edit),
                                      theirs,
                                      person != NULL ? gate_person_get_id (person) : NULL);
  if (edit != NULL)
    reason = g_strdup (gate_format_edit_verdict (gate_edit_get_verdict (edit)));
  if (reason == NULL && error != NULL)
    reason = format_error (session, error);
  if (reason == NULL && !gate_session_can_change (session))
    g_object_get (session, "cannot-change-reason", &reason, NULL);
  return reason;
}

static void
show_progress (GateChangeBar *self)
{
  GateOperation *operation = gate_editor_get_operation (self->editor);
  gboolean is_looking = operation != NULL && gate_operation_is_looking (operation);
  gboolean is_slow = operation != NULL && (is_looking || gate_operation_is_slow (operation));

  gtk_widget_set_visible (self->spinner, is_slow);
  gtk_widget_set_visible (self->cancel, is_slow);
  gtk_widget_set_visible (self->discard, !is_slow);
  gtk_label_set_label (self->title, is_slow ? _ ("Saving…") : _ ("Unsaved changes"));
  /* The title is hidden to leave room for the changes: in a narrow window, and while the reason
   * above says that the outcome is being checked. */
  gtk_widget_set_visible (GTK_WIDGET (self->title), !is_looking && (is_slow || !self->narrow));
}

static gboolean
is_needed (GateChangeBar *self)
{
  return self->editor != NULL && gate_editor_get_edit (self->editor) != NULL &&
         (gate_editor_is_unsaved (self->editor) || gate_editor_get_theirs (self->editor) != NULL ||
          gate_editor_get_operation (self->editor) != NULL);
}

/* Moves the focus on when the focused button disappears or becomes insensitive. */
static void
mend_focus (GateChangeBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  if (focus != NULL && gtk_widget_is_sensitive (focus) && gtk_widget_is_visible (focus))
    return;
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    g_signal_emit (self, signals[CLOSED], 0);
  else if (gate_editor_get_operation (self->editor) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
update_bar (GateChangeBar *self)
{
  g_autofree char *reason = NULL;
  gboolean has_conflict = FALSE;
  gboolean has_failed = FALSE;

  if (is_needed (self))
    {
      has_conflict = gate_editor_get_theirs (self->editor) != NULL;
      has_failed = gate_editor_get_error (self->editor) != NULL;
      reason = format_reason (self);
      show_differences (self, gate_editor_get_edit (self->editor));
      show_progress (self);
      gtk_label_set_label (self->reason, reason != NULL ? reason : "");
      gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
      gtk_widget_set_visible (self->compare, has_conflict);
      gtk_widget_set_visible (self->save, !has_conflict);
      gtk_button_set_label (GTK_BUTTON (self->save),
                            has_failed && gate_editor_can_save (self->editor) ? _ ("Try Again") :
                                                                                _ ("Save"));
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
    }
  else if (gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else
    return;
  mend_focus (self);
}

static void
editor_notify_cb (GateChangeBar *self)
{
  g_signal_group_set_target (self->edit_signals, gate_editor_get_edit (self->editor));
  g_signal_group_set_target (self->operation_signals, gate_editor_get_operation (self->editor));
  update_bar (self);
}

static void
set_narrow (GateChangeBar *self,
            gboolean       narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
gate_change_bar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GateChangeBar *self = GATE_CHANGE_BAR (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_change_bar_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GateChangeBar *self = GATE_CHANGE_BAR (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      gate_change_bar_set_editor (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_change_bar_dispose (GObject *object)
{
  GateChangeBar *self = GATE_CHANGE_BAR (object);

  g_clear_object (&self->editor_signals);
  g_clear_object (&self->edit_signals);
  g_clear_object (&self->operation_signals);
  g_clear_object (&self->session_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_CHANGE_BAR);
  g_clear_object (&self->guard);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (gate_change_bar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, root);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, reason);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, title);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, added);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, removed);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, cancel);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, discard);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, compare);
  gtk_widget_class_bind_template_child (widget_class, GateChangeBar, save);
}

static void
gate_change_bar_class_init (GateChangeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_change_bar_get_property;
  object_class->set_property = gate_change_bar_set_property;
  object_class->dispose = gate_change_bar_dispose;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, GATE_TYPE_EDITOR, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  /* Emitted when the bar with the focus disappears, so that a parent can take the focus. */
  signals[CLOSED] = g_signal_new ("closed",
                                  GATE_TYPE_CHANGE_BAR,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  0);

  g_type_ensure (GATE_TYPE_BESIDE_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "gatechangebar");
  gtk_widget_class_set_template_from_resource (
      widget_class,
      "/io/github/gatehouse/Gatehouse/gate-change-bar.ui");
  bind_children (widget_class);
}

static GSignalGroup *
watch (GateChangeBar *self,
       GType          type,
       const char    *signal,
       GCallback      callback)
{
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_swapped (group, signal, callback, self);
  return group;
}

static void
gate_change_bar_init (GateChangeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_live_region_watch (self->reason);
  gate_live_region_watch (self->title);
  /* The bar can appear below the pointer while a person ticks scopes, so it ignores clicks until
   * the guard is ready. */
  self->guard = gate_press_guard_new (GTK_WIDGET (self));
  g_object_bind_property (self->guard, "ready", self, "can-target", G_BINDING_SYNC_CREATE);
  self->editor_signals =
      watch (self, GATE_TYPE_EDITOR, "notify", G_CALLBACK (editor_notify_cb));
  self->edit_signals = watch (self, GATE_TYPE_EDIT, "notify", G_CALLBACK (update_bar));
  self->operation_signals =
      watch (self, GATE_TYPE_OPERATION, "notify", G_CALLBACK (update_bar));
  self->session_signals =
      watch (self, GATE_TYPE_SESSION, "notify::cannot-change-reason", G_CALLBACK (update_bar));
}

void
gate_change_bar_set_editor (GateChangeBar *self,
                            GateEditor    *editor)
{
  g_return_if_fail (GATE_IS_CHANGE_BAR (self));

  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  g_signal_group_set_target (self->session_signals,
                             editor != NULL ? gate_editor_get_session (editor) : NULL);
  g_signal_group_set_target (self->edit_signals,
                             editor != NULL ? gate_editor_get_edit (editor) : NULL);
  g_signal_group_set_target (self->operation_signals,
                             editor != NULL ? gate_editor_get_operation (editor) : NULL);
  update_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}
